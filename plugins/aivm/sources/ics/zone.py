"""The time zones of a calendar, whatever each product calls them, and the two clocks of the site.

A zone is known by its name in the tz database, by its Windows name, by the end of a longer name
(`/freeassociation.sourceforge.net/Europe/Paris`), or by the offsets of its VTIMEZONE where it was named by hand.
One that stays unknown is never guessed: a wrong hour is worse than no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from aivm.sources.ics.lines import Zone
from aivm.territory import Territory

LONDON = "Europe/London"  # whose clock looks, in winter, like one without summer time
NAME = re.compile(r"[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*")

Moment = date | datetime


@dataclass
class Clock:
    """The time zones of one file, each looked up once."""

    territory: Territory
    zones: Iterable[Zone] = ()
    known: dict[str, tzinfo | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for zone in self.zones:
            named = dict(reversed(zone))  # the first of each name
            offsets = frozenset(value for name, value in zone if name == "TZOFFSETTO")
            found = zone_named(named.get("TZID", "")) or zone_named(named.get("X-LIC-LOCATION", ""))
            self.known.setdefault(
                named.get("TZID", ""), found or by_offsets(self.territory).get(offsets) or _fixed(offsets)
            )

    def zone(self, name: str) -> tzinfo | None:
        """The zone that a file names, or None."""
        if name not in self.known:
            self.known[name] = zone_named(name)
        return self.known[name]

    def home(self, calendar: Mapping[str, str]) -> tzinfo:
        """The zone of hours that have none."""
        name = calendar.get("X-WR-TIMEZONE", "")
        found = self.zone(name) if name else None
        return self.territory.here.clock if found is None or str(found) == "UTC" else found

    def told(self, start: Moment, home: tzinfo) -> str:
        """The zone in which the site tells a moment: over there for what keeps its clock, here for all others."""
        zone = start.tzinfo if isinstance(start, datetime) else home
        here, there = self.territory.here, self.territory.there
        return there.zone if str(zone) in (there.zone, *there.other_zones) else here.zone


@cache
def by_offsets(territory: Territory) -> Mapping[frozenset[str], tzinfo]:
    """The zones that are known by the offsets of a VTIMEZONE without a usable name; the two places first."""
    zones = [ZoneInfo(LONDON), territory.there.clock, territory.here.clock]
    return {frozenset(f"{moment:%z}" for moment in seasons(zone)): zone for zone in zones}


def seasons(zone: ZoneInfo) -> tuple[datetime, datetime]:
    """A moment of winter and one of summer."""
    return datetime(2026, 1, 1, tzinfo=zone), datetime(2026, 7, 1, tzinfo=zone)


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
