"""Which events of a calendar hold, and when: versions of one event, modified instances, recurrences.

One UID is one event (RFC 5545 3.8.4.7): of several versions the highest SEQUENCE holds, and the later in the file where
they are equal. Some products give one UID to different events: where starts differ, each is kept. A modified instance
whose master is not there (an invitation to one date) stands alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from aivm.problems import Problem, Severity, Where
from aivm.sources.ics.lines import Block
from aivm.sources.ics.repeat import expand
from aivm.sources.ics.rule import Budget
from aivm.sources.ics.text import cut, line, prose
from aivm.sources.ics.time import UnreadableTimeError, moment, span
from aivm.sources.ics.zone import Clock, Moment
from aivm.sources.options import Options

HINT = "Corrigez cet événement dans l’agenda d’où il vient."


class Dated(NamedTuple):
    """An event, or one date of it: the rank of its block, start, end (exclusive for days), the day it recurs for."""

    rank: int
    start: Moment
    end: Moment | None
    recurrence: str = ""  # AAAA-MM-JJ, the day before it was moved


@dataclass
class Dates:
    """The dates of one calendar, and what was wrong with them once `all` has ended."""

    file: str
    blocks: list[Block]
    clock: Clock
    options: Options
    problems: list[Problem] = field(default_factory=list)
    budget: Budget = field(default_factory=Budget)

    def all(self, hidden: Callable[[int], bool]) -> Iterator[Dated]:
        """Every date near the window; nothing of an event whose master is `hidden`, whatever its instances say."""
        for ranks in self._by_uid():
            masters = self._latest([rank for rank in ranks if not self._is_instance(rank)], "DTSTART")
            instances = self._latest([rank for rank in ranks if self._is_instance(rank)], "RECURRENCE-ID")
            if any(hidden(rank) for rank in masters):
                continue
            main = next((rank for rank in masters if self.blocks[rank].repeats), masters[0] if masters else None)
            if main is not None and (instances or self.blocks[main].repeats):
                yield from self._expanded(main, instances)
                masters, instances = [rank for rank in masters if rank != main], []
            for rank in [*masters, *instances]:
                yield from self._alone(rank)

    def _by_uid(self) -> list[list[int]]:
        groups: dict[str, list[int]] = defaultdict(list)
        for rank, block in enumerate(self.blocks):
            groups[block.value("UID") or f"\n{rank}"].append(rank)
        return list(groups.values())

    def _is_instance(self, rank: int) -> bool:
        return "RECURRENCE-ID" in self.blocks[rank].properties

    def _latest(self, ranks: list[int], name: str) -> list[int]:
        """Of several versions, those of the highest SEQUENCE; of masters all of it, of instances each its own."""
        if len(ranks) < 2:
            return ranks
        ordered = sorted(ranks, key=self._sequence)
        if name == "DTSTART":
            ordered = [rank for rank in ordered if self._sequence(rank) == self._sequence(ordered[-1])]
        return sorted({str(self.blocks[rank].first(name)): rank for rank in ordered}.values())

    def _sequence(self, rank: int) -> int:
        text = self.blocks[rank].value("SEQUENCE")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def _expanded(self, main: int, instances: list[int]) -> Iterator[Dated]:
        series = [(rank, self.blocks[rank]) for rank in (main, *instances)]
        found, told = expand(series, self.clock, self.options, self.budget)
        for rank, fault in told:
            self._tell(rank, fault)
        repeats = self.blocks[main].repeats
        for rank, start, end, recurrence in found:
            yield Dated(rank, start, end, recurrence if repeats or rank != main else "")

    def _alone(self, rank: int) -> Iterator[Dated]:
        block = self.blocks[rank]
        try:
            start, end = span(block, self.clock)
            given = block.first("RECURRENCE-ID")
            home = self.clock.home(block.calendar)
            at = moment(given.value, given.parameters, home, self.clock) if given else None
        except UnreadableTimeError as fault:
            self._tell(rank, str(fault))
        else:
            yield Dated(rank, start, end, f"{at:%Y-%m-%d}" if at else "")

    def _tell(self, rank: int, message: str) -> None:
        """A fault of one event, with its line and, unless it is private, its title."""
        block = self.blocks[rank]
        title = "" if block.private else cut(line(prose(block.value("SUMMARY")), self.clock.territory), 60)
        named = f"« {title} » : {message}" if title else message
        self.problems.append(Problem(Where(self.file, block.line), named, HINT, Severity.BLOCKING))
