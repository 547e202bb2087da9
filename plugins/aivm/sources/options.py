"""How one source is read: what its entry in sources.toml and the settings say to its reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from aivm.problems import Problem
from aivm.records.raw import RawRecord


@dataclass(frozen=True)
class Options:
    """What a reader is told besides the bytes."""

    first: date  # the site's window, both days included: nothing repeats outside it
    last: date
    columns: Mapping[str, str] = field(default_factory=dict)  # folded column of the source -> our folded column
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # folded word -> our column and its value
    sheet: str = ""  # the sheet of a workbook; empty: the first that is visible


Reader = Callable[[bytes, str, Options], tuple[list[RawRecord], list[Problem]]]
