"""The calendars that people subscribe to or download (RFC 5545, and RFC 7986 for the name and the refresh interval).

- No METHOD: with METHOD:PUBLISH every event needs an ORGANIZER (RFC 5546 3.2.1), and no person's address leaves.
  Without it DTSTAMP means « last revised » (RFC 5545 3.8.7.2): it equals LAST-MODIFIED, and the clock is never read.
- An event that no longer stands is TRANSPARENT: it must not keep its hour busy in calendars that overlook STATUS.
  The others keep the default, OPAQUE.
- Volunteers are named in no calendar, not even beside a past event.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Component, Event
from icalendar.prop import vUnknown

from aivm.feeds.revisions import Revision, current
from aivm.feeds.time_zone import vtimezone
from aivm.feeds.wording import description, titled, where
from aivm.records.public import PublicEvent
from aivm.territory import Territory

REFRESH = timedelta(days=1)


def chosen(events: Iterable[PublicEvent], today: date, past_days: int) -> tuple[PublicEvent, ...]:
    """The events of a feed, by date: to come, or past for at most `past_days` days. Cancelled ones stay, marked."""
    oldest = today - timedelta(days=past_days)
    kept = (event for event in events if event.last_day >= oldest)
    return tuple(sorted(kept, key=lambda event: (event.begins, event.id)))


def calendar(
    events: Sequence[PublicEvent],
    *,
    name: str,
    domain: str,
    revisions: Mapping[str, Revision],
    today: date,
    siteurl: str,
    territory: Territory,
) -> bytes:
    """A feed of the `events`, to subscribe to under `name`. Empty, it still has a component, as RFC 5545 3.6 asks."""
    feed = _shell(domain)
    for key in ("NAME", "X-WR-CALNAME"):  # the standard, and what clients read
        feed.add(key, escaped(one_line(name)))
    feed.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    feed.add("X-PUBLISHED-TTL", vUnknown("P1D"))
    shown = [_component(event, domain, current(event, revisions, today), siteurl, territory) for event in events]
    _fill(feed, shown, events, territory.here.zone)
    return bytes(feed.to_ical())


def event_calendar(
    event: PublicEvent,
    *,
    domain: str,
    revisions: Mapping[str, Revision],
    today: date,
    siteurl: str,
    territory: Territory,
) -> bytes:
    """One event, to add to one's own calendar. It has no name: with one, some clients make a new calendar of it."""
    file = _shell(domain)
    shown = _component(event, domain, current(event, revisions, today), siteurl, territory)
    _fill(file, [shown], [event], territory.here.zone)
    return bytes(file.to_ical())


def _shell(domain: str) -> Calendar:
    shell = Calendar()  # Calendar.new() would give it a random UID
    shell.add("VERSION", "2.0")
    shell.add("PRODID", vUnknown(f"-//{domain}//Agenda//FR"))
    return shell


def _fill(file: Calendar, components: Iterable[Component], events: Sequence[PublicEvent], home: str) -> None:
    used = {event.zone for event in events if not event.all_day} if events else {home}
    for zone in sorted(used):
        file.add_component(Component.from_ical(vtimezone(zone)))
    for component in components:
        file.add_component(component)


def _component(event: PublicEvent, domain: str, revision: Revision, siteurl: str, territory: Territory) -> Event:
    stamp = datetime.combine(revision.last_modified, time(), tzinfo=UTC)
    component = Event()
    component.add("UID", vUnknown(f"{event.id}@{domain}"))
    component.add("DTSTAMP", stamp)
    component.add("LAST-MODIFIED", stamp)
    component.add("SEQUENCE", revision.sequence)
    component.add("STATUS", event.status.ical)
    component.add("URL", f"{siteurl}{event.address}")
    component.add("SUMMARY", escaped(one_line(titled(event))))
    _add_ends(component, event)
    if not event.status.holds:
        component.add("TRANSP", "TRANSPARENT")
    texts = {"DESCRIPTION": plain(description(event, territory)), "LOCATION": one_line(where(event))}
    for key, text in texts.items():
        if text:
            component.add(key, escaped(text))
    if event.themes:
        component.add("CATEGORIES", vUnknown(",".join(escaped(one_line(theme)) for theme in sorted(event.themes))))
    return component


def _add_ends(component: Event, event: PublicEvent) -> None:
    if event.all_day:
        component.add("DTSTART", event.first_day)
        component.add("DTEND", event.last_day + timedelta(days=1))  # exclusive, RFC 5545 3.6.1
        return
    for key, moment in (("DTSTART", event.begins), ("DTEND", event.ends)):
        if moment:
            # Local, with the zone named by hand: the library takes some for UTC, and the place would be lost.
            component.add(key, moment.replace(tzinfo=None), parameters={"TZID": event.zone})


def plain(text: str) -> str:
    """`text` without control characters (RFC 5545 3.1 allows none but the tab), its line ends made one.

    A byte order mark or half of a surrogate pair, both unseen, would upset readers: they go too.
    """
    lines = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in lines if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"})


def one_line(text: str) -> str:
    """`text` without control characters, on one line."""
    return plain(text).replace("\n", " ")


def escaped(text: str) -> vUnknown:
    """TEXT (RFC 5545 3.3.11). Our own, as the library's turns a typed « \\N » into a line end."""
    pairs = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))
    for char, escape in pairs:
        text = text.replace(char, escape)
    return vUnknown(text)
