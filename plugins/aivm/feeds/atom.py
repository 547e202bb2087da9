"""Atom feeds (RFC 4287). Days become midnight UTC, so the same input gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from aivm.feeds.revisions import Revision, current
from aivm.feeds.wording import both_hours, titled
from aivm.records.public import PublicEvent
from aivm.territory import Territory

NAMESPACE = "http://www.w3.org/2005/Atom"
NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production Char
TAG_YEAR = 2026  # fixed: a tag tells a year in which its domain was ours (RFC 4151), and must never change


@dataclass(frozen=True)
class AtomEntry:
    """One entry, which announces its page and leaves the text to it: `summary` is plain text."""

    id: str  # an IRI that never changes: `tag(…)`
    title: str
    address: str  # from the root of the site, as /recits/un-recit/
    published: date | None  # None: not known
    updated: date
    summary: str
    author: str = ""  # else that of the feed


def tag(domain: str, address: str) -> str:
    """A tag URI (RFC 4151): the identity of a page, which outlives a move of the site to another server."""
    return f"tag:{domain},{TAG_YEAR}:{address}"


def feed(
    *,
    title: str,
    address: str,
    siteurl: str,
    entries: Sequence[AtomEntry],
    today: date,
    author: str = "",
    alternate: str = "/",
) -> bytes:
    """The feed served at `address`, its entries in the order given; `author` is the site, else `title`."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "fr"})
    _add(root, "id", siteurl + address)
    _add(root, "title", title)
    _add(root, "updated", _midnight(max((entry.updated for entry in entries), default=today)))
    _add(ET.SubElement(root, "author"), "name", author or title)
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=siteurl + address)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=siteurl + alternate)
    for entry in entries:
        _entry(ET.SubElement(root, "entry"), entry, siteurl)
    ET.indent(root, space="")  # a line for each element: readable in a diff, nearly free once compressed
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def event_entries(
    events: Iterable[PublicEvent],
    revisions: Mapping[str, Revision],
    *,
    domain: str,
    today: date,
    territory: Territory,
    when: Callable[[PublicEvent], str],
) -> list[AtomEntry]:
    """The events to come, next first; `when` writes the day in French, to stand after the title."""
    coming = sorted((event for event in events if event.last_day >= today), key=lambda event: (event.begins, event.id))
    return [_event_entry(event, current(event, revisions, today), domain, when(event), territory) for event in coming]


def _event_entry(event: PublicEvent, revision: Revision, domain: str, day: str, territory: Territory) -> AtomEntry:
    return AtomEntry(
        id=tag(domain, event.address),
        title=f"{titled(event)} – {day}",
        address=event.address,
        published=None if revision.sequence else revision.last_modified,  # later, only the last change is known
        updated=revision.last_modified,
        summary=" ".join(part for part in (event.summary, both_hours(event, territory)) if part),
    )


def _entry(element: ET.Element, entry: AtomEntry, siteurl: str) -> None:
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    ET.SubElement(element, "link", rel="alternate", type="text/html", href=siteurl + entry.address)
    if entry.published:
        _add(element, "published", _midnight(entry.published))
    _add(element, "updated", _midnight(entry.updated))
    if entry.author:
        _add(ET.SubElement(element, "author"), "name", entry.author)
    _add(element, "summary", entry.summary)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = NOT_XML.sub("", text)


def _midnight(day: date) -> str:
    """RFC 3339, as RFC 4287 3.3 asks."""
    return f"{day.isoformat()}T00:00:00Z"
