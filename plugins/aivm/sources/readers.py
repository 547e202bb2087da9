"""Every kind of source and its reader, one line each: bytes, the name of the source and options give rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from aivm.problems import Problem, Where
from aivm.records.raw import RawRecord
from aivm.sources.ics.rows import read as read_calendar
from aivm.sources.openagenda.events import read as read_openagenda
from aivm.sources.options import Options, Reader
from aivm.sources.sheets.shared_csv import read as read_shared_csv
from aivm.sources.sheets.spreadsheet import read as read_spreadsheet
from aivm.sources.tables import yaml_rows
from aivm.text.fold import fold

# A row of three characters becomes a record of a kilobyte: the size of an answer alone does not bound memory.
MOST_LINES = 20_000
WIDEST = 20_000  # bytes of the first line, the names of the columns
LONGEST = 100_000_000  # bytes; the limit of an answer (pull_megabytes) is lower
YAML_LONGEST = 500_000  # a YAML tree takes a hundred times its text

Plain = Callable[[bytes, str], tuple[list[RawRecord], list[Problem]]]


def bounded(read: Reader, longest: int = LONGEST) -> Reader:
    """A reader that makes a record of each line, for the files of strangers."""

    def within(raw: bytes, file: str, options: Options) -> tuple[list[RawRecord], list[Problem]]:
        first = raw.lstrip().partition(b"\n")[0]
        lines = max(raw.count(b"\n"), raw.count(b"\r"))
        if lines > MOST_LINES or len(first) > WIDEST or len(raw) > longest:
            message = f"la source est trop longue ({lines + 1} lignes, {len(raw) // 1000} ko)."
            hint = f"Gardez moins de {MOST_LINES} lignes, par exemple les dernières années."
            return [], [Problem(Where(file), message, hint)]
        return read(raw, file, options)

    return within


def renaming(read: Plain) -> Reader:
    """A reader made for files of our own, told of other names for columns and values."""

    def renamed(raw: bytes, file: str, options: Options) -> tuple[list[RawRecord], list[Problem]]:
        rows, problems = read(raw, file)
        return [understood(row, options) for row in rows], problems

    return renamed


def understood(row: RawRecord, options: Options) -> RawRecord:
    """A row under our own columns. A column of ours wins over one renamed to it; a word fills what is empty."""
    values = {options.columns.get(key, key): value for key, value in row.values.items() if key in options.columns}
    values |= {key: value for key, value in row.values.items() if key not in options.columns}
    for value in list(values.values()):
        column, word = options.words.get(fold(value), ("", "")) if isinstance(value, str) else ("", "")
        if column and (not values.get(column) or values[column] == value):
            values[column] = word
    typed = {options.columns.get(key, key): name for key, name in row.typed.items()}
    return replace(row, values=values, typed=typed)


def wording(read: Reader) -> Reader:
    """A reader that knows columns and not words, made to understand them."""

    def worded(raw: bytes, file: str, options: Options) -> tuple[list[RawRecord], list[Problem]]:
        rows, problems = read(raw, file, options)
        return [understood(row, replace(options, columns={})) for row in rows], problems

    return worded


READERS: Mapping[str, Reader] = {
    "csv": bounded(wording(read_shared_csv)),
    "yaml": bounded(renaming(yaml_rows.read), YAML_LONGEST),
    "openagenda": read_openagenda,
    "ics": read_calendar,
    "table": wording(read_spreadsheet),
}
