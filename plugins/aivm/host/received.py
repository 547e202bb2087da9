"""What was pulled, as a build finds it: sources.toml, the snapshots beside it, and the rows that both make."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from aivm.host.run import Run, Stale
from aivm.problems import Problem, Severity, Where
from aivm.pulled.agreed import Agreements, agreements, companion, unread_words
from aivm.pulled.beside_hours import without_people
from aivm.pulled.merge import merge
from aivm.pulled.snapshot import FOLDER, Snapshot, raw_records, read
from aivm.records.fields import parse_list
from aivm.records.raw import RawRecord
from aivm.sources.ics import words as ics_words
from aivm.sources.source import Source
from aivm.sources.spec import read_sources
from aivm.sources.who_goes import People, people, understood
from aivm.text.fold import fold

NAME_HINT = "Écrivez son « nom_affiche » dans sa fiche : sans lui, le site ne cherche plus ce nom dans ses textes."
PULL = "Lancez « python3 tasks.py pull »."


def spec_file(run: Run) -> Path:
    return run.content / "data" / "sources.toml"


def snapshot_file(run: Run, name: str) -> Path:
    """Where the snapshot of a source is committed."""
    return run.content / "data" / FOLDER / f"{name}.json"


def read_spec(run: Run) -> None:
    """The sources; no file of them is a normal state."""
    path = spec_file(run)
    raw = run.read(path) if path.exists() else None
    run.sources, problems = read_sources(raw or b"", run.file(path))
    run.report.extend([*problems, *ics_words.table(run.config.calendar_words, "pelicanconf.py")[1]])


def read_received(run: Run, typed: dict[str, list[RawRecord]]) -> dict[str, list[RawRecord]]:
    """Rows by kind, typed and pulled; and what the run keeps of it: stale sources, where each cell came from."""
    run.typed_rows = typed
    pulled: dict[str, list[list[RawRecord]]] = {kind: [] for kind in typed}
    stale = []
    for source in run.sources:
        snapshot, rows = stored(source, run)
        if snapshot is None:
            continue
        pulled[source.gives].append(rows)
        day = snapshot.read_at.astimezone(run.territory.here.clock).date()
        if run.today - day >= timedelta(days=run.config.pull_stale_days):
            stale.append(Stale(source.name, day))
    run.stale = tuple(sorted(stale, key=lambda one: (one.day, one.source)))
    run.report.extend(old_problem(one, run) for one in run.stale)
    run.report.extend(orphans(run))
    fiches_read = pulled["volunteers"]
    noted = agreements_of(run)
    pulled["volunteers"] = [[row for row in rows if noted.covers(row.values)] for rows in fiches_read]
    run.report.extend(problem for rows in fiches_read for row in rows if (problem := not_shown(row, noted)))
    fiches = with_companions(typed["volunteers"], fiches_read, noted, run)
    everyone = people_of(run)
    calendars = {run.file(snapshot_file(run, source.name)) for source in run.sources if source.kind == "ics"}
    pulled["events"] = [
        [with_people(row, everyone, closed=row.where.file in calendars) for row in rows] for rows in pulled["events"]
    ]
    here = {**typed, "volunteers": fiches, "events": [typed_event(row, everyone, run) for row in typed["events"]]}
    merged = {kind: merge(rows, pulled[kind], run.territory) for kind, rows in here.items()}
    for one in merged.values():
        run.report.extend(one.problems)
    run.origins = merged["events"].origins
    return {kind: one.rows for kind, one in merged.items()}


def stored(source: Source, run: Run, *, quiet: bool = False) -> tuple[Snapshot | None, list[RawRecord]]:
    """The snapshot of a source and its rows; none yet is told as an advice."""
    path = snapshot_file(run, source.name)
    if not path.exists() and quiet:
        return None, []
    if not path.exists():
        message = f"la source « {source.name} » n’a pas encore été lue."
        run.report.add(Problem(source.where, message, PULL, Severity.ADVICE))
        return None, []
    text = (run.read(path) or b"").decode("utf-8", errors="replace")
    snapshot, problems = read(text, run.file(path))
    run.report.extend([] if quiet else problems)
    if snapshot is None or snapshot.gives != source.gives:
        return None, []
    return snapshot, raw_records(snapshot, text, run.file(path))


def agreements_of(run: Run) -> Agreements:
    """What is noted of the agreements of people, and of those who were taken off the site, on the day of the run."""
    removed = run.removals
    fiches, territory = run.typed_rows["volunteers"], run.territory
    return agreements(fiches, run.today, territory, lambda name: removed.knows("personne", name.encode()))


def people_of(run: Run) -> People:
    """Whom a source may name: everybody who has a fiche, here or received; and the themes that the site has."""
    rows = [row for source in run.sources if source.gives == "volunteers" for row in stored(source, run, quiet=True)[1]]
    words = ics_words.table(run.config.calendar_words, "")[0]
    themes = {fold(value) for column, value in words.values() if column == "themes"}
    themes |= {fold(word) for found in run.typed_rows.values() for row in found for word in themes_of(row)}
    fiches = run.typed_rows.get("volunteers", [])
    known = people([*rows, *fiches])
    return replace(known, themes=tuple(sorted(word for word in themes if word and not known.of(word))))


def themes_of(row: RawRecord) -> list[str]:
    return parse_list(row.values.get("themes", ""))


def with_people(row: RawRecord, everyone: People, *, closed: bool) -> RawRecord:
    """A row of an event as `pull` would understand it today: what was received before may be older than the rule."""
    return replace(row, values=understood(row.values, everyone, closed=closed).row)


def typed_event(row: RawRecord, everyone: People, run: Run) -> RawRecord:
    """A row typed here, where nobody stands beside an hour to come either; what was taken out is told."""
    kept, problems = without_people(row, everyone, run.today)
    run.report.extend(problems)
    return kept


def not_shown(row: RawRecord, noted: Agreements) -> Problem | None:
    """Why a fiche that was kept is not shown: an agreement that is over, or words that nobody has read."""
    if noted.covers(row.values):
        return None
    name = str(row.values["id"])
    message, _ = noted.lack(name)
    if message:
        hint = f"{PULL} Sa fiche en sera ôtée ; d’ici là, elle n’est pas montrée."
        return Problem(row.where, message, hint, Severity.ADVICE)
    return replace(unread_words(row.values, None, noted), severity=Severity.ADVICE)


def with_companions(
    typed: list[RawRecord], people: list[list[RawRecord]], noted: Agreements, run: Run
) -> list[RawRecord]:
    """The fiches typed here; of those that a source completes, only those whose words are there to be shown."""
    if not any(source.gives == "volunteers" for source in run.sources):
        return typed
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
            run.report.add(Problem(noted.where(name), message, NAME_HINT, Severity.ADVICE))
    return found


def old_problem(stale: Stale, run: Run) -> Problem:
    """A source that has not been read for a while."""
    where = Where(run.file(spec_file(run)), field=stale.source)
    message = f"les données de « {stale.source} » sont du {stale.day:%d/%m/%Y}."
    return Problem(where, message, f"{PULL} Si elle ne répond plus, vérifiez son adresse.", Severity.ADVICE)


def orphans(run: Run) -> list[Problem]:
    """Snapshots whose source is gone: nobody reads them."""
    folder = run.content / "data" / FOLDER
    names = {f"{source.name}.json" for source in run.sources}
    found = sorted(path for path in folder.glob("*.json") if path.name not in names) if folder.is_dir() else []
    return [
        Problem(
            Where(run.file(path)),
            "aucune source de sources.toml ne porte ce nom : ce fichier n’est plus lu.",
            "Supprimez-le, ou remettez sa source.",
            Severity.ADVICE,
        )
        for path in found
    ]
