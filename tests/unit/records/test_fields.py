"""How people type a date, an hour, a list or a yes, and what each becomes."""

from __future__ import annotations

from datetime import date, time

import pytest
from aivm.records.fields import Stamp, parse_list, parse_stamp, parse_yes
from pydantic_core import PydanticCustomError

DAY = date(2027, 1, 14)


@pytest.mark.parametrize(
    ("typed", "stamp"),
    [
        ("14/01/2027", Stamp(DAY, None)),
        ("14/1/27", Stamp(DAY, None)),
        ("14.01.2027", Stamp(DAY, None)),
        ("2027-01-14", Stamp(DAY, None)),
        ("14/01/2027 14h30", Stamp(DAY, time(14, 30))),
        ("14/01/2027 à 14h", Stamp(DAY, time(14))),
        ("14/01/2027 14 h 30", Stamp(DAY, time(14, 30))),
        ("14/01/2027 14:30:00", Stamp(DAY, time(14, 30))),
        ("2027-01-14T14:30:00", Stamp(DAY, time(14, 30))),
        ("14/01/2027 00:00", Stamp(DAY, time(0))),
        ("14/01/2027\u00a0 14\u202fh\u202f30", Stamp(DAY, time(14, 30))),  # a French keyboard, a pasted text
        ("16h30", Stamp(None, time(16, 30))),
        ("jeudi 14 janvier 2027", Stamp(DAY, None)),
        ("jeu. 14 janv. 2027 14h30", Stamp(DAY, time(14, 30))),
        ("14 janvier 2027 à 14 h 30", Stamp(DAY, time(14, 30))),
        ("jeudi 14/01/2027, 14:30", Stamp(DAY, time(14, 30))),
    ],
)
def test_dates_and_hours_as_people_type_them(typed: str, stamp: Stamp) -> None:
    """French, ISO, spreadsheets: one value."""
    assert parse_stamp(typed) == stamp


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("mercredi 14 janvier 2027", "le 14 janvier 2027 est un jeudi, pas un mercredi."),
        ("14 janvier", "l’année de « 14 janvier » manque."),
        ("31 février 2027", "la date « 31 février 2027 » n’existe pas."),
        ("14 janvier 1827", "l’année de « 14 janvier 1827 » est hors du calendrier du site."),
        ("14 janvier 2027 25h", "l’heure « 25h » n’existe pas."),
    ],
)
def test_a_day_in_words_is_checked(typed: str, message: str) -> None:
    """Its weekday, its year, its existence: never corrected in silence."""
    with pytest.raises(PydanticCustomError) as caught:
        parse_stamp(typed)

    assert caught.value.message() == message


def test_lists_are_cut_at_commas_semicolons_bars_and_lines() -> None:
    """Spaces and repeats go; a list stays a list."""
    assert parse_list(" eau, déchets ;eau|ODD\ncontes ") == ["eau", "déchets", "ODD", "contes"]
    assert parse_list(["eau", "eau"]) == ["eau"]


@pytest.mark.parametrize(("typed", "value"), [("Oui", True), ("VRAI", True), ("x", True), ("non", False), ("", False)])
def test_yes_and_no_as_spreadsheets_write_them(typed: str, value: bool) -> None:
    """Case and accents are free."""
    assert parse_yes(typed) is value


@pytest.mark.parametrize("sign", ["✓", "?", "-", "peut-être"])
def test_a_sign_is_neither_yes_nor_no(sign: str) -> None:
    """« ✓ » must not be read as no: an example would be published, a draft too."""
    with pytest.raises(PydanticCustomError) as caught:
        parse_yes(sign)

    assert "ni oui ni non" in caught.value.message()
