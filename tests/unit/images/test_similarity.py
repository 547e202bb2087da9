"""SSIM by Pillow alone is the usual SSIM."""

from __future__ import annotations

import math
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from aivm.images.similarity import C1, C2, Original
from PIL import Image, ImageFilter

Scene = Callable[[int, int], Image.Image]
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


def test_the_same_is_one_and_a_blur_is_less(make_scene: Scene) -> None:
    """One for the photo itself, less and less as it is blurred, far less for its negative."""
    image = make_scene(640, 480)
    original = Original(image)
    blurs = [original.similarity(image.filter(ImageFilter.GaussianBlur(radius))) for radius in (2, 8, 32)]

    assert original.similarity(image) == pytest.approx(1)
    assert 1 > blurs[0] > blurs[1] > blurs[2]
    assert original.similarity(image.point(lambda value: 255 - value)) < 0.6


@pytest.mark.parametrize("size", [(1, 1), (5, 300), (7, 7), (13, 12)])
def test_tiny_pictures_have_a_similarity_too(size: tuple[int, int]) -> None:
    """A picture smaller than a window is not a fault of anybody."""
    image = Image.new("RGB", size, "#a43")

    assert Original(image).similarity(image) == pytest.approx(1)
