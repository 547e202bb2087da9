"""Two requests for one half-day are told, whatever their references are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from aivm.problems import Severity

from tests.unit.records.conftest import TODAY, Row, build

MORNING = {
    "id": "2027-01-14-am",
    "debut": "2027-01-14T08:30",
    "fin": "12:00",
    "statut": "option",
    "public": "scolaire",
    "option_jusqu_au": "15/12/2026",
}


def told(second: Row, first: Row | None = None, today: date = TODAY) -> list[str]:
    """What is said of two visits, apart from what each leaves blank."""
    rows = ({**MORNING, **(first or {})}, {**MORNING, "id": "2027-01-14-am-rennes", **second})
    people: list[dict[str, Any]] = [{"id": "a"}, {"id": "b"}]
    _, problems = build(*rows, people=people, today=today)
    assert all(problem.severity is Severity.ADVICE for problem in problems)
    return [str(problem) for problem in problems if "même moment" in problem.message]


def test_a_half_day_asked_from_two_pages_is_told() -> None:
    """The second row, with the first and where it stands."""
    assert told({}) == [
        "evenements.csv, ligne 3, « debut » : « 2027-01-14-am », evenements.csv, ligne 2, est au même moment. "
        "Nommez deux personnes différentes, ou annulez l’une des deux dates."
    ]


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ({"volontaires": "a"}, {"volontaires": "a"}, True),
        ({"volontaires": "a"}, {"volontaires": "a, b"}, True),
        ({"volontaires": "a"}, {}, True),
        ({"volontaires": "a"}, {"volontaires": "b"}, False),
        ({}, {"statut": "annulé", "option_jusqu_au": None}, False),
        ({}, {"option_jusqu_au": "21/11/2026"}, False),
        ({}, {"debut": "2027-01-14T12:00", "fin": "13:00"}, False),
        ({}, {"debut": "2027-01-14T11:59", "fin": "13:00"}, True),
        ({}, {"debut": "2027-01-15T08:30"}, False),
        ({}, {"public": "tout public"}, False),
        ({"debut": "14/01/2027", "fin": None}, {}, True),
    ],
)
def test_only_one_person_at_one_time_is_told(first: Row, second: Row, clash: bool) -> None:
    """Two people, two hours, a date that no longer stands: nothing to say."""
    assert bool(told(second, first)) == clash


def test_the_past_is_left_alone() -> None:
    """Nobody can choose any more."""
    assert told({}, today=date(2027, 1, 15)) == []
