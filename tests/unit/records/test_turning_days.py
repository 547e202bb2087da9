"""Days on which a promise turns: the evening before, from midnight in Paris on, and the day after.

A build knows one day, that of Paris (`build_day`): just after midnight there, it is the day before in Mopti.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from aivm.config import Config, build_day
from aivm.records.public import PublicView
from aivm.records.public_view import hidden_names, public_view

from tests.conftest import TERRITORY
from tests.unit.records.conftest import PERSON, build, places

CLASS = {"id": "classe", "public": "scolaire", "debut": "14/01/2027 9h", "fin": "10h", "volontaires": "personne"}
OPEN = {"id": "fete", "debut": "14/01/2027 9h", "fin": "10h", "volontaires": "personne"}
MOPTI = {**OPEN, "fuseau": "Africa/Bamako", "commune": "Cercle de Mopti"}
OPTION = {**OPEN, "statut": "option", "option_jusqu_au": "10/01/2027"}

Told = Callable[[PublicView], object]


def agrees(**values: str) -> dict[str, Any]:
    """A person with other days of agreement."""
    return {"consentement": {**PERSON["consentement"], **values}}


def mission(first: str, last: str) -> dict[str, Any]:
    """A person here between two days."""
    return {"mission": {"debut": first, "fin": last}}


def named(view: PublicView) -> list[str]:
    """The people who have a page."""
    return [person.name for person in view.volunteers]


def present(view: PublicView) -> list[str]:
    """The people beside the event."""
    return [ref.name for event in view.events for ref in event.people]


def state(view: PublicView) -> str:
    """The state of the event."""
    return view.events[0].status.key


def seasons(view: PublicView) -> tuple[str, str]:
    """The season of the site, and that of the person."""
    return view.season, view.volunteers[0].season


@pytest.mark.parametrize(
    ("turns", "told", "before", "after", "event", "person"),
    [
        ("2027-01-04", named, [], ["Personne"], CLASS, agrees(date="2027-01-04")),
        ("2027-01-05", named, ["Personne"], [], CLASS, agrees(expire_le="2027-01-04")),
        ("2027-01-04", named, ["Personne"], [], CLASS, agrees(retire_le="2027-01-04")),
        ("2027-01-01", seasons, ("à venir", "à venir"), ("en cours",) * 2, CLASS, mission("2027-01-20", "2027-07-10")),
        ("2027-02-01", seasons, ("en cours",) * 2, ("aucune", "terminée"), CLASS, mission("2026-09-15", "2027-01-02")),
        ("2027-01-11", state, "option", "à confirmer", OPTION, {}),
        ("2027-01-15", present, [], ["Personne"], OPEN, {}),
        ("2027-01-15", present, [], ["Personne"], MOPTI, {}),
        ("2027-01-16", present, [], ["Personne"], {**MOPTI, "debut": "14/01/2027 23h", "fin": "23h30"}, {}),
        ("2027-02-01", lambda view: len(view.visits), 0, 1, CLASS, {}),
        ("2027-03-01", lambda view: len(view.visits), 0, 1, {**CLASS, "fin": "01/02/2027 9h"}, {}),
    ],
)
def test_a_promise_turns_at_midnight_in_paris(
    turns: str, told: Told, before: Any, after: Any, event: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A minute before midnight as all day before; from midnight on as the day after, though Mopti is a day behind."""
    midnight = datetime.combine(date.fromisoformat(turns), time(), tzinfo=TERRITORY.here.clock)
    moments = [timedelta(days=-1), timedelta(minutes=-1), timedelta(), timedelta(minutes=30), timedelta(days=1)]

    def seen(moment: datetime) -> object:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
        today = build_day(Config(), TERRITORY.here.clock)
        records, _ = build(event, people=[person], today=today)
        return told(public_view(records, places(today), str))

    assert [seen(midnight + step) for step in moments] == [before, before, after, after, after]


@pytest.mark.parametrize(("today", "hidden"), [(date(2027, 1, 3), False), (date(2027, 1, 4), True)])
def test_a_name_is_looked_for_from_the_day_it_is_withdrawn(today: date, hidden: bool) -> None:
    """By the checks of the finished site, on the very day that the person chose."""
    records, _ = build(people=[agrees(retire_le="2027-01-04")], today=today)

    assert (hidden_names(records.volunteers, today) == ("Personne",)) is hidden
