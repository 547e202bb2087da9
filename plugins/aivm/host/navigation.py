"""Where pages lead: the menus, the pages above, below and beside one, the calendars to follow."""

from __future__ import annotations

from itertools import groupby

from aivm.host.addresses import NOT_FOUND, sector_feed
from aivm.host.run import PageRef, Run
from aivm.host.wording import translate
from aivm.text.fold import fold

NAVIGATION = (
    ("nav.ecoles", "/ecoles/"),
    ("nav.agenda", "/agenda/"),
    ("nav.recits", "/recits/"),
    ("nav.cooperation", "/cooperation/"),
    ("nav.agir", "/agir/"),
)
FOOTER = (
    ("footer.volontaires", "/volontaires/"),
    ("footer.associations", "/associations/"),
    ("footer.contact", "/contact/"),
    ("footer.plan", "/plan/"),
    ("footer.legal", "/mentions-legales/"),
    ("footer.privacy", "/confidentialite/"),
    ("footer.takedown", "/retrait/"),
    ("footer.accessibility", "/accessibilite/"),
    ("footer.ecodesign", "/ecoconception/"),
    ("footer.atom", "/flux/recits.atom"),
)


def present(run: Run, links: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """The links whose page exists in this site; feeds always do."""
    return [(key, address) for key, address in links if address in run.pages or address.startswith("/flux/")]


def parent_of(run: Run, address: str) -> PageRef | None:
    """The nearest standing page above an address, if there is one."""
    while address.count("/") > 2:
        address = address.rstrip("/").rpartition("/")[0] + "/"
        if address in run.pages:
            return run.pages[address]
    return None


def children_of(run: Run, address: str) -> list[PageRef]:
    """The standing pages right under an address, by address; under "", those that are under no other."""
    above = run.pages.get(address)
    shown = [page for _, page in sorted(run.pages.items()) if page.address != NOT_FOUND]
    return [page for page in shown if parent_of(run, page.address) == above]


def siblings_of(run: Run, address: str) -> list[PageRef]:
    """The standing pages of the same section, this one included; none where a page is alone in its section."""
    section = parent_of(run, address)
    pages = children_of(run, section.address) if section else []
    return pages if len(pages) > 1 else []


def feeds(run: Run) -> list[tuple[str, str]]:
    """The calendars that anybody may follow, by name with their address: all public events, then each sector's."""
    sectors = [(translate(run, "follow.sector", sector=sector), sector_feed(sector)) for sector in run.sectors]
    return [(run.strings["follow.all"], "/agenda.ics"), *sectors]


def communes(run: Run) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every commune with its sector, by first letter, in the order of a dictionary."""
    known = sorted(run.places.sectors.items() if run.places else (), key=lambda item: fold(item[0]))
    groups = groupby(known, key=lambda item: fold(item[0])[:1].upper())
    return [(letter, list(group)) for letter, group in groups]
