"""The list of what a finished folder holds, by which two folders are compared and a published one is recognised."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from aivm.files import write_whole
from aivm.problems import Problem, Where

MANIFEST_NAME = ".manifest.json"
VERSION = 1  # of the JSON layout; another one is read as « no manifest »
# What a desktop leaves in folders it shows: never ours, never published (a .DS_Store tells the names of other files).
DROPPINGS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
NOT_LISTED = DROPPINGS | {".git", MANIFEST_NAME}


class Entry(NamedTuple):
    """One file: hexadecimal SHA-256 and size in bytes; a symbolic link has neither, and so equals no file."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a folder holds: the mode it was built in (preview, production…) and its files by posix relative path."""

    mode: str
    files: Mapping[str, Entry]


def files_of(folder: Path) -> dict[str, Path]:
    """Every file under a folder, by posix relative path, sorted; links are entries, never followed into."""
    return dict(sorted(_walk(folder, "")))


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in NOT_LISTED:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}", Path(entry.path)


def of_folder(folder: Path, mode: str) -> Manifest:
    """The manifest of what is on the disk now; every byte is read, since size and date can both lie."""
    return Manifest(mode, {path: _entry(file) for path, file in files_of(folder).items()})


def _entry(file: Path) -> Entry:
    return Entry("", -1) if file.is_symlink() else entry_of(file.read_bytes())


def entry_of(content: bytes) -> Entry:
    """The entry of a file that holds these bytes."""
    return Entry(hashlib.sha256(content).hexdigest(), len(content))


class ChangedError(Exception):
    """A file of a finished folder is not the one that the checks have read. `path` is posix, relative."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def same(path: str, content: bytes, checked: Manifest) -> bytes:
    """The bytes of a file, where they are those that were checked; ChangedError where they are not."""
    if checked.files.get(path) != entry_of(content):
        raise ChangedError(path)
    return content


def refuse_changed(folder: Path, checked: Manifest) -> None:
    """ChangedError where a folder does not hold what was checked, all of it and nothing more."""
    found = of_folder(folder, checked.mode).files
    different = [path for path in sorted({*found, *checked.files}) if found.get(path) != checked.files.get(path)]
    if different:
        raise ChangedError(different[0])


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest left in a folder by an earlier run, or None when there is none that we could have written."""
    try:
        data = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            return None
        files = {str(path): Entry(str(sha256), int(size)) for path, (sha256, size) in data["files"].items()}
        return Manifest(str(data["mode"]), files)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Put the manifest in its folder in one move: a reader sees the old one or the new one. Raises OSError."""
    files = {path: list(entry) for path, entry in sorted(manifest.files.items())}
    data = {"version": VERSION, "mode": manifest.mode, "files": files}
    write_whole(folder / MANIFEST_NAME, json.dumps(data, ensure_ascii=False, indent=0) + "\n", durable=True)


def folded(path: str) -> str:
    """The path as a disk that ignores case and Unicode spelling knows it (Windows, macOS)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def case_collisions(paths: Iterable[str], folder: str = "output") -> list[Problem]:
    """Two outputs that Windows and macOS cannot tell apart: one would silently replace the other."""
    problems: list[Problem] = []
    known: dict[str, str] = {}
    ordered = sorted(paths)
    for path in ordered:
        other = known.setdefault(folded(path), path)
        if other != path:
            problems.append(_collision(folder, path, other))
    for path in ordered:
        for parent in PurePosixPath(path).parents:
            file = known.get(folded(str(parent)))
            if file is not None:
                problems.append(_collision(folder, path, file))
    return problems


def _collision(folder: str, path: str, other: str) -> Problem:
    return Problem(
        Where(f"{folder}/{path}"),
        f"« {path} » et « {other} » sont un seul et même nom sous Windows et macOS : l’un effacerait l’autre.",
        "Changez l’identifiant ou le nom de l’un des deux.",
    )
