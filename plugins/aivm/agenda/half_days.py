"""The slots of all sectors told as one list: a half-day once, with the sectors where somebody can come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from aivm.agenda.slots import Slot


def by_half_day(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """One slot a half-day, by date: in its best state, its sector being the list of those that share it.

    Its reference has no sector: the teacher gives the commune, and the association finds the sector.
    """
    groups = groupby(slots, key=lambda slot: (slot.day, slot.half_day))
    return tuple(_together(tuple(group)) for _, group in groups)


def _together(slots: Sequence[Slot]) -> Slot:
    best = min(slots, key=lambda slot: slot.state != "libre")
    names = [slot.sector for slot in slots if (slot.state, slot.option_until) == (best.state, best.option_until)]
    if len(names) == 1:
        return best
    return replace(
        best,
        reference=best.reference.removesuffix(f"-{best.sector_slug}"),
        sector=f"{', '.join(names[:-1])} ou {names[-1]}",
        sector_slug="",
        example=all(slot.example for slot in slots),
    )
