"""What was pulled, as a build finds it: sources.toml, the snapshots beside it, and the rows that both make."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from aivm.config import PARIS
from aivm.host.run import Run, Stale
from aivm.problems import Problem, Severity, Where
from aivm.records.raw import RawRecord
from aivm.sources import ics_words
from aivm.sources.merge import filled, merge
from aivm.sources.snapshot import FOLDER, Snapshot, raw_records, read
from aivm.sources.source import Source
from aivm.sources.spec import read_sources

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
        day = snapshot.read_at.astimezone(PARIS).date()
        if run.today - day >= timedelta(days=run.config.pull_stale_days):
            stale.append(Stale(source.name, day))
    run.stale = tuple(sorted(stale, key=lambda one: (one.day, one.source)))
    run.report.extend(old_problem(one, run) for one in run.stale)
    run.report.extend(orphans(run))
    pulled["volunteers"] = [with_agreement(rows, typed["volunteers"]) for rows in pulled["volunteers"]]
    merged = {kind: merge(rows, pulled[kind]) for kind, rows in typed.items()}
    for one in merged.values():
        run.report.extend(one.problems)
    run.origins = merged["events"].origins
    return {kind: one.rows for kind, one in merged.items()}


def stored(source: Source, run: Run) -> tuple[Snapshot | None, list[RawRecord]]:
    """The snapshot of a source and its rows; none yet is told as an advice."""
    path = snapshot_file(run, source.name)
    if not path.exists():
        message = f"la source « {source.name} » n’a pas encore été lue."
        run.report.add(Problem(source.where, message, PULL, Severity.ADVICE))
        return None, []
    text = (run.read(path) or b"").decode("utf-8", errors="replace")
    snapshot, problems = read(text, run.file(path))
    run.report.extend(problems)
    if snapshot is None or snapshot.gives != source.gives:
        return None, []
    return snapshot, raw_records(snapshot, text, run.file(path))


def with_agreement(rows: list[RawRecord], typed: list[RawRecord]) -> list[RawRecord]:
    """People first: a pulled person whose agreement is no longer noted here is not even a row."""
    noted = {str(row.values.get("id", "")) for row in typed if filled(row).get("consentement")}
    return [row for row in rows if row.values["id"] in noted]


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
