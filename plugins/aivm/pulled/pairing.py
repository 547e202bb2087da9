"""Which event of an export is which of the export before: its id, hence its address and its UID, stays the same.

By `_uid`, a hash that a reader of calendars may give (the title may change under it); else by what the event says,
where a source names its events anew at every export; else by the id. What is paired is paired once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aivm.pulled.rows import Found, Row
from aivm.records.fields import stamp_of
from aivm.text.fold import fold

UID = "_uid"

Key = Callable[[Mapping[str, Any]], Any]


def content_key(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """When, where, and what it is called."""
    start = stamp_of(row)
    moment = f"{start.day} {start.hour}" if start else str(row.get("debut", ""))
    return moment, fold(str(row.get("titre", ""))), fold(str(row.get("commune", "")))


# From the surest. An id made of title and day is not: of two visits with one title on one day, the first may go, and
# the second then has its id.
KEYS: tuple[Key, ...] = (
    lambda row: row.get(UID),
    lambda row: (row["id"], *content_key(row)),
    content_key,
    lambda row: row["id"],
)


def with_old_ids(rows: Sequence[Found], before: Sequence[Mapping[str, Any]]) -> list[Found]:
    """The rows under their old ids where they had one; a new id that an old event keeps is numbered."""
    free = {str(old["id"]): old for old in before}
    pairs: dict[int, Mapping[str, Any]] = {}
    for key in KEYS:
        known: dict[Any, list[str]] = defaultdict(list)
        for name, old in sorted(free.items()):
            known[key(old)].append(name)
        for rank, (row, _) in enumerate(rows):
            found = known.get(key(row), []) if rank not in pairs and key(row) else []
            if found:
                pairs[rank] = free.pop(found.pop(0))
    taken = {str(old["id"]) for old in pairs.values()}
    return [
        (renamed(row, pairs[rank]) if rank in pairs else numbered(row, taken), raw)
        for rank, (row, raw) in enumerate(rows)
    ]


def renamed(row: Row, old: Mapping[str, Any]) -> Row:
    """A row under its old id; one that says nothing new keeps its old `_uid` too, or its file would always change."""
    said = {**row, "id": old["id"]}
    same = {**said, UID: old.get(UID)} == {**old, UID: old.get(UID)}
    return dict(old) if same else said


def numbered(row: Row, taken: set[str]) -> Row:
    """A new row under an id of its own."""
    name, number = str(row["id"]), 1
    while name in taken:
        number += 1
        name = f"{row['id'][:74]}-{number}"
    taken.add(name)
    return {**row, "id": name}
