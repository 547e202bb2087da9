"""Days and hours of a calendar -> days and aware hours (RFC 5545 3.3.4, 3.3.5, 3.6.1).

An hour « Z » or without a zone is the calendar's own (`X-WR-TIMEZONE`), and Paris's where it says none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from icalendar.prop import vDuration

from aivm.sources.ics.lines import Block, Property
from aivm.sources.ics.zone import Clock, Moment

STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?", re.ASCII)
YEARS = range(1900, 2200)  # outside, dates are typing errors, and clocks run over


class UnreadableTimeError(ValueError):
    """A date or a zone that cannot be read; the message is French and quotes it."""


def moment(text: str, parameters: Mapping[str, str], home: tzinfo, clock: Clock) -> Moment:
    """A day, or an hour in its own zone. One that a clock change skips is the hour after it (3.3.5)."""
    match = STAMP.fullmatch(text.strip())
    if not match or int(match[1]) not in YEARS:
        raise UnreadableTimeError(f"« {text.strip()[:30]} » n’est pas une date.")
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] is None or parameters.get("VALUE", "").upper() == "DATE":
            return day
        hour = time(int(match[4]), int(match[5]), min(int(match[6] or 0), 59))  # 60 is a leap second
    except ValueError:
        raise UnreadableTimeError(f"« {text.strip()[:30]} » n’est pas une date.") from None
    name = parameters.get("TZID", "")
    zone = UTC if match[7] else (clock.zone(name) if name else home)
    if zone is None:
        raise UnreadableTimeError(f"le fuseau « {name[:60]} » n’est pas connu.")
    aware = datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)
    return aware.astimezone(home if str(zone) == "UTC" else zone)


def span(block: Block, clock: Clock) -> tuple[Moment, Moment | None]:
    """Start and end of an event, both days or both hours; the end of days is exclusive, as written (3.6.1).

    No end: none was given, or it is not after the start.
    """
    home = clock.home(block.calendar)
    given = block.first("DTSTART")
    if given is None:
        raise UnreadableTimeError("le début (DTSTART) manque.")
    start = moment(given.value, given.parameters, home, clock)
    end = _end(block.first("DTEND"), block.value("DURATION"), start, home, clock)
    if isinstance(start, datetime) and _outlook_whole_day(block, start, end):
        start, end = start.date(), end.date() if isinstance(end, datetime) else None
    if end is not None:
        end = _like(start, end)
    return start, end if end is not None and end > start else None


def _end(given: Property | None, duration: str, start: Moment, home: tzinfo, clock: Clock) -> Moment | None:
    if given is not None:
        return moment(given.value, given.parameters, home, clock)
    return until(duration, {}, start, home, clock) if duration else None


def until(text: str, parameters: Mapping[str, str], start: Moment, home: tzinfo, clock: Clock) -> Moment:
    """The end that a moment or a duration (3.3.6) gives to `start`."""
    if "P" not in text[:2].upper():
        return moment(text, parameters, home, clock)
    try:
        return _after(start, vDuration.from_ical(text.strip()))  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        raise UnreadableTimeError(f"la durée « {text[:30]} » ne se lit pas.") from None


def _after(start: Moment, length: timedelta) -> Moment:
    """`start` and a length of time, counted on the universal clock where it has hours."""
    if isinstance(start, datetime):
        return (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    return start + length


def _like(start: Moment, end: Moment) -> Moment:
    """An end of the kind of the start: some programs write a day and an hour."""
    if isinstance(start, datetime) and not isinstance(end, datetime):
        return datetime(end.year, end.month, end.day, tzinfo=start.tzinfo)
    return end.date() if isinstance(end, datetime) and not isinstance(start, datetime) else end


def _outlook_whole_day(block: Block, start: datetime, end: Moment | None) -> bool:
    """Outlook writes a whole day from midnight to midnight, and says so beside ([MS-OXCICAL])."""
    said = block.value("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
    return said and all(not isinstance(at, datetime) or (at.hour, at.minute) == (0, 0) for at in (start, end))
