"""What the place where the site is served says of itself, in its folder `.publication`.

`etat.json` is a few hundred bytes and is all that a publication without change reads. It names, by its hash, the list
of what is there (`liste.json.gz`), and while a publication runs, the files of which nobody is sure.
Visitors may read both: they tell nothing but the public files. Hashes are cut to 128 bits, to send less at each edit.
`echec.json` is there while publications fail, and says since when.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from aivm.output.manifest import Entry, Manifest

FOLDER = ".publication"
STATE = f"{FOLDER}/etat.json"
LIST = f"{FOLDER}/liste.json.gz"
FAILING = f"{FOLDER}/echec.json"
VERSION = 1
DIGITS = 32  # hexadecimal, of the 64 of SHA-256


@dataclass(frozen=True)
class State:
    """The last publication that was finished, and what a later one may have changed since."""

    listing: str  # hash of the bytes of LIST; empty before the first publication has ended
    finished: datetime | None = None
    unsure: frozenset[str] = frozenset()  # paths that a publication began to change; empty: all is as listed
    site: str = ""  # the address of the site that is there; empty: not known
    base: str = ""  # the print of the content that it was made from; empty: not known
    removed: frozenset[str] = frozenset()  # tokens of the withdrawals that it knows


def dump_state(state: State) -> bytes:
    """The text of etat.json."""
    data = {
        "attention": "Fait par « python3 tasks.py publish » : ne le corrigez pas.",
        "version": VERSION,
        "site": state.site,
        "liste": state.listing,
        "fini_le": state.finished.astimezone(UTC).isoformat(timespec="seconds") if state.finished else "",
        "en_cours": sorted(state.unsure),
        "contenu": state.base,
        "retraits": sorted(state.removed),
    }
    return (json.dumps(data, ensure_ascii=False) + "\n").encode()


def read_state(content: bytes) -> State | None:
    """The state in a file, or None where we did not write it."""
    try:
        data = json.loads(content)
        if data["version"] != VERSION:
            return None
        finished = datetime.fromisoformat(data["fini_le"]) if data["fini_le"] else None
        unsure = frozenset(map(str, data["en_cours"]))
        known = str(data.get("site", "")), str(data.get("contenu", "")), frozenset(map(str, data.get("retraits", ())))
        return State(str(data["liste"]), finished, unsure, *known)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def dump_failing(since: datetime) -> bytes:
    """The text of echec.json."""
    return (json.dumps({"depuis": since.astimezone(UTC).isoformat(timespec="seconds")}) + "\n").encode()


def read_failing(content: bytes | None) -> datetime | None:
    """Since when publications fail; None where they do not, or where nobody can say."""
    try:
        return datetime.fromisoformat(json.loads(content or b"{}")["depuis"])
    except (ValueError, KeyError, TypeError):
        return None


def dump_listing(manifest: Manifest) -> bytes:
    """The bytes of liste.json.gz: the same for the same files."""
    files = {path: [entry.sha256, entry.size] for path, entry in sorted(manifest.files.items())}
    text = json.dumps({"version": VERSION, "mode": manifest.mode, "files": files}, ensure_ascii=False)
    return gzip.compress(text.encode(), mtime=0)


def read_listing(content: bytes, wanted: str) -> Manifest | None:
    """The list in a file; None where it is not the one whose hash is `wanted`."""
    if digest(content) != wanted:
        return None
    try:
        data = json.loads(gzip.decompress(content))
        files = {str(path): Entry(str(sha256), int(size)) for path, (sha256, size) in data["files"].items()}
        return Manifest(str(data["mode"]), files)
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
        return None


def digest(content: bytes) -> str:
    """The hash of some bytes, as lists write it."""
    return hashlib.sha256(content).hexdigest()[:DIGITS]


def short(manifest: Manifest) -> Manifest:
    """The manifest of a folder with its hashes as lists write them."""
    files = {path: Entry(entry.sha256[:DIGITS], entry.size) for path, entry in manifest.files.items()}
    return Manifest(manifest.mode, files)


def known_as(manifest: Manifest, hashes: dict[str, str], paths: Iterable[str]) -> Manifest:
    """The manifest with what the server was found to hold at `paths`; the size of what nobody listed is not known."""
    files = dict(manifest.files)
    for path in paths:
        found, before = hashes.get(path), files.pop(path, None)
        if found is not None:
            files[path] = before if before and before.sha256 == found else Entry(found, -1)
    return Manifest(manifest.mode, files)
