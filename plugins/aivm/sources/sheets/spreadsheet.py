"""A spreadsheet as people really keep it (.ods, .xlsx) -> rows that read like those of a CSV.

Of a workbook one sheet is read, and of it only what shows: a hidden sheet, row or column may hold private notes.
What is left aside is said, so that nothing goes missing without a word.
"""

from __future__ import annotations

from aivm.problems import Problem, Severity, Where
from aivm.records.raw import RawRecord
from aivm.sources.options import Options
from aivm.sources.sheets.header import find
from aivm.sources.sheets.rows import notices, records, squared, table
from aivm.sources.sheets.unreadable import UnreadableError
from aivm.sources.sheets.when_columns import say_when
from aivm.sources.sheets.workbook import Sheet, open_sheet

NEEDED = (("titre", "titre"), ("debut", "date"))  # without them a row is still being typed: column, its name aloud


def read(raw: bytes, file: str, options: Options) -> tuple[list[RawRecord], list[Problem]]:
    """One RawRecord per row with a title and a date, with `debut` and `fin` made of the columns that say when.

    A sheet without a word, or with its header alone, has no rows: a normal state. `where` names the sheet, too.
    """
    try:
        sheet = open_sheet(raw, options.sheet)
    except UnreadableError as fault:
        return [], [fault.problem(file)]
    return rows_of(sheet, f"{file}, feuille « {sheet.name.strip()} »", options)


def rows_of(sheet: Sheet, place: str, options: Options) -> tuple[list[RawRecord], list[Problem]]:
    """The same of a sheet that is open; `place` is how a person finds it."""
    rows = squared(sheet)
    header = find(rows, sheet.merged, options.columns)
    if header is None:
        return [], [_no_header(place, alone=sheet.alone)] if any(map(any, rows)) else []
    found = table(sheet, rows, header, place)
    problems = list(notices(found))
    kept: list[RawRecord] = []
    for typed in records(found, problems):
        row, told = say_when(typed, options)
        half = _half_typed(row)
        problems += [half] if half else told
        if not half and not any(problem.severity is Severity.BLOCKING for problem in told):
            kept.append(row)
    return kept, problems


def _no_header(file: str, *, alone: bool) -> Problem:
    hint = "Écrivez au-dessus des événements une ligne avec le nom des colonnes : titre, date, heure, commune…"
    other = "" if alone else " Si l’agenda est sur une autre feuille, dites laquelle dans sources.toml."
    return Problem(Where(file), "la ligne d’en-tête manque.", f"{hint}{other}")


def _half_typed(row: RawRecord) -> Problem | None:
    """A row that someone is still typing, or a note under the table: left out and named, it stops nothing.

    A column that the whole sheet lacks is another fault, told once by `load.missing_columns`.
    """
    lacking = [name for column, name in NEEDED if row.values.get(column) == ""]
    if not lacking:
        return None
    words = next((str(value) for value in (row.values.get("titre"), *row.values.values()) if value), "")
    message = f"« {words[:60]} » n’a pas de {' ni de '.join(lacking)} : la ligne est laissée de côté."
    return Problem(row.where, message, "Finissez-la, ou effacez-la.", Severity.ADVICE)
