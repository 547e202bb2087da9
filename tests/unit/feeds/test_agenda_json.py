from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from aivm.feeds.agenda_json import agenda
from aivm.feeds.revisions import Revision, fingerprint
from aivm.records.public import PublicEvent, Ref

MakeEvent = Callable[..., PublicEvent]
DAY = date(2027, 1, 10)


def read(*events: PublicEvent, **changes: Any) -> dict[str, Any]:
    """The document of `events`, parsed."""
    usual: dict[str, Any] = {"siteurl": "https://exemple.invalid", "today": DAY, "revisions": {}}
    document: dict[str, Any] = json.loads(agenda(events, **(usual | changes)))
    return document


def test_an_empty_agenda_is_served() -> None:
    """Its address keeps answering."""
    assert read() == {"version": 1, "generated": "2027-01-10", "events": []}


def test_events_come_by_date_whatever_the_order(event: MakeEvent) -> None:
    """The same agenda gives the same bytes."""
    first, second = event("b", begins="2027-01-12T10:00", ends=None), event("a", begins="2027-01-13T10:00", ends=None)
    usual: dict[str, Any] = {"siteurl": "", "today": DAY, "revisions": {}}

    assert [one["id"] for one in read(second, first)["events"]] == ["b", "a"]
    assert agenda([second, first], **usual) == agenda([first, second], **usual)


def test_ends_with_their_offset(event: MakeEvent) -> None:
    """Hours carry the offset of the day; whole days are plain, the last one included; an unknown end is null."""
    summer = read(event(begins="2027-07-01T10:00", ends=None, zone="Europe/Paris"))["events"][0]
    mali = read(event(begins="2027-07-01T10:00", ends="2027-07-01T11:00", zone="Africa/Bamako"))["events"][0]
    days = read(event(begins="2027-06-19", ends="2027-06-20"))["events"][0]

    assert (summer["startDate"], summer["endDate"]) == ("2027-07-01T10:00:00+02:00", None)
    assert (mali["startDate"], mali["timeZone"]) == ("2027-07-01T10:00:00+00:00", "Africa/Bamako")
    assert (days["startDate"], days["endDate"], days["allDay"]) == ("2027-06-19", "2027-06-20", True)


def test_every_event_has_every_key(event: MakeEvent) -> None:
    """A program may rely on the keys: a bare event has the same as a full one."""
    bare = event(themes=(), place="", commune="", sector="", summary="")
    full = event("plein", capacity=30, cost="Gratuit", source="https://exemple.org/x", levels=("CM1",), text="Texte")
    one, other = read(bare, full)["events"]

    assert one.keys() == other.keys()
    assert one["location"].keys() == other["location"].keys()


def test_state_place_and_organizers(event: MakeEvent) -> None:
    """The word of the site beside that of schema.org, the place with its country, associations with their page."""
    group = Ref("amis", "Les Amis", "/associations/amis/")
    mali = {"zone": "Africa/Bamako", "place": "", "commune": "Région de Mopti"}
    [one] = read(event(status="reporté", associations=(group,), **mali))["events"]

    assert (one["status"], one["eventStatus"]) == ("reporté", "EventRescheduled")
    assert (one["location"]["commune"], one["location"]["country"]) == ("Région de Mopti", "ML")
    assert one["organizers"] == [{"name": "Les Amis", "url": "https://exemple.invalid/associations/amis/"}]


def test_the_day_of_the_last_change(event: MakeEvent) -> None:
    """It comes from the revisions, not from the day of the build."""
    known = {"contes-du-fleuve": Revision(fingerprint(event()), 2, date(2026, 12, 1))}

    assert read(event(), revisions=known)["events"][0]["dateModified"] == "2026-12-01"


def test_no_person_is_named(event: MakeEvent) -> None:
    """Not even beside a past event."""
    found = read(event(past=True, people=(Ref("awa", "Awa", "/volontaires/awa/"),)))

    assert "awa" not in json.dumps(found).casefold()
