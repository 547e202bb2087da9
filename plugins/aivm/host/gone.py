"""Addresses of what was taken off the site: a page that says so and nothing else, and no trace of it elsewhere.

Servers that obey our rules (ready.py) answer 410 there (RFC 9110, 15.5.11), with the same page; on the others it is
served as any page, and asks not to be indexed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from aivm.host.addresses import save_as
from aivm.host.run import KEY, Run
from aivm.people.names import seek
from aivm.problems import Problem, Severity, Where
from aivm.records.build import Records
from aivm.records.public import PublicView
from aivm.records.volunteer import Volunteer
from aivm.serving.headers import GONE
from aivm.sources.removals import FILE, read_removals


class GoneGenerator(Generator):
    """One page for all, and one at each address that something left; not where the address tells a name."""

    def generate_output(self, writer: Any) -> None:
        run: Run = self.settings[KEY]
        paths = [GONE, *map(save_as, run.gone)] if run.gone else []
        for rank, path in enumerate(paths):  # told in the title, since two pages may not have the same
            writer.write_file(path, self.get_template("gone"), self.context, rank=rank)


def read_gone(run: Run) -> None:
    """The removals, and their addresses taken before anything else can have them."""
    path = run.content / "data" / FILE
    raw = run.read(path) if path.exists() else None
    run.removals, problems = read_removals(raw or b"", run.file(path))
    run.report.extend(problems)
    where = Where(run.file(path))
    run.gone = tuple(sorted(one for one in run.removals.addresses if run.claim(one, where, listed=False)))


def is_over(person: Volunteer, run: Run) -> bool:
    """True for a person who was named once, and must not be any more."""
    return person.agreed_once(run.today) or run.removals.knows("personne", person.id.encode())


def without_removed_people(records: Records, run: Run) -> Records:
    """The records where whoever was removed has agreed to nothing: no page, no signature, and a name to look for."""
    people = (
        person.model_copy(update={"consent": None}) if run.removals.knows("personne", person.id.encode()) else person
        for person in records.volunteers
    )
    return replace(records, volunteers=tuple(people))


def without_removed(view: PublicView, run: Run) -> PublicView:
    """The view without what was removed; an event still holds its half-day, which no page tells."""
    ids = {address.split("/")[2] for address in run.removals.addresses if address.startswith("/agenda/")}
    return replace(
        view,
        events=tuple(event for event in view.events if event.id not in ids),
        visits=tuple(visit for visit in view.visits if visit.id not in ids),
    )


def without_ended_names(view: PublicView, run: Run) -> PublicView:
    """The view without the events whose words, or address, name somebody whose agreement has ended.

    A build that stopped there would leave on line, as it was, all that this person no longer wants.
    """
    tells = seek(run.ended_names).tells
    naming = {one.id for one in view.events if any(tells(value) for value in vars(one).values() if type(value) is str)}
    wheres = {event.id: event.where for event in run.records.events}
    run.report.extend(naming_problem(wheres[name], "cette date") for name in sorted(naming))
    return replace(view, events=tuple(event for event in view.events if event.id not in naming))


def naming_problem(where: Where, what: str) -> Problem:
    """What was left out because it names somebody."""
    message = f"{what} nomme quelqu’un dont l’accord a pris fin, et n’est plus sur le site."
    hint = "Ôtez ce nom du texte, et de l’identifiant s’il y est, ou demandez de nouveau son accord à cette personne."
    return Problem(where, message, hint, Severity.ADVICE)


def is_removed(path: Path, kind: str, run: Run) -> bool:
    """True for a text, a photo or a sound that was removed, whatever its name is now."""
    return run.removals.has(kind) and path.is_file() and run.removals.knows(kind, path.read_bytes())
