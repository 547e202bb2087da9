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
        (date(2026, 12, 31), date(2027, 1, 1), "du 31 décembre 2026 au 1er janvier 2027"),
    ],
)
def test_days(first: date, last: date, said: str) -> None:
    """One day with its name; several without what they share."""
    assert plain(dates.days(first, last, WORDS)) == said


def test_hours() -> None:
    """Minutes only when there are some; the last hour only when it is known."""
    begins = datetime(2027, 1, 14, 20, 0, tzinfo=PARIS)
    ends = datetime(2027, 1, 14, 22, 5, tzinfo=PARIS)

    assert plain(dates.hours(begins, None)) == "20 h"
    assert plain(dates.hours(begins, ends)) == "20 h – 22 h 05"


def test_hours_on_another_clock() -> None:
    """Mopti is one hour behind Rennes in winter, two in summer."""
    winter, summer = datetime(2027, 1, 14, 20, tzinfo=PARIS), datetime(2027, 7, 14, 20, tzinfo=PARIS)

    assert plain(dates.hours_in(winter, None, "Africa/Bamako")) == "19 h"
    assert plain(dates.hours_in(summer, None, "Africa/Bamako")) == "18 h"
