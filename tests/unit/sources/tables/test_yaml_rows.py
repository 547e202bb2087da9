"""Lists of « clé : valeur » blocks, every value kept as typed."""

from __future__ import annotations

import time

import pytest
from aivm.sources.tables.yaml_rows import read
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
        ("- ? [a]\n  : b\n", 1, "pas un mot"),
        ("- id: a\n  <<: {nom: b}\n", 2, "pas un mot"),
        ("- id: a\n---\n- id: b\n", 2, "rompue"),
        ("- &x\n  id: a\n- *x\n", 1, "renvoi"),
        ("- &x\n  id: *x\n", 1, "renvoi"),
        ("juste une phrase", 1, "liste de fiches"),
        ("", 0, "vide"),
        ("- id: \x01\n  texte: une phrase assez longue\n", 0, "pas du YAML"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, words: str) -> None:
    """One sentence with its remedy, nothing of Python's own in it."""
    _, (problem,) = read(text.encode(), FILE)

    assert (problem.where.line, words in problem.message) == (line, True)
    assert problem.hint
    assert "Node(" not in str(problem)


def test_a_record_that_cannot_be_read_leaves_the_others() -> None:
    """And the first of two keys is the one that is read."""
    records, _ = read(b"- a\n- id: b\n  id: c\n- [d]\n- id: e\n", FILE)

    assert [record.values["id"] for record in records] == ["b", "e"]


def test_a_bomb_of_references_costs_nothing() -> None:
    """Ten lists of ten references each would be ten thousand million values: none is followed."""
    lines = ["- id: a", "  l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"  l{rank}: &l{rank} [{', '.join([f'*l{rank - 1}'] * 10)}]" for rank in range(1, 10)]
    ((record,), problems) = read("\n".join(lines).encode(), FILE)

    assert len(problems) > 0
    assert len(str(record.values)) < 10_000


def test_a_list_of_references_costs_nothing() -> None:
    """Each would read the whole first record again: 3 000 times 3 000 values took a minute."""
    begins = time.process_time()
    records, _ = read(("- &x\n" + "".join(f"  c{n}: x\n" for n in range(3000)) + "- *x\n" * 3000).encode(), FILE)

    assert len(records) == 1
    assert time.process_time() - begins < 10  # a bound, not a measure


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
@pytest.mark.parametrize("depth", [200, 100_000])
def test_a_maze_is_refused_before_it_is_built(opening: str, depth: int) -> None:
    """libyaml recursed until the whole program ended, without an exception: deep nesting ends in a sentence."""
    records, (problem,) = read(f"- id: a\n- {opening * depth}".encode(), FILE)

    assert records == []
    assert problem.where.line == 2
    assert "imbriqué" in problem.message


def test_thousands_of_records_are_read_in_bounded_time() -> None:
    """Each with its ten keys."""
    begins = time.process_time()
    records, problems = read(("- id: é\n" + "".join(f"  c{n}: x\n" for n in range(9))).encode() * 5000, FILE)

    assert problems == []
    assert len(records) == 5000
    assert time.process_time() - begins < 20  # a bound against a quadratic reading, not a measure


def test_comments_alone_are_a_normal_state() -> None:
    """No volunteer is no fault."""
    assert read(b"# rien pour le moment\n[]\n", FILE) == ([], [])
    assert read(b"# rien pour le moment\n", FILE) == ([], [])
    assert read(b"---\n", FILE) == ([], [])


@given(st.one_of(st.binary(max_size=200), st.text(alphabet="-:[]{}&*!|>'\"#? \nab", max_size=80).map(str.encode)))
def test_no_bytes_end_in_an_exception(raw: bytes) -> None:
    """Whatever a person types."""
    records, problems = read(raw, FILE)

    assert isinstance(records, list)
    assert all(problem.message for problem in problems)
