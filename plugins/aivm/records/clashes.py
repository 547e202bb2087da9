"""Two visits to schools at one time for one person: what two requests for one half-day become when both are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aivm.problems import Problem, Severity, Where
from aivm.records.event import Event


def clashes(events: Iterable[Event], today: date) -> Iterator[Problem]:
    """An advice on the second of two visits that still stand, are not over, and are for the same person or nobody.

    A page of all sectors and a page of one give a half-day two references, so the identifiers alone would not tell.
    """
    kept: list[Event] = []
    for event in events:
        if event.audience != "scolaire" or event.last_day < today or event.slot_on(today) == "libre":
            continue
        first = next((one for one in kept if _together(one, event) and _same_person(one, event)), None)
        if first:
            message = f"« {first.id} », {first.where}, est au même moment."
            hint = "Nommez deux personnes différentes, ou annulez l’une des deux dates."
            where = Where(event.where.file, event.where.line, "debut")
            yield Problem(where, message, hint, Severity.ADVICE)
        kept.append(event)


def _together(one: Event, other: Event) -> bool:
    return one.begins.astimezone(UTC) < _end(other) and other.begins.astimezone(UTC) < _end(one)


def _end(event: Event) -> datetime:
    midnight = datetime.combine(event.last_day + timedelta(days=1), time(), tzinfo=ZoneInfo(event.zone))
    return (event.ends or midnight).astimezone(UTC)


def _same_person(one: Event, other: Event) -> bool:
    named = set(one.volunteers) & set(other.volunteers)
    return bool(named) or not (one.volunteers and other.volunteers)
