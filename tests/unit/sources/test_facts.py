"""Facts with their sources."""

from __future__ import annotations

import pytest
from aivm.problems import Problem
from aivm.sources.facts import read_facts
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TERRITORY

PIECES = st.sampled_from([*"-:[]{}&*'\"# \nab", "faits:", "sources:", "\n  - id: a", "\n    ", "valeur: ", "oui", "\t"])
GOOD = """sources:
  - id: fiche
    titre: Fiche
faits:
  - id: debut
    phrase: Tout a commencé.
    annee: 2019
    source: fiche
"""


def test_a_fact_has_a_sentence_a_year_and_a_source() -> None:
    """As typed."""
    facts, problems = read_facts(GOOD.encode(), "faits.yaml", TERRITORY)

    assert problems == []
    assert (facts.facts["debut"].sentence, facts.facts["debut"].year) == ("Tout a commencé.", 2019)
    assert facts.sources["fiche"].title == "Fiche"


def test_a_fact_without_a_declared_source_does_not_appear() -> None:
    """What cannot be sourced is not said."""
    facts, (problem,) = read_facts(GOOD.replace("source: fiche", "source: fich").encode(), "faits.yaml", TERRITORY)

    assert facts.facts == {}
    assert "Vouliez-vous dire « fiche » ?" in problem.hint
    assert problem.where.line == 5


def faults(text: str) -> list[Problem]:
    """What is wrong with a file of facts."""
    return read_facts(text.encode(), "faits.yaml", TERRITORY)[1]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD.replace("faits:", "fait:"), 4, "Vouliez-vous dire « faits » ?"),
        (GOOD + "faits: []\n", 9, "Réunissez les deux listes."),
        ("faits: {id: a}\n", 1, "une liste de fiches"),
        ("faits:\n  - a\n", 2, "pas de clés"),
        ("- id: a\n", 1, "« sources: » et « faits: »"),
        ("? [a]\n: b\n", 1, "(sans nom)"),
        (GOOD + "    a_confirme: oui\n", 9, "Vouliez-vous dire « a_confirmer » ?"),
        (GOOD + "  - {id: debut, phrase: b, annee: 2020, source: fiche}\n", 9, "« debut » est déjà pris."),
        (GOOD.replace("annee: 2019", "annee: bientôt"), 7, "bientôt"),
        ("", 0, "vide"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, words: str) -> None:
    """Nothing is lost in silence: a misspelt « a_confirmer » would let out what the association holds back."""
    problem, *more = faults(text)

    assert more == []
    assert problem.where.line == line
    assert words in str(problem)


def test_the_first_of_two_facts_with_one_id_is_kept() -> None:
    """The other waits for its own name."""
    facts, _ = read_facts(
        (GOOD + "  - {id: debut, phrase: b, annee: 2020, source: fiche}\n").encode(), "faits.yaml", TERRITORY
    )

    assert facts.facts["debut"].year == 2019


@pytest.mark.parametrize("text", ["# rien\n", "faits:\nsources:\n", "faits: []\n", "Faits:\nSources: []\n"])
def test_no_fact_is_a_normal_state(text: str) -> None:
    """The titles may stay, and be written as one likes."""
    assert faults(text) == []


@given(st.one_of(st.binary(max_size=200), st.lists(PIECES).map(lambda pieces: "".join(pieces).encode())))
def test_no_bytes_end_in_an_exception(raw: bytes) -> None:
    """Whatever is in the file."""
    _, problems = read_facts(raw, "x.yaml", TERRITORY)

    assert all(problem.message for problem in problems)
