"""The lightest WebP that still looks like its photo: quality is searched for each photo, never one number for all."""

from __future__ import annotations

from io import BytesIO
from math import log
from typing import NamedTuple

from PIL import Image

from aivm.images.pixels import smaller
from aivm.images.plan import Cut, fit
from aivm.images.similarity import Original

BEST = 95  # quality where the search gives up: only noise asks for more
ENOUGH = 0.01  # similarity above the target that is not worth another try: four bytes in a hundred
SURE = 1.25  # how far above the limit the bytes to come must be, since they are only foreseen
CLOSE = 2  # of quality: neither is the step between two tries
TRIES = 6
LEAP = 6  # of quality, at least, while none was good enough
SLOPE = 0.022  # how fast what is lost shrinks with quality, e^(-SLOPE × quality): the median of 31 photographs
SKETCH = 2  # encoder's method for a first look: a quarter of the time of method 6…
SKETCHED = 0.87  # …which makes so much of its bytes, as alike within 0.01 (median of 31 photographs)
SHRINK = 1.25  # bytes go as width to this power: fewer pixels have more details each


class Try(NamedTuple):
    """A quality, and the part of the photo that it lost: 1 - similarity."""

    quality: int
    lost: float


class Made(NamedTuple):
    """A WebP that looks enough like its photo; or, where `alike` is false, the quality and the bytes that it needs."""

    data: bytes
    quality: int
    alike: bool
    weight: float


class Light(NamedTuple):
    """The pixels to publish, their WebP, and the quality that the photo needs at its full width, found or foreseen."""

    image: Image.Image
    data: bytes
    quality: int


def lightest(image: Image.Image, cut: Cut, source: Image.Image | None = None, start: int = 0) -> Light:
    """A photo as wide as the bytes of `cut` allow, at the least quality that will do, trying `start` first.

    `image` has the size of the cut; a narrower one is made from `source`, the same photo with more pixels. Where even
    the narrowest weighs more than the cut allows, that one comes back: it is for the caller to say so.
    """
    widths = [width for width in cut.narrower if fit(*image.size, width) != image.size]
    made = least(image, cut, max(start, cut.quality), cut.aim if widths else 0)
    needed = made.quality
    while widths and not (made.alike and len(made.data) <= cut.aim):
        width = next((each for each in widths if foreseen(made, image, each) <= cut.aim), widths[-1])
        widths = [each for each in widths if each < width]
        image = smaller(source or image, width)
        made = least(image, cut, made.quality, cut.aim if widths else 0)
    return Light(image, made.data, needed)


def foreseen(made: Made, image: Image.Image, width: int) -> float:
    """The bytes that a photo should have once narrower."""
    return made.weight * float((fit(*image.size, width)[0] / image.width) ** SHRINK)


def least(image: Image.Image, cut: Cut, start: int, limit: int = 0) -> Made:
    """The WebP of the least quality, from that of `cut` up, whose similarity reaches its own, trying `start` first.

    A quality that fails raises the next try, one that passes lowers it. What is lost shrinks as bytes grow, about in
    proportion: the search ends as soon as a sketch or a failing quality tells that `limit` bytes will not do.
    """
    original = Original(image)
    allowed, most = 1 - cut.similarity, limit or cut.weight
    wanted = max(allowed / 2, allowed - ENOUGH / 2)
    best, quality = Made(b"", BEST, False, 0), start
    if limit:
        sketch = sketched(image, original, start, allowed, wanted)
        if sketch.weight > limit * SURE:
            return sketch
        quality = sketch.quality
    bad, good = Try(cut.quality - 1, 1.0), Try(BEST + 1, 0.0)
    for _ in range(TRIES):
        data = webp(image, quality, cut.method)
        tried = Try(quality, 1 - original.similarity(decoded(data)))
        if tried.lost <= allowed:
            good, best = tried, Made(data, quality, True, len(data))
        elif limit and max(len(data), len(data) * tried.lost / allowed / SURE) > limit:
            return Made(data, between(tried, good, allowed), False, len(data) * tried.lost / allowed)
        else:
            bad = tried
        # A few bytes too many are worth every try; a tenth too many is lost.
        light = not 0 < most < len(best.data) < most * 1.1
        last = cut.quality if bad.quality < cut.quality else bad.quality + (CLOSE if light else 1)
        if good.quality <= last or (light and 0 <= allowed - good.lost < ENOUGH):
            break
        quality = between(bad, good, wanted)
    if best.alike:
        return best
    data = webp(image, BEST, cut.method)
    return Made(data, BEST, False, len(data))


def sketched(image: Image.Image, original: Original, quality: int, allowed: float, wanted: float) -> Made:
    """What a quick try foretells: the quality at which `wanted` should be lost, and the bytes where `allowed` is."""
    data = webp(image, quality, SKETCH)
    tried = Try(quality, 1 - original.similarity(decoded(data)))
    if tried.lost > allowed:
        quality = between(tried, Try(BEST + 1, 0.0), wanted)
    return Made(b"", quality, False, SKETCHED * len(data) * max(1.0, tried.lost / allowed))


def between(bad: Try, good: Try, wanted: float) -> int:
    """The next quality, where `wanted` should be lost: by SLOPE while none was good, then well inside both ends."""
    if good.quality > BEST:
        guess = bad.quality + max(LEAP, log(bad.lost / wanted) / SLOPE)
        return min(BEST, round(guess))
    share = log(bad.lost / wanted) / log(bad.lost / max(good.lost, 1e-6))
    guess = bad.quality + (good.quality - bad.quality) * min(0.8, max(0.2, share))
    return max(bad.quality + 1, min(good.quality - 1, round(guess)))


def webp(image: Image.Image, quality: int, method: int) -> bytes:
    """WebP pixels and nothing else."""
    out = BytesIO()
    # Nothing is copied from the original unless named here; said aloud, for a Pillow that would default otherwise.
    image.save(out, "WEBP", quality=quality, method=method, exif=b"", xmp=b"", icc_profile=b"")
    return out.getvalue()


def decoded(data: bytes) -> Image.Image:
    """The pixels that a browser will show."""
    with Image.open(BytesIO(data), formats=("WEBP",)) as image:
        return image.convert("RGB")
