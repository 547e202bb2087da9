"""What is read before any page: settings, words, facts, contact, records. Pelican's `initialized` door."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from aivm.agenda.school_days import read_school_days
from aivm.agenda.slots import offer
from aivm.host.at_source import tell_at_source
from aivm.host.facts import fact_sentences
from aivm.host.gone import is_over, read_gone, without_ended_names, without_removed, without_removed_people
from aivm.host.received import read_received, read_spec
from aivm.host.run import KEY, Run, start
from aivm.host.templating import jinja_environment
from aivm.host.texts import claim_texts
from aivm.people.names import seek
from aivm.problems import Problem, Severity, Where
from aivm.records.association import Association
from aivm.records.build import TypedIds, build_records
from aivm.records.event import Event
from aivm.records.public import PublicView
from aivm.records.public_view import hidden_names, public_view, without_examples
from aivm.records.raw import RawRecord
from aivm.records.rules import Places
from aivm.records.volunteer import Volunteer
from aivm.sources.closures import FILE as CLOSURES
from aivm.sources.closures import read_closures
from aivm.sources.facts import read_facts
from aivm.sources.load import FILES, load, read_sectors, unread_files
from aivm.sources.removals import FILE as REMOVALS
from aivm.sources.values import CONTACT, VISIT, read_values
from aivm.text.typography import french

OTHER_DATA = (  # read one by one, beside the records
    *("faits.yaml", "contact.yaml", "animation.yaml", "secteurs.csv", "territoires.toml"),
    *(CLOSURES, "revisions.json", "sources.toml", REMOVALS),
)


def on_initialized(pelican: Any) -> None:
    """Make the run and read all data, so that stories find facts, people and events ready."""
    run = start(pelican.settings)
    pelican.settings[KEY] = run
    if run.report.exit_code(strict=False):  # without its settings or its words nothing can be read
        return
    pelican.settings["JINJA_ENVIRONMENT"] = jinja_environment(run.cache / "jinja")
    read_words(run)
    read_gone(run)
    read_records(run)
    claim_texts(run)


def read_words(run: Run) -> None:
    """Facts and single values, from content/data."""
    data = run.content / "data"
    run.facts, problems = read_facts(_bytes(data / "faits.yaml", run), run.file(data / "faits.yaml"), run.territory)
    run.report.extend(problems)
    run.sentences = fact_sentences(run)
    run.contact = read_table(data / "contact.yaml", CONTACT, run)
    run.visit = read_table(data / "animation.yaml", VISIT, run)


def read_table(path: Path, known: tuple[str, ...], run: Run) -> dict[str, str]:
    """The values of one file, in French typography."""
    values, problems = read_values(_bytes(path, run), run.file(path), known)
    run.report.extend(problems)
    run.waiting |= {problem.where.field for problem in problems if problem.severity is Severity.PENDING}
    return {key: french(value) for key, value in values.items()}


def read_records(run: Run) -> None:
    """Events, volunteers, associations and closures, then what may leave: the view and the free dates."""
    sectors, problems = read_sectors(run.content / "data" / "secteurs.csv", run.root)
    run.report.extend(problems)
    run.places = Places(sectors, run.territory, run.today)
    folders = [(run.content / "data", False)]
    if not run.config.production:
        folders.append((run.content / "exemples" / "data", True))
    read_spec(run)
    named = [source.path.rpartition("/")[2] for source in run.sources if source.path]
    for folder, _ in folders:
        run.report.extend(unread_files(folder, run.root, (*OTHER_DATA, *named)))
    rows, problems = load(folders, run.root)
    run.report.extend(problems)
    typed, rows = rows, read_received(run, rows)
    run.rows = rows
    everyone = {kind: [*found, *typed[kind]] for kind, found in rows.items()}  # who waits to be shown has an id too
    run.typed_ids = typed_ids(everyone, {problem.where.file.rpartition("/")[2] for problem in problems})
    run.records, problems = build_records(rows, run.places, run.typed_ids)
    run.report.extend(problems)
    run.closures, problems = read_closures(folders, run.root, run.territory)
    run.report.extend(problems)
    if run.config.production:
        run.report.extend(example_problems(run))
        run.records = without_examples(run.records)
        run.closures = tuple(closure for closure in run.closures if not closure.example)
    ended = [person.name for person in run.records.volunteers if is_over(person, run)]
    run.records = without_removed_people(run.records, run)
    run.hidden_names = hidden_names(run.records.volunteers, run.today)
    run.ended_names = tuple(name for name in run.hidden_names if name in ended)
    tells = seek(run.hidden_names).tells
    run.gone = tuple(address for address in run.gone if not tells(address))  # for these, a 404 tells less
    view = without_ended_names(without_removed(public_view(run.records, run.places, french), run), run)
    run.view = claimed(view, run)
    tell_at_source(run, rows["events"])
    school = read_school_days(run.territory.here.school_zone)
    run.offer = offer(run.records, run.closures, school, run.places, run.config)


def claimed(view: PublicView, run: Run) -> PublicView:
    """The view with an address for each event, person and association; of two that want one, the first keeps it."""
    kinds = (run.records.events, run.records.volunteers, run.records.associations)
    typed = {(type(record), record.id): record.where for kind in kinds for record in kind}
    return replace(
        view,
        events=tuple(one for one in view.events if run.claim(one.address, typed[Event, one.id])),
        volunteers=tuple(one for one in view.volunteers if run.claim(one.address, typed[Volunteer, one.id])),
        associations=tuple(one for one in view.associations if run.claim(one.address, typed[Association, one.id])),
    )


def typed_ids(rows: dict[str, list[RawRecord]], faulty: set[str]) -> TypedIds:
    """The ids of each kind as typed; None for a kind whose file was not read whole: one fault is told once."""
    ids = {kind: {str(row.values.get("id", "")) for row in found} for kind, found in rows.items()}
    return {kind: None if FILES[kind][0] in faulty else frozenset(found) for kind, found in ids.items()}


def example_problems(run: Run) -> list[Problem]:
    """An example among the real records: left out, and it stops a production build."""
    kinds: tuple[tuple[Event | Volunteer | Association, ...], ...] = (
        run.records.events,
        run.records.volunteers,
        run.records.associations,
    )
    named = [(record.where, record.id) for kind in kinds for record in kind if record.example]
    named += [(closure.where, closure.reason) for closure in run.closures if closure.example]
    return [example_problem(where, name) for where, name in named]


def example_problem(where: Where, name: str) -> Problem:
    """The Problem of one example in production."""
    hint = "Retirez-le, ou rangez-le dans content/exemples."
    return Problem(Where(where.file, where.line, "exemple"), f"« {name} » est un exemple : il ne se publie pas.", hint)


def _bytes(path: Path, run: Run) -> bytes:
    """A data file's bytes; one that is not there reads as a comment, which is a file without entries."""
    return (run.read(path) if path.exists() else None) or b"# absent\n"
