"""The settings of the plugin: `AIVM = {...}` in pelicanconf.py, read once into a frozen `Config`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aivm.problems import Problem, Severity, Where, suggest

MODES = ("preview", "rehearsal", "production")
ACCESSIBILITY = ("audit à faire", "non conforme", "partiellement conforme", "totalement conforme")
PARIS = ZoneInfo("Europe/Paris")
CHOICES = {"mode": MODES, "accessibility": ACCESSIBILITY}
EPOCH_START = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH = re.compile(r"[0-9]{1,11}")  # seconds; more digits would be after the year 5000
RANGES = {  # of the numbers that may be 0, or have a highest value; the others start at 1
    "past_days": (0, 10_000),
    "photo_quality": (1, 100),
    "photo_sharp_quality": (1, 100),
    "pull_megabytes": (1, 100),
    "pull_seconds": (1, 600),
    "pull_months_back": (0, 240),
    "pull_months_ahead": (1, 240),
}
RANGE = (1, 10_000)


@dataclass(frozen=True)
class Config:
    """Every setting with its default. The comment beside each is its documentation."""

    mode: str = "preview"  # preview: examples shown; rehearsal: production without its blocking; production
    today: date | None = None  # the day of the build; None: SOURCE_DATE_EPOCH, else the clock in Paris
    accessibility: str = "audit à faire"  # what an audit found (RGAA 4.1); the page and the footer say it
    uid_domain: str = "agenda.ille-et-vilaine-mopti"  # right side of every UID (RFC 5545 3.8.4.7): never change it
    list_limit: int = 24  # entries in a list before it goes on by month
    past_days: int = 60  # days that a past event stays in the calendar feed
    feed_limit: int = 20  # stories in the Atom feed, newest first
    photo_width: int = 480  # pixels, the photo loaded by default at every density (measured: 5.2 s on EDGE)
    photo_sharp_width: int = 1200  # pixels, the photo behind the link
    photo_quality: int = 60  # WebP quality of the default photo
    photo_sharp_quality: int = 70  # WebP quality of the sharp photo
    pull_hours: int = 24  # a build asks the sources again when they were last asked longer ago than this
    pull_stale_days: int = 3  # from this age on, in days, /agenda/ says of which day the data of a source are
    pull_megabytes: int = 10  # the longest answer of a source that is read, once decompressed
    pull_seconds: int = 60  # the whole time one source may take, however slowly it answers
    pull_months_back: int = 36  # what a source repeats is read from the month that many months ago…
    pull_months_ahead: int = 18  # …to the end of the month that many months ahead
    pull_private_hosts: tuple[str, ...] = ()  # hosts that may have a private address: a server in the office
    places_in_mali: tuple[str, ...] = (  # all that may be told of a place in Mali without `lieu_public`; 2019
        "Région de Mopti",
        "Cercle de Bandiagara",
        "Cercle de Bankass",
        "Cercle de Djenné",
        "Cercle de Douentza",
        "Cercle de Koro",
        "Cercle de Mopti",
        "Cercle de Ténenkou",
        "Cercle de Youwarou",
    )

    @property
    def production(self) -> bool:
        """True where the artefacts are those of production: no example, no draft."""
        return self.mode != "preview"


def read(values: Mapping[str, Any], file: str) -> tuple[Config, list[Problem]]:
    """The settings found in `AIVM`; an unknown key or a value that does not fit is a fatal Problem in `file`."""
    problems = []
    good: dict[str, Any] = {}
    for key, value in values.items():
        value = tuple(value) if isinstance(value, list) else value
        fault = _fault(str(key), value)
        if fault:
            problems.append(Problem(Where(file, field=f"AIVM[{key!r}]"), *fault, Severity.FATAL))
        else:
            good[key] = value
    return Config(**good), problems


def _fault(key: str, value: Any) -> tuple[str, str] | None:
    """What is wrong with one setting, and the remedy."""
    known: dict[str, Any] = {setting.name: setting.default for setting in fields(Config)}
    if key not in known:
        return f"le réglage « {key} » n’existe pas.", suggest(key, known) or f"Les réglages sont : {', '.join(known)}."
    if key == "today" and value is None:
        return None
    example = date(2026, 11, 22) if key == "today" else known[key]
    if not _same_kind(value, example):
        hint = f"Écrivez une valeur de type {type(example).__name__}, par exemple {example!r}."
        return f"la valeur {value!r} n’est pas du bon type.", hint
    choices = CHOICES.get(key, (value,))
    if value not in choices:
        hint = suggest(value, choices) or f"Les valeurs possibles sont : {', '.join(choices)}."
        return f"la valeur « {value} » n’existe pas.", hint
    least, most = RANGES.get(key, RANGE)
    if type(value) is int and not least <= value <= most:
        return f"la valeur {value} est hors des bornes.", f"Écrivez un nombre entre {least} et {most}."
    return None


def _same_kind(value: Any, example: Any) -> bool:
    """True where both have one type, exactly (True is no number, an hour is no day); a tuple holds texts only."""
    texts = type(value) is not tuple or all(isinstance(item, str) for item in value)
    return type(value) is type(example) and texts


def build_day(config: Config) -> date:
    """The day of a whole build: the setting, else SOURCE_DATE_EPOCH (reproducible-builds.org), else now in Paris."""
    return build_moment(config).astimezone(PARIS).date()


def build_moment(config: Config) -> datetime:
    """The moment of a whole build, in UTC: noon on the day of the setting, else SOURCE_DATE_EPOCH, else now."""
    if config.today:
        return datetime.combine(config.today, time(12), UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    # Added up, since datetime.fromtimestamp stops at the year 3000 on Windows.
    return EPOCH_START + timedelta(seconds=int(epoch)) if EPOCH.fullmatch(epoch) else datetime.now(UTC)
