"""What takes a volunteer's time: every event that still stands, whoever it is for. Nothing here is ever published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aivm.config import Config
from aivm.records.event import Event


@dataclass(frozen=True)
class Booking:
    """A time that is taken. Times are in UTC, since Python compares two hours of one zone by the clock on the wall."""

    begins: datetime
    ends: datetime
    people: frozenset[str]  # ids; empty: one volunteer, and nobody knows which
    firm: bool  # réservé; else an option
    until: date | None  # the last day of an option; None: it has no end

    def takes(self, begins: datetime, ends: datetime, config: Config) -> bool:
        """True where whoever is at this booking cannot be anywhere else all along a half-day: its time and the travel.

        The travel is the same to every sector, that of the booking too. Shorter for that one, a half-day would be left
        in it alone, and the list of dates would tell where a person is going to be.
        """
        travel = timedelta(minutes=config.travel_minutes)
        return self.begins - travel < ends.astimezone(UTC) and begins.astimezone(UTC) < self.ends + travel

    def left_after(self, until: date | None) -> bool:
        """True where it still stands once the options that end by `until` are gone; None: once all of them are."""
        return self.firm or (until is not None and (self.until is None or self.until > until))


def bookings(events: Iterable[Event], today: date) -> tuple[Booking, ...]:
    """The bookings among events, closed school ones and those of members included.

    - Cancelled, postponed, or an option that has ended: nothing is taken (`Event.slot_on`).
    - Volunteers are named: it takes their time.
    - Nobody is named: it takes one volunteer, and nobody knows which. Where an association is named instead, it does
      without volunteers; not so in a school, whose visits are what volunteers are here for.
    """
    found = []
    for event in events:
        slot = event.slot_on(today)
        led_by_association = bool(event.associations) and event.audience != "scolaire"
        if slot != "libre" and (event.volunteers or not led_by_association):
            found.append(_booking(event, firm=slot == "réservé"))
    return tuple(found)


def _booking(event: Event, *, firm: bool) -> Booking:
    """An event without an hour of its end takes the rest of its day: nobody said when the volunteer is free again."""
    midnight = datetime.combine(event.last_day + timedelta(days=1), time(), tzinfo=ZoneInfo(event.zone))
    return Booking(
        begins=event.begins.astimezone(UTC),
        ends=(event.ends or midnight).astimezone(UTC),
        people=frozenset(event.volunteers),
        firm=firm,
        until=event.option_until if event.status_key == "option" else None,
    )
