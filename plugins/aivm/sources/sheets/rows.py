"""The rows of one sheet under its header: merges filled, « idem » copied, titles and hidden rows passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aivm.problems import Problem, Severity, Where
from aivm.records.days import MONTHS
from aivm.records.raw import RawRecord
from aivm.sources.sheets.header import Header
from aivm.sources.sheets.marks import Range, letters
from aivm.sources.sheets.workbook import Sheet
from aivm.sources.sheets.workbook_child import COLUMNS_LIMIT
from aivm.sources.tables.csv_rows import record, repeated
from aivm.text.fold import fold

IDEM = frozenset(
    ("idem", "id.", "ibid.", '"', "”", "“", "″", "«", "»", "〃", "''", "’’", "//", "-//-", '-"-', "« »", '« " »')
)
FAULT = re.compile(r"#(?:[A-ZÉ/0-9_]+\s?[!?]|N/[AD])|Err\s?:\s?\d{3}")  # as Excel and LibreOffice show them
NEVER = "#CALCUL ?"  # stands for a formula whose result no program has written
MONTH_TITLE = re.compile(rf"(?:{'|'.join(fold(month) for month in MONTHS)})(?:_\d{{4}})?")


@dataclass(frozen=True)
class Table:
    """One sheet under its header. `rows` are of one width, as they stand; `filled` has the merges in every row."""

    rows: list[list[str]]
    filled: list[list[str]]
    header: Header
    file: str  # the workbook and the sheet, as a person finds them
    shown: list[int]  # the columns that are not hidden
    hidden: frozenset[int]  # rows
    titles: frozenset[int]  # rows where one cell runs over several columns
    wide: bool


def squared(sheet: Sheet) -> list[list[str]]:
    """The rows with as many cells each, and a sign of its fault in each faulty one."""
    width = max(map(len, sheet.rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in sheet.rows]
    for (row, column), fault in sheet.marks.faults.items():
        if row < len(rows) and column < width:
            rows[row][column] = (fault if FAULT.fullmatch(fault) else "#ERREUR !") if fault else NEVER
    return rows


def table(sheet: Sheet, rows: list[list[str]], header: Header, file: str) -> Table:
    """What the marks of a sheet mean for its rows."""
    hidden_rows = {at for first, last in sheet.marks.hidden_rows for at in range(first, min(last + 1, len(rows)))}
    width = len(header.columns)
    hidden_columns = {at for first, last in sheet.marks.hidden_columns for at in range(first, min(last + 1, width))}
    return Table(
        rows,
        fill_down(rows, sheet.merged),
        header,
        file,
        shown=[at for at in range(width) if at not in hidden_columns],
        hidden=frozenset(hidden_rows),
        titles=frozenset(top for top, left, _, right in sheet.merged if right > left),
        wide=sheet.wide,
    )


def fill_down(rows: list[list[str]], merged: list[Range]) -> list[list[str]]:
    """The rows with each merged value in every row it spans, in its first column alone.

    A title that runs over the next column is not that column's value.
    """
    filled = [list(row) for row in rows]
    covered: set[tuple[int, int]] = set()  # merges do not overlap; in a hostile file a cell is still filled once
    for top, left, bottom, _ in merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in range(top, min(bottom + 1, len(rows))):
            if (row, left) in covered:
                break
            covered.add((row, left))
            filled[row][left] = filled[top][left]
    return filled


def notices(found: Table) -> Iterator[Problem]:
    """What is left aside, so that nothing goes without a word; and columns named twice."""
    begins = found.header.row + 1
    yield from repeated([found.header.columns[at] for at in found.shown], Where(found.file, begins))
    aside = [at + 1 for at in sorted(found.hidden) if at >= begins and any(found.rows[at])]
    if aside:
        many = f"{len(aside)} lignes masquées ou filtrées ne sont pas lues, à partir de celle-ci."
        message = many if len(aside) > 1 else "cette ligne est masquée ou filtrée : elle n’est pas lue."
        yield Problem(Where(found.file, aside[0]), message, "Affichez ce qui doit paraître.", Severity.ADVICE)
    if found.wide:
        message = f"les colonnes après {letters(COLUMNS_LIMIT - 1)} ne sont pas lues."
        yield Problem(Where(found.file), message, "Rapprochez les colonnes de l’agenda.", Severity.ADVICE)


def records(found: Table, problems: list[Problem]) -> Iterator[RawRecord]:
    """Each row that shows and holds something; one with a fault is left out and goes to `problems`."""
    columns = [found.header.columns[at] for at in found.shown]
    above: list[str] = []
    for at in range(found.header.row + 1, len(found.rows)):
        if passed_over(found, at):
            continue
        above = [
            (above[column] if above and _is_idem(cell) else "") or cell for column, cell in enumerate(found.filled[at])
        ]
        if at in found.hidden:  # « idem » under it still means what it says
            continue
        cells = [above[column] for column in found.shown]
        faults = [
            Problem(Where(found.file, at + 1, typed or letters(column)), *fault)
            for (_, typed), column, cell in zip(columns, found.shown, cells, strict=True)
            if (fault := _fault(cell))
        ]
        problems += faults
        if not faults:
            yield record(cells, columns, Where(found.file, at + 1))


def passed_over(found: Table, at: int) -> bool:
    """True for a blank row, a title between rows (a month, one text over several columns), the header once more."""
    row = found.rows[at]
    words = [cell for cell in row if cell]
    if not words:
        return True
    title = len(words) == 1 and (at in found.titles or bool(MONTH_TITLE.fullmatch(fold(words[0]))))
    return title or row == found.rows[found.header.row]


def _is_idem(cell: str) -> bool:
    return len(cell) < 8 and " ".join(cell.split()).casefold() in IDEM


def _fault(cell: str) -> tuple[str, str] | None:
    """What is wrong with a cell, whatever its column: a formula without a result, « idem » under nothing."""
    if cell == NEVER:
        hint = "Ouvrez le classeur dans LibreOffice et enregistrez-le, ou tapez la valeur."
        return "la formule de cette case n’a pas encore de résultat.", hint
    if FAULT.fullmatch(cell):
        return f"la formule de cette case donne une erreur : « {cell} ».", "Corrigez la formule, ou tapez la valeur."
    if _is_idem(cell):
        return f"« {cell} » n’a rien au-dessus à répéter.", "Tapez la valeur."
    return None
