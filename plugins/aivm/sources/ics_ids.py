"""What an event is called from one export of a calendar to the next.

The reader sees one export, and cannot know whether its UIDs will be the same tomorrow (RFC 5545 3.8.4.7 asks it; some
products draw new ones each time). So each row carries three names: `id`, readable, from the title and the day; `_uid`,
the UID and the day of the recurrence, hashed since a UID may hold an e-mail address; and `_cle`, a hash of start, title
and place. `kept_ids` pairs an export with the one before: by `_uid`, else by `_cle`, the old `id` stays, so an address
changes neither with the title (the UID is the same) nor with the UID (the content is the same).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from aivm.text.fold import fold
from aivm.text.slug import slug

UNTITLED = "evenement"
NAMES = ("_uid", "_cle")  # from the surest


def uid_key(uid: str, recurrence: str) -> str:
    """The UID and the day of a recurrence (AAAA-MM-JJ or nothing) as one name; nothing without a UID."""
    return f"{_hashed(uid)}/{recurrence}".rstrip("/") if uid else ""


def content_key(start: str, title: str, place: str) -> str:
    """What two exports of one event share where nothing in it was changed."""
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


def kept_ids(rows: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]) -> list[str]:
    """The identifier of each row, that of the same event in the export `before` where there was one.

    No two rows get one identifier: a new row whose own is taken has it numbered.
    """
    free = {old["id"]: old for old in before}
    chosen: dict[int, str] = {}
    for name in NAMES:
        known = {old[name]: old["id"] for old in free.values() if old.get(name)}
        for rank, row in enumerate(rows):
            found = known.get(row.get(name, ""))
            if rank not in chosen and found in free:
                chosen[rank] = str(found)
                del free[found]
    taken = set(chosen.values())
    for rank, row in enumerate(rows):
        if rank not in chosen:
            chosen[rank] = _free(str(row["id"]), taken)
    return [chosen[rank] for rank in range(len(rows))]
