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
from aivm.sources.year_of import with_year
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
    values, typed = dict(row.values), dict(row.typed)
    day_said, begins = _day(row, columns["day"]), _text(row, "debut")
    column_hours = _text(row, columns["hours"])
    if _no_day(begins):
        column_hours, begins = column_hours or begins, day_said
        typed["debut"] = typed.get(columns["day"], "debut") if columns["day"] else typed.get("debut", "debut")
    elif day_said and split_stamp(begins)[0] != split_stamp(day_said)[0]:
        message = f"il y a deux dates, « {day_said} » et « {begins} »."
        return row, [Problem(row.at(columns["day"]), message, KEEP_ONE)]
    day, hours = split_stamp(begins)
    if fold(column_hours) in WHOLE_DAY:
        values["journee_entiere"], column_hours, hours = values.get("journee_entiere") or "oui", "", ""
    first_hour, last_hour = hours_of(hours if hours != MIDNIGHT else column_hours or hours)
    if column_hours and hours_of(column_hours)[0] != first_hour and hours not in ("", MIDNIGHT):
        return row, [
            Problem(row.at(columns["hours"]), f"il y a deux heures, « {hours} » et « {column_hours} ».", KEEP_ONE)
        ]
    if column_hours:
        first_hour, last_hour = hours_of(column_hours)
    ends = _text(row, "fin")
    if not ends:
        ends = f"{_text(row, columns['last_day'])} {_text(row, columns['last_hour']) or last_hour}".strip()
        typed["fin"] = next(
            (typed[columns[part]] for part in ("last_hour", "last_day", "hours") if columns[part]), "fin"
        )
    for name in WHEN_COLUMNS & values.keys():
        del values[name]
    told: list[Problem] = []
    found = replace(row, values=values, typed=typed)
    if columns["day"] or "debut" in values:
        values["debut"] = f"{with_year(day, options, found.at('debut'), told)} {first_hour}".strip()
    if ends or "fin" in values:
        last_day, hour = split_stamp(ends)
        values["fin"] = f"{with_year(last_day, options, found.at('fin'), told)} {hour}".strip()
    return found, told


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
