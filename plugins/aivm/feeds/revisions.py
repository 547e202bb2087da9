"""How a calendar client learns that an event changed: `content/data/revisions.json`, event id -> Revision.

The build only reads it; `pull` and `publish` write it, as a change that is printed and committed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from aivm.problems import Problem, Where
from aivm.records.public import PublicEvent

HASH = re.compile(r"[0-9a-f]{16}")
REMEDY = "Reprenez sa dernière version dans git : sans elle, les agendas abonnés manqueraient des changements."
TWICE = "Gardez la ligne dont « sequence » est le plus grand, et retirez l’autre."


@dataclass(frozen=True)
class Revision:
    """One state of an event, as calendars count them (RFC 5545 3.8.7.3, 3.8.7.4)."""

    hash: str  # of what a calendar client sees
    sequence: int  # 0 when first told, then one more at each change
    last_modified: date  # the day it was first told in this state


def fingerprint(event: PublicEvent) -> str:
    """16 hexadecimal digits that change when, and only when, a calendar client would show something else.

    Left out: what changes by itself (`past`, `people`), what only pages say (levels, cost, equipment…), the address.
    The kind of space does not count, nor the order of the themes, so finer typography is not a change of every event.
    """
    texts = (event.title, event.summary, event.text, event.place, event.commune)
    moments = [moment.isoformat() if moment else "" for moment in (event.begins, event.ends)]
    seen = [" ".join(text.split()) for text in texts]
    seen += [*moments, event.zone, str(event.all_day), event.status.key, str(event.remote), *sorted(event.themes)]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16]


HIGHEST = 2**31 - 1  # of an INTEGER (RFC 5545, 3.3.8)


def read(text: str, file: str) -> tuple[Mapping[str, Revision], list[Problem]]:
    """The revisions in `text`, JSON; give "{}" when there is no file yet.

    A broken file or entry is blocking: its events would start again at sequence 0, and clients ignore a lower number.
    """
    try:
        # Objects as tuples of pairs: a merge in git can leave an event twice, and a dict would silently keep the last.
        found = json.loads(text, object_pairs_hook=tuple)
    except json.JSONDecodeError as error:
        return {}, [Problem(Where(file, error.lineno), "ce fichier ne se lit plus.", REMEDY)]
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets without end
        return {}, [Problem(Where(file), "ce fichier ne se lit plus.", REMEDY)]
    if not isinstance(found, tuple):
        return {}, [Problem(Where(file), "ce fichier ne contient pas de révisions.", REMEDY)]
    known: dict[str, Revision] = {}
    problems = []
    for key, value in found:
        revision = _revision(value)
        if revision is None:
            problems.append(Problem(Where(file, field=key), f"la révision de « {key} » est incomplète.", REMEDY))
        elif key in known:
            problems.append(Problem(Where(file, field=key), f"« {key} » est écrit deux fois.", TWICE))
        if revision and (key not in known or revision.sequence > known[key].sequence):
            known[key] = revision
    return known, problems


def _revision(value: Any) -> Revision | None:
    entry = dict(value) if isinstance(value, tuple) else {}
    digest, sequence, day = (entry.get(key) for key in ("hash", "sequence", "last_modified"))
    if not isinstance(digest, str) or not HASH.fullmatch(digest) or type(sequence) is not int:
        return None
    if not 0 <= sequence <= HIGHEST:
        return None
    try:
        return Revision(digest, sequence, date.fromisoformat(str(day)))
    except ValueError:
        return None


def current(event: PublicEvent, known: Mapping[str, Revision], today: date) -> Revision:
    """The revision to tell: as known; one more and `today` when the event changed since; 0 and `today` when new."""
    digest = fingerprint(event)
    before = known.get(event.id)
    if before is None:
        return Revision(digest, 0, today)
    if before.hash == digest:
        return before
    # A build for an earlier day (SOURCE_DATE_EPOCH) must not take the stamp back.
    return Revision(digest, before.sequence + 1, max(today, before.last_modified))


def updated(
    events: Iterable[PublicEvent], known: Mapping[str, Revision], today: date
) -> tuple[dict[str, Revision], list[str]]:
    """`known` brought up to `events`, and one French line for each change.

    An event that is gone keeps its revision, as its address may come back; an example never gets one.
    """
    revisions = dict(known)
    lines = []
    for event in sorted(events, key=lambda event: event.id):
        revision = current(event, known, today)
        if event.example or revision == known.get(event.id):
            continue
        revisions[event.id] = revision
        change = f"révision {revision.sequence}" if event.id in known else "nouvel événement"
        lines.append(f"{event.id} : {change} (« {event.title} »).")
    return revisions, lines


def dump(revisions: Mapping[str, Revision]) -> str:
    """JSON with one event a line, by id, so that a commit shows which events changed."""
    entries = (
        f"{json.dumps(key)}: "
        + json.dumps({"hash": one.hash, "sequence": one.sequence, "last_modified": one.last_modified.isoformat()})
        for key, one in sorted(revisions.items())
    )
    body = ",\n  ".join(entries)
    return f"{{\n  {body}\n}}\n" if body else "{}\n"
