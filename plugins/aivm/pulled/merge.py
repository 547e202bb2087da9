"""Rows typed here and rows pulled from several sources -> one row an event.

What is typed in content/data wins, field by field, over a pulled row of the same id: a row with an id and a few cells
is then a correction. The same event in two sources is told once, from the one of higher priority.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from aivm.problems import Problem, Severity, Where
from aivm.records.event import zone_names
from aivm.records.fields import stamp_of
from aivm.records.raw import RawRecord, filled
from aivm.territory import Territory
from aivm.text.fold import fold

NEAR = timedelta(minutes=15)  # two starts this close may be one
SIMILAR = 0.8  # of difflib's ratio between two folded titles, from which they are one
MOST_COMPARED = 5_000  # pairs of titles: sources of thousands of events at one hour must not make a build endless
MOST_SEEN = 1_000_000  # pairs of events of two sources on one day in one commune: a second
TITLE_SHOWN = 80  # characters of a title in a message

Origins = Mapping[str, Mapping[str, Where]]  # id -> column -> where its value was found


class Sight(NamedTuple):
    """An event as two sources would both see it."""

    start: datetime  # UTC; midnight for a whole day
    all_day: bool
    commune: str
    title: str
    id: str
    where: Where


@dataclass
class Merged:
    """The rows to judge, what was found twice, and where each value came from."""

    rows: list[RawRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    origins: dict[str, dict[str, Where]] = field(default_factory=dict)


def merge(typed: Sequence[RawRecord], pulled: Iterable[Sequence[RawRecord]], territory: Territory) -> Merged:
    """One row an event. `pulled`: the rows of each source, the source of highest priority first."""
    merged = Merged()
    base: dict[str, RawRecord] = {}
    for rows in pulled:
        for row in rows:
            first = base.setdefault(str(row.values["id"]), row)
            if first is not row:
                merged.problems.append(twice(row, first.where))
    corrections = {str(row.values.get("id", "")): row for row in reversed(typed) if not row.example}
    for row in typed:
        name = str(row.values.get("id", ""))
        below = base.pop(name, None) if corrections.get(name) is row else None
        merged.rows.append(corrected(below, row) if below else row)
        _remember(merged, name, row, below)
    here = [row for row in merged.rows if not row.example]
    merged.rows += once(base.values(), here, merged.problems, territory)
    for name, row in base.items():  # one that is told elsewhere too: `--explain` says where
        _remember(merged, name, row, None)
    return merged


def _remember(merged: Merged, name: str, row: RawRecord, below: RawRecord | None) -> None:
    origins = merged.origins.setdefault(name, {})
    for one in (below, row):
        if one is not None:
            origins.update({column: one.at(column) for column in filled(one)})


def corrected(pulled: RawRecord, typed: RawRecord) -> RawRecord:
    """A pulled row under what was typed by hand; faults are told where the hand can mend them."""
    return replace(typed, values={**pulled.values, **filled(typed)})


def once(
    rows: Iterable[RawRecord], typed: Iterable[RawRecord], problems: list[Problem], territory: Territory
) -> list[RawRecord]:
    """Rows without those that another source, before them, tells too: each of these is told as an advice."""
    seen = Seen()
    for row in typed:
        _see(_sight(row, territory), seen)
    kept: list[RawRecord] = []
    for row in rows:
        sight = _sight(row, territory)
        before = _already(sight, seen)
        if before:
            problems.append(twice(row, before.where))
            continue
        kept.append(row)
        _see(sight, seen)
    return kept


def twice(row: RawRecord, kept: Where) -> Problem:
    """What is said of an event that another place tells too."""
    title = str(row.values.get("titre", ""))[:TITLE_SHOWN]
    message = f"« {title} » est aussi dans {kept} : c’est celui-là qui est gardé."
    hint = "Si ce sont deux événements, changez le titre ou l’heure de l’un des deux à la source."
    return Problem(row.at("titre"), message, hint, Severity.ADVICE)


def _sight(row: RawRecord, territory: Territory) -> Sight | None:
    """How an event is seen; None where its start cannot be read."""
    stamp = stamp_of(row.values)
    if stamp is None or stamp.day is None:
        return None
    zone = zone_names(territory).get(fold(str(row.values.get("fuseau", ""))), territory.here.zone)
    hour = stamp.hour or datetime.min.time()
    start = datetime.combine(stamp.day, hour, UTC if stamp.hour is None else ZoneInfo(zone)).astimezone(UTC)
    texts = [fold(str(row.values.get(column, ""))) for column in ("commune", "titre")]
    return Sight(start, stamp.hour is None, texts[0], texts[1], str(row.values.get("id", "")), row.where)


@dataclass
class Seen:
    """Events by day and commune, then by file; and how many more pairs may be seen, and their titles compared."""

    days: dict[tuple[str, str], dict[str, list[Sight]]] = field(default_factory=lambda: defaultdict(dict))
    pairs: int = MOST_SEEN
    left: int = MOST_COMPARED


def _see(sight: Sight | None, seen: Seen) -> None:
    if sight is not None:
        seen.days[str(sight.start.date()), sight.commune].setdefault(sight.where.file, []).append(sight)


def _already(sight: Sight | None, seen: Seen) -> Sight | None:
    """The event seen before that is this one; a start near midnight may be on the day beside."""
    if sight is None:
        return None
    days = {str((sight.start + shift).date()) for shift in (-NEAR, timedelta(), NEAR)}
    files = [seen.days.get((day, sight.commune), {}) for day in sorted(days)]
    others = (one for found in files for file, sights in found.items() if file != sight.where.file for one in sights)
    for one in islice(others, max(0, seen.pairs)):
        seen.pairs -= 1
        if not near(one, sight):
            continue
        seen.left -= 1
        if one.title == sight.title or (seen.left > 0 and alike(one, sight)):
            return one
    return None


def near(one: Sight, other: Sight) -> bool:
    """True for two sights of one commune whose starts are close."""
    return one.all_day == other.all_day and abs(one.start - other.start) <= NEAR and one.commune == other.commune


def alike(one: Sight, other: Sight) -> bool:
    """True for two titles that are nearly the same."""
    matcher = difflib.SequenceMatcher(None, one.title[:200], other.title[:200], autojunk=False)
    return matcher.real_quick_ratio() >= SIMILAR and matcher.quick_ratio() >= SIMILAR and matcher.ratio() >= SIMILAR
