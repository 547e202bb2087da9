"""What a workbook says beside its values and calamine does not tell: hidden rows and columns, merges, faults.

Read from the XML itself, in the pass that counts the bytes, with expat, which neither recurses nor fetches anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from aivm.sources.sheets.unreadable import UnreadableError, damaged
from aivm.sources.sheets.zip_limits import Watch, too_big

DEPTH_LIMIT = 100  # a cell with a formatted link in it is 12 deep
ELEMENTS_LIMIT = 3_000_000  # in one member: 100 columns of 10 000 rows, three elements a cell
TAG_LIMIT = 1_000_000  # bytes of one tag; those of a spreadsheet are under 1 kB
PIECES_LIMIT = 100  # of one text, as expat cuts it (8 kB each); only the name of an error is looked at
CELLS_LIMIT = 4_000_000  # of the rectangle that holds all values: calamine makes room for each, filled or not

Range = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0, included
Start = Callable[[str, Mapping[str, str]], None]  # a local name, attributes by local name
End = Callable[[str, str], None]  # a local name, the text since the last tag


@dataclass
class Marks:
    """One sheet. Rows and columns count from 0."""

    hidden_rows: list[tuple[int, int]] = field(default_factory=list)  # first and last, included
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)  # cell -> « #REF! », or "" when never computed
    last_row: int = -1
    last_column: int = -1

    def fill(self, row: int, column: int) -> None:
        """A value stands here: the sheet reaches at least this far."""
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)

    def check_size(self) -> None:
        """Refuse a sheet that one stray cell makes enormous."""
        if (self.last_row + 1) * (self.last_column + 1) > CELLS_LIMIT:
            message = f"la feuille va jusqu’à la case {letters(self.last_column)}{self.last_row + 1}."
            raise UnreadableError(message, "Effacez cette case égarée, ou copiez l’agenda dans un classeur neuf.")


def letters(column: int) -> str:
    """The name of a column, from 0: A, B … Z, AA."""
    name = ""
    while column >= 0:
        name, column = chr(ord("A") + column % 26) + name, column // 26 - 1
    return name


def watch(start: Start, end: End) -> Watch:
    """A watch that reads one member as XML, within limits on depth, elements and entities."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = elements = 0
    text: list[str] = []

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > DEPTH_LIMIT or elements > ELEMENTS_LIMIT:
            raise too_big("trop d’éléments, ou trop imbriqués")
        text.clear()
        start(_local(name), {_local(key): value for key, value in attributes.items()} if attributes else attributes)

    def on_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(_local(name), "".join(text))
        text.clear()

    def on_text(piece: str) -> None:
        if len(text) < PIECES_LIMIT:
            text.append(piece)

    def on_entity(*_: object) -> NoReturn:
        raise damaged()  # no spreadsheet declares one, and a bomb does

    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    parser.CharacterDataHandler, parser.EntityDeclHandler = on_text, on_entity
    fed = 0

    def feed(chunk: bytes) -> None:
        nonlocal fed
        fed += len(chunk)
        try:
            parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            raise damaged() from error
        if fed - parser.CurrentByteIndex > TAG_LIMIT:  # still inside one tag: expat keeps all its attributes
            raise too_big("une balise sans fin")

    return feed


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def ignore(*_: object) -> None:
    """For a member that is only counted."""
