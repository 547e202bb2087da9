from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from aivm.feeds.atom import AtomEntry, event_entries, feed, tag
from aivm.feeds.revisions import Revision
from aivm.records.public import PublicEvent, Ref
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import TERRITORY

MakeEvent = Callable[..., PublicEvent]
DAY = date(2027, 1, 10)
SITE = "https://exemple.invalid"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
STORY = AtomEntry(
    id="tag:agenda.exemple,2026:/recits/un-seau/",
    title="Un seau pour toute la classe",
    address="/recits/un-seau/",
    published=date(2026, 11, 2),
    updated=date(2026, 12, 5),
    summary="Ce que pèse l’eau.",
)


def served(*entries: AtomEntry, **changes: Any) -> bytes:
    """A feed with the usual settings."""
    usual: dict[str, Any] = {
        "title": "Récits",
        "address": "/flux/recits.atom",
        "siteurl": SITE,
        "entries": entries,
        "today": DAY,
    }
    return feed(**(usual | changes))


def read(*entries: AtomEntry, **changes: Any) -> ET.Element:
    """The same, parsed."""
    return ET.fromstring(served(*entries, **changes))


def test_what_a_feed_must_have() -> None:
    """RFC 4287 4.1.1: id, title, updated, an author; French; its own address and that of the site."""
    root = read(STORY, author="Rennes–Mopti")
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}

    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert root.findtext("a:id", namespaces=ATOM) == links["self"] == "https://exemple.invalid/flux/recits.atom"
    assert links["alternate"] == "https://exemple.invalid/"
    assert root.findtext("a:author/a:name", namespaces=ATOM) == "Rennes–Mopti"
    assert read().findtext("a:author/a:name", namespaces=ATOM) == "Récits"


def test_updated_is_that_of_the_newest_entry() -> None:
    """The newest entry dates the feed, wherever it stands; an empty feed has the day of the build."""
    older = AtomEntry("tag:b", "B", "/b/", date(2026, 1, 1), date(2026, 1, 2), "")

    assert read(older, STORY).findtext("a:updated", namespaces=ATOM) == "2026-12-05T00:00:00Z"
    assert read().findtext("a:updated", namespaces=ATOM) == "2027-01-10T00:00:00Z"


def test_an_entry() -> None:
    """Its identity, both dates, its page and a plain summary, never the whole text; no author when there is none."""
    entry = read(STORY).find("a:entry", ATOM)

    assert entry is not None
    assert entry.findtext("a:id", namespaces=ATOM) == STORY.id
    assert entry.findtext("a:published", namespaces=ATOM) == "2026-11-02T00:00:00Z"
    assert entry.findtext("a:updated", namespaces=ATOM) == "2026-12-05T00:00:00Z"
    assert [link.get("href") for link in entry.findall("a:link", ATOM)] == [f"{SITE}/recits/un-seau/"]
    assert entry.findtext("a:summary", namespaces=ATOM) == "Ce que pèse l’eau."
    assert entry.find("a:content", ATOM) is None
    assert entry.find("a:author", ATOM) is None


def test_words_are_never_markup() -> None:
    """What looks like HTML travels as text, as RFC 4287 3.1.1.1 asks, and comes back as it was."""
    words = "<p>Un seau &amp; « une » corde ]]></p>"
    found = served(AtomEntry("tag:a", "A & <b>", "/a/", None, DAY, words, author="Awa"))
    entry = ET.fromstring(found).find("a:entry", ATOM)

    assert entry is not None
    assert entry.findtext("a:summary", namespaces=ATOM) == words
    assert entry.findtext("a:title", namespaces=ATOM) == "A & <b>"
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Awa"
    assert entry.find("a:published", ATOM) is None
    assert b"<p>" not in found


@settings(max_examples=60)
@given(st.text(st.characters()))
def test_any_text_makes_readable_xml(text: str) -> None:
    """What XML 1.0 forbids is dropped, the rest comes back (lone surrogates too are dropped)."""
    root = read(AtomEntry("tag:a", text, "/a/", None, DAY, text), title=f"T{text}")

    kept = "".join(char for char in text if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff"))
    kept = "".join(char for char in kept if not "\ud800" <= char <= "\udfff")
    assert (root.findtext("a:entry/a:summary", namespaces=ATOM) or "").split() == kept.split()


def test_event_entries_are_those_to_come(event: MakeEvent) -> None:
    """By date, the day after the title, cancelled ones marked; an event of today is still to come."""
    events = [
        event("plus-tard", begins="2027-02-01T10:00", ends=None, status="annulé"),
        event("aujourd-hui", begins="2027-01-10T08:00", ends=None),
        event("hier", begins="2027-01-09T08:00", ends=None),
    ]
    found = event_entries(
        events, {}, domain="agenda.exemple", today=DAY, territory=TERRITORY, when=lambda one: f"le {one.begins.day}"
    )

    assert [entry.title for entry in found] == ["Contes du fleuve – le 10", "Annulé\u00a0: Contes du fleuve – le 1"]
    assert found[0].id == "tag:agenda.exemple,2026:/agenda/aujourd-hui/"
    assert (found[0].published, found[0].updated) == (DAY, DAY)


def test_event_entries_follow_the_revisions(event: MakeEvent) -> None:
    """A changed event is updated and, as nobody kept the first day, has no publication date. No person is named."""
    known = {"contes-du-fleuve": Revision("0" * 16, 0, date(2026, 12, 1))}
    visio = event(remote=True, people=(Ref("awa", "Awa", "/volontaires/awa/"),))
    [entry] = event_entries(
        [visio], known, domain="agenda.exemple", today=DAY, territory=TERRITORY, when=lambda one: "bientôt"
    )

    assert (entry.published, entry.updated) == (None, DAY)
    assert "À Mopti\u00a0: 13\u202fh\u202f30" in entry.summary
    assert "Awa" not in repr(entry)


def test_tag() -> None:
    """The identity of a page does not hold the address of the server."""
    assert tag("agenda.exemple", "/recits/a/") == "tag:agenda.exemple,2026:/recits/a/"
