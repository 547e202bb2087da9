"""A part of a name is a question, asked only where the sentence can mean the person."""

from __future__ import annotations

import pytest
from aivm.people.names import seek

COMMON = ("Rose Fleur", "Pierre Le Goff", "Claire Petit", "Marguerite Blanc", "Awa Togo")


def parts(text: str, names: tuple[str, ...], shown: tuple[str, ...] = ()) -> list[str]:
    return [text[found.start : found.end] for found in seek(names, shown).in_part(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Aïssata, notre volontaire de l’an passé",
        "Aïssata T. raconte",
        "Aïssata T",
        "Mme Touré",
        "M. TOURÉ",
        "A. Touré est là",
        "Hier, Aissata est venue",
        "la mère d’Aïssata",
        "la famille Touré",
        "Avec Touré, nous",
        "<p>Aïssata</p>",
        "<b>Aïssata</b> T. lit",
        "Aïssata et Moussa",
        "Ａïssata lit",
    ],
)
def test_a_part_is_asked_about(text: str) -> None:
    """First name, family name, either with the initial of the other, after a title or not."""
    assert len(parts(text, ("Aïssata Touré",))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Aïssata Touré",
        "TOURÉ Aïssata",
        "Amadou Touré",
        "Aïssata Diarra",
        "Aïssata D. lit",
        "B. Touré",
        "aïssata",
        "rue Touré",
        "l’école Touré",
        "le Touré",
        "Marie-Aïssata",
        "AÏSSATA DIARRA",
        "/photos/Aïssata.jpg",
    ],
)
def test_the_whole_name_and_the_names_of_others(text: str) -> None:
    """The whole is no question; another first or family name beside it makes it somebody else’s, or a street’s."""
    assert parts(text, ("Aïssata Touré",)) == []


@pytest.mark.parametrize(
    "text", ["Mme Petit", "avec Rose", "Pierre L. lit", "R. Fleur", "chez Marguerite", "Mme Le Goff", "Le Goff lit"]
)
def test_a_common_word_with_a_sign_of_a_person(text: str) -> None:
    """A title, an initial, a capital inside a sentence."""
    assert len(parts(text, COMMON)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Rose et bleu.",
        "Une Rose",
        "Pierre Curie",
        "Saint-Pierre",
        "le lac Rose",
        "Petit à petit",
        "La Pierre blanche",
        "au Togo, puis de Togo",
        "Claire fontaine",
        "Annexe B, Petit cours",
        "Fleur de sel",
        "Sainte Claire",
        "LA ROSE",
        "Blanc cassé",
        "1. Petit mil",
    ],
)
def test_a_common_word_is_a_word(text: str) -> None:
    """The capital of a sentence, of a title, of a place tells nobody."""
    assert parts(text, COMMON) == []


def test_a_word_that_the_page_writes_in_small_letters_is_a_word() -> None:
    """No list has them all: « Solène » begins a sentence, « karité » does it too."""
    assert parts("Karité, notre amie.", ("Karité Diarra",)) == ["Karité"]
    assert parts("Karité, beurre. Le karité pousse.", ("Karité Diarra",)) == []


def test_asked_once_for_each_person() -> None:
    """The first place is enough for whoever reads."""
    assert parts("Aïssata lit. Aïssata rit. Et Moussa ?", ("Aïssata Touré", "Moussa Dolo")) == ["Aïssata", "Moussa"]


def test_who_agreed_is_not_asked_about() -> None:
    """« Aïssata » who agreed is named on the site; and an initial is there because others bear the first name."""
    assert parts("Aïssata lit", ("Aïssata Touré",), shown=("Aissata",)) == []
    assert parts("Awa lit", ("Awa P.",)) == []
