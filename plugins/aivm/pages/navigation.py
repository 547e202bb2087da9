"""Where pages lead: the menus, the pages above, below and beside one, the calendars to follow."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from aivm.site.addresses import NOT_FOUND
from aivm.site.view import Link, StandingPage, View
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


def frame(address: str, view: View) -> dict[str, Any]:
    """What every page shows around its own words."""
    return {
        "navigation": present(NAVIGATION, view),
        "footer_links": present(FOOTER, view),
        "contact": view.contact,
        "parent": parent_of(address, view),
    }


def present(links: tuple[tuple[str, str], ...], view: View) -> tuple[tuple[str, str], ...]:
    """The links whose page exists in this site; feeds always do."""
    return tuple((key, address) for key, address in links if address in view.pages or address.startswith("/flux/"))


def parent_of(address: str, view: View) -> Link | None:
    """The nearest standing page above an address, if there is one."""
    while address.count("/") > 2:
        address = address.rstrip("/").rpartition("/")[0] + "/"
        if address in view.pages:
            return link(view.pages[address])
    return None


def link(page: StandingPage) -> Link:
    """The way to a standing page."""
    return Link(page.title, page.address)


def link_to(address: str, view: View) -> Link | None:
    """The way to a standing page, where the site has it."""
    return link(view.pages[address]) if address in view.pages else None


def children_of(address: str, view: View) -> tuple[Link, ...]:
    """The standing pages right under an address, by address; under "", those that are under no other."""
    above = link_to(address, view)
    shown = [link(page) for page in view.pages.values() if page.address != NOT_FOUND]
    return tuple(one for one in shown if parent_of(one.address, view) == above)


def siblings_of(address: str, view: View) -> tuple[Link, ...]:
    """The standing pages of the same section, this one included; none where a page is alone in its section."""
    section = parent_of(address, view)
    pages = children_of(section.address, view) if section else ()
    return pages if len(pages) > 1 else ()


def communes(view: View) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Every commune with its sector, by first letter, in the order of a dictionary."""
    known = sorted(view.communes.items(), key=lambda item: fold(item[0]))
    return tuple((letter, tuple(group)) for letter, group in groupby(known, key=lambda item: fold(item[0])[:1].upper()))
