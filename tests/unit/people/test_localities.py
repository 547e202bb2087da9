"""A school, a quarter or a village of Mali named in a text is asked about; what may be told is not."""

from __future__ import annotations

import pytest
from aivm.people.localities import asked, folded_place, localities

from tests.conftest import TERRITORY

NAMES = ("Région de Mopti", "Cercle de Bandiagara", "Cercle de Koro", "Bruz", "Vitré")
TOLD = frozenset(folded_place(name, TERRITORY) for name in NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "L’école de Tiguila a un nouveau puits.",
        "Dans le village de Tiguila, on chante.",
        "Le quartier Tiguila se réveille, à Mopti.",
        "À 12 km de Tiguilé, au Mali.",
        "À 3 km au nord de Tiguila.",
        "Au Mali, l’école fondamentale de Tiguilé.",
        "Les femmes du campement peul de Tiguilé.",
        "Le puits de N’Tiguilé, région de Mopti.",
        "https://www.google.com/maps/place/Tiguil%C3%A9/",
        "https://www.google.fr/maps?hl=fr&q=Ecole+Tiguila",
        "https://www.openstreetmap.org/search?query=Tiguila%2C%20Mali",
        "https://maps.apple.com/?q=Tiguila",
    ],
)
def test_a_place_by_name_is_asked_about(text: str) -> None:
    """By the words before it and the text it stands in, by the ending of its name, by the link of a map."""
    assert list(localities(text, TOLD, TERRITORY))


@pytest.mark.parametrize(
    "text",
    [
        "L’école de Koro, dans le cercle de Bandiagara, au Mali.",
        "La région de Mopti, au Mali.",
        "L’école de Bruz écrit à Mopti.",
        "À 3 km de Vitré.",
        "Le village de Cornouailles.",
        "Une école de musique, un quartier vivant, à Mopti.",
        "Le marché. Mopti se réveille.",
        "https://www.google.com/maps/place/Mopti,+Mali/",
        "https://www.google.com/maps/place/Salle+des+f%C3%AAtes,+Bruz/",
        "https://www.google.com/maps?q=48.03,-1.75",
    ],
)
def test_what_may_be_told_is_not(text: str) -> None:
    """A region, a cercle, a commune of ours, a place with no name, and what points.py reads."""
    assert list(localities(text, TOLD, TERRITORY)) == []


def test_the_question_says_where() -> None:
    """With the words and their line."""
    assert list(asked("Bonjour.\nL’école de Tiguila.", TOLD, TERRITORY)) == [
        (1, "« école de Tiguila » : est-ce un lieu précis au Mali ?")
    ]
