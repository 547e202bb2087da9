"""The renditions already made, on disk: two WebP files and the JSON that vouches for them.

The JSON is written last and holds the digest of each file, so what a killed run, a full disk or a curious hand left
behind is made again and never served. An entry's date is the last day it was asked for; `prune` removes those that
nobody has asked for in months. The folder can be emptied at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aivm.files import write_whole
from aivm.media.images.plan import FOLDER, Picture, Rendition

DAY = 86_400  # seconds


def file_of(cache: Path, rendition: Rendition) -> Path:
    """Where the bytes of a rendition are kept, to be copied to its name in the site."""
    return cache / rendition.name.rpartition("/")[2]


def find(cache: Path, key: str) -> Picture | None:
    """The picture kept under `key`, or None when it is not there whole."""
    try:
        file = cache / f"{key}.json"
        entry = json.loads(file.read_text(encoding="utf-8"))
        sharp = entry["sharp"] and read_rendition(cache, key, entry["sharp"])
        picture = Picture(read_rendition(cache, key, entry["default"]), sharp, entry["colour"], entry["had_gps"])
        if time.time() - file.stat().st_mtime > DAY:  # once a day: a warm build writes nothing
            os.utime(file)
        return picture
    except (FileNotFoundError, ValueError, LookupError, TypeError, AttributeError):
        return None


def read_rendition(cache: Path, key: str, entry: dict[str, Any]) -> Rendition:
    """One rendition of the entry `key`. ValueError when its file is another's, or is not the one that was written."""
    digest = entry.pop("sha256")
    rendition = Rendition(**entry)
    if not rendition.name.startswith(f"{FOLDER}/{key}-"):
        raise ValueError(rendition.name)
    if hashlib.sha256(file_of(cache, rendition).read_bytes()).hexdigest() != digest:
        raise ValueError(rendition.name)
    return rendition


def keep(cache: Path, key: str, picture: Picture, files: Mapping[Rendition, bytes]) -> None:
    """Write the files of a picture, then its entry. OSError when the disk is full or refuses."""
    cache.mkdir(parents=True, exist_ok=True)
    writer = str(os.getpid())  # two builds may share a cache
    entry = asdict(picture)
    for part in ("default", "sharp"):
        rendition: Rendition | None = getattr(picture, part)
        if rendition:
            write_whole(file_of(cache, rendition), files[rendition], writer)
            entry[part]["sha256"] = hashlib.sha256(files[rendition]).hexdigest()
    write_whole(cache / f"{key}.json", json.dumps(entry, indent=1, sort_keys=True), writer)


def prune(cache: Path, days: int) -> None:
    """Remove the pictures that no build has asked for in `days`, and what killed runs left behind. OSError if refused.

    What is younger than a day is left alone, whatever it is: another build may be writing it.
    """
    now = time.time()
    ages = {path: now - date for path in cache.iterdir() if (date := _date(path))} if cache.is_dir() else {}
    kept = {path.stem for path, age in ages.items() if path.suffix == ".json" and age < days * DAY}
    for path, age in sorted(ages.items(), key=lambda item: item[0].suffix != ".json"):  # entries first: none is half
        if age > DAY and path.name.partition(".")[0].partition("-")[0] not in kept:
            path.unlink(missing_ok=True)


def _date(path: Path) -> float:
    """When a file was last asked for; 0 where another build has just pruned it."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
