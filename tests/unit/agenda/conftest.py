"""Public values for the agenda, made without a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from aivm.records.public import PublicEvent, PublicView, SchoolVisit
from aivm.records.status import STATUSES

TODAY = date(2026, 11, 22)

Days = list[tuple[int, bool]]  # so many days from today; open to all, or for a school


def public_event(rank: int, day: date, hour: int = 20, minute: int = 0, zone: str = "Europe/Paris") -> PublicEvent:
    """An evening open to all."""
    return PublicEvent(
        id=f"e{rank}",
        address=f"/agenda/e{rank}/",
        title="Titre",
        summary="",
        text="",
        begins=datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone)),
        ends=None,
        first_day=day,
        last_day=day,
        all_day=False,
        zone=zone,
        status=STATUSES["prévu"],
        option_until=None,
        past=day < TODAY,
        levels=(),
        themes=(),
        place="",
        commune="Rennes",
        sector="Rennes",
        remote=False,
        over_there=zone != "Europe/Paris",
        country="FR" if zone == "Europe/Paris" else "ML",
        details=(),
        people=(),
        associations=(),
        source="",
        example=False,
    )


def public_view(days: Days) -> PublicView:
    """What leaves of these days, in the order that the public view gives; a school event does after its month."""
    dated = [(rank, TODAY + timedelta(days=offset), opened) for rank, (offset, opened) in enumerate(days)]
    events = [public_event(rank, day) for rank, day, opened in dated if opened]
    visits = [
        SchoolVisit(f"e{rank}", day.replace(day=1), (), "Rennes", False)
        for rank, day, opened in dated
        if not opened and day < TODAY.replace(day=1)
    ]
    return PublicView(
        events=tuple(sorted(events, key=lambda event: (event.begins, event.id))),
        visits=tuple(sorted(visits, key=lambda visit: visit.month, reverse=True)),
        volunteers=(),
        associations=(),
        season="aucune",
    )


@pytest.fixture(scope="session")
def event() -> Callable[..., PublicEvent]:
    """`public_event`."""
    return public_event


@pytest.fixture(scope="session")
def view() -> Callable[[Days], PublicView]:
    """`public_view`."""
    return public_view
