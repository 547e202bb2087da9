"""The settings of the plugin: `AIVM = {...}` in pelicanconf.py, read once into a frozen `Config`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from aivm.problems import Problem, Severity, Where, suggest

CHOICES = {  # of the settings that are one word of a list: how a message names it, the words
    "mode": ("le mode", ("preview", "rehearsal", "production")),
    "accessibility": (
        "l’état d’accessibilité",
        ("audit à faire", "non conforme", "partiellement conforme", "totalement conforme"),
    ),
}
DAYS = ("today", "tariff_date")  # the settings that are a day, or none
HALF_DAYS = ("morning", "afternoon")  # the settings that are two hours, the first and the last
EPOCH_START = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH = re.compile(r"[0-9]{1,11}")  # seconds; more digits would be after the year 5000
HOUR = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
# Of the numbers that may be 0, or have a highest value; the others start at 1.
RANGES: dict[str, tuple[float, float]] = {
    "past_days": (0, 10_000),
    "photo_quality": (1, 100),
    "sound_max_bytes": (10_000, 100_000_000),
    "photo_sharp_quality": (1, 100),
    "pull_megabytes": (1, 100),
    "pull_seconds": (1, 600),
    "pull_months_back": (0, 240),
    "pull_months_ahead": (1, 240),
    "photo_similarity": (0.5, 0.99),
    "tariff_fcfa_per_mo": (0, 10_000),
    "photo_max_bytes": (1_000, 1_000_000),
    "story_photo_bytes": (1_000, 1_000_000),
    "slot_lead_days": (0, 365),
    "slot_horizon_days": (1, 730),
    "travel_minutes": (0, 240),
    "page_max_age": (0, 86_400),
    "hsts_days": (0, 730),
}
RANGE = (1, 10_000)


@dataclass(frozen=True)
class Config:
    """Every setting with its default. The comment beside each is its documentation."""

    mode: str = "preview"  # preview: examples shown; rehearsal: production without its blocking; production
    today: date | None = None  # the day of the build; None: SOURCE_DATE_EPOCH, else the clock of here
    accessibility: str = "audit à faire"  # what an audit found (RGAA 4.1); the page and the footer say it
    uid_domain: str = "agenda.ille-et-vilaine-mopti"  # right side of every UID (RFC 5545 3.8.4.7): never change it
    list_limit: int = 24  # entries in a list before it goes on by month
    past_days: int = 60  # days that a past event stays in the calendar feed
    feed_limit: int = 20  # stories in the Atom feed, newest first
    photo_width: int = 480  # pixels, the photo loaded by default at every density (measured: 5.2 s on EDGE)
    photo_sharp_width: int = 1200  # pixels, the photo behind the link
    pull_hours: int = 24  # a build asks the sources again when they were last asked longer ago than this
    pull_stale_days: int = 3  # from this age on, in days, /agenda/ says of which day the data of a source are
    pull_megabytes: int = 10  # the longest answer of a source that is read, once decompressed
    pull_seconds: int = 45  # the whole time one source may take, however slowly it answers: a pull is done in a minute
    pull_months_back: int = 36  # what a source repeats is read from the month that many months ago…
    pull_months_ahead: int = 18  # …to the end of the month that many months ahead
    pull_private_hosts: tuple[str, ...] = ()  # hosts that may have a private address: a server in the office
    page_max_age: int = 3600  # seconds a page opens again without the network; a date cancelled is known that late
    hsts_days: int = 365  # days a browser refuses the site without TLS; 0 makes those that know it forget
    shared_host: bool = False  # the host has other sites than this one, not ours: nothing is said of its TLS (HSTS)
    photo_quality: int = 25  # least WebP quality of the default photo: below it flat skies show blocks
    photo_sharp_quality: int = 52  # least WebP quality of the sharp photo, which is asked for to see details
    photo_similarity: float = 0.912  # least SSIM of a photo with its original, by our formula: 0.90 by the usual
    photo_max_bytes: int = 10_000  # of the default photo: one that is still heavier at its narrowest is reported
    photo_cache_days: int = 90  # days that a light photo is kept in .cache once no page shows it any more
    tariff_fcfa_per_mo: float = 0.0  # what a megabyte costs on a prepaid phone in Mali; 0: not known, no price is shown
    tariff_source: str = ""  # who sells it at that price, as the page about weight names it: « Orange Mali, 1 Go »
    tariff_date: date | None = None  # the day somebody saw that price; without the three of them no price is shown
    page_bytes: int = 14_000  # of a page with brotli: ten packets, all that a server sends before it waits (RFC 6928)
    first_page_bytes: int = 10_000  # of home, agenda and schools, where strangers arrive: 3.1 s on EDGE
    first_words_bytes: int = 3_800  # of a page, up to the name of the site: a TLS record of 4 kB less its frames
    story_bytes: int = 8_000  # of a story's words…
    story_photo_bytes: int = 8_500  # …and for each photo, made narrower to reach it: 25 000 with two, 5 s on EDGE
    page_raw_bytes: int = 60_000  # of a page before compression, which an old phone has to hold and lay out
    page_requests: int = 6  # the page, its icon and four photos: each more is a round trip of 0.65 s on EDGE
    page_elements: int = 350  # outside <svg>: with six requests, the most that is still an ecoindex of A
    sound_max_bytes: int = 3_000_000  # of a sound: 12 minutes of voice at 32 kbit/s; 3 min 20 of waiting on EDGE
    public_contacts: tuple[str, ...] = ()  # addresses, telephones and e-mails of organisms, told besides contact.yaml
    morning: tuple[str, ...] = ("08:30", "12:00")  # first and last hour of a half-day at school, by the clock of here
    afternoon: tuple[str, ...] = ("13:30", "16:30")  # begins after the morning has ended
    slot_limit: int = 20  # dates on one page for schools: each has its request to copy, so 9 elements of the 350
    slot_lead_days: int = 14  # days between the build and the first date offered to a school
    slot_horizon_days: int = 180  # days between the build and the last date offered
    request_form: str = ""  # the address of an external form for schools, offered beside the e-mail; empty: none
    travel_minutes: int = 90  # kept free around a booking, wherever; longer than noon, a visit takes its whole day
    open_event_days: int = 3  # an event open to all that lasts longer is an exhibition: it takes no date from schools
    calendar_words: tuple[str, ...] = (  # « colonne : valeur = mots » read in categories and #mots of other calendars
        "public : tout public = tout public, toutpublic, ouvert à tous, ouvert à toutes et à tous",
        "public : scolaire = scolaire, scolaires, école, classe, intervention scolaire",
        "public : adhérents = adhérents, adhérent, membres, interne, réservé aux adhérents",
        "public : privé = privé, private, personnel, personal, confidentiel, anniversaire, anniversaires, birthday",
        "niveaux : maternelle = maternelle, maternelles, ps, ms, gs, petite section, moyenne section, grande section",
        "niveaux : élémentaire = élémentaire, primaire, cp, ce1, ce2, cm1, cm2",
        "niveaux : collège = collège, collèges, collégiens, 6e, 5e, 4e, 3e, sixième, cinquième, quatrième, troisième",
        "niveaux : lycée = lycée, lycées, lycéens, 2de, seconde, 1re, première, terminale",
        "niveaux : MFR = mfr, maison familiale rurale",
        "niveaux : supérieur = supérieur, université, étudiants",
        "statut : complet = complet, complète",
        "statut : annulé = annulé, annulée, cancelled",
        "statut : reporté = reporté, reportée",
        "statut : à confirmer = à confirmer, provisoire",
        "lieu : en ligne = en ligne, enligne, visio, visioconférence, webinaire, zoom, réunion microsoft teams, "
        "microsoft teams meeting, google meet, jitsi",
        "themes : eau = eau",
        "themes : ODD = odd",
        "themes : alimentation = alimentation",
        "themes : citoyenneté = citoyenneté",
        "themes : contes = contes, conte",
        "themes : interculturalité = interculturalité",
        "themes : musique = musique",
        "themes : solidarité = solidarité, solidarité internationale",
        "themes : vie associative = vie associative",
    )

    # Where `publish` sends the site: a folder ("/srv/www"), an address ("sftp://moi@ssh.exemple.org/www", from the
    # folder where one logs in; also ftps://, ftp://, webdavs://, "s3://seau?endpoint=https://s3.exemple.org") or what
    # rclone calls it ("serveur:www"). Never a password: the variable AIVM_MOT_DE_PASSE holds it (docs/publier.md).
    publish_to: str = ""  # empty: nobody has said yet, and `publish` stops there

    def price(self, weight: int) -> int:
        """What so many bytes cost, in whole FCFA, rounded up; 0 below one franc, or where no tariff is known."""
        exact = weight * self.tariff_fcfa_per_mo / 1_000_000
        return ceil(exact) if exact >= 1 else 0

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
    told = (config.tariff_fcfa_per_mo, config.tariff_source, config.tariff_date)
    if any(told) and not all(told):
        message = "un prix sans sa source ou sans sa date ne se vérifie pas."
        hint = "Donnez tariff_fcfa_per_mo, tariff_source et tariff_date, ou aucun des trois."
        problems.append(Problem(Where(file, field="AIVM['tariff_fcfa_per_mo']"), message, hint, Severity.FATAL))
    return config, problems


def _fault(key: str, value: Any) -> tuple[str, str] | None:
    """What is wrong with one setting, and the remedy."""
    known: dict[str, Any] = {setting.name: setting.default for setting in fields(Config)}
    if key not in known:
        return f"le réglage « {key} » n’existe pas.", suggest(key, known) or f"Les réglages sont : {', '.join(known)}."
    if key in DAYS and value is None:
        return None
    example = date(2026, 11, 22) if key in DAYS else known[key]
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
    if type(value) in (int, float) and not least <= value <= most:
        return f"la valeur {value} est hors des bornes.", f"Écrivez un nombre entre {least} et {most}."
    return None


def _same_kind(value: Any, example: Any) -> bool:
    """True where both have one type, exactly (True is no number, an hour is no day); a tuple holds texts only."""
    texts = type(value) is not tuple or all(isinstance(item, str) for item in value)
    whole = type(value) is int and type(example) is float  # a price of 60
    return (type(value) is type(example) or whole) and texts


def _runs_forward(hours: tuple[str, ...]) -> bool:
    """True for two hours HH:MM, the first before the second."""
    if len(hours) != 2 or not all(HOUR.fullmatch(text) for text in hours):
        return False
    return time.fromisoformat(hours[0]) < time.fromisoformat(hours[1])


def build_day(config: Config, clock: ZoneInfo) -> date:
    """The day of a whole build: the setting, else SOURCE_DATE_EPOCH (reproducible-builds.org), else now by a clock."""
    return build_moment(config).astimezone(clock).date()


def build_moment(config: Config) -> datetime:
    """The moment of a whole build, in UTC: noon on the day of the setting, else SOURCE_DATE_EPOCH, else now."""
    if config.today:
        return datetime.combine(config.today, time(12), UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    # Added up, since datetime.fromtimestamp stops at the year 3000 on Windows.
    return EPOCH_START + timedelta(seconds=int(epoch)) if EPOCH.fullmatch(epoch) else datetime.now(UTC)
