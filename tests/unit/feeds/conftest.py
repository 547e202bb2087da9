"""What the tests of the feeds share: a public event with defaults, and the golden files."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aivm.records.event import DETAILS
from aivm.records.public import PublicEvent
from aivm.records.status import STATUSES

GOLDEN = Path(__file__).parents[2] / "golden" / "feeds"

MakeEvent = Callable[..., PublicEvent]


def make_event(
    id: str = "contes-du-fleuve",
    *,
    begins: str = "2027-01-14T14:30",
    ends: str | None = "2027-01-14T16:00",
    zone: str = "Europe/Paris",
    status: str = "prévu",
    **changes: Any,
) -> PublicEvent:
    """A public event. `begins` and `ends` are ISO 8601, local to `zone`; plain days (both included) are whole days."""
    all_day = "T" not in begins
    first = datetime.fromisoformat(begins).replace(tzinfo=ZoneInfo(zone))
    last = datetime.fromisoformat(ends).replace(tzinfo=ZoneInfo(zone)) if ends else None
    end_of_day = datetime.combine((last or first).date() + timedelta(days=1), time(), tzinfo=ZoneInfo(zone))
    values: dict[str, Any] = {
        "id": id,
        "address": f"/agenda/{id}/",
        "title": "Contes du fleuve",
        "summary": "Une heure de contes, pour petits et grands.",
        "text": "",
        "begins": first,
        "ends": end_of_day if all_day else last,
        "first_day": first.date(),
        "last_day": (last or first).date(),
        "all_day": all_day,
        "zone": zone,
        "status": STATUSES[status],
        "option_until": None,
        "past": False,
        "levels": (),
        "themes": ("contes",),
        "place": "Médiathèque",
        "commune": "Rennes",
        "sector": "Rennes",
        "remote": False,
        "over_there": zone == "Africa/Bamako",
        "country": "ML" if zone == "Africa/Bamako" else "FR",
        "details": tuple((name, changes.pop(name, None if name == "capacity" else "")) for name in DETAILS),
        "people": (),
        "associations": (),
        "source": "",
        "example": False,
    }
    return PublicEvent(**(values | changes))


@pytest.fixture(scope="session")
def event() -> MakeEvent:
    """The factory of public events. For a session, so that property tests may use it."""
    return make_event


@pytest.fixture(scope="session")
def events() -> list[PublicEvent]:
    """A small agenda with one event of each difficult kind, for the golden files."""
    return [
        make_event(),
        make_event(
            "visio-mopti",
            title="Rencontre à distance ; questions, réponses",
            summary="Parler avec des maraîchères de la région de Mopti\u202f: semis, arrosage et conservation.",
            text="Le lien est donné à l’inscription.\nApportez vos questions.",
            begins="2027-03-18T23:30",
            ends="2027-03-19T00:30",
            zone="Africa/Bamako",
            status="à confirmer",
            themes=("maraîchage", "eau, sols"),
            place="en ligne",
            commune="",
            sector="",
            remote=True,
        ),
        make_event("fete", title="Fête de l’été 🌞", begins="2027-06-19", ends="2027-06-20", commune="Pacé", place=""),
        make_event("repas", title="Bol de riz", begins="2027-04-02T12:00", ends=None, status="annulé", cost="Gratuit"),
    ]


@pytest.fixture(scope="session")
def today() -> date:
    """The day of the build in these tests."""
    return date(2027, 1, 10)


@pytest.fixture(scope="session")
def golden() -> Callable[[str, bytes], None]:
    """Compare with tests/golden/feeds/<name>, byte for byte; RENEW_GOLDEN=1 writes the file instead."""

    def compare(name: str, found: bytes) -> None:
        path = GOLDEN / name
        if os.environ.get("RENEW_GOLDEN"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(found)

        assert found == path.read_bytes(), f"{name} changed: read it, then run again with RENEW_GOLDEN=1"

    return compare
