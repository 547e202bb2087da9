"""No e-mail address, phone number or birth date stays in a text; dates, prices and hours all do."""

from __future__ import annotations

import time

import pytest
from aivm.sources.personal import without_personal_data
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "secret",
    [
        *(
            "awa.diarra@exemple.org",
            "mailto:awa@exemple.org",
            "awa+site@sous.domaine.ml",
            "awa [at] exemple [point] org",
        ),
        *("awa(arobase)exemple.org", "06 12 34 56 78", "0612345678", "06.12.34.56.78", "06-12-34-56-78"),
        *("02\u202f99\u202f12\u202f34\u202f56", "+33 6 12 34 56 78", "+33(0)612345678", "0033 6 12 34 56 78"),
        *("+33 (0)2 99 12 34 56", "0299 123 456", "+223 76 54 32 10", "00223 76543210", "(+223) 76 54 32 10"),
        *(
            "76 54 32 10",
            "76543210",
            "66.78.90.12",
            "tél. 20 21 22 23",
            "Tél : 44 38 12 90",
            "WhatsApp : +44 7911 123456",
        ),
        *("né le 12/03/1999", "née le 1er mars 1999", "date de naissance : 1999-03-12", "tel:+33612345678"),
    ],
)
def test_it_is_taken_out(secret: str) -> None:
    """Wherever it stands, and the sentence around it stays."""
    kept = without_personal_data(f"Contact : {secret}, à 20h le 14/01/2027. Entrée 5 €.")

    assert not any(part in kept for part in (secret, "exemple", "1999", "12 34", "54 32", "123456"))
    assert "à 20h le 14/01/2027. Entrée 5 €." in kept
    assert "Contact" in kept


@pytest.mark.parametrize(
    "text",
    [
        *("Le 14/01/2027 de 14h30 à 16h", "Le 01/02/2027 10h", "2027-01-14 20:00", "14.01.2027", "du 01/02 au 03/04"),
        *("15 000 €", "65 50 00 00 FCFA", "2 500 000 F", "Prix : 1 250,50 €", "12,50 € ou 8 €", "500 000 habitants"),
        *("35000 Rennes", "Salle 12, 3e étage", "de 9h à 12h et de 14h à 17h", "6e, 5e, 4e, 3e", "2026-2027"),
        *("appelez le 12/03/2027", "Bus 12 34 56", "n° 123 456 789", "RN 12", "1984, 2019, 2022 et 2026", "17 ODD"),
        *("@aivm sur les réseaux", "SIRET 123 456 789 00012", "20h - 22h, 5€ / 3€", "(entre parenthèses)", "[note] "),
    ],
)
def test_everything_else_stays_to_the_letter(text: str) -> None:
    """Not a space is moved."""
    assert without_personal_data(text) == text


@given(st.text(alphabet="0123456789 +.-/@()[]aétel:né\u202f", max_size=300))
def test_whatever_is_typed_ends_well(text: str) -> None:
    """And twice is once."""
    once = without_personal_data(text)

    assert len(once) <= len(text)


@pytest.mark.parametrize("sign", ["a", "0", "1 ", "a@", "+1", "06 ", "née le ", "(at)", " ", "tel "])
def test_a_long_cell_is_read_in_bounded_time(sign: str) -> None:
    """The longest that a cell may be, of whatever could make a search go back over itself."""
    begins = time.process_time()
    without_personal_data((sign * 20_000)[:20_000] + "@")

    assert time.process_time() - begins < 5  # a bound against a quadratic search, not a measure
