"""What templates can say: words, dates, addresses, the style sheet. Pelican's `generator_init` door."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import FileSystemBytecodeCache, StrictUndefined
from markupsafe import Markup

from aivm.agenda.listing import part_address
from aivm.drawing.qr import qr
from aivm.host.addresses import (
    archives_of,
    icon_address,
    level_address,
    month_of_level,
    prefixed,
    sector_address,
    theme_address,
)
from aivm.host.facts import source_facts, timeline
from aivm.host.light import light_code
from aivm.host.navigation import FOOTER, NAVIGATION, children_of, communes, feeds, parent_of, present, siblings_of
from aivm.host.run import KEY, Run
from aivm.host.style import script, style
from aivm.host.territories import territories
from aivm.host.wording import hours_text, iso_end, priced, translate, value
from aivm.output.policy import page_policy
from aivm.output.weight import MARK, spoken
from aivm.records.event import LEVELS
from aivm.records.public import PublicStory
from aivm.sources.values import PENDING
from aivm.text import dates
from aivm.text.typography import french


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
        "weight_mark": MARK,
        "days": lambda first, last: dates.days(first, last, run.strings),
        "part_address": part_address,
        "theme_address": theme_address,
        "archives_of": archives_of,
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
        "paper": "",
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


def _with_words(function: Any, strings: dict[str, str], day: Any, *form: str) -> Any:
    return function(day, strings, *form)


def levels_of(stories: Iterable[PublicStory], limit: int) -> list[tuple[str, list[PublicStory]]]:
    """Each level for which there are stories, in school order, with its newest ones, `limit` at most."""
    groups = ((level, [story for story in stories if level in story.levels][:limit]) for level in LEVELS)
    return [(level, told) for level, told in groups if told]
