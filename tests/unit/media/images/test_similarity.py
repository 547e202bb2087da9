"""SSIM by Pillow alone is the usual SSIM."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from aivm.media.images.similarity import Original
from PIL import Image, ImageFilter

Scene = Callable[[int, int], Image.Image]


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
