"""Which recurrence rules may be expanded (RFC 5545 3.3.10): one of thirty characters can take an hour.

Rules within one day, steps of nothing, dates that never come (30 February) and histories without end are refused with
French words. All bounds are counts: the same file gives the same rows on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

from dateutil.rrule import rrulestr
from icalendar.prop import vRecur

from aivm.sources.ics.zone import Moment
from aivm.sources.options import Options

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
A_DAY = 24  # repetitions within one day (BYHOUR and the like); a rule with more is no agenda
STEPS = 3_000_000  # days that all rules of a file may go through from their start to the window: some seconds
BARREN = 20  # rules without any date, each of which is searched for 400 years before that is known
DATES = 50_000  # single dates, added or excluded, that are read in one file
CYCLE = 400  # years after which the Gregorian calendar repeats, weekdays included


class UnreadableRuleError(ValueError):
    """A recurrence that is not expanded; the message is French."""


@dataclass
class Budget:
    """What is left to spend on the recurrences of one file."""

    steps: int = STEPS
    barren: int = BARREN
    dates: int = DATES


def allowed(text: str, start: Moment, home: tzinfo | None, options: Options, budget: Budget) -> vRecur:
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
