"""A shared spreadsheet published as CSV (Google, Grist, Nextcloud) -> rows, by the same rules as a workbook.

`csv_rows` reads the files of our own, whose header is the first line; a stranger's sheet has titles above it, a date
and an hour in two columns, « idem », rows half typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aivm.problems import Problem, Where
from aivm.records.raw import RawRecord
from aivm.sources.options import Options
from aivm.sources.sheets.header import find
from aivm.sources.sheets.spreadsheet import rows_of
from aivm.sources.sheets.workbook import Sheet
from aivm.sources.sheets.workbook_child import COLUMNS_LIMIT
from aivm.sources.tables.csv_rows import Row, broken, lines_of, wrong_width
from aivm.text.decode import decode_afar


def read(raw: bytes, file: str, options: Options) -> tuple[list[RawRecord], list[Problem]]:
    """One RawRecord per row with a title and a date, as `table_rows.read` gives them."""
    text, problems = decode_afar(raw, file)
    lines = list(lines_of(text))
    rows: list[list[str]] = []  # by line less one: a cell may hold several lines
    for line, cells in lines:
        rows += [[] for _ in range(line - 1 - len(rows))]
        rows.append([cell.strip() for cell in (cells or [])[:COLUMNS_LIMIT]])
    problems += broken(lines, file)
    header = find(rows, (), options.columns)
    if header:
        problems += _unequal(lines, rows, header.row + 1, file)
    wide = any(len(cells or ()) > COLUMNS_LIMIT for _, cells in lines)
    found, told = rows_of(Sheet("", rows, wide=wide), file, options)
    return found, problems + told


def _unequal(lines: Sequence[Row], rows: list[list[str]], header: int, file: str) -> Iterator[Problem]:
    """Rows that have not as many cells as the header, on that line: they are told, and emptied."""
    expected = next(len(cells or ()) for line, cells in lines if line == header)
    for line, cells in lines:
        if line > header and any(rows[line - 1]) and (fault := wrong_width(cells or (), expected, Where(file, line))):
            rows[line - 1] = []
            yield fault
