"""A cell of a workbook as a person would have typed it, so that a table and a CSV are read by the same rules."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

DURATION = re.compile(r"PT(\d{1,3})H(\d{1,2})M[\d.,]*S?")  # an hour above 24 in an ods (ISO 8601, W3C duration)
WHOLE = re.compile(r"(\d{1,15})[.,]0+")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
ESCAPED = re.compile(r"_x000[0-9A-Fa-f]_")  # control characters, as xlsx writes them (ECMA-376, ST_Xstring)
ROUNDING = timedelta(seconds=30)  # an hour is a fraction of a day: 14h30 may come as 14:29:59.99
LARGEST = 1e15  # beyond, a float is no longer a whole number to the unit

Cell = bool | int | float | str | date | datetime | time | timedelta


def as_typed(cell: Cell) -> str:
    """Day/month/year, 14h30, oui or non, 12 and not 12.0, 0,5 and not 0.5."""
    if isinstance(cell, bool):  # before int, which a bool is
        return "oui" if cell else "non"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):  # before date, which a datetime is
        return f"{_day(cell)} {_hour(_rounded(cell).time())}"
    if isinstance(cell, date):
        return _day(cell)
    if isinstance(cell, time):
        return _hour(_rounded(datetime.combine(date(2000, 1, 1), cell)).time())
    if isinstance(cell, timedelta):
        minutes = int((cell + ROUNDING).total_seconds() // 60)
        return f"{minutes // 60}h{minutes % 60:02}"
    return _text(cell)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < LARGEST:
        return str(int(value))
    return f"{value:.10g}".replace(".", ",")


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def _hour(hour: time) -> str:
    return f"{hour.hour:02}h{hour.minute:02}"


def _rounded(moment: datetime) -> datetime:
    """To the nearest minute, within the same day."""
    near = moment + ROUNDING if moment.date() < date.max else moment
    return near if near.date() == moment.date() else moment


def _text(text: str) -> str:
    """Trailing and no-break spaces go, and the control characters that no one types."""
    plain = unicodedata.normalize("NFC", ESCAPED.sub("\n", text)).replace("\r\n", "\n").replace("\r", "\n")
    kept = CONTROLS.sub("", plain).strip()
    lasting, whole = DURATION.fullmatch(kept), WHOLE.fullmatch(kept)
    if lasting:
        return f"{int(lasting[1]):02}h{int(lasting[2]):02}"
    return whole[1] if whole else kept
