"""A calendar (iCalendar, RFC 5545) as its product exports it -> rows like those that people type.

One row for an event, or for each date of one that repeats, inside the site's window only. What is private is left out;
what was cancelled stays and says so. `_uid` names a row for the next export (`ics_ids`): it is no column.
The way through: lines (`ics_lines`) -> dates (`ics_dates`, `ics_repeat`, `ics_time`) -> values (`ics_values`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from aivm.problems import Problem, Severity, Where
from aivm.records.raw import RawRecord
from aivm.sources.ics.dates import Dated, Dates
from aivm.sources.ics.ids import content_key, ids, uid_key, unique_names
from aivm.sources.ics.lines import Block, Lines, text_of
from aivm.sources.ics.values import Values
from aivm.sources.ics.zone import Clock, Moment
from aivm.sources.options import Options

BLOCKS = 20_000  # events near the window; an agenda of ten years has some thousands
ROWS = 20_000  # dates in the window
OWN = ("debut_iso", "_jour", "_cle")  # what a row carries for its id and its place in the list
TOLD = 50  # problems of one file; the rest are counted


def read(raw: bytes, file: str, options: Options) -> tuple[list[RawRecord], list[Problem]]:
    """The rows of a calendar in the window of `options`, by date, and what could not be read."""
    text, problems = text_of(raw, file)
    if not text:
        return [], problems
    lines = Lines(file)
    near = (block for block in lines.blocks(text) if _near(block, options))
    blocks = list(islice(near, BLOCKS))
    if len(blocks) == BLOCKS and next(near, None):
        message = f"ce calendrier a plus de {BLOCKS} événements : les suivants ne sont pas lus."
        problems.append(Problem(Where(file), message, "Publiez un agenda plus court."))
    dates = Dates(file, blocks, Clock(options.territory, lines.zones), options)
    values = Values(file, blocks, dates.clock, options.words, options.unsaid, options.people)
    rows = _rows(dates, values)
    return rows, _limited([*problems, *lines.problems, *dates.problems, *values.problems()], file)


def _near(block: Block, options: Options) -> bool:
    """False for an event that stands alone on days far from the window: it is dropped before it is read."""
    begins = block.value("DTSTART")[:8]
    if block.repeats or not begins.isdigit():
        return True
    ends = block.value("DTEND")[:8] or ("9" if block.value("DURATION") else begins)
    margin = timedelta(days=2)  # other zones call the same moment another day
    return begins <= f"{options.last + margin:%Y%m%d}" and ends >= f"{options.first - margin:%Y%m%d}"


def _rows(dates: Dates, values: Values) -> list[RawRecord]:
    """One row for each date in the window, with its names."""
    found = sorted(_in_window(dates, values), key=lambda one: (str(one[1]["debut_iso"]), one[0]))
    rows = [row for _, row in found]
    days = [row["_jour"] or row["debut_iso"][:10] for row in rows]
    hours = [row["debut_iso"][11:].replace(":", "h") for row in rows]
    names = ids([row["titre"] for row in rows], days, hours, [row["_cle"] for row in rows])
    unique_names(rows)
    return [
        RawRecord(
            {"id": name, **{key: value for key, value in row.items() if key not in OWN}},
            Where(dates.file, dates.blocks[rank].line),
        )
        for name, (rank, row) in zip(names, found, strict=True)
    ]


def _in_window(dates: Dates, values: Values) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rank and row of each date that the window holds and that may be read."""
    options, count = dates.options, 0
    for one in dates.all(values.hidden):
        home = dates.clock.home(dates.blocks[one.rank].calendar)
        begins, ends, last = _local(one.start, one.end, zone := dates.clock.told(one.start, home))
        if begins[:10] > f"{options.last}" or last < f"{options.first}" or values.hidden(one.rank):
            continue
        if count == ROWS:
            message = f"ce calendrier donne plus de {ROWS} dates : les suivantes ne sont pas lues."
            dates.problems.append(Problem(Where(dates.file), message, "Bornez ce qui se répète, ou publiez moins."))
            return
        count += 1
        yield one.rank, _row(one, begins, ends, zone, values)


def _row(one: Dated, begins: str, ends: str, zone: str, values: Values) -> dict[str, Any]:
    shared = values.of(one.rank, zone)
    return {
        **shared,
        "debut": _typed(begins),
        "fin": _typed(ends),
        "fuseau": zone,
        "journee_entiere": "non" if isinstance(one.start, datetime) else "oui",
        "_uid": uid_key(values.blocks[one.rank].value("UID"), one.recurrence),
        "_cle": content_key(begins, shared["titre"], shared["lieu"] or shared["commune"]),
        "debut_iso": begins,
        "_jour": one.recurrence,
    }


def _local(start: Moment, end: Moment | None, zone: str) -> tuple[str, str, str]:
    """Start and end as ISO texts on the clock of the site, the end as people say it (« » where none), the last day."""
    if not isinstance(start, datetime):
        last = end - timedelta(days=1) if end else start
        return f"{start}", f"{last}" if last > start else "", f"{last}"
    clock = ZoneInfo(zone)
    begins = start.astimezone(clock)
    ends = end.astimezone(clock) if isinstance(end, datetime) else begins
    # A row has minutes: an end in the same minute is none. One at midnight still belongs to the day before.
    said = f"{ends:%Y-%m-%d %H:%M}" if f"{ends:%Y-%m-%d %H:%M}" > f"{begins:%Y-%m-%d %H:%M}" else ""
    last = max(begins, ends - timedelta(minutes=1))
    return f"{begins:%Y-%m-%d %H:%M}", said, f"{last:%Y-%m-%d}"


def _typed(iso: str) -> str:
    """An ISO day, with or without an hour, as people type it: 14/01/2027 14h30."""
    day, _, hour = iso.partition(" ")
    return f"{day[8:]}/{day[5:7]}/{day[:4]} {hour.replace(':', 'h')}".strip() if day else ""


def _limited(problems: list[Problem], file: str) -> list[Problem]:
    """The gravest problems of a file, and how many more there are: a broken calendar breaks at every event."""
    ranks = list(Severity)
    graver = sorted(dict.fromkeys(problems), key=lambda problem: ranks.index(problem.severity))
    if len(graver) <= TOLD:
        return graver
    message = f"il y a {len(graver) - TOLD} autres remarques sur ce calendrier."
    return [*graver[:TOLD], Problem(Where(file), message, "Corrigez d’abord celles-ci.", Severity.ADVICE)]
