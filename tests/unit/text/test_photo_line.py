from __future__ import annotations

import pytest
from aivm.problems import Where
from aivm.text.photo_line import Minors, PhotoLine, complete, minors_of


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Aucun", Minors.NONE),
        ("aucun mineur", Minors.NONE),
        ("Pas de mineur.", Minors.NONE),
        ("non reconnaissables", Minors.UNRECOGNISABLE),
        ("Autorisation écrite", Minors.AUTHORISED),
        ("AUTORISATION ECRITE", Minors.AUTHORISED),
        ("oui", None),
        ("non", None),
        ("autorisation", None),
        ("autorisation orale", None),
        ("", None),
    ],
)
def test_only_a_clear_statement_on_minors_counts(typed: str, expected: Minors | None) -> None:
    """Three answers and their close spellings; what could be read two ways is none."""
    assert minors_of(typed) == expected


def test_an_unclear_statement_names_the_three_answers_and_changes_nothing() -> None:
    """The photo stays without a statement, so it cannot be published by mistake."""
    photo, problems = complete(PhotoLine("a.jpg"), "mineurs", "je crois", Where("recit.md", 4, "mineurs"))

    assert photo == PhotoLine("a.jpg")
    assert [str(problem) for problem in problems] == [
        "recit.md, ligne 4, « mineurs » : « je crois » ne dit pas si des mineurs sont sur la photo. "
        "Choisissez l’une de ces réponses : « aucun », « non reconnaissables », « autorisation écrite »."
    ]


def test_answers_complete_a_photo_one_by_one() -> None:
    """Each key fills its own place."""
    photo = PhotoLine("a.jpg", line=3)
    for key, value in (("alt", "Un puits"), ("credit", "AIVM"), ("mineurs", "aucun")):
        photo, problems = complete(photo, key, value, Where("recit.md"))
        assert problems == []

    assert photo == PhotoLine("a.jpg", "Un puits", "AIVM", Minors.NONE, 3)
