"""The colour that keeps a photo's place."""

from __future__ import annotations

import pytest
from aivm.media.images.palette import PALETTE, channels, nearest


@pytest.mark.parametrize(
    ("colour", "expected"), [("#232323", "#222"), ("#f0f0f0", "#eee"), ("#6b8ca0", "#68a"), ("#aa7755", "#a75")]
)
def test_the_nearest_colour(colour: str, expected: str) -> None:
    """A night stays dark, a sky stays blue, earth stays earth."""
    assert PALETTE[nearest(colour)] == expected


def test_each_colour_of_the_palette_is_its_own() -> None:
    """No class of the sheet is a double of another."""
    assert [nearest(colour) for colour in PALETTE] == list(range(16))
    assert channels("#abc") == channels("#aabbcc") == (0xAA, 0xBB, 0xCC)
