"""Lists of « clé : valeur » blocks, every value kept as typed."""

from __future__ import annotations

import pytest
from aivm.sources.yaml_rows import read
from hypothesis import given
from hypothesis import strategies as st

FILE = "volontaires.yaml"


def test_values_stay_what_they_look_like() -> None:
    """No surprise of YAML 1.1: 12:30 is no number, oui no boolean, 09 no octal; nothing is an empty text."""
    ((record,), problems) = read(
        b"- id: a\n  heure: 12:30\n  public: oui\n  jour: 09\n  vide:\n  liste: [x, 'y']\n", FILE
    )

    assert problems == []
    expected = {"id": "a", "heure": "12:30", "public": "oui", "jour": "09", "vide": "", "liste": ["x", "y"]}
    assert record.values == expected


def test_each_value_has_its_line_and_keys_are_folded() -> None:
    """Nested ones by their path; messages show the key as typed."""
    ((record,), _) = read("- id: a\n\n  Nom affiché: B\n  mission:\n    début: 2026-09-15\n".encode(), FILE)

    assert record.at("nom_affiche").line == 3
    assert record.at("nom_affiche").field == "Nom affiché"
    assert record.at("mission.debut").line == 5


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("- id: a\n  nom: 'x\n", 3, "rompue"),
        ("- id: a\n\tnom: x\n", 2, "rompue"),
        ("- id: a\n  id: b\n", 2, "deux fois"),
        ("id: a\n", 1, "liste de fiches"),
        ("- a\n- id: b\n", 1, "pas de clés"),
        ("- id: &x a\n  nom: *x\n", 1, "renvoi"),
        ("- ? [a]\n  : b\n", 1, ""),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, words: str) -> None:
    """A broken file gives one sentence, a broken record leaves the others."""
    _, problems = read(text.encode(), FILE)

    if words:
        assert (problems[0].where.line, words in problems[0].message) == (line, True)
        assert problems[0].hint


def test_a_bomb_of_references_costs_nothing() -> None:
    """Ten lists of ten references each would be ten thousand million values: none is followed."""
    lines = ["- id: a", "  l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"  l{rank}: &l{rank} [{', '.join([f'*l{rank - 1}'] * 10)}]" for rank in range(1, 10)]
    ((record,), problems) = read("\n".join(lines).encode(), FILE)

    assert len(problems) > 0
    assert len(str(record.values)) < 10_000


def test_a_maze_of_lists_is_refused() -> None:
    """Deep nesting ends in a sentence."""
    _, problems = read(b"- id: " + b"[" * 5000 + b"]" * 5000, FILE)

    assert len(problems) == 1


def test_comments_alone_are_a_normal_state() -> None:
    """No volunteer is no fault."""
    assert read(b"# rien pour le moment\n[]\n", FILE) == ([], [])
    assert read(b"# rien pour le moment\n", FILE) == ([], [])


@given(st.one_of(st.binary(max_size=200), st.text(alphabet="-:[]{}&*!|>'\"#? \nab", max_size=80).map(str.encode)))
def test_no_bytes_end_in_an_exception(raw: bytes) -> None:
    """Whatever a person types."""
    records, problems = read(raw, FILE)

    assert isinstance(records, list)
    assert all(problem.message for problem in problems)
