"""The colour that keeps a photo's place until it comes: one of sixteen, since a page may hold no `style=`.

theme/css/components/figure.css has a class for each, `t0` to `tf`; tests/rules/test_palette.py holds the two together.
The colours are those that the averages of photographs come near: earth, leaves, water, sky and cloth, dark to light.
"""

from __future__ import annotations

PALETTE = (
    "#222", "#555", "#888", "#bbb", "#eee",
    "#432", "#754", "#a75", "#ca8", "#edc",
    "#231", "#574", "#9a7",
    "#245", "#68a", "#ace",
)  # fmt: skip


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of `#rgb` or `#rrggbb`."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (int(digits[place : place + 2], 16) for place in (0, 2, 4))
    return red, green, blue


def nearest(colour: str) -> int:
    """The number in PALETTE of the colour nearest to `#rrggbb`; the eye weighs green most (ITU-R BT.601)."""

    def distance(number: int) -> float:
        pairs = zip(channels(colour), channels(PALETTE[number]), (0.299, 0.587, 0.114), strict=True)
        return sum(weight * (one - two) ** 2 for one, two, weight in pairs)

    return min(range(len(PALETTE)), key=distance)
