"""How many animations a school year has seen, by level, commune and month: figures that never point at one class.

All that any page tells of visits to schools comes from here: no list tells them one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from aivm.agenda.school_year import school_year
from aivm.records.public import PublicView, SchoolVisit

LEAST = 3  # the smallest figure that is told: one or two animations in a commune can be one class that people know


@dataclass(frozen=True)
class Figures:
    """Counts by name, the largest first, and all the rest together: each is LEAST or more; `others` may be 0."""

    named: tuple[tuple[str, int], ...] = ()
    others: int = 0


@dataclass(frozen=True)
class YearNumbers:
    """One school year, « 2026-2027 ». `total` is None where it is smaller than LEAST, and then nothing else is told."""

    years: str
    total: int | None = None
    levels: Figures = field(default_factory=Figures)
    communes: Figures = field(default_factory=Figures)
    months: Figures = field(default_factory=Figures)  # by first day, « 2026-10-01 »


def year_numbers(view: PublicView) -> tuple[YearNumbers, ...]:
    """The school years that have seen an animation, the latest first."""
    visits = sorted(view.visits, key=lambda visit: visit.month, reverse=True)
    groups = groupby(visits, key=lambda visit: school_year(visit.month))
    return tuple(_numbers(years, tuple(group)) for years, group in groups)


def _numbers(years: str, visits: tuple[SchoolVisit, ...]) -> YearNumbers:
    """A visit of two levels counts in both, and once in the total."""
    if len(visits) < LEAST:
        return YearNumbers(years)
    levels = figures(level for visit in visits for level in visit.levels or ("",))
    communes = figures(visit.commune for visit in visits)
    months = figures(visit.month.isoformat() for visit in visits)
    return YearNumbers(years, len(visits), levels, communes, months)


def figures(names: Iterable[str]) -> Figures:
    """Counts by name. A small one joins the others; so does the smallest of the large ones while the others are few,

    since a total less all that is named would tell them. An empty name (nobody said) is always among the others.
    """
    counts = Counter(names)
    unsaid = counts.pop("", 0)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    named = [(name, count) for name, count in ranked if count >= LEAST]
    others = unsaid + sum(count for _, count in ranked if count < LEAST)
    while 0 < others < LEAST and named:
        others += named.pop()[1]
    return Figures(tuple(named), others if others >= LEAST else 0)
