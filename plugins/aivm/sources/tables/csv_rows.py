"""A table as a French spreadsheet saves it: `;`, `,` or tabs, UTF-8 or Windows-1252, line ends inside cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from aivm.problems import Problem, Where
from aivm.records.raw import RawRecord
from aivm.text.decode import decode
from aivm.text.fold import fold

DELIMITERS = ";\t,"
CELL_LIMIT = 1_000_000  # characters; the csv module's own default of 131 072 raises on a long text
MENDINGS = 50  # broken quotes after which the rest of a file is not read: each costs one reading of what follows

Row = tuple[int, list[str] | None]  # the line where it begins, its cells; None: a quote that is never closed


def read(raw: bytes, file: str) -> tuple[list[RawRecord], list[Problem]]:
    """One RawRecord per row under the header; blank rows are passed over, a row that cannot be read is named alone."""
    text, problems = decode(raw, file)
    rows = [row for row in lines_of(text) if row[1] is None or any(cell.strip() for cell in row[1])]
    header = rows[0][1] if rows else None
    if header is None:
        return [], problems or [Problem(Where(file), "la ligne d’en-tête manque.", "Remettez-la d’après l’exemple.")]
    columns = [(fold(name), name.strip()) for name in header]
    problems += repeated(columns, Where(file, rows[0][0]))
    problems += broken(rows, file)
    records = []
    for line, cells in rows[1:]:
        fault = wrong_width(cells, len(header), Where(file, line)) if cells else None
        if fault:
            problems.append(fault)
        elif cells:
            records.append(record(cells, columns, Where(file, line)))
    return records, problems


def lines_of(text: str) -> Iterator[Row]:
    """Rows by the line where each begins (`line_num` is where it ends); below a broken one, reading goes on."""
    csv.field_size_limit(CELL_LIMIT)
    lines = io.StringIO(text).readlines()  # str.splitlines would also cut at U+000B or U+2028, inside a cell
    delimiter = max(DELIMITERS, key=next((line for line in lines if line.strip()), "").count)
    begins = 0
    for _ in range(MENDINGS):
        start = begins
        reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                yield begins + 1, cells
                begins = start + reader.line_num
        except csv.Error:
            yield begins + 1, None
            begins += 1
        else:
            return


def broken(rows: Sequence[Row], file: str) -> list[Problem]:
    """The rows that a quote keeps from being read, and where reading stopped when there were too many."""
    hint = "Fermez-le, ou retirez-le : un guillemet dans un texte s’écrit deux fois."
    message = "un guillemet n’est pas fermé ou ferme trop tôt."
    problems = [Problem(Where(file, line), message, hint) for line, cells in rows if cells is None]
    if len(problems) == MENDINGS:
        message = f"{MENDINGS} guillemets sont fautifs : la suite du fichier n’est pas lue."
        problems.append(Problem(Where(file, rows[-1][0]), message, "Corrigez ceux qui précèdent, puis recommencez."))
    return problems


def wrong_width(cells: Sequence[str], expected: int, where: Where) -> Problem | None:
    """Too many cells or too few: a spreadsheet writes as many as there are columns, so a `;` was typed or a row cut."""
    width = len(cells)
    if width > expected:
        first = next((cell.strip() for cell in cells[expected:] if cell.strip()), "une case vide")
        message = f"la ligne a {width} cases pour {expected} colonnes ; la première de trop : « {first} »."
        return Problem(where, message, "Mettez entre guillemets le texte qui contient un point-virgule.")
    if width < expected:
        message = f"la ligne a {width} cases pour {expected} colonnes."
        return Problem(where, message, "Ajoutez les cases vides qui manquent, ou un guillemet oublié.")
    return None


def repeated(columns: Sequence[tuple[str, str]], where: Where) -> list[Problem]:
    """Columns that have the name of one before them: only the first is read."""
    keys = [key for key, _ in columns]
    return [
        Problem(Where(where.file, where.line, name), f"la colonne « {name} » est là deux fois.", "Gardez-en une seule.")
        for rank, (key, name) in enumerate(columns)
        if key and key in keys[:rank]
    ]


def record(cells: Sequence[str], columns: Sequence[tuple[str, str]], where: Where) -> RawRecord:
    """Cells by column. One without a name is kept where it is filled, so that it is told and not lost."""
    values: dict[str, str] = {}
    typed: dict[str, str] = {}
    for (key, name), cell in zip(columns, map(str.strip, cells), strict=True):
        if key or cell:
            values.setdefault(key, cell)
            typed.setdefault(key, name)
    return RawRecord(values, where, typed=typed)
