"""Absences that nobody has noted: whoever is on an event that takes no date is offered to schools meanwhile.

The event itself cannot take her dates: it is on a page that tells when and where, and a date that is missing would tell
who is there (bookings.takes_no_time).
"""

from __future__ import annotations

from collections.abc import Iterator

from aivm.agenda.bookings import takes_no_time
from aivm.config import Config
from aivm.problems import Problem, Severity, Where
from aivm.records.build import Records
from aivm.records.event import Event
from aivm.records.places import Places
from aivm.records.volunteer import Volunteer


def absences_to_note(records: Records, places: Places, config: Config) -> Iterator[Problem]:
    """An advice for each coming event of several days, or over there, and each person on it with no absence then."""
    people = {person.id: person for person in records.volunteers}
    for event in records.events:
        if takes_no_time(event, places, config) and event.status.holds and event.last_day >= places.today:
            named = [people[name] for name in event.volunteers if name in people]
            lacking = [person.id for person in named if offered_meanwhile(person, event)]
            if lacking:
                yield to_note(event, lacking)


def offered_meanwhile(person: Volunteer, event: Event) -> bool:
    """True where a mission runs during the event, and no absence is noted for any day of it."""
    here = person.mission.start <= event.last_day and event.first_day <= person.mission.end
    noted = person.availability.exceptions if person.availability else ()
    return here and not any(leave.start <= event.last_day and event.first_day <= leave.end for leave in noted)


def to_note(event: Event, names: list[str]) -> Problem:
    """The days to write, and where."""
    message = f"« {event.id} » ne prend aucune date aux écoles : {', '.join(names)} y reste proposé pendant ce temps."
    days = f"« - du: {event.first_day.isoformat()} » et « au: {event.last_day.isoformat()} »"
    hint = f"Notez les jours où c’est vrai dans sa fiche de volontaires.yaml, sous « exceptions » : {days}."
    return Problem(Where(event.where.file, event.where.line, "volontaires"), message, hint, Severity.ADVICE)
