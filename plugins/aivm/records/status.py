"""The one table of states: what each means for the reader, for a slot, for a calendar and for a search engine."""

from __future__ import annotations

from typing import NamedTuple


class Status(NamedTuple):
    """One state of an event."""

    key: str  # as typed in the column `statut`, and the key of its word in the interface (`status.<key>`)
    slot: str  # libre | option | réservé: what it leaves of the volunteer's half-day
    ical: str  # STATUS, RFC 5545 3.8.1.11
    schema: str  # eventStatus, schema.org/EventStatusType
    holds: bool  # the date still stands


STATUSES = {
    status.key: status
    for status in (
        Status("prévu", "réservé", "CONFIRMED", "EventScheduled", True),
        Status("complet", "réservé", "CONFIRMED", "EventScheduled", True),
        Status("option", "option", "TENTATIVE", "EventScheduled", True),
        Status("à confirmer", "option", "TENTATIVE", "EventScheduled", True),
        Status("reporté", "libre", "CANCELLED", "EventRescheduled", False),
        Status("annulé", "libre", "CANCELLED", "EventCancelled", False),
    )
}
