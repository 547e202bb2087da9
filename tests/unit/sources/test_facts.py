"""Facts with their sources, and how to write to the association."""

from __future__ import annotations

import pytest
from aivm.problems import Problem
from aivm.sources.facts import CONTACTS, read_contact, read_facts
from hypothesis import given
from hypothesis import strategies as st

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
    facts, problems = read_facts(GOOD.encode(), "faits.yaml")

    assert problems == []
    assert (facts.facts["debut"].sentence, facts.facts["debut"].year) == ("Tout a commencé.", 2019)
    assert facts.sources["fiche"].title == "Fiche"


def test_a_fact_without_a_declared_source_does_not_appear() -> None:
    """What cannot be sourced is not said."""
    facts, (problem,) = read_facts(GOOD.replace("source: fiche", "source: fich").encode(), "faits.yaml")

    assert facts.facts == {}
    assert "Vouliez-vous dire « fiche » ?" in problem.hint
    assert problem.where.line == 5


def faults(text: str) -> list[Problem]:
    """What is wrong with a file of facts."""
    return read_facts(text.encode(), "faits.yaml")[1]


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
    facts, _ = read_facts((GOOD + "  - {id: debut, phrase: b, annee: 2020, source: fiche}\n").encode(), "faits.yaml")

    assert facts.facts["debut"].year == 2019


@pytest.mark.parametrize("text", ["# rien\n", "faits:\nsources:\n", "faits: []\n", "Faits:\nSources: []\n"])
def test_no_fact_is_a_normal_state(text: str) -> None:
    """The titles may stay, and be written as one likes."""
    assert faults(text) == []


def told(contact: dict[str, str]) -> dict[str, str]:
    """The contact values that are not empty; every known key is there, for templates to ask."""
    assert set(contact) == set(CONTACTS)

    return {key: value for key, value in contact.items() if value}


def test_a_contact_that_nobody_knows_is_told() -> None:
    """With the key that was meant, not lost in silence."""
    contact, (problem,) = read_contact(b"telefone: x\n", "contact.yaml")

    assert told(contact) == {}
    assert problem.severity == "blocking"
    assert problem.hint == "Vouliez-vous dire « telephone » ?"


def test_a_contact_appears_only_when_it_is_confirmed() -> None:
    """« À COMPLÉTER », or a value not yet confirmed, is empty on the site and waits in the report."""
    text = (
        "courriel:\n  valeur: a@b.example\n  a_confirmer: true\n"
        "telephone:\n  valeur: À COMPLÉTER\n"
        "presidence:\n  valeur: x\n  a_confirmer: false\n"
    )
    contact, problems = read_contact(text.encode(), "contact.yaml")

    assert told(contact) == {"presidence": "x"}
    assert [(problem.where.line, problem.severity) for problem in problems] == [(2, "pending"), (5, "pending")]


@pytest.mark.parametrize("answer", ["oui", "true", "", "peut-être", "[]"])
def test_only_a_clear_no_confirms(answer: str) -> None:
    """Whatever else is said, the value waits."""
    contact, (problem,) = read_contact(f"presidence:\n  valeur: x\n  a_confirmer: {answer}\n".encode(), "contact.yaml")

    assert told(contact) == {}
    assert problem.severity == "pending"


@pytest.mark.parametrize("value", ["[a, b]", "{a: b}"])
def test_a_contact_is_one_text(value: str) -> None:
    """A list would show its brackets to visitors."""
    contact, (problem,) = read_contact(f"presidence:\n  valeur: {value}\n  a_confirmer: non\n".encode(), "contact.yaml")

    assert told(contact) == {}
    assert problem.severity == "blocking"
    assert problem.hint


def test_a_contact_is_a_value_alone_too() -> None:
    """« clé : valeur » on one line is confirmed, unless it is to complete."""
    contact, (problem,) = read_contact("presidence: x\ntelephone: À COMPLÉTER\n".encode(), "contact.yaml")

    assert told(contact) == {"presidence": "x"}
    assert str(problem.where) == "contact.yaml, ligne 2, « telephone »"


@pytest.mark.parametrize("text", ["- a\n", "a\n"])
def test_a_contact_file_that_is_no_mapping_is_told(text: str) -> None:
    """With what is expected."""
    contact, (problem,) = read_contact(text.encode(), "contact.yaml")

    assert told(contact) == {}
    assert "clé : valeur" in problem.message


@given(st.one_of(st.binary(max_size=200), st.lists(PIECES).map(lambda pieces: "".join(pieces).encode())))
def test_no_bytes_end_in_an_exception(raw: bytes) -> None:
    """Neither file, whatever is in it."""
    for read in (read_facts, read_contact):
        _, problems = read(raw, "x.yaml")
        assert all(problem.message for problem in problems)
