"""What is wrong with something received, told with where a person mends it: never in content/data/recu/."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from aivm.problems import Problem
from aivm.records.fields import stamp_of
from aivm.records.raw import RawRecord
from aivm.site.data import Data
from aivm.site.project import Project
from aivm.site.received import snapshot_file
from aivm.sources.load import FILES, columns
from aivm.sources.source import Source

ANYBODY = "prenom-2027"
TITLE_SHOWN = 80  # characters


@dataclass(frozen=True)
class Snapshot:
    """A file of content/data/recu: its source, and the rows in it by the line where each begins."""

    source: Source
    rows: Mapping[int, RawRecord]

    def row_at(self, line: int) -> RawRecord | None:
        """The row that holds a line."""
        lines = sorted(self.rows)
        rank = bisect_right(lines, line)
        return self.rows[lines[rank - 1]] if rank else None


def told_at_source(problems: Iterable[Problem], data: Data, project: Project) -> Iterator[Problem]:
    """Each problem of something received under its title and id, at its source, with the words or the row to write."""
    known = snapshots(data, project)
    for problem in problems:
        snapshot = known.get(problem.where.file)
        row = snapshot.row_at(problem.where.line) if snapshot else None
        yield at_source(problem, row, snapshot.source, data, project) if snapshot and row else problem


def snapshots(data: Data, project: Project) -> Mapping[str, Snapshot]:
    """What was received, by file."""
    rows: dict[str, dict[int, RawRecord]] = defaultdict(dict)
    for row in (row for found in data.rows.values() for row in found):
        rows[row.where.file][row.where.line] = row
    files = {project.file(snapshot_file(project, source.name)): source for source in data.sources}
    return {file: Snapshot(source, rows[file]) for file, source in files.items()}


def at_source(problem: Problem, row: RawRecord, source: Source, data: Data, project: Project) -> Problem:
    """One problem of one row."""
    column = problem.where.field
    where = replace(source.where, field=source.name)
    message = f"{named(row)} : {problem.message}"
    if source.gives == "events" and column == "volontaires" and not row.values.get(column):
        return replace(problem, where=where, message=message, hint=who_goes(row, source, data, project))
    cell = f" et la seule case « {column} »" if column in row.values and column != "id" else ""
    here = f"une ligne de {table(source)}" if source.gives == "events" else f"sa fiche dans {table(source)}"
    there = f"dans la source « {source.name} », ou par {here} avec cet identifiant{cell}"
    return replace(problem, where=where, message=message, hint=f"{problem.hint} Cela se corrige {there}.")


def table(source: Source) -> str:
    """Where what a source gives may be typed too."""
    return f"content/data/{FILES[source.gives][0]}"


def named(row: RawRecord) -> str:
    """How a message calls a row that nobody sees; a person by her id alone, since a log may be public."""
    title = str(row.values.get("titre", ""))[:TITLE_SHOWN]
    return f"« {title} », identifiant « {row.values['id']} »" if title else f"« {row.values['id']} »"


def who_goes(row: RawRecord, source: Source, data: Data, project: Project) -> str:
    """The words to add to an event of which nobody knows who goes, or the row to paste."""
    stamp = stamp_of(row.values)
    day = stamp.day if stamp and stamp.day else project.today
    people = [one for one in data.records.volunteers if not one.example]
    here = [one.id for one in people if one.mission.start <= day <= one.mission.end] or [ANYBODY]
    words = " ou ".join(f"#{name}" for name in here) if source.kind == "ics" else " ou ".join(here)
    place = "sa description, dans l’agenda" if source.kind == "ics" else "sa colonne « volontaires », à la source"
    pasted = _line({"id": str(row.values["id"]), "volontaires": here[0]}, project)
    return f"Ajoutez {words} dans {place} ; ou collez à la fin de {table(source)} : {pasted}"


def _line(cells: Mapping[str, str], project: Project) -> str:
    """A row of the events table, as its header has it."""
    path = project.content / "data" / FILES["events"][0]
    text = path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""
    header = text.partition("\n")[0].strip()
    mark = ";" if ";" in header or "," not in header else ","
    names = header.split(mark) if header else columns(FILES["events"][1])
    return mark.join(cells.get(name.strip().strip('"').casefold(), "") for name in names)
