"""Moments of a calendar -> days and aware hours, whatever each product calls its time zones (RFC 5545 3.3.4, 3.3.5).

- An hour « Z » or without a zone is the calendar's own (`X-WR-TIMEZONE`), and Paris's where it says none.
- A zone is known by its name in the tz database, by its Windows name, by the end of a longer name
  (`/freeassociation.sourceforge.net/Europe/Paris`), or by the offsets of its VTIMEZONE where it was named by hand.
- One that stays unknown is never guessed: a wrong hour is worse than no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from icalendar.prop import vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from aivm.sources.ics_lines import Block, Property, Zone

PARIS, BAMAKO = ZoneInfo("Europe/Paris"), ZoneInfo("Africa/Bamako")
# The clocks of the two places, by every name that they have in calendars. Windows and Google name Mali's by others.
CLOCKS = {
    **dict.fromkeys(("Africa/Bamako", "Africa/Abidjan", "Africa/Dakar", "Africa/Timbuktu"), "Africa/Bamako"),
    "Atlantic/Reykjavik": "Africa/Bamako",  # « Greenwich Standard Time » of Windows, which has no summer time
}
BY_OFFSETS = {  # the offsets of a VTIMEZONE that has no usable name
    frozenset({"+0100", "+0200"}): PARIS,
    frozenset({"+0000"}): BAMAKO,
    frozenset({"+0000", "+0100"}): ZoneInfo("Europe/London"),
}
STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?", re.ASCII)
NAME = re.compile(r"[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*")
YEARS = range(1900, 2200)  # outside, dates are typing errors, and clocks run over

Moment = date | datetime


class UnreadableTimeError(ValueError):
    """A date or a zone that cannot be read; the message is French and quotes it."""


@dataclass
class Clock:
    """The time zones of one file, each looked up once."""

    zones: Iterable[Zone] = ()
    known: dict[str, tzinfo | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for zone in self.zones:
            named = dict(reversed(zone))  # the first of each name
            offsets = frozenset(value for name, value in zone if name == "TZOFFSETTO")
            found = zone_named(named.get("TZID", "")) or zone_named(named.get("X-LIC-LOCATION", ""))
            self.known.setdefault(named.get("TZID", ""), found or BY_OFFSETS.get(offsets) or _fixed(offsets))

    def zone(self, name: str) -> tzinfo | None:
        """The zone that a file names, or None."""
        if name not in self.known:
            self.known[name] = zone_named(name)
        return self.known[name]

    def home(self, calendar: Mapping[str, str]) -> tzinfo:
        """The zone of hours that have none."""
        name = calendar.get("X-WR-TIMEZONE", "")
        found = self.zone(name) if name else PARIS
        return PARIS if found is None or str(found) == "UTC" else found


def _fixed(offsets: frozenset[str]) -> tzinfo | None:
    """The zone of a single offset (3.3.14), such as +0100."""
    match = re.fullmatch(r"([+-])(\d\d)(\d\d)(?:\d\d)?", next(iter(offsets), ""), re.ASCII)
    if len(offsets) != 1 or not match or int(match[2]) > 14:
        return None
    return timezone(int(f"{match[1]}1") * timedelta(hours=int(match[2]), minutes=int(match[3])))


def zone_named(name: str) -> tzinfo | None:
    """A zone by its name, by its Windows name, or by the last two parts of a path."""
    parts = name.strip().split("/")
    for candidate in (name.strip(), WINDOWS_TO_OLSON.get(name.strip(), ""), "/".join(parts[-2:])):
        if len(candidate) < 60 and NAME.fullmatch(candidate):
            try:
                return ZoneInfo(candidate)
            except (ValueError, OSError, KeyError):  # a folder, a file that is no zone, a name that is none
                continue
    return None


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
    if not duration:
        return None
    try:
        return _after(start, vDuration.from_ical(duration))  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        raise UnreadableTimeError(f"la durée « {duration[:30]} » ne se lit pas.") from None


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


def local(start: Moment, home: tzinfo) -> str:
    """The zone in which the site tells a moment: Mali's for what keeps Mali's clock, Paris's for all others."""
    zone = start.tzinfo if isinstance(start, datetime) else home
    return CLOCKS.get(str(zone), "Europe/Paris")
