"""The ecoindex is that of the public formula."""

from __future__ import annotations

import pytest
from aivm.output.ecoindex import ELEMENTS, KILOBYTES, REQUESTS, ecoindex, rank


@pytest.mark.parametrize(
    ("elements", "requests", "size", "score", "grade"),
    [
        (0, 0, 0, 100.0, "A"),
        (47, 2, 1_370, 95.0, "A"),  # one step of each is five points
        (350, 6, 28_000, 82.17, "A"),  # all our budgets at once
        (100, 100, 100_000, 72.02, "B"),
        (1_000, 150, 5_000_000, 22.38, "F"),
        (594_601, 3_920, 223_212_260, 0.0, "G"),  # the heaviest page known
        (10**9, 10**9, 10**12, 0.0, "G"),
    ],
)
def test_known_scores(elements: int, requests: int, size: int, score: float, grade: str) -> None:
    """Worked by hand from the tables: 100 less five sixths of three, two and one times the steps."""
    found = ecoindex(elements, requests, size)

    assert found.score == pytest.approx(score, abs=0.01)
    assert found.grade == grade


def test_every_table_has_twenty_steps_that_rise() -> None:
    """A digit lost in copying would show here."""
    for table in (ELEMENTS, REQUESTS, KILOBYTES):
        assert len(table) == 21
        assert list(table) == sorted(set(table))
        assert [rank(value, table) for value in table] == list(range(21))
