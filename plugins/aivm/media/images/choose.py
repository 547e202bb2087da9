"""The lightest WebP that still looks like its photo: quality is searched for each photo, never one number for all."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from math import log
from typing import NamedTuple

from PIL import Image

from aivm.media.images.plan import Cut, fit
from aivm.media.images.similarity import Original

BEST = 95  # quality where the search gives up: only noise asks for more
ENOUGH = 0.01  # similarity above the target that is not worth another try: four bytes in a hundred
SURE = 1.25  # how far above the limit the bytes to come must be, since they are only foreseen
CLOSE = 2  # of quality: neither is the step between two tries
TRIES = 6
SLOPE = 0.022  # how fast what is lost shrinks with quality, e^(-SLOPE × quality): the median of 31 photographs
LEAST = 1e-6  # lost, where a flat picture loses nothing
SKETCH = 2  # encoder's method for a first look: a third of the time of method 4, which on 40 photographs…
SKETCHED = 0.94  # …makes so much of its bytes, within 0.03…
BLURRED = 0.97  # …and loses so much of what it loses, within 0.03
SHRINK = 1.25  # bytes go as width to this power: fewer pixels have more details each


class Try(NamedTuple):
    """A quality, its WebP, and the part of the photo that it lost: 1 - similarity."""

    quality: int
    data: bytes
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


class Search:
    """The tries made of one photo at one size, and where the next should be."""

    def __init__(self, image: Image.Image, cut: Cut) -> None:
        self.image, self.cut, self.original = image, cut, Original(image)
        self.allowed = 1 - cut.similarity
        self.wanted = max(self.allowed / 2, self.allowed - ENOUGH / 2)

    def look(self, quality: int, method: int) -> Try:
        """One quality tried."""
        data = webp(self.image, quality, method)
        return Try(quality, data, 1 - self.original.similarity(decoded(data)))

    def beyond(self, tried: Try) -> int:
        """The quality where `wanted` should be lost, from one try: above one that fails, below one that passes."""
        step = round(log(max(tried.lost, LEAST) / self.wanted) / SLOPE)
        step = max(1, step) if tried.lost > self.allowed else min(-1, step)
        return max(self.cut.quality, min(BEST, tried.quality + step))

    def between(self, bad: Try, good: Try) -> int:
        """The same from two tries, well inside both."""
        share = log(bad.lost / self.wanted) / log(bad.lost / max(good.lost, LEAST))
        guess = bad.quality + (good.quality - bad.quality) * min(0.8, max(0.2, share))
        return max(bad.quality + 1, min(good.quality - 1, round(guess)))


def lightest(at: Callable[[int], Image.Image], cut: Cut, start: int = 0) -> Light:
    """A photo as wide as the bytes of `cut` allow, at the least quality that will do, trying `start` first.

    `at(width)` makes the photo that wide. Where even the narrowest weighs more than the cut allows, that one comes
    back: it is for the caller to say so.
    """
    image = at(cut.width)
    widths = [width for width in cut.narrower if fit(*image.size, width) != image.size]
    made = least(image, cut, max(start, cut.quality), cut.aim if widths else 0)
    needed = made.quality
    while widths and not (made.alike and len(made.data) <= cut.aim):
        width = next((each for each in widths if foreseen(made, image, each) <= cut.aim), widths[-1])
        widths = [each for each in widths if each < width]
        image = at(width)
        made = least(image, cut, made.quality, cut.aim if widths else 0)
    return Light(image, made.data, needed)


def foreseen(made: Made, image: Image.Image, width: int) -> float:
    """The bytes that a photo should have once narrower."""
    return made.weight * float((fit(*image.size, width)[0] / image.width) ** SHRINK)


def least(image: Image.Image, cut: Cut, start: int, limit: int = 0) -> Made:
    """The WebP of the least quality, from that of `cut` up, whose similarity reaches its own, trying `start` first.

    The search ends as soon as a sketch or a failing quality tells that `limit` bytes will not do.
    """
    search, quality = Search(image, cut), start
    if cut.method > SKETCH:
        sketch = sketched(search, start)
        if limit and sketch.weight > limit * SURE:
            return sketch
        quality = sketch.quality
    return settled(search, quality, limit)


def sketched(search: Search, quality: int) -> Made:
    """What a quick try foretells: the quality at which `wanted` should be lost, and the bytes where `allowed` is."""
    sketch = search.look(quality, SKETCH)
    hoped = sketch._replace(lost=BLURRED * sketch.lost)
    weight = SKETCHED * len(sketch.data) * max(1.0, hoped.lost / search.allowed)
    if hoped.lost > search.allowed:
        quality = search.beyond(hoped)
    return Made(b"", quality, False, weight)


def settled(search: Search, quality: int, limit: int) -> Made:
    """The least quality that will do, from a first guess: one that fails raises the next, one that passes lowers it.

    What is lost shrinks as bytes grow, about in proportion: a failing quality tells the bytes of the one needed.
    """
    cut, most = search.cut, limit or search.cut.weight
    bad: Try | None = None
    good: Try | None = None
    for _ in range(TRIES):
        tried = search.look(quality, cut.method)
        if tried.lost <= search.allowed:
            good = tried
        else:
            bad, needed = tried, len(tried.data) * tried.lost / search.allowed
            if limit and max(len(tried.data), needed / SURE) > limit:
                return Made(tried.data, search.beyond(tried), False, needed)
        # A few bytes too many are worth every try; a tenth too many is lost.
        light = not (good and 0 < most < len(good.data) < most * 1.1)
        if good and light and search.allowed - good.lost < ENOUGH:
            break
        last = bad.quality + (CLOSE if light else 1) if bad else cut.quality
        if (good.quality if good else BEST) <= last:
            break
        quality = search.between(bad, good) if bad and good else search.beyond(tried)
    if good:
        return Made(good.data, good.quality, True, len(good.data))
    data = webp(search.image, BEST, cut.method)
    return Made(data, BEST, False, len(data))


def webp(image: Image.Image, quality: int, method: int) -> bytes:
    """WebP pixels and nothing else."""
    out = BytesIO()
    # Nothing is copied from the original unless named here; said aloud, for a Pillow that would default otherwise.
    image.save(out, "WEBP", quality=quality, method=method, exif=b"", xmp=b"", icc_profile=b"")
    return out.getvalue()


def decoded(data: bytes) -> Image.Image:
    """The pixels that a browser will show."""
    image = Image.open(BytesIO(data), formats=("WEBP",))
    image.load()
    return image
