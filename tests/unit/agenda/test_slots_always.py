"""What holds of free dates whatever the weeks, the bookings and the closures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import holidays
from aivm.agenda.slots import Offer, offer
from aivm.config import Config
from aivm.records.closure import Closure
from aivm.records.event import Event
from hypothesis import given, settings
from hypothesis import strategies as st
from vacances_scolaires_france import SchoolHolidayDates

from tests.unit.agenda.offers import SCHOOL, closure, offered, person, records_of, somebody_can_come
from tests.unit.records.conftest import places

TODAY = date(2027, 2, 10)  # winter holidays, Easter, a clock change, spring holidays and the Ascension lie ahead
CONFIG = Config(slot_lead_days=2, slot_horizon_days=95)
TABLE = SchoolHolidayDates()
NAMES = ("a", "b", "c")
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

days = st.dates(TODAY, TODAY + timedelta(days=100))
# Most bookings fall in one week, so that they meet.
busy_days = st.one_of(days, st.dates(date(2027, 3, 22), date(2027, 3, 26)))
weeks = st.dictionaries(
    st.sampled_from(WEEKDAYS), st.lists(st.sampled_from(["matin", "après-midi"]), min_size=1, unique=True), min_size=3
)
sectors = st.lists(st.sampled_from(["Rennes", "Vitré"]), min_size=1, unique=True)
leaves = st.tuples(days, st.integers(0, 9)).map(
    lambda leave: {"du": leave[0].isoformat(), "au": (leave[0] + timedelta(days=leave[1])).isoformat()}
)


@st.composite
def crowds(draw: st.DrawFn, most: int = 3) -> list[dict[str, Any]]:
    """Nobody, one or several volunteers, each with a week, sectors, absences and a mission."""
    return [
        {
            **person(
                name,
                semaine=draw(weeks),
                secteurs=draw(sectors),
                exceptions=draw(st.lists(leaves, max_size=2)),
            ),
            "mission": {"debut": "2026-09-15", "fin": draw(st.sampled_from(["2027-04-05", "2027-07-10"]))},
        }
        for name in NAMES[: draw(st.integers(0, most))]
    ]


@st.composite
def event_rows(draw: st.DrawFn) -> dict[str, Any]:
    """An event of any state and audience, with an hour or none, an end or none, names or none."""
    day = draw(busy_days)
    start = draw(st.one_of(st.none(), st.integers(7 * 60, 20 * 60)))  # minutes; none: the whole day
    last = day + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 4])))
    end = draw(st.one_of(st.none(), st.integers(10, 180)))
    if start is None:
        hours = {"debut": day.isoformat(), "fin": last.isoformat()}
    else:
        finish = None if end is None else f"{last.isoformat()} {(start + end) // 60}:{(start + end) % 60:02}"
        hours = {"debut": f"{day.isoformat()} {start // 60}:{start % 60:02}", "fin": finish}
    ends = draw(st.one_of(st.none(), st.dates(TODAY - timedelta(days=5), TODAY + timedelta(days=30))))
    return {
        **hours,
        "titre": "Rendez-vous",
        "fuseau": draw(st.sampled_from(["Europe/Paris", "Europe/Paris", "Africa/Bamako"])),
        "commune": None,
        "public": draw(st.sampled_from(["scolaire", "scolaire", "tout public", "adhérents"])),
        "statut": draw(st.sampled_from(["prévu", "complet", "option", "option", "à confirmer", "reporté", "annulé"])),
        "option_jusqu_au": ends.isoformat() if ends else None,
        "associations": draw(st.sampled_from(["", "groupe"])),
        "names": draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True)),
    }


closures = st.lists(st.tuples(busy_days, st.integers(0, 3)), max_size=2).map(
    lambda found: [closure(day, day + timedelta(days=more)) for day, more in found]
)
programs = st.lists(event_rows(), max_size=5)


def dated(events: list[dict[str, Any]], people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events with an id each, naming only people who are there."""
    present = {one["id"] for one in people}
    return [
        {
            **{key: value for key, value in row.items() if key != "names"},
            "id": f"e{rank}",
            "volontaires": ", ".join(name for name in row["names"] if name in present),
        }
        for rank, row in enumerate(events)
    ]


def look(
    events: list[dict[str, Any]],
    people: list[dict[str, Any]],
    closed: list[Closure],
    today: date = TODAY,
    config: Config = CONFIG,
) -> Offer:
    """What is offered on a day."""
    return offer(records_of(*dated(events, people), people=people, today=today), closed, SCHOOL, places(today), config)


def lasts(event: Event) -> int:
    """In days, both ends included."""
    return (event.last_day - event.first_day).days + 1


@given(programs, crowds(), closures)
def test_a_free_slot_can_be_kept_whoever_goes_elsewhere(
    events: list[dict[str, Any]], people: list[dict[str, Any]], closed: list[Closure]
) -> None:
    """No free slot overlaps a booking or an option of the one who would come: everyone is tried everywhere."""
    records = records_of(*dated(events, people), people=people, today=TODAY)
    held = [
        event
        for event in records.events
        if event.slot_on(TODAY) != "libre"
        and (event.volunteers or event.audience != "adhérents" or not event.associations)
        and not (event.audience == "tout public" and (event.zone != "Europe/Paris" or lasts(event) > 3))
    ]
    firm = [event for event in held if event.slot_on(TODAY) == "réservé"]

    for slot in offer(records, closed, SCHOOL, places(TODAY), CONFIG).slots:
        standing = held if slot.state == "libre" else firm
        assert somebody_can_come(slot, records.volunteers, standing, CONFIG), slot.reference


@given(programs, crowds(), closures)
def test_no_slot_falls_on_a_day_without_class(
    events: list[dict[str, Any]], people: list[dict[str, Any]], closed: list[Closure]
) -> None:
    """A holiday of zone B, a public holiday, a week-end, a closure, or outside the lead and the horizon."""
    public = holidays.country_holidays("FR", years=[2027])

    for slot in look(events, people, closed).slots:
        assert not TABLE.is_holiday_for_zone(slot.day, "B")
        assert slot.day not in public
        assert slot.day.weekday() < 5
        assert not any(one.covers(slot.day) for one in closed)
        assert timedelta(days=2) <= slot.day - TODAY <= timedelta(days=95)
        assert slot.begins.date() == slot.ends.date() == slot.day


@given(programs, event_rows(), crowds(), closures)
def test_adding_a_booking_never_adds_a_slot(
    events: list[dict[str, Any]], more: dict[str, Any], people: list[dict[str, Any]], closed: list[Closure]
) -> None:
    """Nor does it free one that was under option."""
    before, after = look(events, people, closed).slots, look([*events, more], people, closed).slots

    assert {slot.reference for slot in after} <= {slot.reference for slot in before}
    assert {slot.reference for slot in after if slot.state == "libre"} <= {
        slot.reference for slot in before if slot.state == "libre"
    }


@given(programs, crowds(), closures, busy_days)
def test_adding_a_closure_only_takes_its_own_days(
    events: list[dict[str, Any]], people: list[dict[str, Any]], closed: list[Closure], day: date
) -> None:
    """Every other slot stays as it was."""
    before, after = look(events, people, closed), look(events, people, [*closed, closure(day)])

    assert after == replace(before, slots=tuple(slot for slot in before.slots if slot.day != day))


@given(programs, crowds(most=2), closures)
def test_a_reference_is_given_once_and_is_told_by_its_slot(
    events: list[dict[str, Any]], people: list[dict[str, Any]], closed: list[Closure]
) -> None:
    """Two volunteers in one place at one time are one slot."""
    slots = look(events, people, closed).slots

    assert len({slot.reference for slot in slots}) == len(slots)
    assert all(
        slot.reference == f"{slot.day}-{'am' if slot.half_day == 'matin' else 'pm'}-{slot.sector_slug}"
        for slot in slots
    )


@given(programs, crowds(), closures)
def test_who_they_are_changes_nothing(
    events: list[dict[str, Any]], people: list[dict[str, Any]], closed: list[Closure]
) -> None:
    """Names, identifiers, order and consent: an offer is the same for other people with the same weeks."""
    others = dict(zip(NAMES, ("z", "y", "x"), strict=True))
    strangers = [{**one, "id": others[one["id"]], "nom_affiche": "Autre", "consentement": None} for one in people][::-1]
    present = {one["id"] for one in people}
    renamed = [{**row, "names": [others[name] for name in row["names"] if name in present]} for row in events]

    assert look(renamed, strangers, closed) == look(events, people, closed)


@given(programs, crowds(most=1), closures)
def test_the_dates_of_one_person_do_not_tell_where_they_are(
    events: list[dict[str, Any]], people: list[dict[str, Any]], closed: list[Closure]
) -> None:
    """Every sector of that person has the same half-days in the same states, wherever the bookings are."""
    by_sector: dict[str, list[tuple[Any, ...]]] = {}
    for slot in look(events, people, closed).slots:
        told = (slot.day, slot.half_day, slot.state, slot.option_until)
        by_sector.setdefault(slot.sector, []).append(told)
    moved = [{**row, "commune": "Vitré" if row["fuseau"] == "Europe/Paris" else None} for row in events]

    assert all(told == next(iter(by_sector.values())) for told in by_sector.values())
    assert look(moved, people, closed) == look(events, people, closed)


@given(programs, crowds(), closures)
def test_the_dates_do_not_tell_who_goes_to_what_is_open_to_all(
    events: list[dict[str, Any]], people: list[dict[str, Any]], closed: list[Closure]
) -> None:
    """Held by other volunteers, by all, by none, or by an association: the same dates in the same states."""
    opened = [{**row, "public": "tout public"} for row in events]
    for held in ({"names": list(NAMES)}, {"names": []}, {"associations": "groupe"}, {"associations": "", "names": []}):
        assert look([{**row, **held} for row in opened], people, closed) == look(opened, people, closed)


@settings(max_examples=60)  # each example looks at many days
@given(programs, crowds())
def test_an_option_gives_its_date_back_the_day_after(
    events: list[dict[str, Any]], people: list[dict[str, Any]]
) -> None:
    """A slot that says « until » is under option on that day, and free on the next, where nothing else moves."""
    wide = Config(slot_lead_days=0, slot_horizon_days=100)
    for slot in look(events, people, [], config=wide).slots[:20]:
        until = slot.option_until
        if until is None or until >= slot.day:
            continue
        on_the_day = look(events, people, [], today=until, config=wide).slots
        after = look(events, people, [], today=until + timedelta(days=1), config=wide).slots

        assert [one.state for one in on_the_day if one.reference == slot.reference] == ["option"]
        assert [one.state for one in after if one.reference == slot.reference] == ["libre"]


@settings(max_examples=20)
@given(st.dates(date(2026, 9, 1), date(2029, 6, 30)))
def test_an_unknown_school_year_has_no_slot(today: date) -> None:
    """And every school year of the horizon is either known or named."""
    endless = [{**person(), "mission": {"debut": "2026-09-01", "fin": "2031-08-31"}}]
    found = offered(people=endless, today=today)

    for slot in found.slots:
        years = f"{slot.day.year - (slot.day.month < 9)}-{slot.day.year + (slot.day.month >= 9)}"
        assert years not in found.unknown_years
    assert ("2028-2029" in found.unknown_years) == (found.last >= date(2028, 9, 1) and found.first < date(2029, 9, 1))
