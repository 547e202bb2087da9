"""What is wrong with a row that was received, told with where a person mends it: never in content/data/recu/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aivm.problems import Problem, Report
from aivm.records.fields import stamp_of
from aivm.records.raw import RawRecord
from aivm.site.data import Data
from aivm.site.project import Project
from aivm.site.received import snapshot_file
from aivm.sources.load import FILES, columns
from aivm.sources.source import Source

TABLE = f"content/data/{FILES['events'][0]}"
ANYBODY = "prenom-2027"


def tell_at_source(data: Data, project: Project, report: Report) -> None:
    """Each problem of a received event under its title and id, at its source, with the words or the row to write."""
    places = {
        project.file(snapshot_file(project, source.name)): source for source in data.sources if source.gives == "events"
    }
    found = {(row.where.file, row.where.line): row for row in data.rows["events"] if row.where.file in places}
    report.problems = [
        _at_source(problem, found[key], places[problem.where.file], data, project)
        if (key := (problem.where.file, problem.where.line)) in found
        else problem
        for problem in report.problems
    ]


def named(row: RawRecord) -> str:
    """How a message calls a row that nobody sees."""
    return f"« {str(row.values.get('titre', ''))[:80]} », identifiant « {row.values['id']} »"


def _at_source(problem: Problem, row: RawRecord, source: Source, data: Data, project: Project) -> Problem:
    column = problem.where.field
    where = replace(source.where, field=source.name)
    message = f"{named(row)} : {problem.message}"
    if column == "volontaires" and not row.values.get(column):
        return replace(problem, where=where, message=message, hint=_who(row, source, data, project))
    there = f"dans la source « {source.name} », ou par une ligne de {TABLE} avec cet identifiant"
    cell = f" et la seule case « {column} »" if column and column != "id" else ""
    return replace(problem, where=where, message=message, hint=f"{problem.hint} Cela se corrige {there}{cell}.")


def _who(row: RawRecord, source: Source, data: Data, project: Project) -> str:
    """The words to add to an event of which nobody knows who goes, or the row to paste."""
    stamp = stamp_of(row.values)
    day = stamp.day if stamp and stamp.day else project.today
    people = [one for one in data.records.volunteers if not one.example]
    here = [one.id for one in people if one.mission.start <= day <= one.mission.end] or [ANYBODY]
    words = " ou ".join(f"#{name}" for name in here) if source.kind == "ics" else " ou ".join(here)
    place = "sa description, dans l’agenda" if source.kind == "ics" else "sa colonne « volontaires », à la source"
    pasted = _line({"id": str(row.values["id"]), "volontaires": here[0]}, project)
    return f"Ajoutez {words} dans {place} ; ou collez à la fin de {TABLE} : {pasted}"


def _line(cells: Mapping[str, str], project: Project) -> str:
    """A row of the events table, as its header has it."""
    path = project.content / "data" / FILES["events"][0]
    text = path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""
    header = text.partition("\n")[0].strip()
    mark = ";" if ";" in header or "," not in header else ","
    names = header.split(mark) if header else columns(FILES["events"][1])
    return mark.join(cells.get(name.strip().strip('"').casefold(), "") for name in names)
