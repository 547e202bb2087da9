"""What templates can say besides the values of their page: words, dates, addresses, the style sheet."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import FileSystemBytecodeCache, StrictUndefined
from markupsafe import Markup

from aivm.agenda.listing import part_address
from aivm.drawing.bar import bar
from aivm.drawing.qr import qr
from aivm.output.weight import MARK, spoken
from aivm.rendering.icons import icon_address
from aivm.rendering.look import Look
from aivm.rendering.wording import hours_text, iso_end, priced, translate, value
from aivm.site.addresses import archives_of, level_address, month_of_level, prefixed, sector_address, theme_address
from aivm.site.project import Project
from aivm.sources.values import PENDING
from aivm.text import dates
from aivm.text.typography import french

UNSAID: dict[str, Any] = {  # names that a page may leave unsaid
    "description": "",
    "address": "",
    "noindex": False,
    "paper": "",
    "thing": None,
    "previous": None,
    "next": None,
    "weights": None,
}


def jinja_environment(cache: Path) -> dict[str, Any]:
    """Options of Jinja: remote titles are data, an unknown name is a fault, compiled templates are kept."""
    cache.mkdir(parents=True, exist_ok=True)
    return {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "bytecode_cache": FileSystemBytecodeCache(str(cache)),
    }


def names(project: Project, look: Look) -> dict[str, Any]:
    """What every template can name."""
    return {
        **UNSAID,
        "t": partial(translate, project),
        "count": lambda key, number: translate(project, f"{key}.{'one' if number == 1 else 'many'}", count=number),
        "url": lambda address: prefixed(address, project.siteurl),
        "absolute": lambda address: project.siteurl + address,
        "css": Markup(look.css),  # our own files
        "script": Markup(look.script),
        "policy": Markup(look.policy),  # hashes and quotes of ours
        "icon": lambda name: prefixed(icon_address(project.theme / "icons" / name), project.siteurl),
        "today": project.today,
        "mode": project.config.mode,
        "list_limit": project.config.list_limit,
        "weight_mark": MARK,
        "days": lambda first, last: dates.days(first, last, project.words),
        "part_address": part_address,
        "theme_address": theme_address,
        "archives_of": archives_of,
        "level_address": level_address,
        "month_of_level": month_of_level,
        "sector_address": sector_address,
        "bar": bar,
        "qr": lambda address: qr(project.siteurl + address),
        "webcal": lambda address: "webcal:" + (project.siteurl + address).partition(":")[2],
        "value": value,
        "accessibility": project.config.accessibility,
        "request_form": project.config.request_form,
        "tariff": project.config if project.config.tariff_date else None,
    }


def filters(project: Project) -> dict[str, Any]:
    """Dates, hours and weights as French says them."""
    said = {name: getattr(dates, name) for name in ("long_day", "full_day", "month_year", "weekday", "month")}
    return {
        **{name: partial(_with_words, function, project.words) for name, function in said.items()},
        "day_number": dates.day_number,
        "start_hour": lambda event: dates.hours(event.begins, event.ends),
        "hours_text": partial(hours_text, project),
        "dialled": lambda number: re.sub(r"[^\d+]", "", number),  # RFC 3966: digits, and the + of a country
        "iso_end": iso_end,
        "iso_start": lambda event: event.first_day.isoformat() if event.all_day else event.begins.isoformat(),
        "weight": lambda size: french(spoken(size)),
        "priced": partial(priced, project),
        "decimal": lambda number: f"{number:g}".replace(".", ","),
        "french": french,
        "marked": lambda html: Markup(str(html).replace(PENDING, f"<mark>{PENDING}</mark>")),  # clean, or escaped
        "host": lambda address: urlsplit(address).hostname or address,
        "paragraphs": lambda text: [part for part in text.split("\n") if part.strip()],
    }


def _with_words(function: Any, words: Any, day: Any, *form: str) -> Any:
    return function(day, words, *form)
