"""What a photo becomes before anything is decoded: its sizes, its names, and the recipe that both depend on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from math import sqrt

VERSION = 6  # raise it when the code changes the pixels or the bytes for the same numbers: names and cache follow

FOLDER = "photos"  # where the renditions live on the web
AREA = 3 / 4  # height of the box over its width: the photo of a phone held flat


@dataclass(frozen=True)
class Cut:
    """One size to make: the widest it may be in pixels, how good it must look, and how little it may weigh."""

    width: int
    quality: int  # the least, 0 to 100: below it flat skies show blocks, which similarity does not count
    method: int  # of the WebP encoder, 0 (fast) to 6 (slow, smaller)
    similarity: float = 0.912  # SSIM with the photo at that size: 0.90 with the file itself, by the usual formula
    weight: int = 0  # bytes that it may have; 0: any
    aim: int = 0  # bytes beyond which it is made narrower
    narrower: tuple[int, ...] = ()  # widths to try, widest first


@dataclass(frozen=True)
class Recipe:
    """Everything but the photo that decides the published bytes. A change of any number renames every file."""

    # Once as alike, methods 4 and 5 make the same bytes, and 6 takes off 2 % for twice the time: with it, 200 photos
    # take as long as eleventy-img's.
    # 328 pixels are what a figure has on a phone of 360: below, it would be stretched on every screen.
    default: Cut = field(
        default=Cut(width=480, quality=25, method=4, weight=10_000, aim=8_500, narrower=(440, 400, 364, 328))
    )
    # The sharp one is asked for by a link or a wide screen. Method 2 at this quality weighs what 4 does at 55, for a
    # third of the time and a similarity of 0.949 in place of 0.954 (20 photographs). It is compared with what a JPEG
    # decoded at half its size has left of the file, hence a target a little higher.
    sharp: Cut = field(default=Cut(width=1200, quality=52, method=2, similarity=0.915))
    version: int = VERSION


@dataclass(frozen=True)
class Rendition:
    """One published file: its address under the site's root, its size in pixels and its weight in bytes."""

    name: str
    width: int
    height: int
    weight: int


@dataclass(frozen=True)
class Picture:
    """A photo as the theme needs it; `sharp` is None when the original has no more pixels than the default."""

    default: Rendition
    sharp: Rendition | None
    colour: str  # average, #rrggbb
    had_gps: bool  # the original tells where it was taken; no rendition does


def fit(width: int, height: int, limit: int) -> tuple[int, int]:
    """The size of a rendition: at most `limit` wide, at most the pixels of a 4:3 photo that wide, never enlarged.

    The second rule is for photos taller than 4:3: 480 px wide, a phone's 3:4 portrait would carry 1.8 times the
    pixels, hence the bytes, of a landscape, and overflow the screen it is read on. It is made 360 × 480 instead.
    """
    scale = min(1.0, limit / width, sqrt(limit * limit * AREA / (width * height)))
    return max(1, round(width * scale)), max(1, round(height * scale))


def key_of(content: str, recipe: Recipe) -> str:
    """The stem of every file made from a content (a hexadecimal digest): 64 bits, nothing of the file's name."""
    return hashlib.sha256(f"{content} {recipe!r}".encode()).hexdigest()[:16]


def name_of(key: str, cut: Cut) -> str:
    """The address of a rendition, such as `photos/3f2a90c1d4e5b6a7-480.webp`; the number is the recipe's width."""
    return f"{FOLDER}/{key}-{cut.width}.webp"
