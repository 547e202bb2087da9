"""The settings of the plugin: `AIVM = {...}` in pelicanconf.py, read once into a frozen `Config`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from aivm.problems import Problem, Severity, Where, suggest
from aivm.validation import fault

EPOCH_START = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH = re.compile(r"[0-9]{1,11}")  # seconds; more digits would be after the year 5000
HOUR = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
LEAST, MOST = 1, 10_000  # of a number that says nothing else
DAY = date(2026, 11, 22)  # how a setting that is a day, or none, is shown in a message


def one_of(what: str, *words: str) -> AfterValidator:
    """A setting that is one word of a list; `what` is how a message names it."""

    def chosen(value: str) -> str:
        if value in words:
            return value
        message = f"{what} « {value} » n’existe pas."
        raise fault(message, suggest(value, words) or f"Écrivez l’un de : {', '.join(words)}.")

    return AfterValidator(chosen)


def within(default: float, least: float, most: float) -> Any:
    """A number that may be 0, or has a highest value of its own."""
    return Field(default, ge=least, le=most)


def _runs_forward(hours: tuple[str, ...]) -> tuple[str, ...]:
    """Two hours HH:MM, the first before the second."""
    if len(hours) == 2 and all(HOUR.fullmatch(text) for text in hours) and hours[0] < hours[1]:
        return hours
    hint = "Écrivez la première heure et la dernière, par exemple ('08:30', '12:00')."
    raise fault(f"la valeur {hours!r} n’est pas une demi-journée.", hint)


Number = Annotated[int, Field(ge=LEAST, le=MOST)]
Bytes = Annotated[int, Field(ge=LEAST, le=100_000_000)]
Texts = tuple[str, ...]
HalfDay = Annotated[Texts, AfterValidator(_runs_forward)]
Mode = Annotated[str, one_of("le mode", "preview", "rehearsal", "production")]
STATES = ("audit à faire", "non conforme", "partiellement conforme", "totalement conforme")
Accessibility = Annotated[str, one_of("l’état d’accessibilité", *STATES)]


class Config(BaseModel):
    """Every setting with its default. The comment beside each, or above it, is its documentation."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    mode: Mode = "preview"  # preview: examples shown; rehearsal: production without its blocking; production
    today: date | None = None  # the day of the build; None: SOURCE_DATE_EPOCH, else the clock of here
    accessibility: Accessibility = "audit à faire"  # what an audit found (RGAA 4.1); the page and the footer say it
    uid_domain: str = "agenda.ille-et-vilaine-mopti"  # right side of every UID (RFC 5545 3.8.4.7): never change it
    list_limit: Number = 24  # entries in a list before it goes on by month
    past_days: int = within(60, 0, 10_000)  # days that a past event stays in the calendar feed
    feed_limit: Number = 20  # stories in the Atom feed, newest first
    photo_width: Number = 480  # pixels, the photo loaded by default at every density (measured: 5.2 s on EDGE)
    photo_sharp_width: Number = 1200  # pixels, the photo behind the link
    pull_hours: Number = 24  # a build asks the sources again when they were last asked longer ago than this
    pull_stale_days: Number = 3  # from this age on, in days, /agenda/ says of which day the data of a source are
    pull_megabytes: int = within(10, 1, 100)  # the longest answer of a source that is read, once decompressed
    # The whole time one source may take, however slowly it answers: a pull is done in a minute
    pull_seconds: int = within(45, 1, 600)
    pull_months_back: int = within(36, 0, 240)  # what a source repeats is read from the month that many months ago…
    pull_months_ahead: int = within(18, 1, 240)  # …to the end of the month that many months ahead
    pull_private_hosts: Texts = ()  # hosts that may have a private address: a server in the office
    # Seconds a page opens again without the network; a date cancelled is known that late
    page_max_age: int = within(3600, 0, 86_400)
    # Days a browser refuses the site without TLS; 0 makes those that know it forget
    hsts_days: int = within(365, 0, 730)
    shared_host: bool = False  # the host has other sites than this one, not ours: nothing is said of its TLS (HSTS)
    photo_quality: int = within(25, 1, 100)  # least WebP quality of the default photo: below it flat skies show blocks
    # Least WebP quality of the sharp photo, which is asked for to see details
    photo_sharp_quality: int = within(52, 1, 100)
    # Least SSIM of a photo with its original, by our formula: 0.90 by the usual
    photo_similarity: float = within(0.912, 0.5, 0.99)
    # Of the default photo: one that is still heavier at its narrowest is reported
    photo_max_bytes: int = within(10_000, 1_000, 1_000_000)
    photo_cache_days: Number = 90  # days that a light photo is kept in .cache once no page shows it any more
    # What a megabyte costs on a prepaid phone in Mali; 0: not known, no price is shown
    tariff_fcfa_per_mo: float = within(0.0, 0, 10_000)
    tariff_source: str = ""  # who sells it at that price, as the page about weight names it: « Orange Mali, 1 Go »
    tariff_date: date | None = None  # the day somebody saw that price; without the three of them no price is shown
    page_bytes: Bytes = 14_000  # of a page with brotli: ten packets, all that a server sends before it waits (RFC 6928)
    first_page_bytes: Bytes = 10_000  # of home, agenda and schools, where strangers arrive: 3.1 s on EDGE
    first_words_bytes: Bytes = 3_800  # of a page, up to the name of the site: a TLS record of 4 kB less its frames
    story_bytes: Bytes = 8_000  # of a story's words…
    # …and for each photo, made narrower to reach it: 25 000 with two, 5 s on EDGE
    story_photo_bytes: int = within(8_500, 1_000, 1_000_000)
    page_raw_bytes: Bytes = 60_000  # of a page before compression, which an old phone has to hold and lay out
    page_requests: Number = 6  # the page, its icon and four photos: each more is a round trip of 0.65 s on EDGE
    page_elements: Number = 350  # outside <svg>: with six requests, the most that is still an ecoindex of A
    # Of a sound: 12 minutes of voice at 32 kbit/s; 3 min 20 of waiting on EDGE
    sound_max_bytes: int = within(3_000_000, 10_000, 100_000_000)
    public_contacts: Texts = ()  # addresses, telephones and e-mails of organisms, told besides contact.yaml
    morning: HalfDay = ("08:30", "12:00")  # first and last hour of a half-day at school, by the clock of here
    afternoon: HalfDay = ("13:30", "16:30")  # begins after the morning has ended
    slot_limit: Number = 20  # dates on one page for schools: each has its request to copy, so 9 elements of the 350
    slot_lead_days: int = within(14, 0, 365)  # days between the build and the first date offered to a school
    slot_horizon_days: int = within(180, 1, 730)  # days between the build and the last date offered
    request_form: str = ""  # the address of an external form for schools, offered beside the e-mail; empty: none
    # Kept free around a booking, wherever; longer than noon, a visit takes its whole day
    travel_minutes: int = within(90, 0, 240)
    # An event open to all that lasts longer is an exhibition: it takes no date from schools
    open_event_days: Number = 3
    calendar_words: Texts = (  # « colonne : valeur = mots » read in categories and #mots of other calendars
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
    given = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    faults: dict[Any, ErrorDetails] = {}
    try:
        config = Config.model_validate({str(key): value for key, value in given.items()})
    except ValidationError as error:
        faults = {detail["loc"][0]: detail for detail in reversed(error.errors())}
        config = Config.model_validate({key: value for key, value in given.items() if str(key) not in faults})
    wrong = [(key, _sentence(str(key), faults[str(key)])) for key in given if str(key) in faults]
    wrong += [] if wrong else _together(config)
    return config, [Problem(Where(file, field=f"AIVM[{key!r}]"), *said, Severity.FATAL) for key, said in wrong]


def _sentence(key: str, detail: ErrorDetails) -> tuple[str, str]:
    """What is wrong with one setting, and the remedy."""
    value, told = detail["input"], detail.get("ctx", {})
    if detail["type"] == "aivm":
        return told["message"], told["hint"]
    if detail["type"] == "extra_forbidden":
        hint = suggest(key, Config.model_fields) or f"Les réglages sont : {', '.join(Config.model_fields)}."
        return f"le réglage « {key} » n’existe pas.", hint
    setting = Config.model_fields[key]
    if detail["type"] in ("greater_than_equal", "less_than_equal"):
        least, most = (getattr(bound, name) for bound, name in zip(setting.metadata, ("ge", "le"), strict=True))
        return f"la valeur {value} est hors des bornes.", f"Écrivez un nombre entre {least} et {most}."
    example = DAY if setting.default is None else setting.default
    hint = f"Écrivez une valeur de type {type(example).__name__}, par exemple {example!r}."
    return f"la valeur {value!r} n’est pas du bon type.", hint


def _together(config: Config) -> list[tuple[str, tuple[str, str]]]:
    """What is wrong across settings, under the first of them."""
    found = []
    if config.afternoon[0] < config.morning[1]:  # hours of two digits are in the order of their letters
        message = f"l’après-midi commence à {config.afternoon[0]}, avant la fin du matin à {config.morning[1]}."
        found.append(("afternoon", (message, "Corrigez l’une des deux heures.")))
    told = (config.tariff_fcfa_per_mo, config.tariff_source, config.tariff_date)
    if any(told) and not all(told):
        message = "un prix sans sa source ou sans sa date ne se vérifie pas."
        hint = "Donnez tariff_fcfa_per_mo, tariff_source et tariff_date, ou aucun des trois."
        found.append(("tariff_fcfa_per_mo", (message, hint)))
    return found


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
