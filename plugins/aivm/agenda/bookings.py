"""What takes a volunteer's time: every event that still stands, whoever it is for. Nothing here is ever published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aivm.config import Config
from aivm.records.event import Event
from aivm.records.places import Places
from aivm.records.volunteer import HALF_DAYS


@dataclass(frozen=True)
class Booking:
    """A time that is taken. Times are in UTC, since Python compares two hours of one zone by the clock on the wall."""

    begins: datetime
    ends: datetime
    people: frozenset[str]  # ids; empty: one volunteer, and nobody knows which
    everybody: bool  # it takes the time of all, whoever goes
    firm: bool  # réservé; else an option
    until: date | None  # the last day of an option; None: it has no end

    def takes(self, begins: datetime, ends: datetime, config: Config) -> bool:
        """True where whoever is at this booking cannot be anywhere else all along a half-day: its time and the travel.

        The travel is the same to every sector, that of the booking too. Shorter for that one, a half-day would be left
        in it alone, and the list of dates would tell where a person is going to be.
        """
        travel = timedelta(minutes=config.travel_minutes)
        return self.begins - travel < ends.astimezone(UTC) and begins.astimezone(UTC) < self.ends + travel

    def whole(self, config: Config, clock: ZoneInfo) -> Booking:
        """The booking with each end carried to the edge of the half-day it falls in, so that no hour of it matters.

        Else the other half-day, left or taken by the travel, would tell when a class is visited.
        """
        begins, ends = self.begins, self.ends
        for day in {begins.astimezone(clock).date(), ends.astimezone(clock).date()}:
            for half_day in HALF_DAYS:
                first, last = (moment.astimezone(UTC) for moment in bounds(day, half_day, config, clock))
                begins = first if first < begins < last else begins
                ends = last if first < ends < last else ends
        return replace(self, begins=begins, ends=ends)

    def left_after(self, until: date | None) -> bool:
        """True where it still stands once the options that end by `until` are gone; None: once all of them are."""
        return self.firm or (until is not None and (self.until is None or self.until > until))


def bounds(day: date, half_day: str, config: Config, clock: ZoneInfo) -> tuple[datetime, datetime]:
    """The first and the last instant of a half-day, aware, by the clock of the schools."""
    hours = config.morning if half_day == HALF_DAYS[0] else config.afternoon
    first, last = (datetime.combine(day, time.fromisoformat(hour), tzinfo=clock) for hour in hours)
    return first, last


def takes_no_time(event: Event, places: Places, config: Config) -> bool:
    """True for an event open to all that keeps nobody from a school: over there, or an exhibition of several days.

    Told by what its page tells, never by who goes: else a date that is left, or missing, would say where a person is.
    """
    days = (event.last_day - event.first_day).days + 1
    away = places.over_there(event) and not event.remote
    return event.audience == "tout public" and (away or days > config.open_event_days)


def bookings(events: Iterable[Event], today: date) -> tuple[Booking, ...]:
    """The bookings among events, closed school ones and those of members included.

    - Cancelled, postponed, or an option that has ended: nothing is taken (`Event.slot_on`).
    - Open to all: it takes everybody’s, whoever holds it. Were it only that of the volunteers it names, a date that is
      missing would tell, beside the hour and the place of its page, who is going to be there.
    - Volunteers are named: it takes their time.
    - Nobody is named: it takes one volunteer, and nobody knows which. Where an association of the members is named
      instead, it does without volunteers; not so in a school, whose visits are what volunteers are here for.
    """
    found = []
    for event in events:
        slot = event.slot_on(today)
        led_by_association = bool(event.associations) and event.audience == "adhérents"
        if slot != "libre" and (event.volunteers or not led_by_association):
            found.append(_booking(event, firm=slot == "réservé"))
    return tuple(found)


def _booking(event: Event, *, firm: bool) -> Booking:
    """An event without an hour of its end takes the rest of its day: nobody said when the volunteer is free again."""
    everybody = event.audience == "tout public"
    midnight = datetime.combine(event.last_day + timedelta(days=1), time(), tzinfo=ZoneInfo(event.zone))
    return Booking(
        begins=event.begins.astimezone(UTC),
        ends=(event.ends or midnight).astimezone(UTC),
        people=frozenset() if everybody else frozenset(event.volunteers),
        everybody=everybody,
        firm=firm,
        until=event.option_until if event.status_key == "option" else None,
    )
