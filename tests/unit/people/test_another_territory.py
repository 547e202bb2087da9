"""The finders look for what the territory says: with two other places, they find those and no longer ours."""

from __future__ import annotations

import pytest
from aivm.people.localities import localities
from aivm.people.map_codes import codes_there
from aivm.people.phones import phones
from aivm.people.points import points_there
from aivm.territory import FILE, Territory, read_territory

from tests.conftest import PROJECT, TERRITORY

CHANGES = (
    ('indicatif = "223"', 'indicatif = "221"'),
    ("chiffres = 8", "chiffres = 9"),
    ('mobiles = ["5", "6", "7", "8", "9"]', 'mobiles = ["70", "75", "76", "77", "78"]'),
    ('fixes = ["20", "21", "44"]', 'fixes = ["33"]'),
    (
        "groupes = [[2, 2, 2, 2], [4, 4], [2, 3, 3], [3, 3, 2], [2, 6], [2, 2, 4], [4, 2, 2]]",
        "groupes = [[2, 3, 2, 2]]",
    ),
    ("nord = 25.1", "nord = 16.7"),
    ("sud = 10.0", "sud = 12.3"),
    ("ouest = -12.3", "ouest = -17.6"),
    ("est = 4.3", "est = -11.3"),
    ('"Mopti", "Bandiagara"', '"Podor", "Matam"'),
    ('"Bamako", "Sévaré"', '"Dakar", "Thiès"'),
)


@pytest.fixture(scope="module")
def other() -> Territory:
    """A country further west, whose numbers have nine digits."""
    raw = (PROJECT / FILE).read_text(encoding="utf-8")
    for ours, theirs in CHANGES:
        assert ours in raw
        raw = raw.replace(ours, theirs)
    found, problems = read_territory(raw.encode())
    assert found is not None, problems
    return found


def test_a_telephone_is_one_of_its_country(other: Territory) -> None:
    """By its code without a plus, and by its groups."""
    for theirs, ours in (
        ("Voici 221 77 123 45 67.", "Voici 223 76 12 34 56."),
        ("77 123 45 67", "76 12 34 56"),
    ):
        assert (list(phones(theirs, other)) != [], list(phones(theirs, TERRITORY))) == (True, [])
        assert list(phones(ours, TERRITORY)) != []
    assert list(phones("33 821 45 67", other)) and not list(phones("33 821 45 67", TERRITORY))
    assert [phone.key for phone in phones("+221 77 123 45 67", other)] == ["771234567"]


def test_a_point_is_one_in_its_box(other: Territory) -> None:
    """In degrees, on both grids, and as a code; zones and bands follow from the box."""
    dakar, mopti = "14.6937, -17.4441", "14.4843, -4.1960"
    utm, mgrs = "28P 237000 E 1626000 N", "28P BB 37000 26000"

    assert list(points_there(dakar, other)) and not list(points_there(dakar, TERRITORY))
    assert list(points_there(mopti, TERRITORY)) and not list(points_there(mopti, other))
    assert list(codes_there(utm, other)) and list(codes_there(mgrs, other))
    assert list(codes_there("30P 586000 E 1601000 N", TERRITORY))
    assert not list(codes_there("30P 586000 E 1601000 N", other))
    for north_of_the_box in ("28P 237000 E 2726000 N", "28R BK 37000 26000"):
        assert not list(codes_there(north_of_the_box, other))


def test_a_village_is_asked_beside_a_word_of_the_country(other: Territory) -> None:
    """The same sentence, with one name or the other."""
    for territory, town, stranger in ((other, "Podor", "Mopti"), (TERRITORY, "Mopti", "Podor")):
        assert list(localities(f"Près de {town}, l’école de Kanel.", frozenset(), territory))
        assert not list(localities(f"Près de {stranger}, l’école de Kanel.", frozenset(), territory))
