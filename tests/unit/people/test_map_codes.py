"""A place in Mali written as one code, or behind a link, is told; other codes and links are not."""

from __future__ import annotations

import pytest
from aivm.people.map_codes import codes_there, unreadable

from tests.conftest import TERRITORY


@pytest.mark.parametrize(
    "code",
    ["6CXXFRMX+MG", "https://plus.codes/6CXXFRMX+MG", "30P VB 12345 67890", "30PVB7123401234", "30P 371234 1601234",
     "UTM 30N : 371234 E 1601234 N", "371234 E, 1601234 N (zone 30P)",
     "https://maps.example/?q=6CXXFRMX+MG", "X=371234 Y=1601234 (UTM 30)"],
)  # fmt: skip
def test_a_code_of_a_place_in_mali_is_found(code: str) -> None:
    """A full plus code, UTM and MGRS, in a sentence or in a link."""
    assert list(codes_there(f"<p>Le puits : {code}.</p>", TERRITORY))


@pytest.mark.parametrize(
    "text",
    ["8CWVV8C7+2F", "30U 600000 5330000", "UTM 30N : 600000 E 5330000 N", "30 P",
     "sha256-6CXXFRMX+MGq=", "C++", "CE2+CM1", "28 PMR 2026", "UTM 30"],
)  # fmt: skip
def test_other_codes_are_not(text: str) -> None:
    """Rennes, a zone alone, a hash, a language, classes, a column of another zone."""
    assert not [*codes_there(text, TERRITORY), *unreadable(text)]


@pytest.mark.parametrize(
    "text",
    ["FRMX+MG, Mopti", "https://maps.app.goo.gl/AbCdEf123", "https://www.openstreetmap.org/node/123456789",
     "https://what3words.com/chat.maison.riz", "///chat.maison.riz"],
)  # fmt: skip
def test_what_leads_to_a_point_without_saying_which_is_told(text: str) -> None:
    """A short code needs a map, a shortened link needs the network: neither is read here."""
    assert list(unreadable(f"Rendez-vous : {text}"))


def test_links_of_other_pages_are_not_points() -> None:
    """A home page of a map, a file, a comment of a program."""
    assert not list(
        unreadable("https://www.openstreetmap.org/copyright https://goo.gl/x https://a.example//b.c.d file:///a.b.c")
    )
