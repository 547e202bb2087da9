"""Days and hours as French says them."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from aivm.text import dates

from tests.conftest import PROJECT
from tests.rules.test_words import flat_values

WORDS = flat_values(tomllib.loads((PROJECT / "theme" / "strings" / "fr.toml").read_text(encoding="utf-8")))
PARIS = ZoneInfo("Europe/Paris")


def plain(text: str) -> str:
    """With ordinary spaces, to read the test."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2027, 4, 1), date(2027, 4, 1), "jeudi 1er avril 2027"),
        (date(2027, 1, 14), date(2027, 1, 16), "du 14 au 16 janvier 2027"),
        (date(2027, 1, 31), date(2027, 2, 1), "du 31 janvier au 1er février 2027"),
        (date(2026, 1, 14), date(2027, 1, 16), "du 14 janvier 2026 au 16 janvier 2027"),
        (date(2026, 12, 31), date(2027, 1, 1), "du 31 décembre 2026 au 1er janvier 2027"),
    ],
)
def test_days(first: date, last: date, said: str) -> None:
    """One day with its name; several without what they share."""
    assert plain(dates.days(first, last, WORDS)) == said


@pytest.mark.parametrize("day", [date(2027, 1, number) for number in range(1, 32)])
def test_only_the_first_day_of_a_month_is_ordinal(day: date) -> None:
    """« 1er », then « 2 », « 3 », « 21 », « 31 »."""
    assert dates.day_number(day) == ("1er" if day.day == 1 else str(day.day))


def test_every_day_and_month_has_its_words() -> None:
    """In both forms, all different."""
    week = [date(2027, 3, number) for number in range(1, 8)]
    year = [date(2027, number, 1) for number in range(1, 13)]

    for form in ("long", "short"):
        assert len({dates.weekday(day, WORDS, form) for day in week}) == 7
        assert len({dates.month(day, WORDS, form) for day in year}) == 12
    assert dates.weekday(week[0], WORDS) == "lundi"
    assert [dates.month(day, WORDS) for day in (year[1], year[7], year[11])] == ["février", "août", "décembre"]
    assert plain(dates.month_year(year[7], WORDS)) == "août 2027"


def test_a_day_is_not_cut_from_its_month() -> None:
    """A line may end between the month and the year, not before the month nor inside an hour."""
    assert dates.long_day(date(2027, 1, 14), WORDS) == "14\u00a0janvier 2027"
    assert dates.hour(datetime(2027, 1, 14, 14, 30, tzinfo=PARIS)) == "14\u202fh\u202f30"


@pytest.mark.parametrize(
    ("hour", "minute", "said"), [(0, 0, "0 h"), (0, 5, "0 h 05"), (9, 0, "9 h"), (23, 59, "23 h 59")]
)
def test_an_hour_has_no_leading_zero_and_its_minutes_have_one(hour: int, minute: int, said: str) -> None:
    """As on a poster."""
    assert plain(dates.hour(datetime(2027, 1, 14, hour, minute, tzinfo=PARIS))) == said


def test_hours() -> None:
    """Minutes only when there are some; the last hour only when it is known."""
    begins = datetime(2027, 1, 14, 20, 0, tzinfo=PARIS)
    ends = datetime(2027, 1, 14, 22, 5, tzinfo=PARIS)

    assert plain(dates.hours(begins, None)) == "20 h"
    assert plain(dates.hours(begins, ends)) == "20 h – 22 h 05"


def test_hours_on_another_clock() -> None:
    """Mopti is one hour behind Rennes in winter, two in summer."""
    winter, summer = datetime(2027, 1, 14, 20, tzinfo=PARIS), datetime(2027, 7, 14, 20, tzinfo=PARIS)
    ends = datetime(2027, 7, 14, 21, 30, tzinfo=PARIS)

    assert plain(dates.hours_in(winter, None, "Africa/Bamako")) == "19 h"
    assert plain(dates.hours_in(summer, None, "Africa/Bamako")) == "18 h"
    assert plain(dates.hours_in(summer, ends, "Africa/Bamako")) == "18 h – 19 h 30"
    assert dates.hours_in(winter, None, "Europe/Paris") == dates.hours(winter, None)
