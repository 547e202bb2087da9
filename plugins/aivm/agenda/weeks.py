"""Where volunteers go and when, by their usual week. Nothing here is ever published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from aivm.people.letters import slug
from aivm.records.places import Places
from aivm.records.volunteer import WEEKDAYS, Volunteer


class Sector(NamedTuple):
    """Where people go, and who goes there."""

    slug: str  # its part of a reference
    name: str
    people: tuple[Volunteer, ...]


def works(person: Volunteer, day: date, half_day: str) -> bool:
    """True where the mission, the usual week and the exceptions leave the half-day to visits.

    A Wednesday is like any other day: the week says whether the volunteer goes out then.
    """
    week = person.availability
    if week is None or not person.mission.start <= day <= person.mission.end:
        return False
    away = any(leave.start <= day <= leave.end for leave in week.exceptions)
    return not away and half_day in week.week.get(WEEKDAYS[day.weekday()], ())


def people_by_sector(people: Iterable[Volunteer], places: Places) -> tuple[Sector, ...]:
    """Each sector that somebody visits, in the order of its slug."""
    found: dict[str, Sector] = {}
    for person in people:
        typed = person.availability.sectors if person.availability else ()
        for name in (places.sector(word) or word for word in typed):
            known = found.get(slug(name), Sector(slug(name), name, ()))
            if person not in known.people:  # whoever is counted twice would be offered twice
                found[known.slug] = known._replace(people=(*known.people, person))
    return tuple(sector for _, sector in sorted(found.items()) if sector.slug)
