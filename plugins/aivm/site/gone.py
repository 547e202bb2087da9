"""Addresses of what was taken off the site: a page that says so and nothing else, and no trace of it elsewhere.

Servers that obey our rules (ready.py) answer 410 there (RFC 9110, 15.5.11), with the same page; on the others it is
served as any page, and asks not to be indexed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from aivm.people.names import seek
from aivm.problems import Problem, Report, Severity, Where
from aivm.records.build import Records
from aivm.records.event import Event
from aivm.records.public import PublicEvent, PublicView
from aivm.records.volunteer import Volunteer
from aivm.site.claims import Claims
from aivm.site.project import Project
from aivm.sources.removals import FILE, Removals, read_removals


def read_gone(project: Project, report: Report) -> Removals:
    """What was taken off the site; nothing yet is a normal state."""
    path = project.content / "data" / FILE
    raw = project.read(path, report) if path.exists() else None
    removals, problems = read_removals(raw or b"", project.file(path))
    report.extend(problems)
    return removals


def claim_gone(removals: Removals, project: Project, claims: Claims) -> tuple[str, ...]:
    """The addresses of what was removed, taken before anything else can have them."""
    where = Where(project.file(project.content / "data" / FILE))
    return tuple(sorted(one for one in removals.addresses if claims.take(one, where, listed=False)))


def is_over(person: Volunteer, removals: Removals, today: date) -> bool:
    """True for a person who was named once, and must not be any more."""
    return person.agreed_once(today) or removals.knows("personne", person.id.encode())


def without_removed_people(records: Records, removals: Removals) -> Records:
    """The records where whoever was removed has agreed to nothing: no page, no signature, and a name to look for."""
    people = (
        person.model_copy(update={"consent": None}) if removals.knows("personne", person.id.encode()) else person
        for person in records.volunteers
    )
    return replace(records, volunteers=tuple(people))


def without_removed(view: PublicView, removals: Removals) -> PublicView:
    """The view without what was removed; an event still holds its half-day, which no page tells."""
    ids = {address.split("/")[2] for address in removals.addresses if address.startswith("/agenda/")}
    return replace(
        view,
        events=tuple(event for event in view.events if event.id not in ids),
        visits=tuple(visit for visit in view.visits if visit.id not in ids),
    )


def without_ended_names(
    view: PublicView, ended: tuple[str, ...], events: Iterable[Event], report: Report
) -> PublicView:
    """The view without the events whose words, or address, name somebody whose agreement has ended.

    A build that stopped there would leave on line, as it was, all that this person no longer wants.
    """
    tells = seek(ended).tells
    naming = {one.id for one in view.events if any(map(tells, texts_of(one)))}
    wheres = {event.id: event.where for event in events}
    report.extend(naming_problem(wheres[name], "cette date") for name in sorted(naming))
    return replace(view, events=tuple(event for event in view.events if event.id not in naming))


def texts_of(event: PublicEvent) -> Iterator[str]:
    """Every text that leaves with an event, its address included."""
    values = (*vars(event).values(), *(value for _, value in event.details))
    return (value for value in values if type(value) is str)


def naming_problem(where: Where, what: str) -> Problem:
    """What was left out because it names somebody."""
    message = f"{what} nomme quelqu’un dont l’accord a pris fin, et n’est plus sur le site."
    hint = "Ôtez ce nom du texte, et de l’identifiant s’il y est, ou demandez de nouveau son accord à cette personne."
    return Problem(where, message, hint, Severity.ADVICE)


def is_removed(path: Path, kind: str, removals: Removals) -> bool:
    """True for a text, a photo or a sound that was removed, whatever its name is now."""
    return removals.has(kind) and path.is_file() and removals.knows(kind, path.read_bytes())
