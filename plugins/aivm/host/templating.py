"""What templates can say: words, dates, addresses, the style sheet. Pelican's `generator_init` door."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import FileSystemBytecodeCache, StrictUndefined
from markupsafe import Markup

from aivm.agenda.listing import part_address
from aivm.drawing.qr import qr
from aivm.host.addresses import (
    NOT_FOUND,
    archive_address,
    icon_address,
    level_address,
    month_of_level,
    prefixed,
    sector_address,
    sector_feed,
    theme_address,
)
from aivm.host.light import light_code
from aivm.host.run import KEY, PageRef, Run
from aivm.host.territories import territories
from aivm.output.policy import page_policy
from aivm.output.weight import PLACEHOLDER, spoken
from aivm.records.event import LEVELS
from aivm.records.fact import Fact, Source
from aivm.records.public import PublicEvent, PublicStory
from aivm.sources.values import PENDING
from aivm.text import dates
from aivm.text.fold import fold
from aivm.text.typography import french

SHEETS = ("tokens.css", "base.css", "layout.css", "components/*.css", "print.css")  # in the order they override
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


def jinja_environment(cache: Path) -> dict[str, Any]:
    """Pelican's JINJA_ENVIRONMENT: remote titles are data, an unknown name is a fault, compiled templates are kept."""
    cache.mkdir(parents=True, exist_ok=True)
    return {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "bytecode_cache": FileSystemBytecodeCache(str(cache)),
    }


def style(theme: Path) -> str:
    """The one sheet, the same bytes on every page, inlined."""
    files = [path for pattern in SHEETS for path in sorted((theme / "css").glob(pattern))]
    return minified("\n".join(path.read_text(encoding="utf-8") for path in files))


def script(theme: Path) -> Markup:
    """The one script, the same bytes on every page that has dates, inlined without its indentation."""
    lines = (theme / "js" / "dates.js").read_text(encoding="utf-8").splitlines()
    return Markup("\n".join(line.strip() for line in lines))


def minified(css: str) -> str:
    """The sheet without what a browser does not need; as typed where rcssmin has no wheel (all but Linux)."""
    try:
        from rcssmin import cssmin
    except ImportError:
        return css
    return str(cssmin(css))


def on_generator_init(generator: Any) -> None:
    """Give a generator's environment its words, filters and constants."""
    run: Run = generator.settings[KEY]
    if "css" not in run.constants:
        run.constants.update(constants(run, Path(generator.settings["THEME"])))
    generator.env.globals.update(run.constants)
    generator.env.filters.update(filters(run))


def constants(run: Run, theme: Path) -> dict[str, Any]:
    """What every template can name."""
    css, code = style(theme), script(theme)
    run.policy = page_policy(light_code("style", css), light_code("script", code))
    return {
        "t": partial(translate, run),
        "count": lambda key, number: translate(run, f"{key}.{'one' if number == 1 else 'many'}", count=number),
        "url": lambda address: prefixed(address, run.siteurl),
        "absolute": lambda address: run.siteurl + address,
        "css": Markup(css),  # our own files
        "navigation": partial(present, run, NAVIGATION),
        "footer_links": partial(present, run, FOOTER),
        "today": run.today,
        "mode": run.config.mode,
        "list_limit": run.config.list_limit,
        "weight_mark": Markup(PLACEHOLDER),
        "days": lambda first, last: dates.days(first, last, run.strings),
        "part_address": part_address,
        "theme_address": theme_address,
        "archive_address": archive_address,
        "level_address": level_address,
        "month_of_level": month_of_level,
        "sector_address": sector_address,
        "communes": communes(run),
        "qr": lambda address: qr(run.siteurl + address),
        "script": code,
        "policy": Markup(run.policy),  # hashes and quotes of ours
        "icon": lambda name: prefixed(icon_address(theme / "icons" / name), run.siteurl),
        "feeds": lambda: feeds(run),
        "webcal": lambda address: "webcal:" + (run.siteurl + address).partition(":")[2],
        "source_facts": lambda source: source_facts(run, source),
        "territories": partial(territories, run),
        # Names that a page may leave unsaid:
        "description": "",
        "address": "",
        "noindex": False,
        "thing": None,
        "previous": None,
        "next": None,
        "parent_of": lambda address: parent_of(run, address),
        "children_of": lambda address: children_of(run, address),
        "siblings_of": lambda address: siblings_of(run, address),
        "timeline": lambda: timeline(run),
        "levels_of": levels_of,
        "value": lambda table, key: value(run, table, key),
        "accessibility": run.config.accessibility,
        "request_form": run.config.request_form,
        "tariff": run.config if run.config.tariff_date else None,
        "weights": None,
    }


def filters(run: Run) -> dict[str, Any]:
    """Dates, hours and weights as French says them."""
    said = {name: getattr(dates, name) for name in ("long_day", "full_day", "month_year", "weekday", "month")}
    return {
        **{name: partial(_with_words, function, run.strings) for name, function in said.items()},
        "day_number": dates.day_number,
        "start_hour": lambda event: dates.hours(event.begins, event.ends),
        "hours_text": partial(hours_text, run),
        "dialled": lambda number: re.sub(r"[^\d+]", "", number),  # RFC 3966: digits, and the + of a country
        "iso_end": iso_end,
        "iso_start": lambda event: event.first_day.isoformat() if event.all_day else event.begins.isoformat(),
        "weight": lambda size: french(spoken(size)),
        "priced": partial(priced, run),
        "decimal": lambda number: f"{number:g}".replace(".", ","),
        "french": french,
        "marked": lambda html: Markup(str(html).replace(PENDING, f"<mark>{PENDING}</mark>")),  # clean, or escaped
        "host": lambda address: urlsplit(address).hostname or address,
        "paragraphs": lambda text: [part for part in text.split("\n") if part.strip()],
    }


def priced(run: Run, size: int) -> str:
    """A weight, and what it costs in Mali where a tariff is known: « 120 ko, environ 2 FCFA »."""
    weight, price = french(spoken(size)), run.config.price(size)
    return translate(run, "photo.price", weight=weight, price=price) if price else weight


def iso_end(event: PublicEvent) -> str:
    """The instant after which an event is over; without an hour, the end of its last day."""
    midnight = datetime.combine(event.last_day + timedelta(days=1), time(), event.begins.tzinfo)
    return (event.ends or midnight).isoformat()


def _with_words(function: Any, strings: dict[str, str], day: Any, *form: str) -> Any:
    return function(day, strings, *form)


def translate(run: Run, key: str, **values: object) -> str:
    """The words of the interface at `key`, values put in, in French typography."""
    return french(run.strings[key].format(**values)) if values else run.strings[key]


def hours_text(run: Run, event: PublicEvent) -> str:
    """« toute la journée », the hours, or both clocks for an event on line or in Mali."""
    if event.all_day:
        return run.strings["event.all_day"]
    if not (event.remote or event.in_mali):
        return dates.hours(event.begins, event.ends)
    clocks = (("event.hours_paris", "Europe/Paris"), ("event.hours_bamako", "Africa/Bamako"))
    return ", ".join(translate(run, key, hours=dates.hours_in(event.begins, event.ends, zone)) for key, zone in clocks)


def present(run: Run, links: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """The links whose page exists in this site; feeds always do."""
    return [(key, address) for key, address in links if address in run.pages or address.startswith("/flux/")]


def source_facts(run: Run, source: Source) -> list[Fact]:
    """The facts that rest on a source and that the association lets appear."""
    return [fact for fact in run.facts.facts.values() if fact.source == source.id and not fact.to_confirm]


def communes(run: Run) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every commune with its sector, by first letter, in the order of a dictionary."""
    known = sorted(run.places.sectors.items() if run.places else (), key=lambda item: fold(item[0]))
    groups = groupby(known, key=lambda item: fold(item[0])[:1].upper())
    return [(letter, list(group)) for letter, group in groups]


def value(run: Run, table: Mapping[str, str], key: str) -> str:
    """A value that the association gives, its mark while it waits, or nothing where nobody has written it."""
    mark = Markup('<mark class="asked">{}</mark>').format(PENDING)
    return table[key] or (mark if key in run.waiting else "")


def feeds(run: Run) -> list[tuple[str, str]]:
    """The calendars that anybody may follow, by name with their address: all public events, then each sector's."""
    sectors = [(translate(run, "follow.sector", sector=sector), sector_feed(sector)) for sector in run.sectors]
    return [(run.strings["follow.all"], "/agenda.ics"), *sectors]


def siblings_of(run: Run, address: str) -> list[PageRef]:
    """The standing pages of the same section, this one included; none where a page is alone in its section."""
    section = parent_of(run, address)
    pages = children_of(run, section.address) if section else []
    return pages if len(pages) > 1 else []


def children_of(run: Run, address: str) -> list[PageRef]:
    """The standing pages right under an address, by address; under "", those that are under no other."""
    above = run.pages.get(address)
    shown = [page for _, page in sorted(run.pages.items()) if page.address != NOT_FOUND]
    return [page for page in shown if parent_of(run, page.address) == above]


def timeline(run: Run) -> list[Fact]:
    """The facts that have a place on the timeline, in order of years."""
    told = [fact for fact in run.facts.facts.values() if fact.timeline and not fact.to_confirm]
    return sorted(told, key=lambda fact: fact.timeline)


def levels_of(stories: Iterable[PublicStory], limit: int) -> list[tuple[str, list[PublicStory]]]:
    """Each level for which there are stories, in school order, with its newest ones, `limit` at most."""
    groups = ((level, [story for story in stories if level in story.levels][:limit]) for level in LEVELS)
    return [(level, told) for level, told in groups if told]


def parent_of(run: Run, address: str) -> PageRef | None:
    """The nearest standing page above an address, if there is one."""
    while address.count("/") > 2:
        address = address.rstrip("/").rpartition("/")[0] + "/"
        if address in run.pages:
            return run.pages[address]
    return None
