"""Free dates: what takes one away, what gives it back, and what a list of them never tells."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aivm.agenda.bookings import bookings, bounds
from aivm.agenda.slots import Slot
from aivm.config import Config

from tests.conftest import TERRITORY
from tests.unit.agenda.offers import EVERY_DAY, closure, offered, person, records_of, states, visit

DAY = date(2027, 1, 14)  # a Thursday of class
BOTH = {"am-rennes": "libre", "pm-rennes": "libre"}
AFTERNOON = {"pm-rennes": "libre"}


def test_a_slot_says_when_and_where_and_nothing_of_who() -> None:
    """A field more would be a field that leaves: decide it at the top of slots.py first."""
    slot = next(slot for slot in offered().slots if slot.day == DAY)

    assert slot.reference == "2027-01-14-am-rennes"
    assert (slot.half_day, slot.sector, slot.sector_slug, slot.state) == ("matin", "Rennes", "rennes", "libre")
    assert slot.begins.isoformat() == "2027-01-14T08:30:00+01:00"
    assert slot.ends.isoformat() == "2027-01-14T12:00:00+01:00"
    assert [field.name for field in fields(Slot)] == [
        *("reference", "day", "half_day", "sector", "sector_slug"),
        *("state", "option_until", "begins", "ends", "example"),
    ]


def test_nobody_is_a_normal_state() -> None:
    """Long stretches without a volunteer, a week that nobody typed, a mission that is over."""
    assert offered(people=[]).slots == ()
    assert offered(people=[{"disponibilites": None}]).slots == ()
    assert offered(people=[{**person(), "mission": {"debut": "2025-09-15", "fin": "2026-07-10"}}]).slots == ()


def test_the_lead_and_the_horizon_are_settings() -> None:
    """In days from the day of the build; both ends are included."""
    found = offered(slot_lead_days=1, slot_horizon_days=2)  # the 22nd is a Sunday

    assert (found.first, found.last) == (date(2026, 11, 23), date(2026, 11, 24))
    assert {slot.day.day for slot in found.slots} == {23, 24}
    assert offered(slot_lead_days=10, slot_horizon_days=9).slots == ()
    assert max(slot.day for slot in offered().slots) <= date(2026, 11, 22) + timedelta(days=Config().slot_horizon_days)


@pytest.mark.parametrize("today", [DAY, DAY - timedelta(days=1)])
def test_without_a_lead_what_is_taken_today_is_taken(today: date) -> None:
    """Where the setting lets schools ask for the very day, a visit of that day holds its half-day."""
    assert states(offered(visit(), today=today, slot_lead_days=0), DAY) == AFTERNOON


def test_a_school_year_that_is_not_known_offers_nothing_and_is_named() -> None:
    """The page says so. In June 2028 the calendar of 2028-2029 is not there yet."""
    ready = {**person(), "mission": {"debut": "2028-03-01", "fin": "2029-01-31"}}
    found = offered(people=[ready], today=date(2028, 6, 1))

    assert found.unknown_years == ("2028-2029",)
    assert max(slot.day for slot in found.slots) < date(2028, 9, 1)
    assert offered().unknown_years == ()


def test_a_week_an_absence_and_a_mission_bound_the_dates() -> None:
    """Only the half-days typed; both ends of an absence and of a mission are included."""
    week = {"semaine": {"jeudi": ["matin"]}, "exceptions": [{"du": "2027-01-21", "au": "2027-01-28"}]}
    ready = {**person(**week), "mission": {"debut": "2027-01-14", "fin": "2027-02-11"}}

    assert [slot.day for slot in offered(people=[ready]).slots] == [DAY, date(2027, 2, 4), date(2027, 2, 11)]


def test_no_class_comes_on_a_saturday_even_where_a_week_says_so() -> None:
    """A Wednesday is for the week to say."""
    days = {slot.day.weekday() for slot in offered().slots}

    assert days == {0, 1, 2, 3, 4}


def test_a_closure_closes_every_half_day_and_every_sector() -> None:
    """Both its ends are included; without an end it is one day."""
    ready = [person(secteurs=["Rennes", "Vitré"])]
    found = offered(people=ready, closures=[closure(DAY), closure(date(2027, 1, 18), date(2027, 1, 20))])
    days = {slot.day.day for slot in found.slots if (slot.day.year, slot.day.month) == (2027, 1)}

    assert days & {13, 14, 15, 18, 19, 20, 21} == {13, 15, 21}


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ({}, AFTERNOON),
        ({"statut": "complet"}, AFTERNOON),
        ({"statut": "annulé"}, BOTH),
        ({"statut": "reporté"}, BOTH),
        ({"statut": "à confirmer"}, {"am-rennes": "option", **AFTERNOON}),
        ({"statut": "option", "option_jusqu_au": "22/11/2026"}, {"am-rennes": "option", **AFTERNOON}),
        ({"statut": "option", "option_jusqu_au": "21/11/2026"}, BOTH),  # it has ended
        ({"public": "tout public", "commune": "Rennes"}, AFTERNOON),
        ({"public": "adhérents"}, AFTERNOON),
        ({"debut": "14/01/2027", "fin": None}, {}),  # the whole day
        ({"debut": "12/01/2027", "fin": "15/01/2027"}, {}),
        ({"debut": "14/01/2027 8h", "fin": None}, {}),  # nobody said when it ends
        ({"debut": "14/01/2027 20h", "fin": "22h"}, BOTH),
        ({"debut": "14/01/2027 11h", "fin": "11h30"}, AFTERNOON),
        ({"debut": "14/01/2027 14h", "fin": "15h"}, {"am-rennes": "libre"}),
        # over noon: less than the travel is left on both sides
        ({"debut": "14/01/2027 11h", "fin": "12h01"}, {}),
        ({"debut": "14/01/2027 13h29", "fin": "15h"}, {}),
        ({"debut": "14/01/2027 12h15", "fin": "13h"}, {}),
        # before and after school, the travel of an hour and a half to the minute
        ({"debut": "14/01/2027 6h", "fin": "7h"}, BOTH),
        ({"debut": "14/01/2027 6h", "fin": "7h01"}, AFTERNOON),
        ({"debut": "14/01/2027 18h", "fin": "20h"}, BOTH),
        ({"debut": "14/01/2027 17h59", "fin": "20h"}, {"am-rennes": "libre"}),
        # 10:00 to 12:00, then 10:00 to 12:01 in Rennes
        ({"debut": "14/01/2027 9h", "fin": "11h", "commune": None, "fuseau": "Africa/Bamako"}, AFTERNOON),
        (
            {"debut": "14/01/2027 9h", "fin": "11h01", "commune": None, "fuseau": "Africa/Bamako", "lieu": "en ligne"},
            {},
        ),
    ],
)
def test_what_a_booking_leaves_of_a_day(row: dict[str, Any], left: dict[str, str]) -> None:
    """Its half-days and the travel, by the table of states, whoever it is open to."""
    assert states(offered(visit(volontaires="personne", **row)), DAY) == left


@pytest.mark.parametrize(
    ("half_day", "left"), [("am", {"pm-rennes": "libre"}), ("pm", {"am-rennes": "libre"})], ids=["morning", "afternoon"]
)
def test_the_hour_of_a_booking_in_its_half_day_is_nothing_to_the_other(half_day: str, left: dict[str, str]) -> None:
    """From the first minute to the last, short or long: what is left does not tell when a class is visited."""
    hours = {"am": [("8h30", "9h"), ("9h", "12h"), ("11h59", "12h")], "pm": [("13h30", "16h30"), ("16h", "16h29")]}
    days = [visit(debut=f"14/01/2027 {first}", fin=last) for first, last in hours[half_day]]

    assert [states(offered(row), DAY) for row in days] == [left] * len(days)


def test_a_travel_longer_than_noon_makes_a_visit_take_its_day() -> None:
    """Whatever its hour: 90 minutes are exactly noon, and 91 are too many."""
    early = visit(debut="14/01/2027 8h30", fin="9h")

    assert states(offered(early, travel_minutes=90), DAY) == AFTERNOON
    assert states(offered(early, travel_minutes=91), DAY) == {}


def test_what_lies_at_noon_is_in_neither_half_day() -> None:
    """From the last minute of the morning to the first of the afternoon: without a travel it takes nothing."""
    lunch = visit(debut="14/01/2027 12h", fin="13h30")

    assert states(offered(lunch, travel_minutes=0), DAY) == BOTH
    assert states(offered(lunch, travel_minutes=1), DAY) == {}


OPEN = {"public": "tout public", "commune": "Vitré"}


@pytest.mark.parametrize(
    "held",
    [
        {"volontaires": "a"},
        {"volontaires": "a, b"},
        {"associations": "groupe"},
        {"volontaires": "b", "lieu": "Halle"},
        {},
    ],
)
def test_an_event_open_to_all_takes_everybody_whoever_holds_it(held: dict[str, str]) -> None:
    """In every sector: a date that is left would tell who is not there, beside the hour and the place of its page."""
    people = [person("a", secteurs=["Rennes", "Vitré"]), person("b")]

    assert states(offered(visit(**OPEN, **held), people=people), DAY) == {"pm-rennes": "libre", "pm-vitre": "libre"}
    option = visit(**OPEN, **held, statut="option", option_jusqu_au="05/12/2026")
    assert states(offered(option, people=people), DAY)["am-rennes"] == "option"


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ({"debut": "12/01/2027", "fin": "14/01/2027"}, {}),  # three days
        ({"debut": "11/01/2027", "fin": "14/01/2027"}, BOTH),  # four
        ({"debut": "04/01/2027 10h", "fin": "25/01/2027 18h"}, BOTH),
        ({"commune": "Cercle de Mopti"}, BOTH),
        ({"commune": None, "fuseau": "Africa/Bamako"}, BOTH),
        ({"commune": "Cercle de Mopti", "lieu": "en ligne"}, AFTERNOON),  # one is there from home
    ],
)
@pytest.mark.parametrize("held", [{"volontaires": "personne"}, {"associations": "groupe"}])
def test_an_exhibition_and_what_is_in_mali_take_no_date(
    row: dict[str, Any], left: dict[str, str], held: dict[str, str]
) -> None:
    """Nobody stands for three weeks beside photographs: by what its page tells, and never by who goes."""
    assert states(offered(visit(**{**OPEN, **row}, **held)), DAY) == left


def test_a_closed_stay_of_several_days_takes_them_all() -> None:
    """Only what is open to all can be an exhibition: its dates are public anyway."""
    assert states(offered(visit(debut="04/01/2027", fin="25/01/2027", volontaires="personne")), DAY) == {}


def test_a_booking_is_for_the_one_it_names() -> None:
    """The other volunteer can come."""
    people = [person("a"), person("b")]

    assert states(offered(visit(volontaires="a"), people=people), DAY) == BOTH
    assert states(offered(visit(volontaires="a, b"), people=people), DAY) == AFTERNOON


def test_a_booking_that_names_nobody_takes_one_whoever_it_is() -> None:
    """One volunteer is left of two; nobody of one; nobody of two where two such bookings meet."""
    people = [person("a"), person("b")]

    assert states(offered(visit()), DAY) == AFTERNOON
    assert states(offered(visit(), people=people), DAY) == BOTH
    assert states(offered(visit(), visit(id="autre"), people=people), DAY) == AFTERNOON
    assert states(offered(visit(), visit(id="autre", volontaires="a"), people=people), DAY) == AFTERNOON
    three = [visit(), visit(id="autre"), visit(id="encore")]  # more than there are people: nobody all the same
    assert states(offered(*three, people=people), DAY) == AFTERNOON


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ({"public": "adhérents", "associations": "groupe"}, BOTH),
        ({"public": "adhérents", "associations": "groupe", "volontaires": "personne"}, AFTERNOON),
        ({"public": "adhérents"}, AFTERNOON),  # nobody said who
        ({"public": "scolaire", "associations": "groupe"}, AFTERNOON),
    ],
)
def test_a_meeting_of_an_association_does_without_volunteers(row: dict[str, Any], left: dict[str, str]) -> None:
    """Unless it names them; visits to schools are what volunteers are here for."""
    assert states(offered(visit(**row)), DAY) == left


def test_an_option_says_until_when_where_it_has_an_end() -> None:
    """The last day before somebody comes free: of two options on one person the later, of two people the sooner."""
    first = visit(volontaires="a", statut="option", option_jusqu_au="01/12/2026")
    second = visit(id="autre", volontaires="a", statut="option", option_jusqu_au="05/12/2026")
    other = visit(id="autre", volontaires="b", statut="option", option_jusqu_au="05/12/2026")
    endless = visit(volontaires="a", statut="option")

    def until(*events: dict[str, Any], people: tuple[str, ...] = ("a",)) -> list[tuple[str, date | None]]:
        slots = offered(*events, people=[person(name) for name in people]).slots
        return [(slot.state, slot.option_until) for slot in slots if slot.reference == "2027-01-14-am-rennes"]

    assert until(first) == [("option", date(2026, 12, 1))]
    assert until(first, second) == [("option", date(2026, 12, 5))]
    assert until(first, other, people=("a", "b")) == [("option", date(2026, 12, 1))]
    assert until(endless) == [("option", None)]
    assert until(first, visit(id="ferme", volontaires="a")) == []


def test_sectors_of_one_person_come_and_go_together() -> None:
    """Else the list would tell where that person is going to be on the morning of the 14th."""
    people = [person(secteurs=["Rennes", "Vitré"])]
    late = visit(debut="14/01/2027 10h", fin="12h15", volontaires="personne", commune="Vitré")

    assert states(offered(visit(volontaires="personne", commune="Vitré"), people=people), DAY) == {
        "pm-rennes": "libre",
        "pm-vitre": "libre",
    }
    assert states(offered(late, people=people), DAY) == {}


def test_two_people_in_one_sector_are_one_slot() -> None:
    """However each of them typed its name."""
    people = [person("a"), person("b", secteurs=["RENNES"])]

    assert offered(people=people) == offered(people=[person()])


def test_a_sector_typed_twice_is_not_two_people() -> None:
    """Or a booking that names nobody would leave one of them."""
    assert states(offered(visit(), people=[person(secteurs=["Rennes", "rennes"])]), DAY) == AFTERNOON


def test_a_slot_of_examples_is_an_example() -> None:
    """Where a real volunteer can come too, it is none."""
    example = {**person("a"), "exemple": "oui"}

    assert all(slot.example for slot in offered(people=[example]).slots)
    assert not any(slot.example for slot in offered(people=[example, person("b")]).slots)


@pytest.mark.parametrize(
    ("day", "shift"), [(date(2027, 3, 26), 1), (date(2027, 3, 30), 2), (date(2027, 10, 29), 2), (date(2027, 11, 8), 1)]
)
def test_a_half_day_keeps_its_hours_when_the_clock_changes(day: date, shift: int) -> None:
    """Half past eight on the wall, before and after 28 March and 31 October 2027."""
    begins, ends = bounds(day, "matin", Config(), TERRITORY.here.clock)

    assert begins == datetime(day.year, day.month, day.day, 8, 30, tzinfo=ZoneInfo("Europe/Paris"))
    assert {begins.utcoffset(), ends.utcoffset()} == {timedelta(hours=shift)}


@pytest.mark.parametrize(
    ("day", "event", "taken"),
    [
        # On 28 March 2:00 is 3:00: from 1:45 to 3:30 there are 45 minutes, and 105 on the wall.
        (date(2027, 3, 28), {"debut": "28/03/2027 1h", "fin": "1h45"}, True),
        # On 31 October 3:00 is 2:00 again: from 1:45 to 3:30 there are 165 minutes.
        (date(2027, 10, 31), {"debut": "31/10/2027 1h", "fin": "1h45"}, False),
    ],
)
def test_travel_is_counted_in_real_minutes_across_a_clock_change(day: str, event: dict[str, Any], taken: bool) -> None:
    """Python subtracts two hours of one zone on the wall: in the night of a change that is an hour wrong."""
    config = Config(travel_minutes=105, morning=("03:30", "06:00"))
    (booking,) = bookings(records_of(visit(**event)).events, date(2026, 11, 22))

    assert booking.takes(*bounds(day, "matin", config, TERRITORY.here.clock), config) is taken


def test_an_event_over_a_clock_change_takes_what_it_takes() -> None:
    """From the evening of Friday 26 March to the morning of Tuesday 30 March 2027; Monday is a holiday anyway."""
    stay = visit(debut="26/03/2027 18h", fin="30/03/2027 9h", volontaires="personne")
    found = offered(stay)

    assert states(found, date(2027, 3, 26)) == BOTH
    assert states(found, date(2027, 3, 30)) == {"pm-rennes": "libre"}


def test_slots_are_in_the_order_of_the_calendar() -> None:
    """By day, half-day and sector."""
    people = [person(secteurs=["Vitré", "Rennes"], semaine=EVERY_DAY)]
    slots = offered(people=people).slots

    assert [slot.reference for slot in slots] == sorted(slot.reference for slot in slots)


def test_only_an_option_has_a_last_day() -> None:
    """A date « à confirmer » whose row still had an `option_jusqu_au` was promised free after that day, and was not."""
    kept = visit(statut="à confirmer", option_jusqu_au="05/01/2027", volontaires="personne")
    (slot,) = [slot for slot in offered(kept).slots if slot.reference == "2027-01-14-am-rennes"]

    assert (slot.state, slot.option_until) == ("option", None)


def test_an_event_without_an_end_takes_its_own_day_alone() -> None:
    """Nobody said when it ends: not later than midnight."""
    found = offered(visit(debut="14/01/2027 8h", fin=None, volontaires="personne"))

    assert (states(found, DAY), states(found, date(2027, 1, 15))) == ({}, BOTH)


def test_a_sector_is_told_as_the_table_of_communes_spells_it() -> None:
    """However somebody typed it."""
    assert {slot.sector for slot in offered(people=[person(secteurs=["RENNES"])]).slots} == {"Rennes"}
