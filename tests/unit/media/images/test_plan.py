"""The sizes and the names of renditions, before anything is decoded."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from aivm.media.images.plan import Cut, Recipe, fit, key_of, name_of
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((4032, 3024), (480, 360)),  # a phone held flat
        ((3024, 4032), (360, 480)),  # held upright: as many pixels, not 480 × 640
        ((4000, 2250), (480, 270)),  # 16:9
        ((6000, 1500), (480, 120)),  # panorama
        ((3000, 3000), (416, 416)),  # square
        ((300, 200), (300, 200)),  # never enlarged
        ((480, 360), (480, 360)),
    ],
)
def test_default_size_of_usual_photos(size: tuple[int, int], expected: tuple[int, int]) -> None:
    """A photo keeps its shape, is never enlarged, and an upright one carries no more pixels than a flat one."""
    assert fit(*size, 480) == expected


sides = st.integers(min_value=16, max_value=20_000)


@given(sides, sides, st.sampled_from([480, 1200]))
def test_no_rendition_is_wider_heavier_or_larger(width: int, height: int, limit: int) -> None:
    """Whatever the shape: within the width, within the pixels of a 4:3 photo (rounding apart), within the original."""
    made = fit(width, height, limit)

    assert 1 <= made[0] <= min(width, limit)
    assert 1 <= made[1] <= height
    assert made[0] * made[1] <= limit * limit * 3 / 4 + sum(made)


@given(sides, sides)
def test_a_tall_photo_is_narrowed_rather_than_heavier(width: int, height: int) -> None:
    """An upright photo, square included, keeps its shape and is at most as wide as a square of the same pixels."""
    made = fit(min(width, height), max(width, height), 480)

    assert made[0] <= made[1]
    assert made[0] <= 416


def test_a_name_tells_content_and_recipe_and_nothing_else() -> None:
    """A name is a folder, sixteen hexadecimal digits and the recipe's width."""
    recipe = Recipe()
    key = key_of("ab" * 32, recipe)

    assert re.fullmatch(r"photos/[0-9a-f]{16}-480\.webp", name_of(key, recipe.default))
    assert re.fullmatch(r"photos/[0-9a-f]{16}-1200\.webp", name_of(key, recipe.sharp))


@pytest.mark.parametrize(
    "changed",
    [
        replace(Recipe(), version=Recipe().version + 1),
        replace(Recipe(), default=Cut(480, 61, 6)),
        replace(Recipe(), default=Cut(480, 60, 5)),
        replace(Recipe(), sharp=Cut(1201, 70, 4)),
    ],
)
def test_any_change_of_recipe_renames_the_files(changed: Recipe) -> None:
    """Browsers keep a file for ever by its name, so other bytes need another name."""
    assert key_of("ab" * 32, changed) != key_of("ab" * 32, Recipe())


def test_another_content_has_another_name() -> None:
    """Two photos never share a name."""
    assert key_of("ab" * 32, Recipe()) != key_of("ac" * 32, Recipe())
