"""What content/data says: words, facts, contact, records, with every fault found on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aivm.problems import Problem, Report, Severity, Where
from aivm.pulled.agreed import Agreements
from aivm.pulled.merge import Origins
from aivm.records.association import Association
from aivm.records.build import Records, TypedIds, build_records
from aivm.records.closure import Closure
from aivm.records.event import Event
from aivm.records.places import Places
from aivm.records.public_view import hidden_names, without_examples
from aivm.records.raw import RawRecord
from aivm.records.volunteer import Volunteer
from aivm.site.facts import fact_sentences
from aivm.site.gone import is_over, without_removed_people
from aivm.site.project import Project
from aivm.site.received import Stale, read_received, read_spec
from aivm.sources.closures import FILE as CLOSURES
from aivm.sources.closures import read_closures
from aivm.sources.facts import Facts, read_facts
from aivm.sources.load import FILES, load, read_sectors, unread_files
from aivm.sources.removals import FILE as REMOVALS
from aivm.sources.removals import Removals
from aivm.sources.source import Source
from aivm.sources.values import CONTACT, VISIT, read_values
from aivm.text.typography import french

OTHER_DATA = (  # read one by one, beside the records
    *("faits.yaml", "contact.yaml", "animation.yaml", "secteurs.csv", "territoires.toml"),
    *(CLOSURES, "revisions.json", "sources.toml", REMOVALS),
)


@dataclass(frozen=True)
class Values:
    """What the association says of itself, once: facts, how to reach it, what a teacher must know of a visit."""

    facts: Facts
    sentences: Mapping[str, str]  # the HTML of each fact
    contact: Mapping[str, str]
    visit: Mapping[str, str]
    waiting: frozenset[str]  # keys of both that the association has still to confirm


@dataclass(frozen=True)
class Data:
    """Everything that was read. Private: of it, only what `public_view` lets through may leave."""

    values: Values
    removals: Removals
    places: Places
    records: Records
    closures: tuple[Closure, ...]
    sources: tuple[Source, ...]  # of sources.toml, by priority
    stale: tuple[Stale, ...]  # sources whose data are old, oldest first
    origins: Origins  # where each cell of each event was found
    agreements: Agreements
    typed_rows: Mapping[str, list[RawRecord]]  # by kind, before anything pulled
    rows: Mapping[str, list[RawRecord]]  # by kind, typed and pulled, faulty ones too
    typed_ids: TypedIds
    hidden_names: tuple[str, ...]  # of people without an agreement in force: the output checks look for them
    ended_names: tuple[str, ...]  # of these, who was named once: what still names them is left out


def read_data(project: Project, removals: Removals, report: Report) -> Data:
    """All the files of content/data, and those of content/exemples/data but in production."""
    values = read_association(project, report)
    data = project.content / "data"
    sectors, problems = read_sectors(data / "secteurs.csv", project.root)
    report.extend(problems)
    places = Places(sectors, project.territory, project.today)
    folders = [(data, False)]
    if not project.config.production:
        folders.append((project.content / "exemples" / "data", True))
    sources = read_spec(project, report)
    named = [source.path.rpartition("/")[2] for source in sources if source.path]
    for folder, _ in folders:
        report.extend(unread_files(folder, project.root, (*OTHER_DATA, *named)))
    typed, problems = load(folders, project.root)
    report.extend(problems)
    received = read_received(typed, sources, removals, project, report)
    everyone = {kind: [*found, *typed[kind]] for kind, found in received.rows.items()}  # who waits to be shown too
    ids = typed_ids(everyone, {problem.where.file.rpartition("/")[2] for problem in problems})
    records, problems = build_records(received.rows, places, ids)
    report.extend(problems)
    closures, problems = read_closures(folders, project.root, project.territory)
    report.extend(problems)
    if project.config.production:
        report.extend(example_problems(records, closures))
        records = without_examples(records)
        closures = tuple(closure for closure in closures if not closure.example)
    ended = [person.name for person in records.volunteers if is_over(person, removals, project.today)]
    records = without_removed_people(records, removals)
    hidden = hidden_names(records.volunteers, project.today)
    return Data(
        values=values,
        removals=removals,
        places=places,
        records=records,
        closures=closures,
        sources=sources,
        stale=received.stale,
        origins=received.origins,
        agreements=received.agreements,
        typed_rows=typed,
        rows=received.rows,
        typed_ids=ids,
        hidden_names=hidden,
        ended_names=tuple(name for name in hidden if name in ended),
    )


def read_association(project: Project, report: Report) -> Values:
    """Facts and single values."""
    data = project.content / "data"
    file = data / "faits.yaml"
    facts, problems = read_facts(_bytes(file, project, report), project.file(file), project.territory)
    report.extend(problems)
    waiting: set[str] = set()
    contact = read_table(data / "contact.yaml", CONTACT, waiting, project, report)
    visit = read_table(data / "animation.yaml", VISIT, waiting, project, report)
    return Values(facts, fact_sentences(facts, project), contact, visit, frozenset(waiting))


def read_table(
    path: Path, known: tuple[str, ...], waiting: set[str], project: Project, report: Report
) -> dict[str, str]:
    """The values of one file, in French typography; the keys of those still to confirm join `waiting`."""
    values, problems = read_values(_bytes(path, project, report), project.file(path), known)
    report.extend(problems)
    waiting |= {problem.where.field for problem in problems if problem.severity is Severity.PENDING}
    return {key: french(value) for key, value in values.items()}


def typed_ids(rows: Mapping[str, list[RawRecord]], faulty: set[str]) -> TypedIds:
    """The ids of each kind as typed; None for a kind whose file was not read whole: one fault is told once."""
    ids = {kind: {str(row.values.get("id", "")) for row in found} for kind, found in rows.items()}
    return {kind: None if FILES[kind][0] in faulty else frozenset(found) for kind, found in ids.items()}


def example_problems(records: Records, closures: tuple[Closure, ...]) -> Iterator[Problem]:
    """An example among the real records: left out, and it stops a production build."""
    kinds: tuple[tuple[Event | Volunteer | Association, ...], ...] = (
        records.events,
        records.volunteers,
        records.associations,
    )
    named = [(record.where, record.id) for kind in kinds for record in kind if record.example]
    named += [(closure.where, closure.reason) for closure in closures if closure.example]
    return (example_problem(where, name) for where, name in named)


def example_problem(where: Where, name: str) -> Problem:
    """The Problem of one example in production."""
    hint = "Retirez-le, ou rangez-le dans content/exemples."
    return Problem(Where(where.file, where.line, "exemple"), f"« {name} » est un exemple : il ne se publie pas.", hint)


def _bytes(path: Path, project: Project, report: Report) -> bytes:
    """A data file's bytes; one that is not there reads as a comment, which is a file without entries."""
    return (project.read(path, report) if path.exists() else None) or b"# absent\n"
