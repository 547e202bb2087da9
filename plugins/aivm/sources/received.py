"""The rows of one source, as its reader gives them -> ids that stay, our own columns, defaults of the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aivm.people.letters import slug
from aivm.problems import Problem
from aivm.records.fields import Stamp, parse_stamp
from aivm.records.raw import RawRecord
from aivm.sources.cells import cleaned
from aivm.sources.load import FILES, columns
from aivm.sources.source import Source

Row = dict[str, Any]
Found = tuple[Row, RawRecord]  # cleaned, and as it was read


def received(rows: Iterable[RawRecord], source: Source) -> tuple[list[Found], list[Problem]]:
    """Cleaned rows with an id each, in the order of the source; those beyond reason are told and left out."""
    known = columns(FILES[source.gives][1])
    found: list[Found] = []
    problems: list[Problem] = []
    for raw in rows:
        row, faults = cleaned(raw, known)
        problems += faults
        if row:
            found.append(({**source.defaults, **row}, raw))
    return with_ids(found), problems


def with_ids(found: Sequence[Found]) -> list[Found]:
    """Each row under an id of its own: the one it has, made an address, else its title and day; then « -2 », « -3 »."""
    taken: dict[str, int] = defaultdict(int)
    named = []
    for row, raw in found:
        given = str(row.get("id", ""))
        base = ("" if "@" in given else slug(given)) or proposed(row)  # nobody's e-mail address in an address of ours
        taken[base] += 1
        name = base if taken[base] == 1 else f"{base}-{taken[base]}"
        named.append(({**row, "id": name}, raw))
    return named


def proposed(row: Mapping[str, Any]) -> str:
    """An id for a row without one."""
    start = stamp_of(row)
    day = start.day.isoformat() if start and start.day else ""
    title = str(row.get("titre") or row.get("nom_affiche") or "")
    return slug(f"{day} {title}") or "sans-titre"


def stamp_of(row: Mapping[str, Any]) -> Stamp | None:
    """When a row begins, or None where it cannot be read (its validation will tell why)."""
    try:
        return parse_stamp(str(row.get("debut", "")))
    except ValueError:  # PydanticCustomError is one
        return None
