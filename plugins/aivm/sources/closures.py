"""fermetures.yaml -> closures. They have no identifier and no page: two may say the same day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from aivm.problems import Problem, Severity
from aivm.records.build import parse_record
from aivm.records.closure import Closure
from aivm.records.raw import RawRecord
from aivm.sources.load import columns, read_file, unknown_columns
from aivm.territory import Territory

FILE = "fermetures.yaml"
LONG = 100  # days; the summer of schools is shorter, so more is a year mistyped


def read_closures(
    folders: Iterable[tuple[Path, bool]], root: Path, territory: Territory
) -> tuple[tuple[Closure, ...], list[Problem]]:
    """The closures of data folders, each with « is it an example »; one with a fault is left out and named."""
    closures: list[Closure] = []
    problems: list[Problem] = []
    for folder, example in folders:
        rows, faults = read_file(folder / FILE, root)
        problems += faults + unknown_columns(rows, columns(Closure))
        for row in rows:
            closure, faults = _closure(replace(row, example=example), territory)
            problems += faults
            closures += [closure] if closure else []
    return tuple(closures), problems


def _closure(row: RawRecord, territory: Territory) -> tuple[Closure | None, list[Problem]]:
    """One closure; an end before its start would close nothing, so it is a fault."""
    closure, faults = parse_record(Closure, row, territory)
    if closure is None:
        return None, faults
    if closure.last_day < closure.start:
        return None, [Problem(row.at("au"), "la fermeture finit avant de commencer.", "Vérifiez les deux dates.")]
    days = (closure.last_day - closure.start).days + 1
    if days > LONG:
        message = f"la fermeture dure {days} jours."
        return closure, [Problem(row.at("au"), message, "Vérifiez l’année.", Severity.ADVICE)]
    return closure, []
