"""The dates of all sectors as one list: each half-day once, in its best state, with the sectors that are in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from aivm.agenda.half_days import by_half_day
from aivm.agenda.slots import Slot
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.agenda.offers import offered

DAY = date(2027, 1, 14)
NAMES = (("Redon", "redon"), ("Rennes", "rennes"), ("Vitré", "vitre"))
SLOTS = tuple(
    replace(slot, sector=name, sector_slug=slug, reference=slot.reference.replace("rennes", slug))
    for slot in offered().slots
    if slot.day == DAY
    for name, slug in NAMES
)
MORNING = tuple(slot for slot in SLOTS if slot.half_day == "matin")


def test_a_half_day_is_told_once_with_all_its_sectors() -> None:
    """Its reference has no sector: the association finds it from the commune."""
    morning, afternoon = by_half_day(SLOTS)

    assert [slot.reference for slot in (morning, afternoon)] == ["2027-01-14-am", "2027-01-14-pm"]
    assert morning.sector == "Redon, Rennes ou Vitré"
    assert (morning.sector_slug, morning.state) == ("", "libre")
    assert (morning.begins, morning.ends, morning.day) == (MORNING[0].begins, MORNING[0].ends, DAY)


def test_one_sector_alone_keeps_its_slot_as_it_is() -> None:
    """Reference and sector included."""
    assert by_half_day(MORNING[:1]) == MORNING[:1]


def test_a_free_sector_goes_before_those_in_option() -> None:
    """The page says « libre » where that is true, and nowhere else."""
    redon, rennes, vitre = MORNING
    (found,) = by_half_day([replace(redon, state="option"), rennes, replace(vitre, state="option")])

    assert found == rennes


def test_options_that_end_on_different_days_are_not_mixed() -> None:
    """Each page of a sector tells its own."""
    early, late = (
        replace(slot, state="option", option_until=date(2026, 12, day))
        for slot, day in zip(MORNING[:2], (4, 18), strict=True)
    )
    (found,) = by_half_day([early, late])

    assert found == early


states = st.lists(st.tuples(st.sampled_from(["libre", "option"]), st.booleans()), min_size=6, max_size=6)


@given(states)
def test_no_half_day_is_lost_or_invented(drawn: list[tuple[str, bool]]) -> None:
    """Whatever is free: the half-days are those of the slots, in their order, and free where one sector is."""
    slots: list[Slot] = [replace(slot, state=state) for slot, (state, kept) in zip(SLOTS, drawn, strict=True) if kept]
    found = by_half_day(slots)
    days = list(dict.fromkeys((slot.day, slot.half_day) for slot in slots))

    assert [(slot.day, slot.half_day) for slot in found] == days
    for slot in found:
        same = [one for one in slots if one.half_day == slot.half_day]
        assert (slot.state == "libre") == any(one.state == "libre" for one in same)
        assert {one.sector for one in same if one.state == slot.state} == set(
            slot.sector.replace(" ou ", ", ").split(", ")
        )
