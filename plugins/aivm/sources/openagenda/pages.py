"""OpenAgenda, API v2: the events of one agenda, asked page after page.

Documented at https://developers.openagenda.com, « Lecture d’événements »: a key in the header `key`; `after` leads to
the next page and is null on the last. Only the fields we keep are asked for, so that no name, phone number or e-mail
address even travels.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from aivm.sources.options import Options
from aivm.web.refused import RefusedError
from aivm.web.request import LATER

API = "https://api.openagenda.com/v2"
PAGE_SIZE = 300  # the most that one answer may hold
MOST_PAGES = 20
FIELDS = (
    *("uid", "slug", "title", "description", "longDescription", "conditions", "keywords", "registration"),
    *("timings", "timezone", "status", "state", "attendanceMode", "accessibility"),
    *("location.name", "location.city", "location.region", "location.countryCode"),
)
BROKEN = ("la réponse d’OpenAgenda ne se lit pas.", LATER)

Ask = Callable[[str], bytes | None]  # an address -> a body; None: not modified


def first_address(base: str, agenda: str, options: Options, after: list[str] | None = None) -> str:
    """The address of one page of the agenda's programme, within the window."""
    query: list[tuple[str, str]] = [("size", str(PAGE_SIZE)), ("sort", "timings.asc")]
    query += [("timings[gte]", f"{options.first}T00:00:00.000Z"), ("timings[lte]", f"{options.last}T23:59:59.999Z")]
    query += [("includeFields[]", field) for field in FIELDS]
    query += [("after[]", value) for value in after or ()]
    return f"{(base or API).rstrip('/')}/agendas/{agenda}/events?{urlencode(query)}"


def pages(base: str, agenda: str, options: Options, ask: Ask) -> bytes | None:
    """Every page as one JSON of `{"events": […]}`; None where the first says that nothing has changed."""
    events: list[Any] = []
    after: list[str] | None = None
    seen: set[tuple[str, ...]] = set()
    for _ in range(MOST_PAGES):
        body = ask(first_address(base, agenda, options, after))
        if body is None:
            return None
        page = page_of(body)
        events += page.get("events", [])
        following = page.get("after")
        if not isinstance(following, list) or not following or not page.get("events"):
            return json.dumps({"events": events}).encode()
        after = [str(value) for value in following]
        if tuple(after) in seen:
            raise RefusedError("OpenAgenda renvoie toujours la même page.", LATER)
        seen.add(tuple(after))
    message = f"l’agenda a plus de {MOST_PAGES * PAGE_SIZE} événements."
    raise RefusedError(message, "Choisissez un agenda plus petit, ou réduisez pull_months_back.")


def page_of(body: bytes) -> dict[str, Any]:
    """One page, or every page put together."""
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise RefusedError(*BROKEN) from None
    page: dict[str, Any] = found if isinstance(found, dict) else {"events": None}
    events = page.get("events", [])
    if not isinstance(events, list) or len(events) > PAGE_SIZE * MOST_PAGES:
        raise RefusedError(*BROKEN)
    return page
