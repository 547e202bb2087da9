"""What repeats in a calendar, expanded inside the site's window and nowhere else (RFC 5545 3.8.5, 3.8.4.4).

`recurring_ical_events` expands; this file decides what it may be given, because a rule of thirty characters can take
an hour: rules within one day, steps of nothing, dates that never come (30 February) and histories without end are told,
and the event keeps its first date alone. All bounds are counts: the same file gives the same rows on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

import recurring_ical_events
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event
from icalendar.prop import vDDDLists, vDDDTypes, vRecur

from aivm.sources.ics_lines import Block, Property
from aivm.sources.ics_time import Clock, Moment, UnreadableTimeError, moment, span
from aivm.sources.options import Options

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
A_DAY = 24  # repetitions within one day (BYHOUR and the like); a rule with more is no agenda
STEPS = 5_000_000  # days that all rules of a file may go through from their start to the window: some seconds
BARREN = 20  # rules without any date, each of which is searched for 400 years before that is known
DATES = 50_000  # single dates, added or excluded, that are read in one file
LONGEST = timedelta(days=400)  # an occurrence that began longer before the window is not looked for
CYCLE = 400  # years after which the Gregorian calendar repeats, weekdays included
MARGIN = timedelta(days=2)  # around the window, for what other zones call the same day
RANK = "X-AIVM-RANK"  # which block an occurrence comes from

Dated = tuple[int, Moment, Moment | None, str]  # rank of its block, start, end, the day of its RECURRENCE-ID or ""


class UnreadableRuleError(ValueError):
    """A recurrence that is not expanded; the message is French."""


@dataclass
class Budget:
    """What is left to spend on the recurrences of one file."""

    steps: int = STEPS
    barren: int = BARREN
    dates: int = DATES


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
    rules = [_rule(given.value, start, home, options, budget) for given in block.properties.get("RRULE", ())]
    if rules:
        event["RRULE"] = rules


def _listed(given: Property, block: Block, clock: Clock, options: Options, budget: Budget) -> Iterator[Moment]:
    """The dates of one line that are near the window; of a period, its start (the length is the event's)."""
    home = clock.home(block.calendar)
    first = f"{options.first - LONGEST:%Y%m%d}"
    last = f"{options.last + MARGIN:%Y%m%d}"
    for text in given.value.split(","):
        if first <= text.strip()[:8] <= last:
            budget.dates -= 1
            if budget.dates < 0:
                raise UnreadableRuleError("les dates de ce calendrier, une par une, sont trop nombreuses.")
            yield moment(text.partition("/")[0], given.parameters, home, clock)


def _rule(text: str, start: Moment, home: tzinfo | None, options: Options, budget: Budget) -> vRecur:
    """A rule that may be given to the library: read, bounded, and known to have dates."""
    try:
        rule: vRecur = vRecur.from_ical(text)
        frequency, interval = str(rule["FREQ"][0]), int(rule.get("INTERVAL", [1])[0])
        within = [len(set(rule.get(part, [0]))) for part in ("BYHOUR", "BYMINUTE", "BYSECOND")]
    except (ValueError, KeyError, IndexError, TypeError, OverflowError):
        raise UnreadableRuleError(f"la répétition « {text[:60]} » ne se lit pas.") from None
    a_day = within[0] * within[1] * within[2]
    if frequency not in FREQUENCIES or a_day > A_DAY:
        raise UnreadableRuleError("l’événement se répète sans cesse dans la journée.")
    if interval < 1:
        raise UnreadableRuleError("le pas de la répétition (INTERVAL) est nul.")
    if "UNTIL" in rule:
        rule["UNTIL"] = [_until(rule["UNTIL"][0], start, home)]
    budget.steps -= max(0, (options.last - date(start.year, start.month, start.day)).days) * a_day
    if budget.steps < 0:
        raise UnreadableRuleError("les répétitions de ce calendrier sont trop nombreuses.")
    if _is_barren(rule, start, budget):
        raise UnreadableRuleError("cette répétition ne tombe jamais.")
    return rule


def _until(value: Moment, start: Moment, home: tzinfo | None) -> Moment:
    """UNTIL in the kind of the start, as 3.3.10 asks: a day alone includes its last hour, as people mean it."""
    if not isinstance(start, datetime):
        return value.date() if isinstance(value, datetime) else value
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(23, 59, 59))
    return (value if value.tzinfo else value.replace(tzinfo=home)).astimezone(UTC)


def _is_barren(rule: vRecur, start: Moment, budget: Budget) -> bool:
    """True for a rule without a date in 400 years, when the calendar begins again.

    The search is made in the last centuries that dates can count, so that it ends: on a 30 February of our century,
    `dateutil` would go on for 8 000 years.
    """
    if budget.barren < 1:
        raise UnreadableRuleError("trop de répétitions de ce calendrier ne tombent jamais.")
    whole = rule.to_ical().decode()  # type: ignore[no-untyped-call]
    parts = [part for part in whole.split(";") if not part.startswith(("UNTIL=", "COUNT="))]
    year = start.year + CYCLE * ((9999 - CYCLE - start.year) // CYCLE)
    begins = datetime(year, start.month, start.day)
    try:
        barren = next(iter(rrulestr(";".join(parts), dtstart=begins)), None) is None
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        raise UnreadableRuleError(f"la répétition « {';'.join(parts)[:60]} » ne se lit pas.") from None
    budget.barren -= barren
    return barren


def _dated(event: Any) -> Dated:
    """An occurrence of the library, which always gives it an end and a RECURRENCE-ID."""
    start, end, recurrence = (event[name].dt for name in ("DTSTART", "DTEND", "RECURRENCE-ID"))
    if "RANGE" in event["RECURRENCE-ID"].params:  # it is that of the first of many (3.2.13)
        recurrence = start
    return int(event[RANK]), start, end if end > start else None, f"{recurrence:%Y-%m-%d}"
