"""Renditions on disk: whole, or made again."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from aivm.media.images.cache import DAY, file_of, find, keep, prune
from aivm.media.images.plan import Picture, Rendition

KEY = "0123456789abcdef"
DEFAULT = Rendition(f"photos/{KEY}-480.webp", 480, 360, 7)
SHARP = Rendition(f"photos/{KEY}-1200.webp", 1200, 900, 5)
PICTURE = Picture(DEFAULT, SHARP, "#a0b1c2", had_gps=True)
FILES = {DEFAULT: b"default", SHARP: b"sharp"}


@pytest.mark.parametrize("picture", [PICTURE, Picture(DEFAULT, None, "#000000", had_gps=False)])
def test_what_is_kept_is_found_again(picture: Picture, tmp_path: Path) -> None:
    """Every fact comes back, with or without a sharp rendition, and nothing else is left in the folder."""
    cache = tmp_path / "new" / "cache"
    keep(cache, KEY, picture, FILES)

    assert find(cache, KEY) == picture
    assert file_of(cache, DEFAULT).read_bytes() == b"default"
    assert len(list(cache.iterdir())) == (3 if picture.sharp else 2)


def test_nothing_is_found_where_nothing_was_kept(tmp_path: Path) -> None:
    """A first build finds neither the folder nor the entry."""
    assert find(tmp_path / "none", KEY) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda cache: (cache / f"{KEY}.json").unlink(),
        lambda cache: (cache / f"{KEY}.json").write_text("", encoding="utf-8"),
        lambda cache: (cache / f"{KEY}.json").write_text('{"default": {', encoding="utf-8"),
        lambda cache: (cache / f"{KEY}.json").write_bytes(b"\xff\xfe\0"),
        lambda cache: (cache / f"{KEY}.json").write_text("null", encoding="utf-8"),
        lambda cache: (cache / f"{KEY}.json").write_text('{"sharp": null, "default": null}', encoding="utf-8"),
        lambda cache: (cache / f"{KEY}.json").write_text('{"sharp": "x", "default": "y"}', encoding="utf-8"),
        lambda cache: (cache / f"{KEY}.json").write_text("[]", encoding="utf-8"),
        lambda cache: file_of(cache, DEFAULT).unlink(),
        lambda cache: file_of(cache, SHARP).unlink(),
        lambda cache: file_of(cache, DEFAULT).write_bytes(b""),
        lambda cache: file_of(cache, DEFAULT).write_bytes(bytes(7)),  # the right size: a power cut does this
        lambda cache: file_of(cache, SHARP).write_bytes(b"shar"),
    ],
)
def test_a_damaged_entry_is_not_found(damage: Callable[[Path], object], tmp_path: Path) -> None:
    """Whatever part is missing or changed, the photo is made again."""
    keep(tmp_path, KEY, PICTURE, FILES)
    damage(tmp_path)

    assert find(tmp_path, KEY) is None


def test_the_entry_of_another_photo_is_not_found(tmp_path: Path) -> None:
    """Two entries swapped by hand, or by a copy gone wrong, never show one photo in the place of the other."""
    other = "fedcba9876543210"
    keep(tmp_path, KEY, PICTURE, FILES)
    (tmp_path / f"{KEY}.json").rename(tmp_path / f"{other}.json")

    assert find(tmp_path, other) is None


@pytest.mark.parametrize("field", ["default", "sharp", "colour", "had_gps"])
def test_an_entry_without_one_of_its_fields_is_not_found(field: str, tmp_path: Path) -> None:
    """An entry of another age of the program is made again."""
    keep(tmp_path, KEY, PICTURE, FILES)
    path = tmp_path / f"{KEY}.json"
    entry = json.loads(path.read_text(encoding="utf-8"))
    del entry[field]
    path.write_text(json.dumps(entry), encoding="utf-8")

    assert find(tmp_path, KEY) is None


def aged(path: Path, days: float) -> None:
    """Give a file the date of so many days ago."""
    then = time.time() - days * DAY
    os.utime(path, (then, then))


def test_a_picture_that_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    """After 90 days without a build that shows it, its files go; one that was asked for yesterday stays whole."""
    other = "fedcba9876543210"
    renditions = {Rendition(f"photos/{other}-480.webp", 480, 360, 7): b"default"}
    keep(tmp_path, KEY, PICTURE, FILES)
    keep(tmp_path, other, Picture(next(iter(renditions)), None, "#000000", had_gps=False), renditions)
    for path in tmp_path.iterdir():
        aged(path, 100)
    aged(tmp_path / f"{KEY}.json", 2)
    prune(tmp_path, 90)

    assert find(tmp_path, KEY) == PICTURE
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [f"{KEY}.json", file_of(tmp_path, DEFAULT).name, file_of(tmp_path, SHARP).name]
    )


def test_asking_for_a_picture_keeps_it_young(tmp_path: Path) -> None:
    """Its date is renewed when it is older than a day, and left alone otherwise."""
    keep(tmp_path, KEY, PICTURE, FILES)
    entry = tmp_path / f"{KEY}.json"
    aged(entry, 80)
    find(tmp_path, KEY)
    renewed = entry.stat().st_mtime_ns
    find(tmp_path, KEY)

    assert time.time() - renewed / 1e9 < DAY
    assert entry.stat().st_mtime_ns == renewed


def test_what_a_killed_run_left_goes_after_a_day(tmp_path: Path) -> None:
    """A draft and a rendition without entry; younger ones may be the work of another build."""
    for name in ("x.webp.1.tmp", f"{KEY}-480.webp"):
        (tmp_path / name).write_bytes(b"half")
    prune(tmp_path, 90)
    young = len(list(tmp_path.iterdir()))
    for path in tmp_path.iterdir():
        aged(path, 2)
    prune(tmp_path, 90)

    assert young == 2
    assert list(tmp_path.iterdir()) == []


def test_there_is_nothing_to_prune_before_the_first_photo(tmp_path: Path) -> None:
    """A site without photos has no folder for them."""
    prune(tmp_path / "none", 90)

    assert not (tmp_path / "none").exists()
