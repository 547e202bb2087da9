"""The photos and the sounds that the content still holds, by the names that they are published under."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from aivm.media.images.formats import SUFFIXES as PHOTOS
from aivm.media.images.plan import key_of as photo_key
from aivm.media.sounds.formats import SUFFIXES as SOUNDS
from aivm.media.sounds.prepare import key_of as sound_key
from aivm.site.photos import recipe_of
from aivm.site.site import Site


def media_of(site: Site) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """The files that today's pages show, and by kind (« photo », « son ») the stems of all that lies in content."""
    pictures = (one.name for picture in site.media.pictures.values() for one in (picture.default, picture.sharp) if one)
    made = frozenset({*pictures, *(sound.name for sound in site.media.sounds.values())})
    recipe = recipe_of(site.project.config)
    held: dict[str, set[str]] = {"photo": set(), "son": set()}
    for path in site.project.content.rglob("*"):
        suffix = path.suffix.casefold()
        if suffix in PHOTOS and path.is_file():
            held["photo"].add(photo_key(hashlib.sha256(path.read_bytes()).hexdigest(), recipe))
        elif suffix in SOUNDS and path.is_file():
            held["son"].add(sound_key(path.read_bytes()))
    return made, {kind: frozenset(stems) for kind, stems in held.items()}


def stem(path: str) -> str:
    """What the published files of one photo or sound share: « photos/3f2a90c1d4e5b6a7-480.webp »."""
    return PurePosixPath(path).name.partition(".")[0].partition("-")[0]
