"""/agenda.json: the public agenda for other programs, in the words of schema.org where it has one.

`{"version": 1, "generated": "2027-01-10", "events": [...]}`. Every event has every key, null or empty when not known:

- `id`, `url`, `name`, `description` (the summary), `text`, `dateModified`
- `startDate`, `endDate`: RFC 3339 with the offset; for a whole day (`allDay`) plain days, the last one included
- `timeZone`; `status`, the site's word, and `eventStatus`, that of schema.org/EventStatusType
- `location` {`name`, `commune`, `sector`, `country`, `remote`}
- `keywords`, `levels`, `organizers` [{`name`, `url`}], `capacity` (seats)
- `duration`, `cost`, `equipment`, `accessibility`, `registration`: plain words
- `isBasedOn`: the page it was read from

A key is never renamed or taken away within one version. No person is named.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from aivm.feeds.revisions import Revision, current
from aivm.feeds.schema_org import start_end
from aivm.records.public import PublicEvent

VERSION = 1


def agenda(events: Iterable[PublicEvent], *, siteurl: str, today: date, revisions: Mapping[str, Revision]) -> bytes:
    """The `events` by date, as stable UTF-8 JSON with sorted keys."""
    ordered = sorted(events, key=lambda event: (event.begins, event.id))
    told = [_event(event, siteurl, current(event, revisions, today).last_modified) for event in ordered]
    document = {"version": VERSION, "generated": today.isoformat(), "events": told}
    return (json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _event(event: PublicEvent, siteurl: str, modified: date) -> dict[str, Any]:
    start, end = start_end(event)
    return {
        "id": event.id,
        "url": siteurl + event.address,
        "name": event.title,
        "description": event.summary,
        "text": event.text,
        "startDate": start,
        "endDate": end,
        "allDay": event.all_day,
        "timeZone": event.zone,
        "status": event.status.key,
        "eventStatus": event.status.schema,
        "dateModified": modified.isoformat(),
        "location": {
            "name": event.place,
            "commune": event.commune,
            "sector": event.sector,
            "country": event.country,
            "remote": event.remote,
        },
        "keywords": list(event.themes),
        "levels": list(event.levels),
        "organizers": [{"name": group.name, "url": siteurl + group.address} for group in event.associations],
        **dict(event.details),
        "isBasedOn": event.source or None,
    }
