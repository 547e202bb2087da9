"""All the sounds of a build, bared once and kept in a cache named by content, like photos."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from aivm.files import write_whole
from aivm.media.sounds.clean import VERSION, Clean, clean
from aivm.media.sounds.faults import ABSENT, Fault, heavy, unreadable
from aivm.media.sounds.formats import FORMATS
from aivm.problems import Problem, Severity, Where

FOLDER = "sons"  # where sounds live on the web
COVER = 10_000_000  # bytes of tags that are read beside the sound itself, to take them away; more is not even opened


@dataclass(frozen=True)
class Sound:
    """One published file: its address under the site's root, its length in seconds, its weight in bytes."""

    name: str
    seconds: float
    weight: int


def file_of(cache: Path, sound: Sound) -> Path:
    """Where the bytes of a sound are kept, to be copied to its name in the site."""
    return cache / sound.name.rpartition("/")[2]


def prepare_all(
    requests: Iterable[tuple[Path, Where]], cache: Path, limit: int
) -> tuple[dict[Path, Sound], list[Problem]]:
    """The sound of every file asked for, and the problems of the others at each place that asks for one.

    `limit` is in bytes of the published file. OSError when the cache cannot be written.
    """
    asked = list(requests)
    results = {path: sound_of(path, cache, limit) for path in dict.fromkeys(path for path, _ in asked)}
    problems = []
    for path, where in asked:
        result = results[path]
        fault = result if isinstance(result, Fault) else misnamed(path, result)
        if fault:
            problems.append(fault.at(where, path))
    return {path: sound for path, sound in results.items() if isinstance(sound, Sound)}, problems


def sound_of(path: Path, cache: Path, limit: int) -> Sound | Fault:
    """One sound: from the cache when it is there whole, else bared and kept."""
    content = bytes_of(path, limit + COVER)
    if isinstance(content, Fault):
        return content
    key = key_of(content)
    sound = find(cache, key)
    if sound is None:
        result = clean(content)
        if isinstance(result, Fault):
            return result
        sound = keep(cache, key, result)
    return heavy(sound.weight, limit) if sound.weight > limit else sound


def key_of(content: bytes) -> str:
    """The stem of the file that is made from a sound: nothing of its name."""
    return hashlib.sha256(f"{hashlib.sha256(content).hexdigest()} {VERSION}".encode()).hexdigest()[:16]


def bytes_of(path: Path, most: int) -> bytes | Fault:
    """The bytes of a file, or why they are not to be had; one of more than `most` bytes is not read."""
    try:
        if not path.is_file():
            return ABSENT
        size = path.stat().st_size
        return heavy(size, most - COVER) if size > most else path.read_bytes()
    except (OSError, ValueError) as error:
        return unreadable(error)


def misnamed(path: Path, sound: Sound) -> Fault | None:
    """What to tell of a file whose name says another format: it is published all the same, under the right one."""
    right = next(kind for kind in FORMATS if kind.suffix == Path(sound.name).suffix)
    if path.suffix.casefold() in right.suffixes:
        return None
    hint = f"Renommez-le en « {path.stem}{right.suffix} »."
    return Fault(f"n’est pas ce que dit son nom : c’est un son {right.label}.", hint, Severity.ADVICE)


def find(cache: Path, key: str) -> Sound | None:
    """The sound kept under `key`, or None when it is not there whole: its digest, written last, vouches for it."""
    try:
        entry = json.loads((cache / f"{key}.json").read_text(encoding="utf-8"))
        sound = Sound(entry["name"], entry["seconds"], entry["weight"])
        whole = hashlib.sha256(file_of(cache, sound).read_bytes()).hexdigest() == entry["sha256"]
        return sound if whole else None
    except (FileNotFoundError, ValueError, LookupError, TypeError, AttributeError):
        return None


def keep(cache: Path, key: str, found: Clean) -> Sound:
    """Write a sound, then its entry. OSError when the disk is full or refuses."""
    cache.mkdir(parents=True, exist_ok=True)
    writer = str(os.getpid())  # two builds may share a cache
    sound = Sound(f"{FOLDER}/{key}{found.suffix}", round(found.seconds, 3), len(found.data))
    entry = {**asdict(sound), "sha256": hashlib.sha256(found.data).hexdigest()}
    write_whole(file_of(cache, sound), found.data, writer)
    write_whole(cache / f"{key}.json", json.dumps(entry, indent=1, sort_keys=True), writer)
    return sound
