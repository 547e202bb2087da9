"""Addresses, phone numbers and dates of birth leave a text; dates, hours and prices do not."""

from __future__ import annotations

import pytest
from aivm.people.personal import without_personal
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TERRITORY


@pytest.mark.parametrize(
    "typed",
    [
        "awa.diallo@asso.example",
        "AWA+agenda@mail.asso.example",
        "awa (at) asso (point) example",
        "awa [arobase] asso.example",
        "mailto:awa@asso.example?subject=Bonjour",
        "tel:+33299123456",
        "https://wa.me/22376123456",
        "02 99 12 34 56",
        "02.99.12.34.56",
        "02-99-12-34-56",
        "02/99/12/34/56",
        "0299123456",
        "02\u00a099\u00a012\u00a034\u00a056",
        "02\u202f99\u202f12\u202f34\u202f56",
        "+33 2 99 12 34 56",
        "+33 (0)6 12 34 56 78",
        "+33612345678",
        "0033 6 12 34 56 78",
        "+223 76 12 34 56",
        "+22376123456",
        "00223 76 12 34 56",
        "(223) 76 12 34 56",
        "76 12 34 56",
        "66-12-34-56",
        "+44 20 7946 0958",
        "0299 123 456",
        "76543210",
        "66.78.90.12",
        "awa+site@sous.domaine.ml",
        "(+223) 76 54 32 10",
        "awa @ asso.example",
        "awa＠asso.example",
        "awa&#64;asso.example",
        "awa AT asso.example",
        "awa arobase asso point example",
        "33 6 12 34 56 78",
        "(0)6 12 34 56 78",
        "(06) 12 34 56 78",
        "06 12345678",
        "061 234 56 78",
        "06 123 456 78",
        "0 6 1 2 3 4 5 6 7 8",
        "+1 (555) 123-4567",
    ],
)
def test_what_reaches_a_person_is_gone(typed: str) -> None:
    """However it is typed, inside a sentence; the sentence shows that something is missing."""
    assert without_personal(f"Écrire à {typed}, avant le 12 mars.", TERRITORY) == "Écrire à …, avant le 12 mars."
    assert without_personal(typed, TERRITORY) == "…"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Tél. : 76123456", "Tél. :  …"),
        ("WhatsApp 76123456", "WhatsApp  …"),
        ("Awa <awa@asso.example>", "Awa …"),
        ("Né le 3 mars 1999 à Sévaré", "Né le … à Sévaré"),
        ("Naissance le 3 mai 1999", "Naissance le …"),
        ("Date de naissance : 12/03/1999", "Date de naissance : …"),
        ("06 12 34 56 78 ou 06 98 76 54 32", "… ou …"),
        ("02 99 12 34 56 / awa@asso.example", "… / …"),
    ],
)
def test_the_words_around_stay(typed: str, left: str) -> None:
    """A number in one block is a phone's where a word says so."""
    assert " ".join(without_personal(typed, TERRITORY).split()) == " ".join(left.split())


@pytest.mark.parametrize(
    "typed",
    [
        "le 14/01/2027 à 14h30",
        "le 05-06-2027 14:30",
        "le 05.06.2027 14.30",
        "2027-01-14T14:30",
        "20270114T143000",
        "de 1984 à 2024, 1984-1985 puis 2026-2027",
        "12 000 FCFA, soit 18,30 €",
        "65 000 000 FCFA",
        "65 50 00 00 FCFA",
        "Bus 12 34 56, n° 123 456 789",
        "appelez le 12/03/2027",
        "20h - 22h, 5€ / 3€",
        "1 250 000 habitants",
        "35170 Bruz, 35000 Rennes",
        "10h00 - 12h00, 14 h 00 – 16 h 30",
        "3 à 5 ans, 20 places, salle 101",
        "SIRET 123 456 789 00012",
        "ODD 1, 2, 3, 4, 5, 6",
        "les 10, 11, 12 et 13 mai",
        "de 0 1 2 3 4 5 6 7 points, séances 01 02 03 04",
        "la naissance de l’association, le 3 mai 1984",
        "concert at home. Rennes, un point presse at Mopti",
        "https://asso.example/agenda/2027-01-14?id=0612345678",
        "un arobase @ seul, un compte @asso",
        "la population est née de la rencontre de 1984",
    ],
)
def test_dates_hours_prices_and_years_stay(typed: str) -> None:
    """A number counts only with the shape of a phone's."""
    assert without_personal(typed, TERRITORY) == typed


@given(
    st.lists(st.sampled_from(["06 12 34 56 78", "76 12 34 56", "a@b.example", "+22376123456", "x", ","]), min_size=1)
)
def test_several_in_a_row_are_all_gone(typed: list[str]) -> None:
    """With one space between them."""
    assert not set("0123456789@") & set(without_personal(" ".join(typed), TERRITORY))
