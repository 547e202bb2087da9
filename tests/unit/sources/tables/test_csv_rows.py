"""A table as a French spreadsheet saves it."""

from __future__ import annotations

import time

import pytest
from aivm.sources.tables.csv_rows import MENDINGS, read
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
    """Encoding, separator and line ends are read, not asked; « ; » in Windows-1252 is what a French Excel writes."""
    text = f"id{delimiter}Écrit le{end}été{delimiter}14h30{end}"

    assert values(text.encode(encoding)) == [{"id": "été", "ecrit_le": "14h30"}]


def test_a_record_stands_on_the_line_where_it_begins() -> None:
    """A cell may hold several lines; blank rows are passed over; spaces around a cell go."""
    records, problems = read(b'id;texte\na;"un\n\ndeux"\n;\n\n b ;x\n', FILE)

    assert problems == []
    assert [(record.values["id"], record.where.line) for record in records] == [("a", 2), ("b", 7)]
    assert records[0].values["texte"] == "un\n\ndeux"


@pytest.mark.parametrize("char", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_only_a_line_end_ends_a_row(char: str) -> None:
    """Word and web pages leave other separators in a text that is pasted: they stay in their cell."""
    records, problems = read(f"id;texte\na;un{char}deux\nb;x\n".encode(), FILE)

    assert problems == []
    assert [(record.values["texte"], record.where.line) for record in records] == [(f"un{char}deux", 2), ("x", 3)]


def test_a_quoted_cell_holds_separators_and_quotes() -> None:
    """As a spreadsheet writes them: a quote twice."""
    assert values(b'id;texte\na;"un ; dit ""deux"""\n') == [{"id": "a", "texte": 'un ; dit "deux"'}]


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


def test_a_column_named_twice_is_told_and_the_first_is_read() -> None:
    """However it is spelled; nothing is overwritten in silence."""
    (record,), (problem,) = read(b"public;titre;Public\nscolaire;x;tout public\n", FILE)

    assert record.values == {"public": "scolaire", "titre": "x"}
    assert str(problem).startswith("evenements.csv, ligne 1, « Public » : la colonne « Public » est là deux fois.")


def test_a_cell_under_no_name_is_kept_to_be_told() -> None:
    """Empty columns at the right, that spreadsheets like to save, are nothing."""
    assert values(b"id;;\na;;\n") == [{"id": "a"}]
    assert values(b"id;;\na;;note\n") == [{"id": "a", "": "note"}]


def test_a_message_can_name_a_column_as_it_was_typed() -> None:
    """And give its place."""
    (record,), _ = read("id;Écrit le\na;x\n".encode(), FILE)

    assert str(record.at("ecrit_le")) == "evenements.csv, ligne 2, « Écrit le »"


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


@given(
    st.sampled_from([b"", b'id;"titre"\n', b"\xff\xfe"]),
    st.one_of(st.binary(max_size=400), st.text(alphabet='ab;,\t"\n\r \x0bé', max_size=80).map(str.encode)),
)
def test_no_bytes_end_in_an_exception(begins: bytes, raw: bytes) -> None:
    """Whatever a person drops there."""
    records, problems = read(begins + raw, FILE)

    assert isinstance(records, list)
    assert all(problem.message for problem in problems)


def test_a_file_of_broken_quotes_is_read_in_bounded_time() -> None:
    """Each broken quote costs one reading of what follows: their number is bounded."""
    begins = time.process_time()
    _, problems = read(b"id;texte\n" + b'a;"x"y\n' * 5000, FILE)

    assert len(problems) == MENDINGS + 1
    assert "la suite du fichier n’est pas lue" in problems[-1].message
    assert time.process_time() - begins < 10  # a bound against an endless reading, not a measure


def test_years_of_events_are_read_in_bounded_time() -> None:
    """5 000 rows of 25 columns, in well under a second on a laptop."""
    begins = time.process_time()
    header = ";".join(f"colonne {rank}" for rank in range(25))
    found = values(f"{header}\n{(';'.join(['é'] * 25) + chr(10)) * 5000}".encode())

    assert len(found) == 5000
    assert time.process_time() - begins < 10  # a bound against a quadratic reading, not a measure
