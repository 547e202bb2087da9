"""How one source is read: what its entry in sources.toml and the settings say to its reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from aivm.problems import Problem
from aivm.records.raw import RawRecord
from aivm.sources.who_goes import NOBODY, People
from aivm.territory import Territory

MOST_ROWS = 20_000  # of one source: more would be read in more time and memory than a volunteer's machine has


@dataclass(frozen=True)
class Options:
    """What a reader is told besides the bytes."""

    first: date  # the site's window, both days included: nothing repeats outside it
    last: date
    territory: Territory = field(kw_only=True)
    columns: Mapping[str, str] = field(default_factory=dict)  # folded column of the source -> our folded column
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # folded word -> our column and its value
    unsaid: str = "scolaire"  # the audience of an event of which nothing says who may come: closed by default
    people: People = NOBODY  # whom it may name: they go there, and are shown beside no hour
    sheet: str = ""  # the sheet of a workbook; empty: the first that is visible


Reader = Callable[[bytes, str, Options], tuple[list[RawRecord], list[Problem]]]
