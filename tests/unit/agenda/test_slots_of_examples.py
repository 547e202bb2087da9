"""The examples as shipped offer dates, so that the preview shows how a school finds one."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

from aivm.agenda.school_days import read_school_days
from aivm.agenda.slots import Offer, offer
from aivm.config import Config
from aivm.records.build import build_records
from aivm.records.places import Places
from aivm.sources.closures import read_closures
from aivm.sources.load import load, read_sectors

from tests.conftest import PROJECT, TERRITORY, TODAY

DATA = PROJECT / "content" / "data"
FOLDERS = ((DATA, False), (PROJECT / "content" / "exemples" / "data", True))


@cache
def found(today: date = TODAY) -> Offer:
    """What the preview offers on a day."""
    config = Config()
    sectors, _ = read_sectors(DATA / "secteurs.csv", PROJECT)
    places = Places(sectors, TERRITORY, today)
    rows, _ = load(FOLDERS, PROJECT)
    ids = {kind: frozenset(str(row.values["id"]) for row in kept) for kind, kept in rows.items()}
    records, problems = build_records(rows, places, ids)
    closures, faults = read_closures(FOLDERS, PROJECT, TERRITORY)
    assert [problem for problem in problems + faults if problem.severity != "advice"] == []
    return offer(records, closures, read_school_days(TERRITORY.here.school_zone), places, config)


def test_a_class_near_vitre_finds_a_date_in_march() -> None:
    """During the mission, in each sector of the example, and marked as examples."""
    march = [slot for slot in found().slots if (slot.day.year, slot.day.month) == (2027, 3)]

    assert set(Counter(slot.sector for slot in march)) == {"Rennes", "Vitré", "Brocéliande", "Saint-Malo"}
    assert len([slot for slot in march if slot.sector == "Vitré" and slot.state == "libre"]) >= 10
    assert all(slot.example for slot in found().slots)


def test_the_examples_show_an_option_too() -> None:
    """One with an end, one without."""
    assert {slot.option_until for slot in found().slots if slot.state == "option"} == {None, date(2026, 12, 4)}


def test_closures_absences_and_holidays_of_the_examples_are_kept_free() -> None:
    """The two closures, the volunteer's own days, Christmas, Easter Monday, the bridge of the Ascension."""
    days = {slot.day for slot in found().slots}
    kept = ("2026-12-11", "2027-03-25", "2027-03-26", "2026-12-18", "2026-12-22", "2027-03-29", "2027-05-07")

    assert [day for day in kept[:3] + kept[4:] if date.fromisoformat(day) in days] == []
    assert date.fromisoformat(kept[3]) in days  # the Friday before Christmas is a day of class


def test_between_two_missions_nothing_is_offered() -> None:
    """A normal state; a school year that the calendar does not tell yet is named besides."""
    assert found(date(2027, 9, 1)) == Offer((), (), date(2027, 9, 15), date(2028, 2, 28))
    assert found(date(2028, 5, 1)).slots == ()
    assert found(date(2028, 5, 1)).unknown_years == ("2028-2029",)
