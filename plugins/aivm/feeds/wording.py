"""The words that calendars and feeds put around an event, where no template is at hand.

The texts of the event arrive in French typography; what is added here has its no-break spaces already.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from aivm.records.public import PublicEvent
from aivm.territory import Territory
from aivm.text.dates import hour

COLON = "\N{NO-BREAK SPACE}:"
MARKS = {"annulé": "Annulé", "reporté": "Reporté"}  # in the title: a list of days shows nothing else
NOTES = {  # in the description: most calendars show no TENTATIVE, and none knows « complet »
    "option": "Date à confirmer.",
    "à confirmer": "Date à confirmer.",
    "complet": "Complet.",
}
SHIFTS = {-1: " la veille", 0: "", 1: " le lendemain"}


def titled(event: PublicEvent) -> str:
    """The title with its mark: « Annulé : Contes du fleuve ». An example says so too."""
    marks = ["Exemple" if event.example else "", MARKS.get(event.status.key, "")]
    return "".join(f"{mark}{COLON} " for mark in marks if mark) + event.title


def _hours(event: PublicEvent, zone: ZoneInfo) -> str:
    begins = event.begins.astimezone(zone)
    first = hour(begins) + SHIFTS[(begins.date() - event.begins.date()).days]
    return f"{first} – {hour(event.ends.astimezone(zone))}" if event.ends else first


def both_hours(event: PublicEvent, territory: Territory) -> str:
    """« À Rennes : 14 h 30 – 16 h. À Mopti : 13 h 30 – 15 h. » for an event held at a distance, else nothing."""
    if not event.remote or event.all_day:
        return ""
    places = (territory.here, territory.there)
    return " ".join(f"À {place.town}{COLON} {_hours(event, place.clock)}." for place in places)


def description(event: PublicEvent, territory: Territory) -> str:
    """What is to be known of an event, one paragraph for each of: its state, summary, both hours, text."""
    parts = [NOTES.get(event.status.key, ""), event.summary, both_hours(event, territory), event.text]
    return "\n\n".join(part for part in parts if part)


def where(event: PublicEvent) -> str:
    """« En ligne », or the place and its commune."""
    return "En ligne" if event.remote else ", ".join(part for part in (event.place, event.commune) if part)
