"""The ecoindex of a page, 0 to 100: what its elements, requests and bytes ask, against half a million pages.

The formula and its tables are public: github.com/cnumr/ecoindex_reference, file ecoindex_reference.json, version read
in November 2026; the page « Le calcul de l’EcoIndex » of github.com/cnumr/EcoIndex says how the three are weighed.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

# The quantiles of HTTP Archive, twenty steps from the lightest page known to the heaviest.
ELEMENTS = (
    0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601,
)  # fmt: skip
REQUESTS = (0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920)
KILOBYTES = (
    0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06,
    2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26,
)  # fmt: skip
GRADES = ((80, "A"), (70, "B"), (55, "C"), (40, "D"), (25, "E"), (10, "F"))  # a score above the number


class Ecoindex(NamedTuple):
    """A score, 0 to 100, and its letter, A to G."""

    score: float
    grade: str


def ecoindex(elements: int, requests: int, size: int) -> Ecoindex:
    """The ecoindex of a page from its elements, its requests (itself included) and the bytes that they transfer."""
    score = 100 - 5 * (3 * rank(elements, ELEMENTS) + 2 * rank(requests, REQUESTS) + rank(size / 1000, KILOBYTES)) / 6
    return Ecoindex(score, next((grade for least, grade in GRADES if score > least), "G"))


def rank(value: float, steps: tuple[float, ...]) -> float:
    """How many steps a value is above, and how far it is on the next one: 0 to 20."""
    if value >= steps[-1]:
        return len(steps) - 1
    above = bisect_right(steps, value)
    return above - 1 + (value - steps[above - 1]) / (steps[above] - steps[above - 1])
