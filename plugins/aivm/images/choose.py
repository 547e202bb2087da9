"""The lightest WebP that still looks like its photo: quality is searched for each photo, never one number for all."""

from __future__ import annotations

from io import BytesIO
from math import log
from typing import NamedTuple

from PIL import Image

from aivm.images.pixels import smaller
from aivm.images.plan import Cut
from aivm.images.similarity import Original

BEST = 95  # quality where the search gives up: only noise asks for more
ENOUGH = 0.004  # similarity above the target that is not worth another try: about two hundred bytes
TRIES = 6
LEAP = 6  # of quality, at least, while none was good enough
SLOPE = 0.022  # how fast what is lost shrinks with quality, e^(-SLOPE × quality): the median of 31 photographs


class Try(NamedTuple):
    """A quality, and the part of the photo that it lost: 1 - similarity."""

    quality: int
    lost: float


def lightest(image: Image.Image, cut: Cut) -> tuple[Image.Image, bytes]:
    """The pixels to publish and their WebP: as wide as the bytes of `cut` allow, at the least quality that will do.

    `image` has the size of the cut or more. Where even the narrowest weighs more than the cut allows, that one comes
    back: it is for the caller to say so.
    """
    resized, data = image, b""
    for width in (cut.width, *cut.narrower):
        resized = smaller(image, width)
        narrowest = width == (cut.width, *cut.narrower)[-1]
        data = least_bytes(resized, cut, 0 if narrowest else cut.weight)
        if data and (not cut.weight or len(data) <= cut.weight):
            break
    return resized, data


def least_bytes(image: Image.Image, cut: Cut, limit: int = 0) -> bytes:
    """WebP of the least quality, from that of `cut` up, whose similarity reaches its own; nothing above `limit` bytes.

    A quality that fails raises the next try, one that passes lowers it. Both similarity and bytes grow with quality,
    so the search ends as soon as a failing quality is already over the limit.
    """
    original = Original(image)
    allowed = 1 - cut.similarity
    bad, good, best = Try(cut.quality - 1, 1.0), Try(BEST + 1, 0.0), b""
    quality = cut.quality
    for _ in range(TRIES):
        data = webp(image, quality, cut.method)
        tried = Try(quality, 1 - original.similarity(decoded(data)))
        if tried.lost <= allowed:
            good, best = tried, data
        elif limit and len(data) > limit:
            return b""
        else:
            bad = tried
        if good.quality - bad.quality <= 1 or 0 <= allowed - good.lost < ENOUGH:
            break
        quality = between(bad, good, allowed - ENOUGH / 2)
    return best or webp(image, BEST, cut.method)


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
