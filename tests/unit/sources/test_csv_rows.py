"""A table as a French spreadsheet saves it."""

from __future__ import annotations

import time

import pytest
from aivm.sources.csv_rows import read
from hypothesis import given
from hypothesis import strategies as st

FILE = "evenements.csv"


def values(raw: bytes) -> list[dict[str, str]]:
    """The rows of a table that has no fault."""
    records, problems = read(raw, FILE)

    assert [str(problem) for problem in problems] == []
    return [dict(record.values) for record in records]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_spreadsheet_saves_the_same_table(encoding: str, delimiter: str, end: str) -> None:
    """Encoding, separator and line ends are read, not asked."""
    text = f"id{delimiter}Écrit le{end}été{delimiter}14h30{end}"

    assert values(text.encode(encoding)) == [{"id": "été", "ecrit_le": "14h30"}]


def test_a_record_stands_on_the_line_where_it_begins() -> None:
    """A cell may hold several lines; blank rows are passed over; spaces around a cell go."""
    records, problems = read(b'id;texte\na;"un\n\ndeux"\n;\n\n b ;x\n', FILE)

    assert problems == []
    assert [(record.values["id"], record.where.line) for record in records] == [("a", 2), ("b", 7)]
    assert records[0].values["texte"] == "un\n\ndeux"


@pytest.mark.parametrize("broken", ['x;"jamais fermé', 'x;"trop" tôt'])
def test_a_broken_quote_costs_its_own_row_only(broken: str) -> None:
    """The rows before and after are read; the fault has its line."""
    records, problems = read(f"id;texte\na;1\n{broken}\nb;2\n".encode(), FILE)

    assert [record.values["id"] for record in records] == ["a", "b"]
    assert [problem.where.line for problem in problems] == [3]
    assert "guillemet" in problems[0].message


@pytest.mark.parametrize(
    ("row", "words"),
    [("a;b;c;d", "4 cases pour 3 colonnes"), ("a;b;c;", "4 cases"), ("a;b", "2 cases pour 3 colonnes")],
)
def test_too_many_or_too_few_cells_leave_the_row_out(row: str, words: str) -> None:
    """A shifted row could open what is closed: it is never guessed."""
    records, problems = read(f"x;y;z\n{row}\n1;2;3\n".encode(), FILE)

    assert [record.values["x"] for record in records] == ["1"]
    assert words in problems[0].message


def test_a_header_alone_is_a_normal_state() -> None:
    """No event is no fault."""
    assert values(b"id;titre\n") == []


@pytest.mark.parametrize("raw", [b"", b"   \n\n", bytes(range(256)) * 4])
def test_an_empty_or_binary_file_is_told(raw: bytes) -> None:
    """With what to do."""
    records, problems = read(raw, FILE)

    assert records == []
    assert len(problems) == 1
    assert problems[0].hint


@given(st.binary(max_size=400))
def test_no_bytes_end_in_an_exception(raw: bytes) -> None:
    """Whatever a person drops there."""
    records, problems = read(b'id;"titre"\n' + raw, FILE)

    assert isinstance(records, list)
    assert all(problem.message for problem in problems)


def test_a_file_of_broken_quotes_is_read_in_bounded_time() -> None:
    """Each broken quote costs one reading of what follows: their number is bounded."""
    begins = time.process_time()
    _, problems = read(b"id;texte\n" + b'a;"x\n' * 5000, FILE)

    assert 0 < len(problems) <= 60
    assert time.process_time() - begins < 10  # a bound against an endless reading, not a measure
