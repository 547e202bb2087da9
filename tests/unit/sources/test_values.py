"""How to write to the association, and what a teacher must know: nothing appears before it is confirmed."""

from __future__ import annotations

import pytest
from aivm.sources.values import CONTACT, VISIT, read_values
from hypothesis import given
from hypothesis import strategies as st

PIECES = st.sampled_from(
    [*"-:[]{}&*'\"# \nab", "courriel:", "telephone:", "\n  ", "valeur: ", "a_confirmer: ", "non", "\t"]
)


def entry(value: str, answer: str) -> bytes:
    """One value of the file, and whether it is to confirm."""
    return f"presidence:\n  valeur: {value}\n  a_confirmer: {answer}\n".encode()


def told(values: dict[str, str]) -> dict[str, str]:
    """The values that are not empty; every known key is there, for templates to ask."""
    assert set(values) == set(CONTACT)

    return {key: value for key, value in values.items() if value}


def test_a_contact_that_nobody_knows_is_told() -> None:
    """With the key that was meant, not lost in silence."""
    contact, (problem,) = read_values(b"telefone: x\n", "contact.yaml", CONTACT)

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
    contact, problems = read_values(text.encode(), "contact.yaml", CONTACT)

    assert told(contact) == {"presidence": "x"}
    assert [(problem.where.line, problem.severity) for problem in problems] == [(2, "pending"), (5, "pending")]


@pytest.mark.parametrize("answer", ["oui", "true", "", "peut-être", "[]"])
def test_only_a_clear_no_confirms(answer: str) -> None:
    """Whatever else is said, the value waits."""
    contact, (problem,) = read_values(
        f"presidence:\n  valeur: x\n  a_confirmer: {answer}\n".encode(), "contact.yaml", CONTACT
    )

    assert told(contact) == {}
    assert problem.severity == "pending"


@pytest.mark.parametrize("value", ["[a, b]", "{a: b}"])
def test_a_contact_is_one_text(value: str) -> None:
    """A list would show its brackets to visitors."""
    contact, (problem,) = read_values(
        f"presidence:\n  valeur: {value}\n  a_confirmer: non\n".encode(), "contact.yaml", CONTACT
    )

    assert told(contact) == {}
    assert problem.severity == "blocking"
    assert problem.hint


def test_a_contact_is_a_value_alone_too() -> None:
    """« clé : valeur » on one line is confirmed, unless it is to complete."""
    contact, (problem,) = read_values("presidence: x\ntelephone: À COMPLÉTER\n".encode(), "contact.yaml", CONTACT)

    assert told(contact) == {"presidence": "x"}
    assert str(problem.where) == "contact.yaml, ligne 2, « telephone »"


@pytest.mark.parametrize("text", ["- a\n", "a\n"])
def test_a_contact_file_that_is_no_mapping_is_told(text: str) -> None:
    """With what is expected."""
    contact, (problem,) = read_values(text.encode(), "contact.yaml", CONTACT)

    assert told(contact) == {}
    assert "clé : valeur" in problem.message


@given(st.one_of(st.binary(max_size=200), st.lists(PIECES).map(lambda pieces: "".join(pieces).encode())))
def test_no_bytes_end_in_an_exception(raw: bytes) -> None:
    """Whatever is in the file."""
    _, problems = read_values(raw, "x.yaml", CONTACT)

    assert all(problem.message for problem in problems)


@pytest.mark.parametrize(
    "value", ["voir le BO du 26 novembre", "eduscol", "www.education.gouv.fr", "ftp://a.example/b"]
)
def test_what_is_linked_to_is_an_address(value: str) -> None:
    """Told in the file where it is typed, once, not as a broken link on each page that shows it."""
    text = f"programmes:\n  valeur: {value}\n  a_confirmer: false\n"
    values, (problem,) = read_values(text.encode(), "animation.yaml", VISIT)

    assert values["programmes"] == ""
    assert (problem.where.line, problem.where.field) == (2, "programmes")
    assert value in problem.message


@pytest.mark.parametrize("value", ["https://eduscol.education.fr", "https://a.example/b?c=d#e"])
def test_a_whole_address_is_kept(value: str) -> None:
    """With its query and its anchor."""
    values, problems = read_values(
        f"programmes:\n  valeur: {value}\n  a_confirmer: false\n".encode(), "animation.yaml", VISIT
    )

    assert (values["programmes"], problems) == (value, [])
