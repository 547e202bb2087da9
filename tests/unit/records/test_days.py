"""A day as French people say it."""

from __future__ import annotations

import pytest
from aivm.records.days import SaidDay, said_day
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("mardi 3 novembre 2026", SaidDay(1, 3, 11, 2026)),
        ("Mar. 3 Nov.", SaidDay(1, 3, 11, None)),
        ("le 1er avril 2027", SaidDay(None, 1, 4, 2027)),
        ("LE MARDI 3 NOVEMBRE", SaidDay(1, 3, 11, None)),
        ("3 nov 26", SaidDay(None, 3, 11, 2026)),
        ("ma 3/11", SaidDay(1, 3, 11, None)),
        ("dim. 06.12.2026", SaidDay(6, 6, 12, 2026)),
        ("15 août", SaidDay(None, 15, 8, None)),
        ("5 févr. 2027", SaidDay(None, 5, 2, 2027)),
        ("5 mars", SaidDay(None, 5, 3, None)),
        ("mar. 3 mar.", SaidDay(1, 3, 3, None)),
    ],
)
def test_words_and_abbreviations(typed: str, said: SaidDay) -> None:
    """Case, accents and dots are free."""
    assert said_day(typed) == said


@pytest.mark.parametrize(
    "typed", ["", "3 jui 2026", "novembre", "3", "demain 3 novembre", "3 novembre 2026 14h", "3 4 2026"]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    """« jui » is two months."""
    assert said_day(typed) is None


@given(st.text(max_size=60))
def test_no_text_ends_in_an_exception(typed: str) -> None:
    """Whatever a cell holds."""
    said_day(typed)
