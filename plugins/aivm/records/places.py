"""What is known of the map, and the day: what rules and the public view judge a place by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from aivm.people.localities import folded_place
from aivm.records.event import Event
from aivm.territory import Territory
from aivm.text.fold import fold


@dataclass(frozen=True)
class Places:
    """What is known of the map, and the day: communes with their sector, both territories and what may be told."""

    sectors: Mapping[str, str]
    territory: Territory
    today: date
    folded: Mapping[str, str] = field(init=False)
    told: frozenset[str] = field(init=False)  # names that a text may say, as people/localities.py folds them

    def __post_init__(self) -> None:
        known = {fold(name): name for name in (*self.sectors, *self.territory.there.told)}
        object.__setattr__(self, "folded", known)
        object.__setattr__(self, "told", frozenset(folded_place(name, self.territory) for name in known.values()))

    def name(self, typed: str) -> str | None:
        """The official spelling of a commune or place, or None when it is not known."""
        return self.folded.get(fold(typed))

    def sector(self, typed: str) -> str | None:
        """The official spelling of a sector, or None when no commune is in it."""
        return next((name for name in self.sectors.values() if fold(name) == fold(typed)), None)

    def over_there(self, event: Event) -> bool:
        """True for an event that takes place over there, by its clock or by its place."""
        there = self.territory.there
        return event.zone == there.zone or self.name(event.commune) in there.told
