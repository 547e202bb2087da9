"""The last publications, kept whole on this machine to go back to one: .cache/publications/<destination>/.

A file that did not change is one file on the disk whatever the number of publications: they share it by hard links.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aivm.output.manifest import files_of

FOLDER = "publications"  # of .cache
KEPT = 3


@dataclass(frozen=True)
class Publication:
    """One publication: its rank from 1, the hash of its list, its folder."""

    rank: int
    listing: str
    folder: Path

    @property
    def when(self) -> datetime:
        """When it was made, at this machine's hour."""
        return datetime.fromtimestamp(self.folder.stat().st_mtime, UTC).astimezone()


def place(cache: Path, root: str) -> Path:
    """Where the publications to one destination are kept."""
    return cache / FOLDER / hashlib.sha256(root.encode()).hexdigest()[:16]


def kept(folder: Path) -> list[Publication]:
    """The publications of a folder, the oldest first."""
    names = [path.name.partition("-") for path in folder.iterdir()] if folder.is_dir() else []
    found = [(int(rank), listing) for rank, dash, listing in names if dash and rank.isdigit()]
    return [Publication(rank, listing, folder / f"{rank:05}-{listing}") for rank, listing in sorted(found)]


def keep(folder: Path, build: Path, listing: str) -> None:
    """Keep a build that was just published, and forget the oldest. Raises OSError, and then keeps what was there."""
    before = kept(folder)
    if before and before[-1].listing == listing:
        return
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / ".nouveau"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    for path, file in files_of(build).items():
        copy = draft / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        twin = before[-1].folder / path if before else None
        if twin is None or not _linked(twin, file, copy):
            shutil.copyfile(file, copy)
    draft.rename(folder / f"{before[-1].rank + 1 if before else 1:05}-{listing}")
    for old in kept(folder)[:-KEPT]:
        shutil.rmtree(old.folder)


def _linked(twin: Path, file: Path, copy: Path) -> bool:
    """Make `copy` the same file as `twin`, where its bytes are those of `file` and the disk knows hard links."""
    try:
        if twin.read_bytes() != file.read_bytes():
            return False
        os.link(twin, copy)
    except OSError:
        return False
    return True


def before(folder: Path, listing: str) -> Publication | None:
    """The publication before the one whose list is on the server; the last one where the server's was not kept."""
    known = kept(folder)
    ranks = [one.rank for one in known if one.listing == listing]
    earlier = [one for one in known if one.listing != listing and (not ranks or one.rank < ranks[-1])]
    return earlier[-1] if earlier else None


def forget_after(folder: Path, publication: Publication) -> None:
    """Forget what was published after a publication that is back on the server: it is the last one again."""
    for one in kept(folder):
        if one.rank > publication.rank:
            shutil.rmtree(one.folder)
