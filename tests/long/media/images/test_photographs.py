"""Real photographs, which a Debian package brings: each is made as light as it bears, judged by the usual SSIM."""

from __future__ import annotations

import math
from io import BytesIO
from pathlib import Path

import pytest
from aivm.media.images.choose import decoded, least, lightest, webp
from aivm.media.images.encode import sharp_of
from aivm.media.images.pixels import Developed, develop
from aivm.media.images.plan import Cut, Recipe
from aivm.media.images.similarity import C1, C2, Original
from PIL import Image

RECIPE = Recipe()
Rows = list[list[float]]
RADIUS = 5
BELL = [math.exp(-(distance**2) / (2 * 1.5**2)) for distance in range(-RADIUS, RADIUS + 1)]


def blurred(rows: Rows) -> Rows:
    """The mean of each window of 11 × 11 by the bell of the paper, whole windows only."""
    weights = [value / sum(BELL) for value in BELL]

    def along(lines: Rows) -> Rows:
        ends = range(len(lines[0]) - 2 * RADIUS)
        return [[sum(w * line[at + k] for k, w in enumerate(weights)) for at in ends] for line in lines]

    across = along(rows)
    return along([list(column) for column in zip(*across, strict=True)])


def reference(one: Image.Image, two: Image.Image) -> float:
    """SSIM as the paper writes it, number by number."""
    x, y = (list(image.convert("L").tobytes()) for image in (one, two))
    width = one.width

    def means(values: list[float]) -> list[float]:
        lines = [values[place : place + width] for place in range(0, len(values), width)]
        return [value for line in blurred(lines) for value in line]

    def products(left: list[int], right: list[int]) -> list[float]:
        return means([float(a * b) for a, b in zip(left, right, strict=True)])

    floats = ([float(value) for value in values] for values in (x, y))
    parts = zip(*map(means, floats), products(x, x), products(y, y), products(x, y), strict=True)
    each = [
        (2 * a * b + C1) * (2 * (ab - a * b) + C2) / ((a * a + b * b + C1) * (aa - a * a + bb - b * b + C2))
        for a, b, aa, bb, ab in parts
    ]
    return sum(each) / len(each)


def light(image: Image.Image, quality: int) -> Image.Image:
    """An image as it comes back from WebP."""
    out = BytesIO()
    image.save(out, "WEBP", quality=quality)
    with Image.open(out) as again:
        return again.convert("RGB")


@pytest.mark.parametrize("quality", [60, 20])
def test_it_is_the_usual_ssim(photographs: list[Path], quality: int) -> None:
    """Within 0.015 of the paper's formula with its Gaussian window, on a part of each real photograph."""
    for path in photographs:
        with Image.open(path) as photo:
            photo.draft("RGB", (600, 600))
            image = photo.convert("RGB").resize((480, 360), Image.Resampling.LANCZOS).crop((120, 90, 280, 210))
        other = light(image, quality)

        assert Original(image).similarity(other) == pytest.approx(reference(image, other), abs=0.015), path.name


def whole(path: Path, size: tuple[int, int]) -> Image.Image:
    """Every pixel of a file, at a size."""
    with Image.open(path) as photo:
        return photo.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def test_real_photographs_look_like_themselves_and_are_light(photographs: list[Path]) -> None:
    """SSIM of 0.90 at the size delivered, by a margin of 0.01, and 10 kB at most for all but a few heavy textures.

    Each is compared with the file itself, every pixel of it: what its resizing lost counts too.
    """
    heavy = 0
    for path in photographs:
        developed = develop(path, RECIPE.sharp.width)
        assert isinstance(developed, Developed)
        image, data, needed = lightest(developed.at, RECIPE.default)

        assert Original(image).similarity(decoded(data)) >= RECIPE.default.similarity, path.name
        assert Original(whole(path, image.size)).similarity(decoded(data)) >= 0.905, path.name
        assert image.width >= 200, path.name
        if developed.has_more(image):
            sharp = sharp_of(developed.at, RECIPE.sharp, needed)
            assert Original(whole(path, sharp.image.size)).similarity(decoded(sharp.data)) >= 0.9, path.name
        heavy += len(data) > RECIPE.default.weight
    assert heavy <= 2


def test_quality_differs_from_photo_to_photo(photographs: list[Path]) -> None:
    """A smooth photo stays at the least quality; one with details is given more; neither gets more than it needs."""
    cut, found = Cut(240, 25, 4), []
    for path in photographs[:8]:
        developed = develop(path, cut.width)
        assert isinstance(developed, Developed)
        image = developed.at(cut.width)
        original, made = Original(image), least(image, cut, 25)
        found.append(made.quality)
        less = decoded(webp(image, max(25, found[-1] - 8), 4))

        assert original.similarity(decoded(made.data)) >= cut.similarity
        assert found[-1] == 25 or original.similarity(less) < cut.similarity + 0.008
    assert len(set(found)) > 2
