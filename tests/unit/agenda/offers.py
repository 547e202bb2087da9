"""Offers made from a few rows, and what a slot must be, worked out the long way round."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from aivm.agenda.school_days import read_school_days
from aivm.agenda.slots import Offer, Slot, offer
from aivm.config import Config
from aivm.problems import Where
from aivm.records.build import Records
from aivm.records.closure import Closure
from aivm.records.event import Event
from aivm.records.volunteer import Volunteer

from tests.unit.records.conftest import TODAY, build, places

Row = dict[str, Any]

SCHOOL = read_school_days("B")
EVERY_DAY = {day: ["matin", "après-midi"] for day in ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi")}


def person(name: str = "personne", **availability: Any) -> Row:
    """Somebody who goes to Rennes all week long, unless told otherwise."""
    return {"id": name, "disponibilites": {"semaine": EVERY_DAY, "secteurs": ["Rennes"], **availability}}


def visit(**row: Any) -> Row:
    """A closed school event on the morning of Thursday 14 January 2027."""
    hours = {"debut": "14/01/2027 9h", "fin": "10h30"}
    return {"id": "visite", "titre": "Visite", "public": "scolaire", **hours, **row}


def closure(first: date, last: date | None = None) -> Closure:
    """Some days when nobody comes."""
    return Closure.model_validate({"du": first, "au": last, "motif": "Grève", "dit_par": "Mairie", "where": Where("")})


def records_of(*events: Row, people: list[Row] | None = None, today: date = TODAY) -> Records:
    """The records of some rows, which have no fault that leaves one out; there is an association « groupe »."""
    persons = [person()] if people is None else people
    records, problems = build(*events, people=persons, groups=[{"id": "groupe", "nom": "Groupe"}], today=today)
    assert [problem for problem in problems if problem.severity != "advice"] == []
    return records


def offered(
    *events: Row,
    people: list[Row] | None = None,
    closures: Iterable[Closure] = (),
    today: date = TODAY,
    **settings: Any,
) -> Offer:
    """What is offered to schools on a day."""
    records = records_of(*events, people=people, today=today)
    return offer(records, closures, SCHOOL, places(today), Config(**settings))


def states(found: Offer, day: date) -> dict[str, str]:
    """The states of one day's slots, by the end of their references."""
    return {slot.reference[11:]: slot.state for slot in found.slots if slot.day == day}


def clashes(event: Event, slot: Slot, config: Config) -> bool:
    """True where the event and its travel touch the half-day, in seconds since 1970; its hours as they are typed."""
    after = datetime.combine(event.last_day + timedelta(days=1), time(), tzinfo=ZoneInfo(event.zone))
    travel = config.travel_minutes * 60
    begins, ends = event.begins.timestamp(), (event.ends or after).timestamp()
    return begins < slot.ends.astimezone(UTC).timestamp() + travel and slot.begins.timestamp() < ends + travel


def somebody_can_come(slot: Slot, people: Iterable[Volunteer], events: Iterable[Event], config: Config) -> bool:
    """True where, whoever goes to the events that name nobody, one volunteer of the sector has the half-day free.

    Nobody has beside an event open to all of three days at most.
    """
    willing = [one for one in people if _works(one, slot)]
    busy = [event for event in events if clashes(event, slot, config)]
    if any(event.audience == "tout public" for event in busy):
        return False
    unnamed = [event for event in busy if not event.volunteers]
    named = {name for event in busy for name in event.volunteers}
    ids = [one.id for one in people]
    return all(
        any(one.id not in named | set(chosen) for one in willing) for chosen in product(ids, repeat=len(unnamed))
    )


def _works(one: Volunteer, slot: Slot) -> bool:
    week = one.availability
    weekdays = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    return (
        week is not None
        and slot.sector in week.sectors
        and slot.half_day in week.week.get(weekdays[slot.day.weekday()], ())
        and one.mission.start <= slot.day <= one.mission.end
        and not any(leave.start <= slot.day <= leave.end for leave in week.exceptions)
    )
