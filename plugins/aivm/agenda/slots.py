"""The dates that a teacher may ask for: half-days of class when somebody can come to a sector. Computed, never typed.

A slot tells that *somebody* can come. It has no name, no identifier, no number of people and no reason: two volunteers
who are free on one half-day in one sector are one slot, and a half-day that is taken is simply not there. What may be
worked out all the same, from one page or from two publications, is written in docs/securite.md, which a test reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aivm.agenda.bookings import Booking, bookings, bounds, takes_no_time
from aivm.agenda.school_days import SchoolDays
from aivm.agenda.school_year import school_year
from aivm.agenda.weeks import Sector, people_by_sector, works
from aivm.config import Config
from aivm.records.build import Records
from aivm.records.closure import Closure
from aivm.records.places import Places
from aivm.records.volunteer import HALF_DAYS, Volunteer

MARKS = dict(zip(HALF_DAYS, ("am", "pm"), strict=True))  # in a reference


@dataclass(frozen=True)
class Slot:
    """A half-day in a sector, for a class of any level. Public: see the top of this file before adding a field."""

    reference: str  # « 2027-01-14-am-rennes »: what a teacher and the coordinator tell each other
    day: date
    half_day: str  # « matin » or « après-midi »
    sector: str
    sector_slug: str
    state: str  # « libre », or « option »: somebody asked, and it may come free
    option_until: date | None  # the last day of that option, where it has one
    begins: datetime  # aware, in Paris
    ends: datetime
    example: bool  # it is there only because of examples: never in production

    @property
    def first_day(self) -> date:
        """The day, as events name it: lists and their tiles know one name."""
        return self.day


@dataclass(frozen=True)
class Offer:
    """All slots by date, half-day and sector, and what is not known."""

    slots: tuple[Slot, ...] = ()
    unknown_years: tuple[str, ...] = ()  # school years within the horizon that the calendar does not tell whole
    first: date = date.min  # the first and the last day looked at
    last: date = date.min


def offer(records: Records, closures: Iterable[Closure], school: SchoolDays, places: Places, config: Config) -> Offer:
    """The slots on the day of `places`, from the lead time to the horizon, both in days."""
    first = places.today + timedelta(days=config.slot_lead_days)
    last = places.today + timedelta(days=config.slot_horizon_days)
    days = [first + timedelta(days=rank) for rank in range((last - first).days + 1)]
    closed, clock = list(closures), places.territory.here.clock
    yesterday = places.today - timedelta(days=1)  # by the clock of over there
    events = [event for event in records.events if event.last_day >= yesterday]
    held = bookings((event for event in events if not takes_no_time(event, places, config)), places.today)
    taken = [booking.whole(config, clock) for booking in held]
    people = people_by_sector(records.volunteers, places)
    slots = [
        slot
        for day in days
        if school.has_class(day) and not any(closure.covers(day) for closure in closed)
        for half_day in HALF_DAYS
        for slot in _half_day(day, half_day, people, taken, config, clock)
    ]
    years = dict.fromkeys(school_year(day) for day in days)
    return Offer(tuple(slots), tuple(year for year in years if year not in school.known), first, last)


def _half_day(
    day: date, half_day: str, people: Sequence[Sector], taken: Iterable[Booking], config: Config, clock: ZoneInfo
) -> Iterator[Slot]:
    """The slots of one half-day, by sector."""
    begins, ends = bounds(day, half_day, config, clock)
    near = [booking for booking in taken if booking.takes(begins, ends, config)]
    for sector in people:
        found = _state([person for person in sector.people if works(person, day, half_day)], near)
        if found:
            state, until, free = found
            yield Slot(
                reference=f"{day.isoformat()}-{MARKS[half_day]}-{sector.slug}",
                day=day,
                half_day=half_day,
                sector=sector.name,
                sector_slug=sector.slug,
                state=state,
                option_until=until,
                begins=begins,
                ends=ends,
                example=all(person.example for person in free),
            )


def _state(willing: Sequence[Volunteer], taken: Sequence[Booking]) -> tuple[str, date | None, list[Volunteer]] | None:
    """Libre, or option and until when, and who would be free; None where even the end of all options frees nobody."""
    free = _free(willing, taken)
    if free:
        return "libre", None, free
    ends = sorted({booking.until for booking in taken if booking.until})
    for until in (*ends, None):
        free = _free(willing, [booking for booking in taken if booking.left_after(until)])
        if free:
            return "option", until, free
    return None


def _free(willing: Sequence[Volunteer], taken: Sequence[Booking]) -> list[Volunteer]:
    """Who is free, where they are more than the bookings that name nobody: whoever goes to those, one is left."""
    if any(booking.everybody for booking in taken):
        return []
    named = {name for booking in taken for name in booking.people}
    free = [person for person in willing if person.id not in named]
    unnamed = sum(not booking.people for booking in taken)
    return free if len(free) > unnamed else []
