"""What an event of OpenAgenda (API v2) becomes: one row for each of its dates.

Documented at https://developers.openagenda.com, « Structure d’un événement »: `removed` events have an id alone; texts
are by language; each date is a pair of instants.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import nh3

from aivm.people.letters import slug
from aivm.problems import Problem, Where
from aivm.records.raw import RawRecord
from aivm.sources.openagenda.pages import page_of
from aivm.sources.options import MOST_ROWS, Options
from aivm.territory import Territory
from aivm.text.fold import fold
from aivm.web.refused import RefusedError

MOST_TIMES = 800  # dates of one event, the documented most
PUBLISHED = 2  # of `state`: the others are seen by moderators alone
STATUSES = {1: "prévu", 2: "prévu", 3: "prévu", 4: "reporté", 5: "complet", 6: "annulé"}  # 2: its hours have changed
MOVED_ON_LINE, ON_LINE = 3, 2  # of `status` and of `attendanceMode`
HANDICAPS = {"hi": "auditif", "vi": "visuel", "pi": "psychique", "mi": "moteur", "ii": "intellectuel"}
LANGUAGES = ("fr", "en")  # then whichever comes first
LINK = re.compile(r"!?\[([^\]]{0,300})\]\([^)\s]{0,500}\)")
MARKS = re.compile(r"[*_`]{2,3}|^\s{0,3}#{1,6}\s+|^\s{0,3}>\s?", re.MULTILINE)


def read(raw: bytes, file: str, options: Options) -> tuple[list[RawRecord], list[Problem]]:
    """One row for each date of each published event: a reader like the others, on the JSON of `pages`."""
    try:
        events = page_of(raw).get("events", [])
    except RefusedError as refusal:
        return [], [Problem(Where(file), refusal.message, refusal.hint)]
    rows: list[RawRecord] = []
    problems: list[Problem] = []
    for rank, event in enumerate(events, 1):
        where = Where(file, 0, f"événement {rank}")
        if not isinstance(event, dict):
            problems.append(Problem(where, "cet événement ne se lit pas.", "Regardez-le sur OpenAgenda."))
        elif not event.get("removed") and event.get("state", PUBLISHED) == PUBLISHED:
            rows += [RawRecord(row, where) for row in _rows(event, options)]
        if len(rows) > MOST_ROWS:
            break  # told by whoever counts the rows of every kind
    return rows, problems


def _rows(event: Mapping[str, Any], options: Options) -> Iterator[dict[str, Any]]:
    """The rows of one event: what it says, once for each date in the window."""
    common = {key: value for key, value in _common(event, options).items() if value}
    zone, territory = _zone(event, options.territory), options.territory
    timings = (_timing(timing, territory) for timing in _list(event.get("timings"))[:MOST_TIMES])
    times = sorted({found for found in timings if found})
    on_day = Counter(begins.astimezone(zone).date() for begins, _ in times)
    inside = [found for found in times if options.first <= found[0].astimezone(zone).date() <= options.last]
    if not times:  # told at its validation: « debut » is missing
        yield {**common, "id": _id(event)}
    for begins, ends in inside:
        row = {**common, **_dates(begins.astimezone(zone), ends.astimezone(zone)), "fuseau": zone.key}
        stamp = begins.astimezone(zone)
        moment = f"{stamp:%Y-%m-%d}" if on_day[stamp.date()] == 1 else f"{stamp:%Y-%m-%d-%Hh%M}"
        suffix = [] if len(times) == 1 else [moment]
        yield {**row, "id": "-".join([_id(event), *suffix])}


def _common(event: Mapping[str, Any], options: Options) -> dict[str, Any]:
    """All but the dates. An event published there is open to all, unless a word of the source says otherwise."""
    location = event.get("location") if isinstance(event.get("location"), dict) else {}
    assert isinstance(location, dict)
    remote = event.get("attendanceMode") == ON_LINE or event.get("status") == MOVED_ON_LINE
    there = str(location.get("countryCode", "")).upper() == options.territory.there.country_code
    words = _words(event.get("keywords"))
    meant = [options.words.get(fold(word), ("themes", word)) for word in words]
    said = {column: value for column, value in meant if column != "themes"}
    status = event.get("status")
    return {
        "titre": _text(event.get("title")),
        "resume": _text(event.get("description")),
        "texte": _plain(_text(event.get("longDescription"))),
        "statut": STATUSES.get(status if isinstance(status, int) else 1, "à confirmer"),
        "public": "tout public",
        "themes": [value for column, value in meant if column == "themes"],
        # People first: over there no precise place is even read.
        "lieu": "en ligne" if remote else "" if there else _string(location.get("name")),
        "commune": "" if remote else _string(location.get("region" if there else "city")),
        "cout": _text(event.get("conditions")),
        "accessibilite": _accessibility(event.get("accessibility")),
        "inscription": " ".join(_links(event.get("registration"))),
        **said,
    }


def _id(event: Mapping[str, Any]) -> str:
    """The text OpenAgenda names it by, which nobody can edit, else its number."""
    return slug(_string(event.get("slug"))) or f"openagenda-{slug(_string(event.get('uid'))) or 'sans-numero'}"


def _zone(event: Mapping[str, Any], territory: Territory) -> ZoneInfo:
    """The clock of the event where it is one of ours, else that of here: the instant stays the same."""
    there = territory.there
    return there.clock if event.get("timezone") == there.zone else territory.here.clock


def _timing(value: Any, territory: Territory) -> tuple[datetime, datetime] | None:
    """The two ends of one date, aware, or None where they cannot be read."""
    if not isinstance(value, dict):
        return None
    try:
        ends = [datetime.fromisoformat(str(value.get(key)).replace("+0000", "+00:00")) for key in ("begin", "end")]
        begins, finishes = (end if end.tzinfo else end.replace(tzinfo=territory.here.clock) for end in ends)
        begins.astimezone(UTC), finishes.astimezone(UTC)  # the first and last year have no room for a zone
        return (begins, finishes) if date(territory.first_year, 1, 1) <= begins.date() <= date(2100, 1, 1) else None
    except (ValueError, OverflowError):
        return None


def _dates(begins: datetime, ends: datetime) -> dict[str, str]:
    """Our columns of two moments on one clock; from midnight to midnight is the whole day."""
    length = ends - begins
    if begins.time() == time() and timedelta(hours=23, minutes=58) <= length <= timedelta(hours=25):
        return {"debut": f"{begins:%Y-%m-%d}", "journee_entiere": "oui"}
    row = {"debut": f"{begins:%Y-%m-%d %H:%M}"}
    return {**row, "fin": f"{ends:%Y-%m-%d %H:%M}"} if length > timedelta() else row


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _string(value: Any) -> str:
    return str(value) if isinstance(value, str | int) else ""


def _in_french(value: Any) -> Any:
    """The French of a value by language, else English, else the first there is; a value without language is itself."""
    if not isinstance(value, dict):
        return value
    chosen = next((value[code] for code in LANGUAGES if value.get(code)), None)
    return chosen or next((one for one in value.values() if one), "")


def _text(value: Any) -> str:
    return _string(_in_french(value))


def _words(value: Any) -> list[str]:
    return [word for word in map(_string, _list(_in_french(value))) if word.strip()]


def _accessibility(value: Any) -> str:
    met = [name for code, name in HANDICAPS.items() if isinstance(value, dict) and value.get(code) is True]
    return f"Adapté aux handicaps : {', '.join(met)}" if met else ""


def _links(value: Any) -> Iterator[str]:
    """Addresses to register at; phone numbers and e-mail addresses stay where they are."""
    for way in _list(value):
        if isinstance(way, dict) and way.get("type") == "link" and _string(way.get("value")).startswith("https://"):
            yield _string(way.get("value"))


def _plain(markdown: str) -> str:
    """Markdown as the paragraphs that our `texte` is: links keep their words, marks and tags go."""
    bare = MARKS.sub("", LINK.sub(r"\1", markdown))
    return html.unescape(nh3.clean(bare, tags=set(), clean_content_tags={"script", "style"}))
