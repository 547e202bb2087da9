"""schema.org in JSON-LD, for search engines: what the page says already, and nothing more.

No performer is ever named: beside an hour to come it would be a volunteer's timetable.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from aivm.records.public import PublicEvent
from aivm.territory import Territory

Json = dict[str, Any]

CONTEXT = "https://schema.org"
# « Gratuit », « Entrée libre et gratuite », « Gratuit, sur inscription »: but not « gratuit pour les adhérents ».
FREE = re.compile(
    r"(?:(?:entrée|accès|participation|atelier|spectacle|concert|visite)s?\s+)?(?:libres?\s+et\s+)?gratuite?s?"
    r"(?:\s+pour\s+tous|\s+et\s+ouverte?\s+à\s+tous)?(?:,?\s+sur\s+(?:inscription|réservation))?\s*[.!]?",
    re.IGNORECASE,
)
# Inside <script>, « </script> » and « <!-- » would end or upset the element; the separators end a line in JavaScript.
UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def start_end(event: PublicEvent) -> tuple[str, str | None]:
    """Both ends in ISO 8601: for a whole day plain days, the last one included; else moments with their offset."""
    if event.all_day:
        return event.first_day.isoformat(), event.last_day.isoformat()
    return event.begins.isoformat(), event.ends.isoformat() if event.ends else None


def event_ld(event: PublicEvent, siteurl: str, organizer: str, territory: Territory) -> Json:
    """schema.org/Event. `organizer` is the site's association, told where the event names none."""
    start, end = start_end(event)
    mode = "Online" if event.remote else "Offline"
    linked: Json = {
        "@context": CONTEXT,
        "@type": "Event",
        "@id": siteurl + event.address,
        "url": siteurl + event.address,
        "name": event.title,
        "inLanguage": "fr",
        "startDate": start,
        "eventStatus": f"{CONTEXT}/{event.status.schema}",
        "eventAttendanceMode": f"{CONTEXT}/{mode}EventAttendanceMode",
        "organizer": [_organization(group.name, siteurl + group.address) for group in event.associations]
        or [_organization(organizer, f"{siteurl}/")],
    }
    cost = str(event.detail("cost") or "")
    optional = {
        "endDate": end,
        "description": event.summary,
        "location": _location(event, siteurl, territory),
        "keywords": list(event.themes),
        "maximumAttendeeCapacity": event.detail("capacity"),
        "isAccessibleForFree": bool(FREE.fullmatch(cost.strip())),  # never False: a doubt is not a price
    }
    return linked | {key: value for key, value in optional.items() if value}


def article_ld(
    *,
    title: str,
    address: str,
    siteurl: str,
    organization: str,
    published: date,
    created: date | None = None,
    summary: str = "",
    author: str = "",
    image: str = "",
) -> Json:
    """schema.org/Article for a story. `created` is the day it was written, `image` an address from the site's root.

    Without `author` (someone who agreed to sign), the story is the organisation's.
    """
    house = _organization(organization, f"{siteurl}/")
    linked: Json = {
        "@context": CONTEXT,
        "@type": "Article",
        "@id": siteurl + address,
        "url": siteurl + address,
        "headline": title,
        "inLanguage": "fr",
        "datePublished": published.isoformat(),
        "author": {"@type": "Person", "name": author} if author else house,
        "publisher": house,
    }
    optional = {
        "dateCreated": created.isoformat() if created else "",
        "description": summary,
        "image": siteurl + image if image else "",
    }
    return linked | {key: value for key, value in optional.items() if value}


def script(linked: Json) -> str:
    """JSON to put as it is inside <script type="application/ld+json">, whatever a title contains."""
    return json.dumps(linked, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)


def _organization(name: str, url: str) -> Json:
    return {"@type": "Organization", "name": name, "url": url}


def _location(event: PublicEvent, siteurl: str, territory: Territory) -> Json:
    """A Place with its commune and country; over there a region is told as such. Nothing when no place is known."""
    if event.remote:
        return {"@type": "VirtualLocation", "url": siteurl + event.address}
    if not (event.place or event.commune):
        return {}
    levels = tuple(f"{level} " for level in territory.there.levels)  # no commune of here begins so
    vague = event.commune.startswith(levels)
    address = {"@type": "PostalAddress", "addressCountry": event.country}
    if event.commune:
        address["addressRegion" if vague else "addressLocality"] = event.commune
    return {"@type": "Place", "name": event.place or event.commune, "address": address}
