"""The settings of the plugin: `AIVM = {...}` in pelicanconf.py, read once into a frozen `Config`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from aivm.problems import Problem, Severity, Where, suggest

MODES = ("preview", "rehearsal", "production")
PARIS = ZoneInfo("Europe/Paris")
EPOCH = re.compile(r"[0-9]{1,11}")  # seconds; more digits would be after the year 5000


@dataclass(frozen=True)
class Config:
    """Every setting with its default. The comment beside each is its documentation."""

    mode: str = "preview"  # preview: examples shown; rehearsal: production without its blocking; production
    today: date | None = None  # the day of the build; None: SOURCE_DATE_EPOCH, else the clock in Paris
    uid_domain: str = "agenda.ille-et-vilaine-mopti"  # right side of every UID (RFC 5545 3.8.4.7): never change it
    list_limit: int = 24  # entries in a list before it goes on by month
    past_days: int = 60  # days that a past event stays in the calendar feed
    feed_limit: int = 20  # stories in the Atom feed, newest first
    photo_width: int = 480  # pixels, the photo loaded by default at every density (measured: 5.2 s on EDGE)
    photo_sharp_width: int = 1200  # pixels, the photo behind the link
    photo_quality: int = 60  # WebP quality of the default photo
    photo_sharp_quality: int = 70  # WebP quality of the sharp photo
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
    """The settings found in `AIVM`; an unknown key or a value of the wrong type is a fatal Problem in `file`."""
    defaults = Config()
    problems = []
    good: dict[str, Any] = {}
    known = [setting.name for setting in fields(Config)]
    for key, value in values.items():
        if key not in known:
            hint = suggest(key, known) or f"Les réglages connus sont : {', '.join(known)}."
            message = f"le réglage « {key} » n’existe pas."
            problems.append(Problem(Where(file, field=f"AIVM[{key!r}]"), message, hint, Severity.FATAL))
            continue
        value = tuple(value) if isinstance(value, list) else value
        kind = type(getattr(defaults, key)) if key != "today" else date
        if type(value) is kind or (key == "today" and value is None):
            good[key] = value
        else:
            message = f"la valeur {value!r} n’est pas du bon type."
            hint = f"Écrivez une valeur de type {kind.__name__}, par exemple {getattr(defaults, key)!r}."
            problems.append(Problem(Where(file, field=f"AIVM[{key!r}]"), message, hint, Severity.FATAL))
    mode = good.get("mode", defaults.mode)
    if mode not in MODES:
        message = f"le mode « {mode} » n’existe pas."
        problems.append(Problem(Where(file, field="AIVM['mode']"), message, suggest(mode, MODES), Severity.FATAL))
    return Config(**good), problems


def build_day(config: Config) -> date:
    """The day of a whole build: the setting, else SOURCE_DATE_EPOCH (reproducible-builds.org), else now in Paris."""
    if config.today:
        return config.today
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if EPOCH.fullmatch(epoch) else datetime.now(UTC)
    return moment.astimezone(PARIS).date()
