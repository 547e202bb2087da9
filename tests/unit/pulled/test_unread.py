"""What a source holds and the site does not read is told, so that nothing is missing without a word."""

from __future__ import annotations

from aivm.problems import Severity, Where
from aivm.pulled.unread import MOST, unread
from aivm.records.event import Event
from aivm.records.raw import RawRecord
from aivm.sources.load import columns

KNOWN = columns(Event)


def told(**values: str) -> list[str]:
    typed = {column: column.capitalize() for column in values}
    problems = unread([RawRecord(values, Where("asso", 2), typed=typed)] * 2, KNOWN, "asso")
    assert {problem.severity for problem in problems} <= {Severity.ADVICE}
    return [str(problem) for problem in problems]


def test_a_misspelt_column_is_told_with_the_one_that_was_meant() -> None:
    """Once, however many rows have it."""
    assert told(titre="a", comune="Bruz") == [
        "asso : la colonne « Comune » n’est pas lue. Vouliez-vous dire « commune » ?"
    ]


def test_columns_of_the_sheet_itself_are_named_in_one_line() -> None:
    """A planning has notes of its own, and that is fine."""
    (line,) = told(remarques="x", contact="y", _uid="0123456789abcdef")

    assert line.startswith("asso : colonnes qui ne sont pas lues : « Contact », « Remarques ».")


def test_a_sheet_of_a_thousand_columns_is_still_one_sentence() -> None:
    """And it is told in a moment."""
    (line,) = told(**{f"zzz{rank}": "x" for rank in range(1000)})

    assert line.count("«") == MOST + 1  # that of « colonnes »
