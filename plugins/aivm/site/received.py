"""What was pulled, as a build finds it: sources.toml, the snapshots beside it, and the rows that both make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from aivm.problems import Problem, Report, Severity, Where
from aivm.pulled.agreed import Agreements, agreements, companion, unread_words
from aivm.pulled.beside_hours import without_people
from aivm.pulled.merge import Origins, merge
from aivm.pulled.snapshot import FOLDER, Snapshot, raw_records, read
from aivm.records.fields import parse_list
from aivm.records.raw import RawRecord
from aivm.site.project import Project
from aivm.sources.ics import words as ics_words
from aivm.sources.removals import Removals
from aivm.sources.source import Source
from aivm.sources.spec import read_sources
from aivm.sources.who_goes import People, people, understood
from aivm.text.fold import fold

NAME_HINT = "Écrivez son « nom_affiche » dans sa fiche : sans lui, le site ne cherche plus ce nom dans ses textes."
PULL = "Lancez « python3 tasks.py pull »."

Rows = Mapping[str, list[RawRecord]]  # by kind


class Stale(NamedTuple):
    """A source whose data are older than the settings allow, and their day."""

    source: str
    day: date


@dataclass(frozen=True)
class Received:
    """What is known once pulled rows have joined those typed here."""

    rows: Rows
    stale: tuple[Stale, ...]
    origins: Origins
    agreements: Agreements


def spec_file(project: Project) -> Path:
    return project.content / "data" / "sources.toml"


def snapshot_file(project: Project, name: str) -> Path:
    """Where the snapshot of a source is committed."""
    return project.content / "data" / FOLDER / f"{name}.json"


def read_spec(project: Project, report: Report) -> tuple[Source, ...]:
    """The sources; no file of them is a normal state."""
    path = spec_file(project)
    raw = project.read(path, report) if path.exists() else None
    sources, problems = read_sources(raw or b"", project.file(path))
    report.extend([*problems, *ics_words.table(project.config.calendar_words, "pelicanconf.py")[1]])
    return sources


def read_received(
    typed: Rows, sources: Sequence[Source], removals: Removals, project: Project, report: Report
) -> Received:
    """What was pulled, merged with what was typed here, which wins."""
    pulled: dict[str, list[list[RawRecord]]] = {kind: [] for kind in typed}
    stale = []
    for source in sources:
        snapshot, rows = stored(source, project, report)
        if snapshot is None:
            continue
        pulled[source.gives].append(rows)
        day = snapshot.read_at.astimezone(project.territory.here.clock).date()
        if project.today - day >= timedelta(days=project.config.pull_stale_days):
            stale.append(Stale(source.name, day))
    stale.sort(key=lambda one: (one.day, one.source))
    report.extend(old_problem(one, project) for one in stale)
    report.extend(orphans(sources, project))
    fiches_read = pulled["volunteers"]
    noted = agreements_of(typed["volunteers"], removals, project)
    pulled["volunteers"] = [[row for row in rows if noted.covers(row.values)] for rows in fiches_read]
    report.extend(problem for rows in fiches_read for row in rows if (problem := not_shown(row, noted)))
    fiches = typed["volunteers"]
    if any(source.gives == "volunteers" for source in sources):
        fiches = with_companions(fiches, fiches_read, noted, report)
    everyone = people_of(typed, sources, project)
    calendars = {project.file(snapshot_file(project, source.name)) for source in sources if source.kind == "ics"}
    pulled["events"] = [
        [with_people(row, everyone, closed=row.where.file in calendars) for row in rows] for rows in pulled["events"]
    ]
    events = [typed_event(row, everyone, project.today, report) for row in typed["events"]]
    here = {**typed, "volunteers": fiches, "events": events}
    merged = {kind: merge(rows, pulled[kind], project.territory) for kind, rows in here.items()}
    for one in merged.values():
        report.extend(one.problems)
    rows_by_kind = {kind: one.rows for kind, one in merged.items()}
    return Received(rows_by_kind, tuple(stale), merged["events"].origins, noted)


def stored(source: Source, project: Project, report: Report | None = None) -> tuple[Snapshot | None, list[RawRecord]]:
    """The snapshot of a source and its rows; none yet is told as an advice."""
    told = report or Report()
    path = snapshot_file(project, source.name)
    if not path.exists():
        message = f"la source « {source.name} » n’a pas encore été lue."
        told.add(Problem(source.where, message, PULL, Severity.ADVICE))
        return None, []
    text = (project.read(path, told) or b"").decode("utf-8", errors="replace")
    snapshot, problems = read(text, project.file(path))
    told.extend(problems)
    if snapshot is None or snapshot.gives != source.gives:
        return None, []
    return snapshot, raw_records(snapshot, text, project.file(path))


def agreements_of(fiches: Iterable[RawRecord], removals: Removals, project: Project) -> Agreements:
    """What is noted of the agreements of people, and of those who were taken off the site, on the day of the build."""
    return agreements(fiches, project.today, project.territory, lambda name: removals.knows("personne", name.encode()))


def people_of(typed: Rows, sources: Iterable[Source], project: Project) -> People:
    """Whom a source may name: everybody who has a fiche, here or received; and the themes that the site has."""
    rows = [row for source in sources if source.gives == "volunteers" for row in stored(source, project)[1]]
    words = ics_words.table(project.config.calendar_words, "")[0]
    themes = {fold(value) for column, value in words.values() if column == "themes"}
    themes |= {fold(word) for found in typed.values() for row in found for word in themes_of(row)}
    known = people([*rows, *typed.get("volunteers", [])])
    return replace(known, themes=tuple(sorted(word for word in themes if word and not known.of(word))))


def themes_of(row: RawRecord) -> list[str]:
    return parse_list(row.values.get("themes", ""))


def with_people(row: RawRecord, everyone: People, *, closed: bool) -> RawRecord:
    """A row of an event as `pull` would understand it today: what was received before may be older than the rule."""
    return replace(row, values=understood(row.values, everyone, closed=closed).row)


def typed_event(row: RawRecord, everyone: People, today: date, report: Report) -> RawRecord:
    """A row typed here, where nobody stands beside an hour to come either; what was taken out is told."""
    kept, problems = without_people(row, everyone, today)
    report.extend(problems)
    return kept


def not_shown(row: RawRecord, noted: Agreements) -> Problem | None:
    """Why a fiche that was kept is not shown: an agreement that is over, or words that nobody has read."""
    if noted.covers(row.values):
        return None
    name = str(row.values["id"])
    message, _ = noted.lack(name)
    if message:
        hint = f"{PULL} Sa fiche en sera ôtée ; d’ici là, elle n’est pas montrée."
        return Problem(noted.where(name), message, hint, Severity.ADVICE)
    return replace(unread_words(row.values, None, noted), severity=Severity.ADVICE)


def with_companions(
    typed: list[RawRecord], people: list[list[RawRecord]], noted: Agreements, report: Report
) -> list[RawRecord]:
    """The fiches typed here; of those that a source completes, only those whose words are there to be shown."""
    given = {str(row.values["id"]): row for rows in people for row in rows}
    shown = {name for name, row in given.items() if noted.covers(row.values)}
    found = []
    for fiche in typed:
        name = str(fiche.values.get("id", ""))
        last = str(given[name].values.get("nom_affiche", "")) if name in given else ""
        kept = fiche if name in shown else companion(fiche, noted, last)
        found += [kept] if kept else []
        message, _ = noted.lack(name)
        if kept is None and message:
            report.add(Problem(noted.where(name), message, NAME_HINT, Severity.ADVICE))
    return found


def old_problem(stale: Stale, project: Project) -> Problem:
    """A source that has not been read for a while."""
    where = Where(project.file(spec_file(project)), field=stale.source)
    message = f"les données de « {stale.source} » sont du {stale.day:%d/%m/%Y}."
    return Problem(where, message, f"{PULL} Si elle ne répond plus, vérifiez son adresse.", Severity.ADVICE)


def orphans(sources: Iterable[Source], project: Project) -> list[Problem]:
    """Snapshots whose source is gone: nobody reads them."""
    folder = project.content / "data" / FOLDER
    names = {f"{source.name}.json" for source in sources}
    found = sorted(path for path in folder.glob("*.json") if path.name not in names) if folder.is_dir() else []
    return [
        Problem(
            Where(project.file(path)),
            "aucune source de sources.toml ne porte ce nom : ce fichier n’est plus lu.",
            "Supprimez-le, ou remettez sa source.",
            Severity.ADVICE,
        )
        for path in found
    ]
