"""What was taken off the site is read strictly: an entry that is not understood could be somebody's wish."""

from __future__ import annotations

from datetime import date

import pytest
from aivm.sources.removals import KINDS, Removal, Removals, added, mark, read_removals

DAY = date(2026, 11, 22)
NOTED = {
    "adresse": b"/cooperation/lait/",
    "texte": b"Le puits",
    "photo": b"photo",
    "son": b"voix",
    "personne": b"awa",
}


def noted() -> str:
    """A file with each kind in it, each noted twice."""
    text = ""
    for kind, what in (*NOTED.items(), *NOTED.items()):
        text = added(text, kind, what, DAY)
    return text


def test_what_is_written_is_read() -> None:
    """Each kind, noted twice, is there once, a line each, and the file says what it is for."""
    text = noted()
    removals, problems = read_removals(text.encode(), "retraits.yaml")

    assert problems == []
    assert sorted(NOTED) == sorted(KINDS)
    assert removals.addresses == {"/cooperation/lait/"}
    assert all(removals.knows(kind, what) for kind, what in NOTED.items() if kind != "adresse")
    assert not any(removals.knows(kind, str(rank).encode()) for kind in KINDS for rank in range(40))
    assert not removals.knows("photo", b"voix")
    assert text.startswith("# Ce qui a été retiré")
    assert len(text.splitlines()) == 1 + len(KINDS)


def test_a_mark_is_not_guessed() -> None:
    """Who knows the id finds its hash neither in the file nor in what the server keeps; a second file has others."""
    first, second = (read_removals(noted().encode(), "retraits.yaml")[0] for _ in range(2))

    assert mark(b"awa") not in noted()
    assert {row.value for row in first.rows if row.kind == "personne"}.isdisjoint(row.value for row in second.rows)
    assert len(first.tokens) == len(KINDS)
    assert {len(token) for token in first.tokens} == {16}  # as every server holds them
    assert first.tokens.isdisjoint(second.tokens)
    assert first.tokens.isdisjoint(part for row in first.rows for part in (row.salt, row.value))


def test_rows_of_old_still_hold() -> None:
    """Without a salt, over two lines; nothing of them goes to the server, where it could be guessed."""
    text = f'- adresse: "/recits/puits/"\n  le: 2026-11-22\n- personne: "{mark(b"awa")}"\n  le: 2026-11-22\n'
    removals, problems = read_removals(text.encode(), "retraits.yaml")

    assert problems == []
    assert removals.knows("personne", b"awa")
    assert removals.addresses == {"/recits/puits/"}
    assert removals.tokens == frozenset()
    assert added(text, "personne", b"awa", DAY) == text
    assert added(text, "adresse", b"/recits/puits/", DAY) == text


def test_a_row_is_added_after_a_line_without_an_end() -> None:
    """Whoever opened the file by hand may have left it so."""
    removals, problems = read_removals(added("- adresse: /recits/a/", "son", b"voix", DAY).encode(), "retraits.yaml")

    assert problems == []
    assert len(removals.rows) == 2


@pytest.mark.parametrize(
    "text",
    [
        *("- adresse: recits", "- bonjour", "a: b: c", "- {photo: 12}", "- {adresse: /recits/a/, x: 1}"),
        *("- {photo: 0123456789abcdef, sel: abc}", "- {photo: 0123456789abcdef, son: 0123456789abcdef}"),
    ],
)
def test_what_is_not_understood_is_a_problem(text: str) -> None:
    """It stops a production build."""
    removals, problems = read_removals(text.encode(), "retraits.yaml")

    assert removals == Removals()
    assert len(problems) == 1


def test_no_file_is_a_normal_state() -> None:
    """Nothing was ever removed."""
    assert read_removals(b"", "retraits.yaml") == (Removals(), [])
    assert not Removals(frozenset({Removal("photo", mark(b"a"))})).has("son")


@pytest.mark.parametrize("number", ["9" * 5000, f"0x{'F' * 5000}"])
def test_a_number_without_end_is_told(number: str) -> None:
    """It is not repeated, and it is no fault of the program (Python writes no number of thousands of digits)."""
    for row in (f"- {{photo: {number}, le: 2026-11-22}}\n", f"- {number}\n"):
        _, problems = read_removals((noted() + row).encode(), "retraits.yaml")

        assert len(problems) == 1
        assert len(str(problems[0])) < 600


def test_a_day_alone_is_no_removal() -> None:
    """A line of which only the day was kept could be somebody's wish: it is told."""
    removals, problems = read_removals(b"- {le: 2026-11-22}\n", "retraits.yaml")

    assert (len(removals.rows), len(problems)) == (0, 1)
