"""content/data/recu/<source>.json: what a source gave, cleaned and judged. Builds read these files and no network.

A snapshot is made to be read in a commit: one event a block, by id, columns in the order of the record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from aivm.people.letters import slug
from aivm.problems import Problem, Where
from aivm.records.raw import RawRecord
from aivm.sources.load import FILES, columns

FOLDER = "recu"  # of content/data
MADE_BY = "Fait par « python3 tasks.py pull » : ne le corrigez pas ici, mais à la source ou dans content/data."
REMEDY = "Reprenez sa dernière version dans git, ou supprimez-le et lancez « python3 tasks.py pull »."
BLOCK = re.compile(r"^    \{$")
MOMENT = "%Y-%m-%dT%H:%MZ"


@dataclass(frozen=True)
class Snapshot:
    """The rows of one source and the moment they were last known to be right, in UTC, to the minute."""

    source: str
    gives: str  # a key of FILES
    read_at: datetime
    rows: tuple[Mapping[str, Any], ...] = ()

    def at(self, moment: datetime) -> Snapshot:
        """The same rows, known to be right at another moment; unchanged within one day, as a commit should be."""
        return self if moment.date() == self.read_at.date() else replace(self, read_at=moment)


def dump(snapshot: Snapshot) -> str:
    """The text of the file: JSON, the same for the same rows whatever their order."""
    order = [*columns(FILES[snapshot.gives][1]), "_uid"]  # the last for `pairing` alone: no record has it
    rows = [
        {column: row[column] for column in order if column in row}
        for row in sorted(snapshot.rows, key=lambda row: str(row["id"]))
    ]
    content = {
        "attention": MADE_BY,
        "source": snapshot.source,
        "donne": snapshot.gives,
        "lu_le": snapshot.read_at.astimezone(UTC).strftime(MOMENT),
        "fiches": rows,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read(text: str, file: str) -> tuple[Snapshot | None, list[Problem]]:
    """A snapshot as it was written; one that was changed beyond reading is a Problem."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        return None, [Problem(Where(file, error.lineno), "ce fichier ne se lit plus.", REMEDY)]
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets without end
        return None, [Problem(Where(file), "ce fichier ne se lit plus.", REMEDY)]
    try:
        gives, rows = found["donne"], found["fiches"]
        moment = datetime.strptime(found["lu_le"], MOMENT).replace(tzinfo=UTC)
        sound = gives in FILES and all(slug(row["id"]) and _plain(row) for row in rows)
        snapshot = Snapshot(str(found["source"]), gives, moment, tuple(rows)) if sound else None
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        snapshot = None
    return snapshot, [] if snapshot else [Problem(Where(file), "ce fichier n’est plus celui qui a été écrit.", REMEDY)]


def _plain(value: Any) -> bool:
    """True for texts, and lists and mappings of them: all that a reader gives."""
    if isinstance(value, dict):
        return all(map(_plain, value.values()))
    return all(map(_plain, value)) if isinstance(value, list) else isinstance(value, str)


def raw_records(snapshot: Snapshot, text: str, file: str) -> list[RawRecord]:
    """The rows as typed ones, each on the line of the file where its block begins."""
    lines = [number for number, line in enumerate(text.split("\n"), 1) if BLOCK.match(line)]
    exact: Sequence[int] = lines if len(lines) == len(snapshot.rows) else [0] * len(snapshot.rows)
    known = columns(FILES[snapshot.gives][1])
    return [
        RawRecord({column: row[column] for column in known if column in row}, Where(file, line))
        for row, line in zip(snapshot.rows, exact, strict=True)
    ]
