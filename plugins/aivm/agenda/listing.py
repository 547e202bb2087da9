"""The lists of the agenda: at most `limit` entries on a page, then by month; the past by school year.

Visits to schools are in no list: the figures of their year tell them (year_numbers.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from aivm.agenda.school_year import school_year
from aivm.agenda.slots import Slot
from aivm.agenda.year_numbers import YearNumbers, year_numbers
from aivm.records.public import PublicEvent, PublicView

Entry = PublicEvent | Slot


@dataclass(frozen=True)
class Month:
    """The entries of one calendar month, shown under one heading. `total` counts those of the whole month."""

    first: date
    entries: tuple[Entry, ...]
    total: int

    @property
    def address(self) -> str:
        return f"/agenda/{self.first:%Y-%m}/"


@dataclass(frozen=True)
class Listing:
    """One page of a list: months with their entries, then the months to go on with."""

    months: tuple[Month, ...]
    more: tuple[Month, ...]  # told by name and total only


@dataclass(frozen=True)
class MonthPage:
    """`/agenda/<AAAA-MM>/`, cut in parts where a month holds more than the limit (`part` counts from 1)."""

    month: Month
    part: int
    parts: int

    @property
    def address(self) -> str:
        return part_address(self.month, self.part)


@dataclass(frozen=True)
class Archive:
    """One school year of the past: what is listed, and its figures. `total` counts each event and each visit told."""

    numbers: YearNumbers
    listing: Listing
    total: int

    @property
    def years(self) -> str:
        return self.numbers.years

    @property
    def address(self) -> str:
        return f"/agenda/archives/{self.years}/"


def part_address(month: Month, part: int) -> str:
    """The address of one part of a month."""
    return month.address if part == 1 else f"{month.address}{part}/"


def entry_month(entry: Entry) -> date:
    """The first day of the month where an entry is listed: that of its first day."""
    return entry.first_day.replace(day=1)


def by_month(entries: Iterable[Entry]) -> tuple[Month, ...]:
    """Months in the order in which the entries come; each once, though two clocks can cross at the end of one."""
    groups: dict[date, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry_month(entry), []).append(entry)
    return tuple(Month(first, tuple(group), len(group)) for first, group in groups.items())


def listing(entries: Iterable[Entry], limit: int) -> Listing:
    """The first `limit` entries by month, and the months where something is left to see."""
    shown: list[Month] = []
    more: list[Month] = []
    room = limit
    for month in by_month(entries):
        taken = month.entries[:room]
        room -= len(taken)
        if taken:
            shown.append(Month(month.first, taken, month.total))
        if len(taken) < month.total:
            more.append(month)
    return Listing(tuple(shown), tuple(more))


def coming(view: PublicView) -> tuple[PublicEvent, ...]:
    """Public events that are not past, next first; those that no longer stand keep their place, marked."""
    return tuple(event for event in view.events if not event.past)


def gone(view: PublicView) -> tuple[PublicEvent, ...]:
    """Public events that are past, newest month first."""
    return tuple(sorted((event for event in reversed(view.events) if event.past), key=entry_month, reverse=True))


def month_pages(view: PublicView, limit: int) -> tuple[MonthPage, ...]:
    """A page for every month that holds something, cut where it is longer than `limit`."""
    pages = []
    for month in by_month(sorted(view.events, key=entry_month)):
        pages += parts(month, limit)
    return tuple(pages)


def parts(month: Month, limit: int) -> list[MonthPage]:
    """The pages of one month, `limit` entries each."""
    cuts = [month.entries[start : start + limit] for start in range(0, month.total, limit)]
    return [MonthPage(Month(month.first, cut, month.total), part, len(cuts)) for part, cut in enumerate(cuts, start=1)]


def archives(view: PublicView, limit: int) -> tuple[Archive, ...]:
    """The past by school year, the latest first: those with a past event or a visit, even one that is not counted.

    A story told of that visit leads to its year.
    """
    numbers = {one.years: one for one in year_numbers(view)}
    groups = groupby(gone(view), key=lambda entry: school_year(entry_month(entry)))
    listed = {years: tuple(group) for years, group in groups}
    found = []
    for years in sorted({*numbers, *listed}, reverse=True):
        events, counted = listed.get(years, ()), numbers.get(years) or YearNumbers(years)
        found.append(Archive(counted, listing(events, limit), len(events) + (counted.total or 0)))
    return tuple(found)
