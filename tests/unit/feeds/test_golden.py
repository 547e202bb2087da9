"""Whole files, byte for byte, in tests/golden/feeds/.

To renew them after a change that is meant: run the tests once with the environment variable RENEW_GOLDEN=1,
then read the difference in git before committing it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from aivm.feeds import agenda_json, atom, ics
from aivm.records.public import PublicEvent

from tests.conftest import TERRITORY

SITE = "https://exemple.invalid"
DOMAIN = "agenda.exemple"

Golden = Callable[[str, bytes], None]


def test_agenda_ics(events: list[PublicEvent], today: date, golden: Golden) -> None:
    """The feed: both zones, a whole-day pair, a cancelled event, an event at a distance (RENEW_GOLDEN=1 renews)."""
    found = ics.calendar(
        events, name="Agenda Rennes–Mopti", domain=DOMAIN, revisions={}, today=today, siteurl=SITE, territory=TERRITORY
    )

    golden("agenda.ics", found)


def test_evening_of_a_clock_change(event: Callable[..., PublicEvent], today: date, golden: Golden) -> None:
    """An evening that ends after the change of 31 October keeps local hours at both ends (RENEW_GOLDEN=1 renews)."""
    night = event("nuit-des-contes", title="Nuit des contes", begins="2027-10-30T20:00", ends="2027-10-31T04:00")
    found = ics.event_calendar(night, domain=DOMAIN, revisions={}, today=today, siteurl=SITE, territory=TERRITORY)

    golden("evenement-changement-heure.ics", found)


def test_agenda_atom(events: list[PublicEvent], today: date, golden: Golden) -> None:
    """The Atom feed of the events to come (RENEW_GOLDEN=1 renews)."""
    entries = atom.event_entries(
        events, {}, domain=DOMAIN, today=today, territory=TERRITORY, when=lambda event: f"{event.begins:%d/%m/%Y}"
    )
    found = atom.feed(
        title="Agenda", author="Rennes–Mopti", address="/flux/agenda.atom", siteurl=SITE, entries=entries, today=today
    )

    golden("agenda.atom", found)


def test_agenda_json(events: list[PublicEvent], today: date, golden: Golden) -> None:
    """The same agenda for programs (RENEW_GOLDEN=1 renews)."""
    golden("agenda.json", agenda_json.agenda(events, siteurl=SITE, today=today, revisions={}))
