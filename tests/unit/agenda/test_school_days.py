"""Days of class: what the national calendar tells whole, and nothing where it does not."""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays
import pytest
from aivm.agenda.public_holidays import ascension_bridge, public_holidays
from aivm.agenda.school_days import SchoolDays, read_school_days, school_days
from hypothesis import given
from hypothesis import strategies as st
from vacances_scolaires_france import SchoolHolidayDates

ZONE_B = read_school_days("B")


@cache
def periods() -> dict[date, str]:
    """The days of holidays in zone B, as the package has them."""
    return {day: row["nom_vacances"] for day, row in SchoolHolidayDates().data.items() if row["vacances_zone_b"]}


@pytest.mark.parametrize("year", range(2008, 2101))
def test_public_holidays_are_those_of_the_law(year: int) -> None:
    """As another library has them; from 2005 to 2007 Whit Monday was no public holiday."""
    assert public_holidays(year) == set(holidays.country_holidays("FR", years=year))


@pytest.mark.parametrize(
    ("year", "day"), [(2026, date(2026, 5, 15)), (2027, date(2027, 5, 7)), (2028, date(2028, 5, 26))]
)
def test_the_bridge_of_the_ascension_is_no_day_of_class(year: int, day: date) -> None:
    """The package has it in 2027 and 2028, and not in 2026."""
    assert ascension_bridge(year) == day
    assert not ZONE_B.has_class(day)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 9, 1), ""),  # the first day of the school year
        (date(2026, 10, 16), ""),
        (date(2026, 10, 19), "Toussaint"),
        (date(2026, 11, 2), ""),
        (date(2026, 11, 11), "public holiday"),
        (date(2026, 12, 31), "Noël"),
        (date(2027, 1, 1), "Noël"),
        (date(2027, 1, 4), ""),
        (date(2027, 1, 6), ""),  # a Wednesday: the volunteer's week decides
        (date(2027, 1, 9), "Saturday"),
        (date(2027, 1, 10), "Sunday"),
        (date(2027, 2, 22), "Hiver"),
        (date(2027, 3, 29), "Easter Monday"),
        (date(2027, 4, 30), "Printemps"),
        (date(2027, 7, 2), ""),
        (date(2027, 7, 5), "Été"),
        (date(2028, 6, 30), ""),
        (date(2028, 9, 4), "a school year that the package does not have"),
    ],
)
def test_a_day_of_class_in_rennes(day: date, why: str) -> None:
    """Zone B, as the package has it."""
    assert ZONE_B.has_class(day) is not bool(why)


def test_zones_have_their_own_winter() -> None:
    """On 15 February 2027 zone A is on holiday, zone B is not."""
    assert ZONE_B.has_class(date(2027, 2, 15))
    assert not read_school_days("A").has_class(date(2027, 2, 15))


def test_a_school_year_is_known_when_all_its_periods_are_there() -> None:
    """2028 is partial: its first half ends a school year, its second half is not there yet."""
    assert {"2026-2027", "2027-2028"} <= ZONE_B.known
    assert "2028-2029" not in ZONE_B.known
    assert school_days({}) == SchoolDays()


@pytest.mark.parametrize("name", ["Toussaint", "Noël", "hiver", "printemps", "été"])
def test_one_period_less_and_the_year_is_unknown(name: str) -> None:
    """Whichever it is; the Ascension is not one of them."""
    lacking = {
        day: period
        for day, period in periods().items()
        if not (name in period and date(2026, 9, 1) <= day <= date(2027, 8, 31))
    }
    without_bridge = {day: period for day, period in periods().items() if "Ascension" not in period}

    assert "2026-2027" not in school_days(lacking).known
    assert "2026-2027" in school_days(without_bridge).known


def test_half_a_christmas_is_no_christmas() -> None:
    """A table that stops at the end of a calendar year has thirteen days of it."""
    cut = {day: period for day, period in periods().items() if not date(2027, 1, 1) <= day <= date(2027, 1, 3)}

    assert "2026-2027" not in school_days(cut).known


def test_the_summer_before_says_when_a_year_begins() -> None:
    """Without it, the first days of September may be holidays that nobody told."""
    cut = {day: period for day, period in periods().items() if not date(2026, 7, 1) <= day <= date(2026, 8, 31)}

    assert "2026-2027" not in school_days(cut).known


def test_accents_garbled_by_windows_do_not_matter() -> None:
    """The package reads its UTF-8 table in the machine's encoding."""
    garbled = {day: period.encode().decode("cp1252") for day, period in periods().items()}

    assert school_days(garbled) == ZONE_B


@given(st.dates(date(2024, 9, 1), date(2030, 12, 31)))
def test_a_day_of_class_is_never_a_holiday(day: date) -> None:
    """By the package and by another library."""
    if ZONE_B.has_class(day):
        assert day not in periods()
        assert day not in holidays.country_holidays("FR", years=day.year)
        assert day.weekday() < 5
        assert day != ascension_bridge(day.year)
