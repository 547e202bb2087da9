"""The two places of the association, as content/data/territoires.toml tells them: one frozen value, passed down.

No other file knows which places they are: what is searched in texts, which clocks are told, what may be said of a
place all follow from here. « Here » is where the site is made, « there » is where people need more care.
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from aivm.problems import Problem, Severity, Where

FILE = "content/data/territoires.toml"  # from the project
TABLE = re.compile(r"\s*\[\s*([\w.]+)\s*\]")
POSITION = re.compile(r"at line (\d+)")
YEAR_OF_ZONES = 2026  # any: it shows whether the clocks of a zone change, and when
HINT = "Corrigez cette ligne, ou reprenez la dernière version du fichier qui marchait."
MESSAGES = {  # pydantic's error types -> a French sentence about a value
    "missing": "cette information manque.",
    "extra_forbidden": "cette clé n’est pas connue.",
    "string_type": "on attend un texte entre guillemets, pas {value!r}.",
    "string_too_short": "cette information est vide.",
    "string_pattern_mismatch": "« {value} » ne convient pas.",
    "tuple_type": "on attend une liste entre crochets, pas {value!r}.",
    "too_short": "cette liste est vide.",
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "on attend un nombre entier, pas {value!r}."),
    **dict.fromkeys(("float_type", "float_parsing"), "on attend un nombre, pas {value!r}."),
    "value_error": "{error}.",
    "model_type": "on attend une section « [{field}] ».",
    "greater_than_equal": "{value} est trop petit : {ge:g} au moins.",
    "less_than_equal": "{value} est trop grand : {le:g} au plus.",
}
UNEXPECTED = "la valeur {value!r} ne convient pas."


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a folder, a file that is no zone, a name that is none
        raise ValueError(f"le fuseau « {name} » n’existe pas") from None
    return name


def _told_in_calendars(name: str) -> str:
    """A zone whose rule the calendars can say: one offset, or summer time as in Europe (directive 2000/84/EC)."""
    zone, minute = ZoneInfo(name), timedelta(minutes=1)
    ends = [datetime(YEAR_OF_ZONES, month, 31, 1, tzinfo=UTC) for month in (3, 10)]
    spring, autumn = (end - timedelta(days=(end.weekday() + 1) % 7) for end in ends)  # the last Sundays
    days = [datetime(YEAR_OF_ZONES, 1, 1, 12, tzinfo=UTC) + timedelta(days=rank) for rank in range(365)]
    moments = [*days, spring - minute, spring, autumn - minute, autumn]
    offsets = {(spring <= now < autumn, now.astimezone(zone).utcoffset()) for now in moments}
    if len(offsets) > 2:  # one in winter, one in summer
        raise ValueError(f"l’heure d’été de « {name} » n’est pas celle de l’Europe, la seule que les agendas disent")
    return name


Word = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Words = tuple[Word, ...]
Some = Annotated[tuple[Word, ...], Field(min_length=1)]
Zone = Annotated[str, AfterValidator(_known_zone)]
OwnZone = Annotated[Zone, AfterValidator(_told_in_calendars)]
Digits = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}$")]
SchoolZone = Annotated[str, StringConstraints(pattern=r"^[ABC]$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class Frozen(BaseModel):
    """A table of the file: an unknown key is a fault, a value never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Phones(Frozen):
    """How telephones are written in a country."""

    code: Digits = Field(alias="indicatif")
    trunk: Annotated[str, StringConstraints(pattern=r"^[0-9]?$")] = Field(alias="prefixe")  # dialled within the country
    length: int = Field(alias="chiffres", ge=6, le=14)  # with the trunk prefix
    mobiles: Annotated[tuple[Digits, ...], Field(min_length=1)]  # how they begin, without it
    landlines: Annotated[tuple[Digits, ...], Field(min_length=1)] = Field(alias="fixes")
    groups: tuple[tuple[int, ...], ...] = Field((), alias="groupes")  # digits in each; without any, all are possible

    @model_validator(mode="after")
    def _groups_are_whole(self) -> Phones:
        for sizes in self.groups:
            if sum(sizes) != self.length:
                raise ValueError(f"le groupement {list(sizes)} ne fait pas {self.length} chiffres")
        return self


class Box(Frozen):
    """A country in a rectangle of degrees. North of the equator, where grids count their metres from it."""

    south: float = Field(alias="sud", ge=0, le=80)
    north: float = Field(alias="nord", ge=0, le=80)
    west: float = Field(alias="ouest", ge=-180, le=180)
    east: float = Field(alias="est", ge=-180, le=180)

    @model_validator(mode="after")
    def _sides_are_in_order(self) -> Box:
        if not (self.south < self.north and self.west < self.east):
            raise ValueError("le sud n’est pas au-dessous du nord, ou l’ouest n’est pas avant l’est")
        return self

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point, in degrees north and east, is inside."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


class Place(Frozen):
    """What both places have."""

    town: Word = Field(alias="ville")
    land: Word = Field(alias="territoire")
    country: Word = Field(alias="pays")
    within: Word = Field(alias="dans_le_pays")  # « en France », « au Mali »
    country_code: Code = Field(alias="code_pays")  # ISO 3166-1
    zone: OwnZone = Field(alias="fuseau")  # of the tz database
    around: Some = Field(alias="apres_la_commune")  # what follows a commune in an address
    vague: Words = Field(alias="vagues")  # other names that say no precise place
    phones: Phones = Field(alias="telephone")

    @property
    def clock(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


class Here(Place):
    """Where the site is made, and its schools are."""

    within_land: Word = Field(alias="dans_le_territoire")
    school_zone: SchoolZone = Field(alias="zone_scolaire")  # whose school holidays are kept free


class There(Place):
    """Where a place is told no more precisely than by one of its levels."""

    of: Word = Field(alias="du_pays")  # « du Mali »
    other_zones: tuple[Zone, ...] = Field(alias="autres_fuseaux")  # names of the same clock in calendars
    river: Word = Field(alias="fleuve")
    levels: Some = Field(alias="niveaux")  # the first word of what may be told: « Région », « Cercle »
    levels_said: Word = Field(alias="niveaux_en_mots")
    told: Some = Field(alias="lieux")  # all that may be told of a place without `lieu_public`
    evoking: Some = Field(alias="mots")  # a text with one of these speaks of there
    peoples: Some = Field(alias="peuples")  # in small letters, without an ending
    box: Box = Field(alias="boite")


class Territory(Frozen):
    """The two places."""

    first_year: int = Field(alias="premiere_annee", ge=1900, le=2100)  # the oldest that a date may have
    here: Here = Field(alias="ici")
    there: There = Field(alias="la_bas")

    def __hash__(self) -> int:
        """Of few values: finders are compiled once for each territory, and looked up for each text."""
        return hash((self.first_year, self.here.land, self.there.land))


def read_territory(raw: bytes, file: str = FILE) -> tuple[Territory | None, list[Problem]]:
    """The value, or None and a Problem for each field that keeps it from being made: without it nothing is built."""
    text = raw.decode("utf-8-sig", errors="replace")
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # what is typed, then nesting beyond reason
        found = POSITION.search(str(error))
        where = Where(file, int(found[1]) if found else 0)
        hint = "Regardez cette ligne : guillemet, crochet ou « = » oublié."
        return None, [Problem(where, "la mise en forme TOML est rompue.", hint, Severity.FATAL)]
    try:
        return Territory.model_validate(tables), []
    except ValidationError as error:
        return None, [_problem(detail, text, file) for detail in error.errors()]


def _problem(detail: Any, text: str, file: str) -> Problem:
    """One fault at its line."""
    names = [str(part) for part in detail["loc"] if isinstance(part, str)]
    field = ".".join(names)
    message = MESSAGES.get(detail["type"], UNEXPECTED)
    said = message.format(**{**detail.get("ctx", {}), "value": detail["input"], "field": field})
    return Problem(Where(file, _line(names, text), field), said, HINT, Severity.FATAL)


def _line(names: list[str], text: str) -> int:
    """The line of a key, else of the table that should have it, else 0."""
    table, inside, found = ".".join(names[:-1]), "", 0
    for line, typed in enumerate(text.splitlines(), 1):
        if match := TABLE.match(typed):
            inside = match[1]
            if f"{inside}.".startswith(f"{'.'.join(names)}."):
                return line
            found = line if inside == table else found
        elif inside == table and names and re.match(rf"\s*{re.escape(names[-1])}\s*=", typed):
            return line
    return found
