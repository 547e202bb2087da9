"""The renditions already made, on disk: two WebP files and the JSON that vouches for them.

The JSON is written last and holds the digest of each file, so what a killed run, a full disk or a curious hand left
behind is made again and never served. Nothing is deleted here: the cache is a folder that can be emptied at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aivm.images.plan import Picture, Rendition


def file_of(cache: Path, rendition: Rendition) -> Path:
    """Where the bytes of a rendition are kept, to be copied to its name in the site."""
    return cache / rendition.name.rpartition("/")[2]


def find(cache: Path, key: str) -> Picture | None:
    """The picture kept under `key`, or None when it is not there whole."""
    try:
        entry = json.loads((cache / f"{key}.json").read_text(encoding="utf-8"))
        sharp = entry["sharp"] and read_rendition(cache, entry["sharp"])
        return Picture(read_rendition(cache, entry["default"]), sharp, entry["colour"], entry["had_gps"])
    except (FileNotFoundError, ValueError, LookupError, TypeError, AttributeError):
        return None


def read_rendition(cache: Path, entry: dict[str, Any]) -> Rendition:
    """One rendition of an entry. ValueError when its file is not the one that was written."""
    digest = entry.pop("sha256")
    rendition = Rendition(**entry)
    if hashlib.sha256(file_of(cache, rendition).read_bytes()).hexdigest() != digest:
        raise ValueError(rendition.name)
    return rendition


def keep(cache: Path, key: str, picture: Picture, files: Mapping[Rendition, bytes]) -> None:
    """Write the files of a picture, then its entry. OSError when the disk is full or refuses."""
    cache.mkdir(parents=True, exist_ok=True)
    entry = asdict(picture)
    for part in ("default", "sharp"):
        rendition: Rendition | None = getattr(picture, part)
        if rendition:
            write(file_of(cache, rendition), files[rendition])
            entry[part]["sha256"] = hashlib.sha256(files[rendition]).hexdigest()
    write(cache / f"{key}.json", json.dumps(entry, indent=1, sort_keys=True).encode())


def write(path: Path, data: bytes) -> None:
    """Write a file at once or not at all: a reader sees the old bytes or the new ones."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")  # two builds may share a cache
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
