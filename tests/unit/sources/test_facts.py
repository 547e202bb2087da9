"""Facts with their sources, and how to write to the association."""

from __future__ import annotations

from aivm.sources.facts import read_contact, read_facts
from hypothesis import given
from hypothesis import strategies as st

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


def test_a_contact_appears_only_when_it_is_confirmed() -> None:
    """« À COMPLÉTER », or a value not yet confirmed, is empty on the site and waits in the report."""
    text = (
        "courriel:\n  valeur: a@b.example\n  a_confirmer: true\n"
        "telephone:\n  valeur: À COMPLÉTER\n"
        "voix:\n  valeur: x\n  a_confirmer: false\n"
    )
    contact, problems = read_contact(text.encode(), "contact.yaml")

    assert contact == {"courriel": "", "telephone": "", "voix": "x"}
    assert [(problem.where.line, problem.severity) for problem in problems] == [(2, "pending"), (5, "pending")]


@given(st.one_of(st.binary(max_size=200), st.text(alphabet="-:[]{}&*'\"# \nabfsi", max_size=80).map(str.encode)))
def test_no_bytes_end_in_an_exception(raw: bytes) -> None:
    """Neither file, whatever is in it."""
    for read in (read_facts, read_contact):
        _, problems = read(raw, "x.yaml")
        assert all(problem.message for problem in problems)
