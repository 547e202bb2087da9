"""How people type a date, an hour, a list or a yes, and what each becomes: the field types of every record.

A value that cannot be read raises `PydanticCustomError`, whose message is French and whose `hint` is the remedy;
`records/build.py` turns both into a Problem.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, time
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, ValidationInfo

from aivm.problems import suggest
from aivm.records.days import said_day, wrong_weekday
from aivm.territory import Territory
from aivm.text.fold import fold
from aivm.validation import fault

DAY = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2}))")
HOUR = re.compile(r"(\d{1,2})\s*(?:h|:)\s*(\d{2})?(?::\d{2})?", re.IGNORECASE)
HOUR_BEGINS = re.compile(r"(?:,| de| dès| à| a)? (\d{1,2} ?[h:])", re.IGNORECASE)
SERIAL = re.compile(r"[34]\d{4}(?:[ .,]|$)")  # days since 1900, as a spreadsheet counts: those of 1982 to 2036
SEPARATORS = re.compile(r"[,;|\n]")
EARLIEST, LATEST = 1900, 2100  # years that a date can be read with; a record has a first year besides (territory)
YEARS = re.compile(r"\d{4}(?:-\d{4})?")
YES, NO = {"oui", "vrai", "true", "1", "x"}, {"non", "faux", "false", "0"}


class Stamp(NamedTuple):
    """A day with or without an hour, local to the event's own time zone. No day: the same day as the start."""

    day: date | None
    hour: time | None


def parse_day(value: str) -> date:
    """A day typed dd/mm/yyyy, dd/mm/yy, yyyy-mm-dd (ISO 8601), or in words with its year: mardi 3 novembre 2026."""
    match = DAY.fullmatch(value.strip())
    if not match:
        return _calendar(_parse_said(value), value)
    iso_year, iso_month, iso_day, day, month, year = match.groups()
    numbers = (iso_year, iso_month, iso_day) if iso_year else (year if len(year) == 4 else f"20{year}", month, day)
    try:
        parsed = date(*(int(number) for number in numbers))
    except ValueError:
        # An English spreadsheet writes the month first: told, never guessed, since 03/04 would be wrong in silence.
        swapped = int(numbers[1]) > 12 >= int(numbers[2])
        hint = (
            "Le mois est-il avant le jour ? Mettez le tableur en français."
            if swapped
            else "Vérifiez le jour et le mois."
        )
        raise fault(f"la date « {value} » n’existe pas.", hint) from None
    return _calendar(parsed, value)


def _parse_said(value: str) -> date:
    """A day in words. The year is not guessed here: a table that has a calendar of its own may complete it before."""
    said = said_day(value)
    if said is None:
        numbered = SERIAL.match(value)
        hint = "C’est le numéro que le tableur donne à un jour : mettez la case au format Date." if numbered else ""
        raise fault(f"« {value} » n’est pas une date.", hint or "Écrivez jour/mois/année, par exemple 14/01/2027.")
    if said.year is None:
        raise fault(f"l’année de « {value} » manque.", "Écrivez-la, par exemple 14/01/2027.")
    parsed = said.on(said.year)
    if parsed is None:
        raise fault(f"la date « {value} » n’existe pas.", "Vérifiez le jour et le mois.")
    if said.weekday is not None and said.weekday != parsed.weekday():
        raise fault(f"{wrong_weekday(parsed, said.weekday)}.", "Corrigez la date, ou le jour de la semaine.")
    return parsed


def _calendar(parsed: date, value: str, first: int = EARLIEST) -> date:
    """The day, if its year is between two."""
    if not first <= parsed.year <= LATEST:
        raise fault(f"l’année de « {value} » est hors du calendrier du site.", "Vérifiez l’année.")
    return parsed


def parse_hour(value: str) -> time:
    """An hour typed 14h30, 14h, 14 h 30 or 14:30."""
    match = HOUR.fullmatch(value.strip())
    if not match:
        raise fault(f"« {value} » n’est pas une heure.", "Écrivez par exemple 14h30.")
    try:
        return time(int(match[1]), int(match[2] or 0))
    except ValueError:
        raise fault(f"l’heure « {value} » n’existe pas.", "Écrivez une heure entre 0h00 et 23h59.") from None


def parse_stamp(value: str) -> Stamp:
    """A day, a day and an hour, or an hour alone."""
    text = _single_spaced(value)
    if HOUR.fullmatch(text):
        return Stamp(None, parse_hour(text))
    day, hour = split_stamp(text)
    return Stamp(parse_day(day), parse_hour(hour) if hour else None)


def stamp_of(row: Mapping[str, Any]) -> Stamp | None:
    """When a row begins, or None where it cannot be read (its validation will tell why)."""
    try:
        return parse_stamp(str(row.get("debut", "")))
    except ValueError:  # PydanticCustomError is one
        return None


def _single_spaced(value: str) -> str:
    return re.sub(r" (?:à|a) ", " ", " ".join(value.replace("T", " ").split()))  # no-break spaces too


def split_stamp(text: str) -> tuple[str, str]:
    """The day and the hour of a text whose spaces are single; the hour is "" when there is none."""
    day, _, hour = text.partition(" ")
    if DAY.fullmatch(day):
        return day, hour
    match = HOUR_BEGINS.search(text)
    return (text[: match.start()], text[match.start(1) :]) if match else (text, "")


def parse_list(value: Any) -> list[str]:
    """Several values typed in one cell, or already a list."""
    items = value if isinstance(value, list) else SEPARATORS.split(str(value))
    return list(dict.fromkeys(item.strip() for item in map(str, items) if item.strip()))


def parse_yes(value: Any) -> bool:
    """Oui or non, as people and spreadsheets write them."""
    word = fold(str(value))
    if word in YES | NO or not str(value).strip():  # a sign such as ✓ folds to nothing, and is not « nothing »
        return word in YES
    raise fault(f"« {value} » n’est ni oui ni non.", "Écrivez oui ou non.")


def choice(*known: str, aliases: dict[str, str] | None = None) -> BeforeValidator:
    """A validator for one word of a closed list: case, accents and spacing are free, the result is the list's word."""
    spellings = {fold(word): word for word in known} | (aliases or {})
    return BeforeValidator(lambda value: chosen(value, known, spellings))


def chosen(value: Any, known: Collection[str], spellings: Mapping[str, str]) -> str:
    """The word of a list that a value spells."""
    word = spellings.get(fold(str(value)))
    if word is None:
        hint = suggest(str(value), known) or f"Écrivez l’un de : {', '.join(known)}."
        raise fault(f"la valeur « {value} » n’est pas connue.", hint)
    return word


def _text(value: Any) -> str:
    if isinstance(value, list | dict):
        raise fault("la valeur devrait être un texte, c’est une liste.", "Écrivez-la sur une seule ligne.")
    return str(value).strip()


def territory_of(info: ValidationInfo) -> Territory:
    """What a record is read for; a record read without it is a fault of our own, never one of the data."""
    if not isinstance(info.context, Territory):
        raise TypeError("a record is validated with its territory as context")
    return info.context


def _day(value: Any, info: ValidationInfo) -> date:
    if isinstance(value, date):
        return value
    text = _text(value)
    return _calendar(parse_day(text), text, territory_of(info).first_year)


def _stamp(value: Any, info: ValidationInfo) -> Stamp:
    text = _text(value)
    stamp = parse_stamp(text)
    if stamp.day:
        _calendar(stamp.day, split_stamp(_single_spaced(text))[0], territory_of(info).first_year)
    return stamp


def _slug(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text) or len(text) > 80:
        hint = "Employez seulement des minuscules sans accent, des chiffres et des tirets."
        raise fault(f"l’identifiant « {text} » ne peut pas servir d’adresse.", hint)
    return text


def _web(value: Any) -> str:
    text = _text(value)
    if text and not re.fullmatch(r"https?://[\w.-]+\.\w+(?::\d+)?(?:[/?#][^\s\"'<>]*)?", text):
        raise fault(
            f"« {text} » n’est pas une adresse de site.", "Écrivez-la en entier, par exemple https://exemple.org."
        )
    return text


def _whole(value: Any) -> int:
    if not str(value).strip().isdigit():
        raise fault(f"« {value} » n’est pas un nombre entier.", "Écrivez des chiffres seuls, par exemple 30.")
    return int(str(value).strip())


def _years(value: Any) -> str:
    text = _text(value)
    if text and not YEARS.fullmatch(text):
        raise fault(f"« {text} » n’est pas une année.", "Écrivez par exemple 2019, ou 2021-2022.")
    return text


Text = Annotated[str, BeforeValidator(_text)]
Slug = Annotated[str, BeforeValidator(_slug)]
Web = Annotated[str, BeforeValidator(_web)]
Day = Annotated[date, BeforeValidator(_day)]
When = Annotated[Stamp, BeforeValidator(_stamp)]
Words = Annotated[tuple[str, ...], BeforeValidator(parse_list)]
YesNo = Annotated[bool, BeforeValidator(parse_yes)]
Years = Annotated[str, BeforeValidator(_years)]
Whole = Annotated[int, BeforeValidator(_whole)]
