"""What repeats in a calendar, expanded inside the site's window and nowhere else (RFC 5545 3.8.5, 3.8.4.4).

`recurring_ical_events` expands; `ics_rule` decides what it may be given. An event whose rule cannot be followed keeps
its first date alone, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import recurring_ical_events
from icalendar import Calendar, Event
from icalendar.prop import vDDDLists, vDDDTypes

from aivm.sources.ics.lines import Block, Property
from aivm.sources.ics.rule import Budget, UnreadableRuleError, allowed
from aivm.sources.ics.time import UnreadableTimeError, moment, span, until
from aivm.sources.ics.zone import Clock, Moment
from aivm.sources.options import Options

LONGEST = timedelta(days=400)  # an occurrence that began longer before the window is not looked for
MARGIN = timedelta(days=2)  # around the window, for what other zones call the same day
RANK = "X-AIVM-RANK"  # which block an occurrence comes from

Dated = tuple[int, Moment, Moment | None, str]  # rank of its block, start, end, the day of its RECURRENCE-ID or ""


def expand(
    series: Sequence[tuple[int, Block]], clock: Clock, options: Options, budget: Budget
) -> tuple[list[Dated], list[tuple[int, str]]]:
    """The occurrences of one UID near the window; and French words for what was not expanded, by rank.

    `series` is a master and its modified instances, each with its rank; an event whose rule cannot be followed keeps
    its first date.
    """
    calendar = Calendar()
    told = []
    for rank, block in series:
        try:
            event, start = _bare(rank, block, clock)
        except UnreadableTimeError as fault:
            told.append((rank, str(fault)))
            continue
        try:
            _add_dates(event, block, start, clock, options, budget)
        except (UnreadableRuleError, UnreadableTimeError) as fault:
            told.append((rank, str(fault)))
            event.pop("RRULE", None)
            event.pop("RDATE", None)
        calendar.add_component(event)
    first, last = options.first - MARGIN, options.last + MARGIN
    try:
        found = recurring_ical_events.of(calendar).between(first, last)
    except Exception:  # whatever the library meets in a stranger's file: the reader must go on to the next event
        return [], [*told, (series[0][0], "cette répétition ne se lit pas.")]
    return [_dated(event) for event in found], told


def _bare(rank: int, block: Block, clock: Clock) -> tuple[Event, Moment]:
    """An event with its dates alone, for the library, and its start."""
    start, end = span(block, clock)
    event = Event()
    event["UID"], event[RANK] = "x", rank
    event["DTSTART"] = vDDDTypes(start)
    if end is not None:
        event["DTEND"] = vDDDTypes(end)
    sequence = block.value("SEQUENCE")
    event["SEQUENCE"] = int(sequence) if re.fullmatch(r"\d{1,9}", sequence, re.ASCII) else 0
    given = block.first("RECURRENCE-ID")
    if given is not None:
        at = moment(given.value, given.parameters, clock.home(block.calendar), clock)
        event["RECURRENCE-ID"] = vDDDTypes(at)
        if given.parameters.get("RANGE", "").upper() == "THISANDFUTURE":
            event["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    return event, start


def _add_dates(event: Event, block: Block, start: Moment, clock: Clock, options: Options, budget: Budget) -> None:
    """The rules and the lists of dates of a master."""
    home = start.tzinfo if isinstance(start, datetime) else None
    for name in ("EXDATE", "RDATE"):  # the exclusions first: they hold even where a rule cannot be followed
        lines = block.properties.get(name, ())
        dates = [at for given in lines for at in _listed(given, block, clock, options, budget)]
        if dates:
            event[name] = vDDDLists(dates)
    rules = [allowed(given.value, start, home, options, budget) for given in block.properties.get("RRULE", ())]
    if rules:
        event["RRULE"] = rules


def _listed(
    given: Property, block: Block, clock: Clock, options: Options, budget: Budget
) -> Iterator[Moment | tuple[Moment, Moment]]:
    """The dates of one line that are near the window; a period has its own end (3.3.9)."""
    home = clock.home(block.calendar)
    first = f"{options.first - LONGEST:%Y%m%d}"
    last = f"{options.last + MARGIN:%Y%m%d}"
    for text in given.value.split(","):
        if first <= text.strip()[:8] <= last:
            budget.dates -= 1
            if budget.dates < 0:
                raise UnreadableRuleError("les dates de ce calendrier, une par une, sont trop nombreuses.")
            begins, _, ends = text.partition("/")
            start = moment(begins, given.parameters, home, clock)
            end = until(ends, given.parameters, start, home, clock) if isinstance(start, datetime) and ends else start
            yield (start, end) if end > start else start


def _dated(event: Any) -> Dated:
    """An occurrence of the library, which always gives it an end and a RECURRENCE-ID."""
    start, end, recurrence = (event[name].dt for name in ("DTSTART", "DTEND", "RECURRENCE-ID"))
    if "RANGE" in event["RECURRENCE-ID"].params:  # it is that of the first of many (3.2.13)
        recurrence = start
    return int(event[RANK]), start, end if end > start else None, f"{recurrence:%Y-%m-%d}"
