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

CHOICES = {  # of the settings that are one word of a list: how a message names it, the words
    "mode": ("le mode", ("preview", "rehearsal", "production")),
    "accessibility": (
        "l’état d’accessibilité",
        ("audit à faire", "non conforme", "partiellement conforme", "totalement conforme"),
    ),
    "school_zone": ("la zone scolaire", ("A", "B", "C")),
}
HALF_DAYS = ("morning", "afternoon")  # the settings that are two hours, the first and the last
PARIS = ZoneInfo("Europe/Paris")
EPOCH_START = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH = re.compile(r"[0-9]{1,11}")  # seconds; more digits would be after the year 5000
HOUR = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
RANGES = {  # of the numbers that may be 0, or have a highest value; the others start at 1
    "past_days": (0, 10_000),
    "photo_quality": (1, 100),
    "sound_max_bytes": (10_000, 100_000_000),
    "photo_sharp_quality": (1, 100),
    "slot_lead_days": (0, 365),
    "slot_horizon_days": (1, 730),
    "travel_minutes": (0, 240),
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
    sound_max_bytes: int = 3_000_000  # of a sound: 12 minutes of voice at 32 kbit/s; 3 min 20 of waiting on EDGE
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
    school_zone: str = "B"  # whose school holidays are kept free: Rennes is in zone B
    morning: tuple[str, ...] = ("08:30", "12:00")  # first and last hour of a half-day at school, in Paris
    afternoon: tuple[str, ...] = ("13:30", "16:30")  # begins after the morning has ended
    slot_limit: int = 20  # dates on one page for schools: each has its request to copy, so 9 elements of the 350
    slot_lead_days: int = 14  # days between the build and the first date offered to a school
    slot_horizon_days: int = 180  # days between the build and the last date offered
    request_form: str = ""  # the address of an external form for schools, offered beside the e-mail; empty: none
    travel_minutes: int = 120  # kept free between a booking and a half-day, wherever: Saint-Malo to Redon, by car
    # Where `publish` sends the site: a folder ("/srv/www"), an address ("sftp://moi@ssh.exemple.org/www", from the
    # folder where one logs in; also ftps://, ftp://, webdavs://, "s3://seau?endpoint=https://s3.exemple.org") or what
    # rclone calls it ("serveur:www"). Never a password: the variable AIVM_MOT_DE_PASSE holds it (docs/publier.md).
    publish_to: str = ""  # empty: nobody has said yet, and `publish` stops there

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
    config = Config(**good)
    if config.afternoon[0] < config.morning[1]:  # hours of two digits are in the order of their letters
        message = f"l’après-midi commence à {config.afternoon[0]}, avant la fin du matin à {config.morning[1]}."
        where = Where(file, field="AIVM['afternoon']")
        problems.append(Problem(where, message, "Corrigez l’une des deux heures.", Severity.FATAL))
    return config, problems


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
    if key in CHOICES and value not in CHOICES[key][1]:
        what, words = CHOICES[key]
        return f"{what} « {value} » n’existe pas.", suggest(value, words) or f"Écrivez l’un de : {', '.join(words)}."
    if key in HALF_DAYS and not _runs_forward(value):
        hint = f"Écrivez la première heure et la dernière, par exemple {example!r}."
        return f"la valeur {value!r} n’est pas une demi-journée.", hint
    least, most = RANGES.get(key, RANGE)
    if type(value) is int and not least <= value <= most:
        return f"la valeur {value} est hors des bornes.", f"Écrivez un nombre entre {least} et {most}."
    return None


def _same_kind(value: Any, example: Any) -> bool:
    """True where both have one type, exactly (True is no number, an hour is no day); a tuple holds texts only."""
    texts = type(value) is not tuple or all(isinstance(item, str) for item in value)
    return type(value) is type(example) and texts


def _runs_forward(hours: tuple[str, ...]) -> bool:
    """True for two hours HH:MM, the first before the second."""
    if len(hours) != 2 or not all(HOUR.fullmatch(text) for text in hours):
        return False
    return time.fromisoformat(hours[0]) < time.fromisoformat(hours[1])


def build_day(config: Config) -> date:
    """The day of a whole build: the setting, else SOURCE_DATE_EPOCH (reproducible-builds.org), else now in Paris."""
    if config.today:
        return config.today
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    # Added up, since datetime.fromtimestamp stops at the year 3000 on Windows.
    moment = EPOCH_START + timedelta(seconds=int(epoch)) if EPOCH.fullmatch(epoch) else datetime.now(UTC)
    return moment.astimezone(PARIS).date()
