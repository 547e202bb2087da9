"""Who holds an exhibition is offered to schools meanwhile, unless somebody notes the days: it is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from aivm.agenda.absences import absences_to_note
from aivm.config import Config
from aivm.problems import Severity

from tests.unit.agenda.offers import person, records_of
from tests.unit.records.conftest import TODAY, places


def exhibition(**row: Any) -> dict[str, Any]:
    """Three weeks at the library, in January 2027, with one volunteer."""
    days = {"debut": "04/01/2027", "fin": "25/01/2027"}
    return {"id": "expo", "public": "tout public", "volontaires": "personne", **days, **row}


def told(*events: dict[str, Any], people: list[dict[str, Any]] | None = None, today: date = TODAY) -> list[str]:
    """What is said of some events."""
    found = [*absences_to_note(records_of(*events, people=people, today=today), places(today), Config())]
    assert {one.severity for one in found} <= {Severity.ADVICE}
    return [str(one) for one in found]


def test_the_days_to_note_are_given() -> None:
    """As they are typed in the person's own fiche; the event's row is where it is told."""
    (one,) = told(exhibition())

    assert one.startswith("evenements.csv, ligne 2, « volontaires » : « expo » ne prend aucune date aux écoles")
    assert "sous « exceptions » : « - du: 2027-01-04 » et « au: 2027-01-25 »" in one


@pytest.mark.parametrize(
    "row",
    [
        {"fin": "06/01/2027"},  # three days: it takes its dates itself
        {"volontaires": ""},
        {"statut": "annulé"},
        {"public": "scolaire"},
        {"debut": "04/09/2027", "fin": "25/09/2027"},  # after the mission
    ],
)
def test_nothing_is_said_where_nothing_is_lacking(row: dict[str, Any]) -> None:
    """Short, without anybody, cancelled, closed, out of the mission."""
    assert told(exhibition(**row)) == []


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [("2027-01-04", "2027-01-25", 0), ("2027-01-25", "2027-01-30", 0), ("2027-01-26", "2027-01-30", 1)],
)
def test_an_absence_noted_then_is_enough(first: str, last: str, said: int) -> None:
    """Of one day at least: only she knows which."""
    leave = {"exceptions": [{"du": first, "au": last}]}

    assert len(told(exhibition(), people=[person(**leave)])) == said


@pytest.mark.parametrize(("today", "said"), [(date(2027, 1, 24), 1), (date(2027, 1, 25), 1), (date(2027, 1, 26), 0)])
def test_it_is_said_until_the_last_day(today: date, said: int) -> None:
    """The day before, the day, the day after."""
    assert len(told(exhibition(), today=today)) == said
