"""The columns where a sheet says when: a date, an hour, « 14h30-16h » -> `debut` and `fin`, with their year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from aivm.problems import Problem
from aivm.records.days import said_day
from aivm.records.fields import HOUR, split_stamp
from aivm.records.raw import RawRecord
from aivm.sources.options import Options
from aivm.sources.sheets.year_of import with_year
from aivm.text.fold import fold

PARTS: Mapping[str, tuple[str, ...]] = {  # what a column says -> its folded names, the first that is there is read
    "day": ("date", "date_debut", "date_de_debut", "jour"),
    "hours": ("heure", "heures", "horaire", "horaires", "creneau", "heure_debut", "heure_de_debut"),
    "last_day": ("date_fin", "date_de_fin"),
    "last_hour": ("heure_fin", "heure_de_fin"),
}
WHEN_COLUMNS = frozenset(name for names in PARTS.values() for name in names)
RANGE = re.compile(
    r"(?:de )?(\d{1,2}(?: ?[h:](?: ?\d{2})?)?) ?(?:[-–—/>→]|à|a|jusqu['’]à) ?(\d{1,2} ?[h:](?: ?\d{2})?)", re.IGNORECASE
)
WHOLE_DAY = ("journee", "la_journee", "toute_la_journee", "journee_entiere")
MIDNIGHT = "00h00"  # what a spreadsheet adds to a date without an hour
KEEP_ONE = "Gardez-en une seule."


def say_when(row: RawRecord, options: Options) -> tuple[RawRecord, list[Problem]]:
    """The same row with `debut` and `fin`, and without the columns they were made from."""
    columns = {part: next((name for name in names if name in row.values), "") for part, names in PARTS.items()}
    day, hours, column_hours = _beginning(row, columns)
    twice = _said_twice(row, columns, day, hours, column_hours)
    if twice:
        return row, [twice]
    values = {name: value for name, value in row.values.items() if name not in WHEN_COLUMNS}
    if fold(column_hours) in WHOLE_DAY:
        values["journee_entiere"], column_hours, hours = values.get("journee_entiere") or "oui", "", ""
    first_hour, last_hour = hours_of(column_hours or hours)
    typed, ends = dict(row.typed), _text(row, "fin")
    if columns["day"] and _no_day(_text(row, "debut")):
        typed["debut"] = typed.get(columns["day"], columns["day"])
    if not ends:
        ends = f"{_text(row, columns['last_day'])} {_text(row, columns['last_hour']) or last_hour}".strip()
        column = columns["last_hour"] or columns["last_day"] or columns["hours"]
        typed["fin"] = typed.get(column, "fin")
    told: list[Problem] = []
    found = replace(row, values=values, typed=typed)
    if columns["day"] or "debut" in values:
        values["debut"] = f"{with_year(day, options, found.at('debut'), told)} {first_hour}".strip()
    if ends or "fin" in values:
        last_day, hour = split_stamp(ends)
        values["fin"] = f"{with_year(last_day, options, found.at('fin'), told)} {hour}".strip()
    return found, told


def _beginning(row: RawRecord, columns: Mapping[str, str]) -> tuple[str, str, str]:
    """The day, the hour typed with it, and the hour of a column of its own (a « début » may be only that)."""
    begins, column_hours = _text(row, "debut"), _text(row, columns["hours"])
    if _no_day(begins):
        begins, column_hours = _day(row, columns["day"]), column_hours or begins
    day, hours = split_stamp(begins)
    return day, hours, column_hours


def _said_twice(row: RawRecord, columns: Mapping[str, str], day: str, hours: str, column_hours: str) -> Problem | None:
    """Two dates or two hours that differ: nobody here can choose."""
    other = split_stamp(_day(row, columns["day"]))[0]
    if other and other != day:
        return Problem(row.at(columns["day"]), f"il y a deux dates, « {other} » et « {day} ».", KEEP_ONE)
    if column_hours and hours not in ("", MIDNIGHT) and hours_of(column_hours)[0] != hours_of(hours)[0]:
        return Problem(row.at(columns["hours"]), f"il y a deux heures, « {hours} » et « {column_hours} ».", KEEP_ONE)
    return None


def hours_of(text: str) -> tuple[str, str]:
    """The first and the last hour of « 14h30-16h », « de 14h à 16h », « 9-12h »; another text is a first hour."""
    span = RANGE.fullmatch(text)
    if not span:
        return text, ""
    return span[1] if HOUR.fullmatch(span[1]) else f"{span[1]}h", span[2]


def _text(row: RawRecord, column: str) -> str:
    """A cell with single spaces; "" where there is no such column."""
    return " ".join(str(row.values.get(column, "")).split()) if column else ""


def _day(row: RawRecord, column: str) -> str:
    """The date, with the weekday of the column beside it (« Jour | Date ») so that each is a proof of the other."""
    text, weekday = _text(row, column), _text(row, "jour") if column != "jour" else ""
    together = f"{weekday} {split_stamp(text)[0]}"
    return f"{weekday} {text}" if weekday and text and said_day(together) else text


def _no_day(text: str) -> bool:
    """True for nothing, an hour, or two."""
    return not text or bool(HOUR.fullmatch(text) or RANGE.fullmatch(text))
