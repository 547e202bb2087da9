"""What was taken off the site is read strictly: an entry that is not understood could be somebody's wish."""

from __future__ import annotations

from datetime import date

import pytest
from aivm.sources.removals import Removals, added, mark, read_removals

DAY = date(2026, 11, 22)


def test_what_is_written_is_read() -> None:
    """Each kind, noted twice, is there once, and the file says what it is for."""
    text = ""
    noted = {
        "adresse": "/recits/puits/",
        "texte": mark(b"Le puits"),
        "photo": mark(b"photo"),
        "personne": mark(b"awa"),
    }
    for kind, value in (*noted.items(), *noted.items()):
        text = added(text, kind, value, DAY)
    removals, problems = read_removals(text.encode(), "retraits.yaml")

    assert problems == []
    assert removals == Removals(*(frozenset({value}) for value in noted.values()))
    assert text.count("le: 2026-11-22") == 4
    assert text.startswith("# Ce qui a été retiré")
    assert "awa" not in text


@pytest.mark.parametrize(
    "text", ["- adresse: recits", "- bonjour", "a: b: c", "- {photo: 12}", "- {adresse: /recits/a/, x: 1}"]
)
def test_what_is_not_understood_is_a_problem(text: str) -> None:
    """It stops a production build."""
    removals, problems = read_removals(text.encode(), "retraits.yaml")

    assert removals == Removals()
    assert len(problems) == 1


def test_no_file_is_a_normal_state() -> None:
    """Nothing was ever removed."""
    assert read_removals(b"", "retraits.yaml") == (Removals(), [])
