"""What an event is called from one export of a calendar to the next.

The reader sees one export, and cannot know whether its UIDs will be the same tomorrow (RFC 5545 3.8.4.7 asks it; some
products draw new ones each time). So each row carries two names: `id`, readable, from the title and the day, and
`_uid`, the UID and the day of the recurrence, hashed since a UID may hold an e-mail address. `pairing` then keeps the
old `id`, so an address changes neither with the title (same UID) nor with the UID (same content).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from aivm.people.letters import slug
from aivm.text.fold import fold

UNTITLED = "evenement"


def uid_key(uid: str, recurrence: str) -> str:
    """The UID and the day of a recurrence (AAAA-MM-JJ or nothing) as one name; nothing without a UID."""
    return f"{_hashed(uid)}/{recurrence}".rstrip("/") if uid else ""


def content_key(start: str, title: str, place: str) -> str:
    """A hash of what an event says, for the ids that title, day and hour do not tell apart."""
    return _hashed("|".join((start, fold(title), fold(place))))


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def ids(titles: Sequence[str], days: Sequence[str], hours: Sequence[str], keys: Sequence[str]) -> list[str]:
    """One identifier each: the title and the day; the hour too where two share them, then the start of a hash.

    Events that are alike in all of it are numbered. An address may have 80 characters: 60 + 11 + 7, and a number.
    """
    short = [f"{slug(title) or UNTITLED}-{day}" for title, day in zip(titles, days, strict=True)]
    longer = [f"{name}-{hour}" if hour else name for name, hour in zip(short, hours, strict=True)]
    hashed = [f"{name}-{key[:6]}" for name, key in zip(short, keys, strict=True)]
    often, again = Counter(short), Counter(longer)
    choices = zip(short, longer, hashed, strict=True)
    taken: set[str] = set()
    return [_free(a if often[a] == 1 else b if again[b] == 1 and a != b else c, taken) for a, b, c in choices]


def _free(name: str, taken: set[str]) -> str:
    """`name`, numbered where it is taken already; it is taken from now on."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name[:74].rstrip('-')}-{number}"
    taken.add(found)
    return found


def unique_names(values: list[dict[str, Any]]) -> None:
    """Empty the `_uid` that several rows share: it names none of them."""
    often = Counter(row["_uid"] for row in values)
    for row in values:
        if often[row["_uid"]] > 1:
            row["_uid"] = ""
