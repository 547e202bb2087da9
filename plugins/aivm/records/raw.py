"""A row as a person typed it, before anyone has judged it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aivm.problems import Where


@dataclass(frozen=True)
class RawRecord:
    """Values by folded column name, each a string, a list of values or a mapping of them; and where each was typed.

    `lines` gives the line of a field where it differs from the record's own (YAML). `example` is true of everything
    that comes from content/exemples/.
    """

    values: Mapping[str, Any]
    where: Where
    lines: Mapping[str, int] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)  # folded column -> the column as the person wrote it
    example: bool = False

    def at(self, column: str) -> Where:
        """Where this column of this record stands."""
        return Where(self.where.file, self.lines.get(column, self.where.line), self.typed.get(column, column))


def filled(row: RawRecord) -> dict[str, Any]:
    """The cells that say something."""
    return {column: value for column, value in row.values.items() if value not in ("", None, [])}
