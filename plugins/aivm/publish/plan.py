"""What must change for one folder to become another: a pure comparison of two manifests, in the order to do it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from aivm.output.manifest import Manifest

# A page must never be there before what it shows; lists of pages (feeds, sitemap) come when the pages are there.
PAGE_KINDS = frozenset({".html"})
LIST_KINDS = frozenset({".atom", ".ics", ".json", ".xml", ".txt"})
RULES = ".htaccess"
HOST_RULES = frozenset({RULES, "_headers"})  # they speak of pages, and name their sheet: see bridge.py
COMPRESSED = frozenset({".br", ".gz"})


@dataclass(frozen=True)
class Plan:
    """Posix relative paths: first the copies, in this order, then the deletions; the rest is already right."""

    copies: tuple[str, ...]
    deletions: tuple[str, ...]
    unchanged: tuple[str, ...]


def plan(old: Manifest | None, new: Manifest) -> Plan:
    """From what is there (None: nothing) to what must be: photos and the like, pages, feeds and sitemap, deletions."""
    known = old.files if old else {}
    copies = [path for path, entry in new.files.items() if known.get(path) != entry]
    return Plan(
        copies=tuple(sorted(copies, key=lambda path: (stage(path), path))),
        deletions=tuple(sorted(known.keys() - new.files.keys())),
        unchanged=tuple(sorted(new.files.keys() - set(copies))),
    )


def stage(path: str) -> int:
    """0 for what pages load, 1 for pages, 2 for what speaks of them; « page.html.br » goes with its page."""
    file = PurePosixPath(path)
    kind = PurePosixPath(file.stem).suffix if file.suffix in COMPRESSED else file.suffix
    return 1 if kind in PAGE_KINDS else 2 if kind in LIST_KINDS or path in HOST_RULES else 0
