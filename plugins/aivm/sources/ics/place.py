"""LOCATION -> a place and its commune, by a rule that can be told.

The parts between commas are read from the last: countries and regions are passed over, a postcode goes. The commune is
the last part that the table of words knows as one (`commune`: the caller adds the communes of the site to the table);
without any in the table, the part with a postcode, or else the last of several. What stands before it is the place.
A place whose commune cannot be read is not passed on (it may be anywhere), and a place over there never is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from aivm.sources.ics.text import PLACE, cut, line
from aivm.sources.ics.words import Words
from aivm.territory import Territory
from aivm.text.fold import fold

ONLINE = "en ligne"
POSTCODE = re.compile(r"\b(?:F-?)?\d{5}\b")
AFTER = re.compile(r"(?:\bcedex\b|\().*", re.IGNORECASE)  # « Rennes Cedex 7 », « Bruz (35) »
LONGEST = 1000  # characters of a LOCATION that are looked at
ADDRESS = re.compile(r"https?://|www\.|\b(?:meet|zoom|teams|jitsi|bbb)\.\w", re.IGNORECASE)


class Place(NamedTuple):
    """The columns `lieu` and `commune`; `lost` is a place that was not passed on."""

    name: str = ""
    commune: str = ""
    lost: str = ""


def communes(words: Words) -> dict[str, str]:
    """The communes of the table, by folded name."""
    return {key: value for key, (column, value) in words.items() if column == "commune"}


def place(location: str, told: str, words: Words, known: Mapping[str, str], territory: Territory, there: bool) -> Place:
    """Where an event is. `told`: the commune that its words name; `known`: `communes`; `there`: it keeps that clock."""
    rows = [line(part, territory) for part in re.split(r"[,;\n]", location[:LONGEST])]
    parts = [part for part in rows if part]
    if ADDRESS.search(location) or any(words.get(fold(part), ("", ""))[0] == "lieu" for part in parts):
        return Place(ONLINE)
    there = there or any(fold(part) == fold(territory.there.country) for part in parts)
    around = {fold(name) for name in (*territory.here.around, *territory.there.around)}
    while parts and fold(parts[-1]) in around:
        parts.pop()
    if there:  # all that may be told of a place there
        levels = tuple(f"{fold(level)}_" for level in territory.there.levels)
        vague = next((part for part in parts if f"{fold(part)}_".startswith(levels)), "")
        return Place(commune=cut(vague, PLACE))
    rank, commune = _commune(parts, known)
    if told:
        rank, commune = (rank if fold(told) == fold(commune) else len(parts)), told
    name = cut(", ".join(parts[:rank]), PLACE)
    return Place(name, commune) if commune else Place(lost=cut(", ".join(parts), PLACE))


def _commune(parts: list[str], known: Mapping[str, str]) -> tuple[int, str]:
    """The commune among the parts and its rank; without one, nothing, after all of them."""
    names = [bare(part) for part in parts]
    for rank in reversed(range(len(parts))):
        if fold(names[rank]) in known:
            return rank, known[fold(names[rank])]
    if known:
        return len(parts), ""
    coded = [rank for rank, part in enumerate(parts) if POSTCODE.search(part) and names[rank]]
    rank = coded[-1] if coded else len(parts) - 1
    return (rank, cut(names[rank], PLACE)) if coded or len(parts) > 1 else (len(parts), "")


def bare(part: str) -> str:
    """« 35170 Bruz », « Rennes Cedex 7 » -> the commune alone."""
    after = POSTCODE.split(part)[-1]
    return AFTER.sub("", after).strip(" -–")
