"""The school year, as France counts it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from aivm.agenda.school_year import school_year
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2026, 8, 31), "2025-2026"),
        (date(2026, 9, 1), "2026-2027"),
        (date(2026, 12, 31), "2026-2027"),
        (date(2027, 1, 1), "2026-2027"),
        (date(1999, 9, 1), "1999-2000"),
    ],
)
def test_a_school_year_begins_on_the_first_of_september(day: date, years: str) -> None:
    """And ends on 31 August."""
    assert school_year(day) == years


@given(st.dates(date(1984, 1, 1), date(2100, 12, 31)))
def test_only_the_first_of_september_changes_it(day: date) -> None:
    """From one day to the next."""
    changes = school_year(day) != school_year(day - timedelta(days=1))

    assert changes == ((day.month, day.day) == (9, 1))
