"""Which rows of a sheet are its header, whatever stands above: a title, a logo, a date, blank rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aivm.problems import suggest
from aivm.records.event import Event
from aivm.sources.sheets.marks import Range
from aivm.sources.sheets.when_columns import WHEN_COLUMNS
from aivm.text.fold import fold

SEARCHED = 30  # rows from the first; below, a row of words is an event
MERGES_LIMIT = 3_000  # in these rows; without overlap there cannot be more
LONGEST_NAME = 60  # characters; a longer text is no name
ENOUGH = 2  # known columns that make a header: one word alone may be in a title (« Public : … »)
OURS = frozenset(info.alias or name for name, info in Event.model_fields.items() if name != "where")


@dataclass(frozen=True)
class Header:
    """The last row of the header, from 0, and each column of the sheet: its folded name and its name as typed."""

    row: int
    columns: list[tuple[str, str]]


def find(rows: Sequence[Sequence[str]], merged: Sequence[Range], columns: Mapping[str, str]) -> Header | None:
    """The header, of one row or two; `columns` maps names of the source to ours. None when no row can be one.

    Without a row of known names, the one whose words are nearest is taken, so that each can be told with the name
    that was perhaps meant.
    """
    top = spread(rows[:SEARCHED], merged)
    known = OURS | WHEN_COLUMNS | columns.keys()
    scores = [len({fold(cell) for cell in row} & known) for row in top]
    at = next((rank for rank, score in enumerate(scores) if score >= ENOUGH), None)
    if at is None:
        at = _nearest(top, sorted(known))
    if at is None:
        return None
    if at + 1 < len(top) and _is_second(top[at + 1], known):
        return Header(
            at + 1, [_named(_joined(*pair, known), columns) for pair in zip(top[at], top[at + 1], strict=True)]
        )
    return Header(at, [_named(cell, columns) for cell in top[at]])


def spread(rows: Sequence[Sequence[str]], merged: Sequence[Range]) -> list[list[str]]:
    """The rows with each merged value in every cell it covers: in a header, a group names all its columns."""
    grid = [list(row) for row in rows]
    width = max(map(len, grid), default=0)
    begun = [area for area in merged if area[0] < len(grid)]
    for first_row, first_column, last_row, last_column in begun[:MERGES_LIMIT]:
        for row in range(first_row, min(last_row + 1, len(grid))):
            for column in range(first_column, min(last_column + 1, width)):
                grid[row][column] = grid[row][column] or grid[first_row][first_column]
    return grid


def _is_second(row: Sequence[str], known: frozenset[str]) -> bool:
    """True for a row of names under a row of names: nearly every word in it is a column, and none is a number."""
    words = [cell for cell in row if cell]
    found = sum(fold(cell) in known for cell in words)
    return found >= ENOUGH and 2 * found > len(words) and not any(char.isdigit() for cell in words for char in cell)


def _joined(above: str, below: str, known: frozenset[str]) -> str:
    """The name of a column from two rows: the lower when it is enough, else both."""
    if not below or not above or fold(above) == fold(below) or fold(below) in known:
        return below or above
    return f"{above} {below}"


def _named(cell: str, columns: Mapping[str, str]) -> tuple[str, str]:
    """Our folded name of a column, and its name as typed, on one line."""
    typed = " ".join(cell.split())
    return columns.get(fold(typed), fold(typed)), typed


def _nearest(rows: Sequence[Sequence[str]], known: Sequence[str]) -> int | None:
    """The row with the most words that are near a known column, then the most words; None without two words."""
    counts = [
        (sum(bool(suggest(cell, known)) for cell in row if 0 < len(cell) <= LONGEST_NAME), sum(map(bool, row)))
        for row in rows
    ]
    best = max(counts, default=(0, 0))
    return counts.index(best) if best[1] >= ENOUGH else None
