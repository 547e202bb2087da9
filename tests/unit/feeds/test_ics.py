from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject
from aivm.feeds.ics import calendar, chosen, escaped, event_calendar, one_line
from aivm.feeds.revisions import Revision
from aivm.feeds.time_zone import vtimezone
from aivm.records.public import PublicEvent, Ref
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import TERRITORY

MakeEvent = Callable[..., PublicEvent]
DAY = date(2027, 1, 10)
SITE = "https://exemple.invalid"
ZONES = (TERRITORY.there.zone, TERRITORY.here.zone)


def feed(*events: PublicEvent, **changes: Any) -> bytes:
    """A feed of `events` with the usual settings."""
    usual: dict[str, Any] = {
        "name": "Agenda",
        "domain": "agenda.exemple",
        "revisions": {},
        "today": DAY,
        "siteurl": SITE,
        "territory": TERRITORY,
    }
    return calendar(events, **(usual | changes))


def unfolded(found: bytes) -> list[str]:
    """The content lines of a calendar, read by RFC 5545 3.1 and no library."""
    return found.decode().replace("\r\n ", "").split("\r\n")


def vevent(found: bytes) -> Any:
    """The only event of a calendar, as icalendar reads it."""
    [only] = icalendar.Calendar.from_ical(found).walk("VEVENT")
    return only


HOURS = [  # zone, local hour, the UTC instant expected
    ("Europe/Paris", "2027-03-28T01:59", "2027-03-28T00:59"),
    ("Europe/Paris", "2027-03-28T03:00", "2027-03-28T01:00"),
    ("Europe/Paris", "2027-03-27T14:00", "2027-03-27T13:00"),
    ("Europe/Paris", "2027-03-29T14:00", "2027-03-29T12:00"),
    ("Europe/Paris", "2027-10-30T14:00", "2027-10-30T12:00"),
    ("Europe/Paris", "2027-10-31T01:59", "2027-10-30T23:59"),
    ("Europe/Paris", "2027-10-31T02:30", "2027-10-31T00:30"),  # the hour that comes twice: the first time
    ("Europe/Paris", "2027-10-31T03:00", "2027-10-31T02:00"),
    ("Europe/Paris", "2027-11-01T14:00", "2027-11-01T13:00"),
    ("Africa/Bamako", "2027-03-28T02:30", "2027-03-28T02:30"),
    ("Africa/Bamako", "2027-07-14T14:00", "2027-07-14T14:00"),
    ("Africa/Bamako", "2027-10-31T02:30", "2027-10-31T02:30"),
]


@pytest.mark.parametrize(("zone", "local", "instant"), HOURS)
def test_instants_around_the_clock_changes(event: MakeEvent, zone: str, local: str, instant: str) -> None:
    """Three readers find the right UTC instant on both sides of both changes of 2027, in both zones."""
    expected = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    found = feed(event(begins=local, ends=None, zone=zone))
    day = expected.astimezone(ZoneInfo(zone)).date()
    [listed] = recurring_ical_events.of(icalendar.Calendar.from_ical(found)).at(day)

    assert vevent(found)["DTSTART"].dt.astimezone(UTC) == expected
    assert listed["DTSTART"].dt.astimezone(UTC) == expected
    assert vobject.readOne(found.decode()).vevent.dtstart.value.astimezone(UTC) == expected


@pytest.mark.parametrize("zone", ZONES)
def test_hours_are_local_and_name_their_zone(event: MakeEvent, zone: str) -> None:
    """Bamako is not written as UTC, which is the same hour but another place."""
    lines = unfolded(feed(event(zone=zone)))

    assert f"DTSTART;TZID={zone}:20270114T143000" in lines
    assert f"DTEND;TZID={zone}:20270114T160000" in lines


@pytest.mark.parametrize("zone", ZONES)
def test_our_time_zones_agree_with_the_world(event: MakeEvent, zone: str) -> None:
    """Our few lines give the offsets of zoneinfo, each month from 2020 to 2035 and around both changes of 2027."""
    read = vobject.readOne(feed(event(zone=zone)).decode()).vtimezone.tzinfo
    moments = [datetime(year, month, 15, 12) for year in range(2020, 2036) for month in range(1, 13)]
    moments += [datetime(2027, 3, 28) + timedelta(hours=hour) for hour in (0, 1, 3, 4, 12)]
    moments += [datetime(2027, 10, 31) + timedelta(hours=hour) for hour in (0, 1, 2, 3, 4, 12)]
    changes = [datetime(2027, 3, 28, 0, 59), datetime(2027, 3, 28, 1), datetime(2027, 10, 31, 0, 59)]
    instants = [moment.replace(tzinfo=UTC) for moment in (*changes, datetime(2027, 10, 31, 1))]
    clocks = [instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for instant in instants]
    offsets = {moment: moment.replace(tzinfo=ZoneInfo(zone)).utcoffset() for moment in moments}

    assert {moment: moment.replace(tzinfo=read).utcoffset() for moment in moments} == offsets
    assert [instant.astimezone(read).replace(tzinfo=None) for instant in instants] == clocks


@pytest.mark.parametrize("zone", ZONES)
def test_time_zones_are_compact(zone: str) -> None:
    """At most 25 lines each: the library's own would be 3 kB of dates."""
    assert len(vtimezone(zone).splitlines()) <= 25


def test_only_the_zones_used(event: MakeEvent) -> None:
    """One definition for each zone that an hour needs, none for whole days, none twice."""

    def zones(*events: PublicEvent) -> list[str]:
        return [line for line in unfolded(feed(*events)) if line.startswith("TZID:")]

    bamako, paris = event("a", zone="Africa/Bamako"), event("b")

    assert zones(paris, event("c")) == ["TZID:Europe/Paris"]
    assert zones(bamako) == ["TZID:Africa/Bamako"]
    assert zones(paris, bamako) == ["TZID:Africa/Bamako", "TZID:Europe/Paris"]
    assert zones(event(begins="2027-06-19", ends=None)) == []


def test_an_empty_feed_is_a_calendar() -> None:
    """Its address keeps answering: the zone of home, and no event."""
    found = feed()

    assert [one.name for one in icalendar.Calendar.from_ical(found).subcomponents] == ["VTIMEZONE"]
    assert vobject.readOne(found.decode()).vtimezone.tzid.value == "Europe/Paris"


@pytest.mark.parametrize(
    ("begins", "ends", "first", "after"),
    [
        ("2027-06-19", None, date(2027, 6, 19), date(2027, 6, 20)),
        ("2027-06-19", "2027-06-20", date(2027, 6, 19), date(2027, 6, 21)),
        ("2027-03-28", "2027-03-28", date(2027, 3, 28), date(2027, 3, 29)),
        ("2026-12-31", "2027-01-01", date(2026, 12, 31), date(2027, 1, 2)),
    ],
)
def test_whole_days(event: MakeEvent, begins: str, ends: str | None, first: date, after: date) -> None:
    """Whole days are plain days, whose end is the day that follows (RFC 5545 3.6.1)."""
    found = feed(event(begins=begins, ends=ends))
    lines = unfolded(found)

    assert f"DTSTART;VALUE=DATE:{first:%Y%m%d}" in lines
    assert f"DTEND;VALUE=DATE:{after:%Y%m%d}" in lines
    assert vobject.readOne(found.decode()).vevent.dtend.value == after
    assert recurring_ical_events.of(icalendar.Calendar.from_ical(found)).at(after) == []


def test_no_end_is_invented(event: MakeEvent) -> None:
    """An event whose end nobody said has none."""
    assert "DTEND" not in vevent(feed(event(ends=None)))


def test_identity_outlives_the_title(event: MakeEvent) -> None:
    """The UID comes from the id and the fixed domain; the revision counts the change."""
    known = {"contes-du-fleuve": Revision("0" * 16, 3, date(2026, 12, 1))}
    found = vevent(feed(event(title="Autre titre"), revisions=known))

    assert found["UID"] == vevent(feed(event()))["UID"] == "contes-du-fleuve@agenda.exemple"
    assert found["SEQUENCE"] == 4
    assert found["LAST-MODIFIED"].dt == found["DTSTAMP"].dt == datetime(2027, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "word", "title", "transparent"),
    [
        ("prévu", "CONFIRMED", "Contes du fleuve", False),
        ("complet", "CONFIRMED", "Contes du fleuve", False),
        ("option", "TENTATIVE", "Contes du fleuve", False),
        ("à confirmer", "TENTATIVE", "Contes du fleuve", False),
        ("reporté", "CANCELLED", "Reporté\u00a0: Contes du fleuve", True),
        ("annulé", "CANCELLED", "Annulé\u00a0: Contes du fleuve", True),
    ],
)
def test_each_status(event: MakeEvent, status: str, word: str, title: str, transparent: bool) -> None:
    """The state is told as iCalendar says it, in the title when the date no longer stands, and frees the hour then."""
    found = vevent(feed(event(status=status)))

    assert (found["STATUS"], found["SUMMARY"]) == (word, title)
    assert ("TRANSP" in found) is transparent


def test_description_of_an_event_at_a_distance(event: MakeEvent) -> None:
    """Its state, its summary, the hours here and there, its text; and « En ligne » as the place."""
    found = vevent(feed(event(remote=True, place="en ligne", text="Un.\nDeux.", status="complet")))

    hours = "À Rennes\u00a0: 14\u202fh\u202f30 – 16\u202fh. À Mopti\u00a0: 13\u202fh\u202f30 – 15\u202fh."
    assert found["DESCRIPTION"] == f"Complet.\n\nUne heure de contes, pour petits et grands.\n\n{hours}\n\nUn.\nDeux."
    assert found["LOCATION"] == "En ligne"


def test_hours_in_summer_and_over_midnight(event: MakeEvent) -> None:
    """In summer Mopti is two hours behind, and a late hour there is the day after here."""
    summer = vevent(feed(event(remote=True, begins="2027-07-01T00:30", ends=None)))["DESCRIPTION"]
    late = event(remote=True, begins="2027-01-14T23:30", ends=None, zone="Africa/Bamako")
    evening = vevent(feed(late))["DESCRIPTION"]

    assert "À Rennes\u00a0: 0\u202fh\u202f30. À Mopti\u00a0: 22\u202fh\u202f30 la veille." in summer
    assert "À Rennes\u00a0: 0\u202fh\u202f30 le lendemain. À Mopti\u00a0: 23\u202fh\u202f30." in evening


def test_a_whole_day_has_no_hours(event: MakeEvent) -> None:
    """Even at a distance: a day is a day, here and there."""
    assert "Mopti" not in vevent(feed(event(begins="2027-06-19", ends=None, remote=True)))["DESCRIPTION"]


def test_an_example_says_so(event: MakeEvent) -> None:
    """A feed of the preview cannot be taken for the real agenda."""
    found = vevent(feed(event(example=True, status="annulé")))

    assert found["SUMMARY"] == "Exemple\u00a0: Annulé\u00a0: Contes du fleuve"


def test_place_themes_and_address(event: MakeEvent) -> None:
    """A place and its commune, the themes one by one, and the page to read more; what is empty is left out."""
    found = feed(event(themes=("maraîchage", "eau, sols")))
    bare = vevent(feed(event(themes=(), place="", commune="", summary="")))

    assert vevent(found)["LOCATION"] == "Médiathèque, Rennes"
    assert vobject.readOne(found.decode()).vevent.categories.value == ["eau, sols", "maraîchage"]
    assert vevent(found)["URL"] == "https://exemple.invalid/agenda/contes-du-fleuve/"
    assert not {"LOCATION", "CATEGORIES", "DESCRIPTION"} & set(bare)


def test_the_feed_tells_its_name_and_its_rhythm() -> None:
    """A subscriber sees the name and comes back once a day; there is no METHOD, which would ask for an organiser."""
    lines = unfolded(feed(name="Agenda : Rennes, Mopti"))

    assert "NAME:Agenda : Rennes\\, Mopti" in lines
    assert "X-WR-CALNAME:Agenda : Rennes\\, Mopti" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D" in lines
    assert "X-PUBLISHED-TTL:P1D" in lines
    assert not [line for line in lines if line.startswith("METHOD")]


def test_one_event_to_download_has_no_calendar_name(event: MakeEvent) -> None:
    """A named file would become a new calendar in some clients, where the event is to join one's own."""
    usual: dict[str, Any] = {"domain": "agenda.exemple", "revisions": {}, "today": DAY, "siteurl": SITE}
    usual["territory"] = TERRITORY
    found = event_calendar(event(), **usual)

    assert b"NAME" not in found.replace(b"TZNAME", b"")
    assert vevent(found) == vevent(feed(event()))


def test_no_person_in_a_calendar(event: MakeEvent) -> None:
    """Neither organiser nor attendee, nor a volunteer of a past event."""
    found = feed(event(past=True, people=(Ref("awa", "Awa Exemple", "/volontaires/awa/"),)))

    assert b"Awa" not in found
    assert b"awa" not in found
    assert not re.search(rb"^(ORGANIZER|ATTENDEE)", found, re.MULTILINE)


def test_lines_are_folded_between_characters(event: MakeEvent) -> None:
    """No line is over 75 octets, none is cut inside a character, and every line ends with CRLF."""
    long = "Éé🌍 maïs, œufs ; « mil » 🥁" * 12
    found = feed(event(title=long, text=long, place=long, themes=(long,)))
    lines = found.split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert b"\n" not in found.replace(b"\r\n", b"")
    assert vevent(found)["SUMMARY"] == long


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b", "\x0c", "\x1c", "\\n"])
def test_a_title_cannot_add_a_property(event: MakeEvent, end: str) -> None:
    """Whatever ends a line somewhere, a title, a place, a theme or a name stays inside its own property."""
    trap = f"Contes{end}ATTENDEE:mailto:a@exemple.invalid"
    found = feed(event(title=trap, place=trap, text=trap, summary=trap, themes=(trap,)), name=trap)

    assert not [line for line in unfolded(found) if line.startswith("ATTENDEE")]
    assert "ATTENDEE" not in vevent(found)


def test_same_input_same_bytes(event: MakeEvent) -> None:
    """Nothing is read from the clock or drawn at random."""
    assert feed(event(), event("b")) == feed(event(), event("b"))


def test_chosen_events(event: MakeEvent) -> None:
    """To come, and past for at most `past_days` days, the last day included; cancelled ones too; by date."""
    events = [
        event("demain", begins="2027-01-11T10:00", ends=None, status="annulé"),
        event("juste", begins="2026-12-30", ends="2026-12-31"),
        event("trop-vieux", begins="2026-12-30", ends=None),
    ]

    assert [one.id for one in chosen(events, DAY, 10)] == ["juste", "demain"]


def visible(title: str) -> str:
    """What must remain of a title: no control character, byte order mark or half character, line ends as spaces."""
    text = re.sub("\r\n|\r|\n", " ", title.replace("\ufeff", ""))
    return "".join(char for char in text if char == "\t" or unicodedata.category(char) not in {"Cc", "Cs"})


@settings(max_examples=60)
@given(title=st.text(min_size=1, max_size=140))
def test_any_title_survives(event: MakeEvent, title: str) -> None:
    """What a title says comes back, character by character, from text read by the RFC's own rules."""
    [line] = [line for line in unfolded(feed(event(title=title))) if line.startswith("SUMMARY:")]
    value = re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], line.removeprefix("SUMMARY:"))

    assert value == visible(title)


@example(title="\ufeffContes")
@example(title="Contes \ud800")
@settings(max_examples=60)
@given(title=st.text(st.characters(exclude_characters="\\"), min_size=1, max_size=140))
def test_any_title_survives_in_a_library(event: MakeEvent, title: str) -> None:
    """The same through icalendar, which misreads only a typed backslash."""
    assert vevent(feed(event(title=title)))["SUMMARY"] == visible(title)


@pytest.mark.parametrize(("text", "expected"), [(r"C:\Notes", r"C:\\Notes"), ("a;b,c", r"a\;b\,c"), ("a\nb", r"a\nb")])
def test_escaping(text: str, expected: str) -> None:
    """TEXT as RFC 5545 3.3.11 writes it; a typed « \\N » stays what it is."""
    assert escaped(text) == expected


def test_one_line() -> None:
    """Control characters go, joined emoji stay whole."""
    assert one_line("a\x00b\r\nc\x7fd 👩‍🌾") == "ab cd 👩‍🌾"
