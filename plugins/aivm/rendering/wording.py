"""What templates say in words: the interface at a key, hours, prices, values that only the association knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta

from markupsafe import Markup

from aivm.output.weight import spoken
from aivm.records.public import PublicEvent
from aivm.site.project import Project
from aivm.sources.values import PENDING
from aivm.text import dates
from aivm.text.typography import french


def translate(project: Project, key: str, **values: object) -> str:
    """The words of the interface at `key`, values put in, in French typography."""
    return french(project.words[key].format(**values)) if values else project.words[key]


def hours_text(project: Project, event: PublicEvent) -> str:
    """« toute la journée », the hours, or both clocks for an event on line or over there."""
    if event.all_day:
        return project.words["event.all_day"]
    if not (event.remote or event.over_there):
        return dates.hours(event.begins, event.ends)
    clocks = (("event.hours_here", project.territory.here.zone), ("event.hours_there", project.territory.there.zone))
    return ", ".join(
        translate(project, key, hours=dates.hours_in(event.begins, event.ends, zone)) for key, zone in clocks
    )


def priced(project: Project, size: int) -> str:
    """A weight, and what it costs over there where a tariff is known: « 120 ko, environ 2 FCFA »."""
    weight, price = french(spoken(size)), project.config.price(size)
    return translate(project, "weights.priced", weight=weight, price=price) if price else weight


def value(table: Mapping[str, str], key: str, waiting: Collection[str]) -> str:
    """A value that the association gives, its mark while it waits, or nothing where nobody has written it."""
    mark = Markup('<mark class="asked">{}</mark>').format(PENDING)
    return table[key] or (mark if key in waiting else "")


def iso_end(event: PublicEvent) -> str:
    """The instant after which an event is over; without an hour, the end of its last day."""
    midnight = datetime.combine(event.last_day + timedelta(days=1), time(), event.begins.tzinfo)
    return (event.ends or midnight).isoformat()
