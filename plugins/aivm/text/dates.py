"""Days and hours as French says them: « jeudi 1er avril », « 14 h 30 ». The words are those of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (  # keys of theme/strings, so that a second language needs no code
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
NARROW = "\N{NARROW NO-BREAK SPACE}"

Strings = Mapping[str, str]


def day_number(day: date) -> str:
    """« 1er », « 2 », … « 31 »."""
    return "1er" if day.day == 1 else str(day.day)


def weekday(day: date, strings: Strings, form: str = "long") -> str:
    """« jeudi », or « jeu. » in the short form."""
    return strings[f"weekday.{form}.{WEEKDAYS[day.weekday()]}"]


def month(day: date, strings: Strings, form: str = "long") -> str:
    """« janvier », or « janv. » in the short form."""
    return strings[f"month.{form}.{MONTHS[day.month - 1]}"]


def long_day(day: date, strings: Strings) -> str:
    """« 14 janvier 2027 »."""
    return f"{day_number(day)}\u00a0{month(day, strings)} {day.year}"


def full_day(day: date, strings: Strings) -> str:
    """« jeudi 14 janvier 2027 »."""
    return f"{weekday(day, strings)} {long_day(day, strings)}"


def month_year(day: date, strings: Strings) -> str:
    """« janvier 2027 »."""
    return f"{month(day, strings)} {day.year}"


def hour(moment: datetime) -> str:
    """« 14 h », « 14 h 30 »."""
    minutes = f"{NARROW}{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour}{NARROW}h{minutes}"


def hours(begins: datetime, ends: datetime | None) -> str:
    """« 14 h 30 – 16 h », or the first hour alone when the last is not known."""
    return f"{hour(begins)}\u00a0–\u00a0{hour(ends)}" if ends else hour(begins)


def days(first: date, last: date, strings: Strings) -> str:
    """« jeudi 14 janvier 2027 », or « du 14 au 16 janvier 2027 » for several days."""
    if first == last:
        return full_day(first, strings)
    begin = day_number(first)
    if (first.year, first.month) != (last.year, last.month):
        begin = f"{begin}\u00a0{month(first, strings)}"
    if first.year != last.year:
        begin = f"{begin} {first.year}"
    return f"du\u00a0{begin} au\u00a0{long_day(last, strings)}"


def hours_in(begins: datetime, ends: datetime | None, zone: str) -> str:
    """The hours as a clock in another zone shows them."""
    place = ZoneInfo(zone)
    return hours(begins.astimezone(place), ends.astimezone(place) if ends else None)
