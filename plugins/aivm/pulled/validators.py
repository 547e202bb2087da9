"""What makes the next request conditional: the validators of the last answer, kept under .cache/ and never committed.

They are forgotten when anything they depend on is not as it was: the entry of the source, the window, the address, the
snapshot. Only answers that were kept whole leave some, so that a row refused yesterday is read again today.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aivm.problems import Where
from aivm.pulled.snapshot import Snapshot
from aivm.sources.options import Options
from aivm.sources.remote import Answer
from aivm.sources.source import Source

VERSION = "2"  # of what readers and cleaning make of one answer: raise it, and every source is read whole once


@dataclass(frozen=True)
class Memory:
    """What is remembered of one source on this machine."""

    asked_at: datetime | None = None
    failed: bool = False
    fingerprint: str = ""
    etag: str = ""
    last_modified: str = ""

    def answer(self, fingerprint: str) -> Answer:
        """The validators, where they are of this very state."""
        good = bool(fingerprint) and self.fingerprint == fingerprint
        return Answer(None, self.etag, self.last_modified) if good else Answer(None)


def fingerprint(source: Source, options: Options, url: str, snapshot: Snapshot | None) -> str:
    """A digest of all that an unchanged answer is judged by; empty where there is no snapshot to keep."""
    if snapshot is None:
        return ""
    rows = json.dumps(sorted(snapshot.rows, key=lambda row: str(row["id"])), sort_keys=True)
    seen = [VERSION, repr(replace(source, where=Where(""))), repr(options), url, rows]
    return hashlib.sha256("\0".join(seen).encode("utf-8", "replace")).hexdigest()


def load(path: Path) -> Memory:
    """What is remembered; a file that is missing or spoilt remembers nothing."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        asked = datetime.fromisoformat(found["asked_at"]).astimezone(UTC)
        texts = [str(found[key]) for key in ("fingerprint", "etag", "last_modified")]
        return Memory(asked, bool(found["failed"]), *texts)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Memory()


def dump(memory: Memory) -> str:
    """Its text."""
    asked = memory.asked_at.isoformat() if memory.asked_at else ""
    return json.dumps(
        {
            "asked_at": asked,
            "failed": memory.failed,
            "fingerprint": memory.fingerprint,
            "etag": memory.etag,
            "last_modified": memory.last_modified,
        }
    )
