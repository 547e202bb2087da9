from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from aivm.feeds.schema_org import article_ld, event_ld, script
from aivm.records.public import PublicEvent, Ref
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import TERRITORY

MakeEvent = Callable[..., PublicEvent]

SITE = "https://exemple.invalid"


def told(event: PublicEvent) -> dict[str, Any]:
    """The event as search engines get it."""
    return event_ld(event, SITE, "AIVM", TERRITORY)


def test_an_event(event: MakeEvent) -> None:
    """Its name, page, hours with their offset, state, and the site's association as the organiser."""
    found = told(event())

    assert (found["@type"], found["name"]) == ("Event", "Contes du fleuve")
    assert found["url"] == "https://exemple.invalid/agenda/contes-du-fleuve/"
    assert (found["startDate"], found["endDate"]) == ("2027-01-14T14:30:00+01:00", "2027-01-14T16:00:00+01:00")
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert found["organizer"] == [{"@type": "Organization", "name": "AIVM", "url": f"{SITE}/"}]


@pytest.mark.parametrize(("status", "word"), [("annulé", "EventCancelled"), ("reporté", "EventRescheduled")])
def test_an_event_that_no_longer_stands(event: MakeEvent, status: str, word: str) -> None:
    """The state comes from the one table of states."""
    assert told(event(status=status))["eventStatus"] == f"https://schema.org/{word}"


def test_places(event: MakeEvent) -> None:
    """A commune in France, a region and no commune in Mali, a page for an event at a distance, else nothing."""
    france = told(event())["location"]
    mali = told(event(zone="Africa/Bamako", place="", commune="Région de Mopti"))["location"]
    decided = told(event(zone="Africa/Bamako", place="Ferme école", commune="Sévaré"))["location"]
    distant = told(event(remote=True))

    assert france == {
        "@type": "Place",
        "name": "Médiathèque",
        "address": {"@type": "PostalAddress", "addressCountry": "FR", "addressLocality": "Rennes"},
    }
    assert mali["address"] == {"@type": "PostalAddress", "addressCountry": "ML", "addressRegion": "Région de Mopti"}
    assert decided["address"]["addressLocality"] == "Sévaré"
    assert distant["location"]["@type"] == "VirtualLocation"
    assert distant["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert "location" not in told(event(place="", commune=""))


@pytest.mark.parametrize(
    ("cost", "free"),
    [
        ("Gratuit", True),
        ("gratuite.", True),
        ("Entrée libre et gratuite", True),
        ("Gratuit, sur inscription", True),
        ("Atelier gratuit", True),
        ("", False),
        ("5 €", False),
        ("Non gratuit", False),
        ("Gratuit pour les moins de 12 ans", False),
        ("Gratuit pour les adhérents", False),
        ("Entrée gratuite, repas 5 €", False),
        ("À confirmer", False),
    ],
)
def test_free_only_when_the_cost_says_so(event: MakeEvent, cost: str, free: bool) -> None:
    """Nothing is claimed in a doubt, and « not free » is never claimed."""
    assert told(event(cost=cost)).get("isAccessibleForFree") is (True if free else None)


def test_no_performer_is_ever_named(event: MakeEvent) -> None:
    """A person beside an hour would be a timetable; associations are organisers."""
    people = (Ref("awa", "Awa", "/volontaires/awa/"),)
    found = told(event(people=people, associations=(Ref("amis", "Les Amis", "/associations/amis/"),)))

    assert "awa" not in json.dumps(found).casefold()
    assert "performer" not in found
    assert [group["name"] for group in found["organizer"]] == ["Les Amis"]


def test_an_article() -> None:
    """Both dates, French, the organisation as author unless someone signed."""
    story: dict[str, Any] = {
        "title": "Un seau",
        "address": "/recits/un-seau/",
        "siteurl": SITE,
        "organization": "AIVM",
        "published": date(2026, 11, 2),
    }
    plain = article_ld(**story)
    full = article_ld(**story, created=date(2026, 10, 1), author="Awa", image="/photos/a.webp")

    assert (plain["headline"], plain["inLanguage"], plain["datePublished"]) == ("Un seau", "fr", "2026-11-02")
    assert plain["author"] == {"@type": "Organization", "name": "AIVM", "url": f"{SITE}/"}
    assert not {"dateCreated", "image", "description"} & plain.keys()
    assert full["author"] == {"@type": "Person", "name": "Awa"}
    assert (full["dateCreated"], full["image"]) == ("2026-10-01", f"{SITE}/photos/a.webp")


@settings(max_examples=60)
@given(st.text())
def test_script_is_safe_and_faithful(text: str) -> None:
    """No text can end the element, open a comment or a line; it is read back as it was."""
    trap = f"</script><!-- & \u2028\u2029 {text}"
    found = script({"name": trap})

    assert not set(found) & set("<>&\u2028\u2029")
    assert json.loads(found) == {"name": trap}
