"""A bar is as long as its figure."""

from __future__ import annotations

import re

import pytest
from aivm.drawing.bar import LENGTH, bar
from hypothesis import given
from hypothesis import strategies as st


def width(svg: str) -> int:
    """The length drawn."""
    (found,) = re.findall(r'<rect width="(\d+)"', svg)
    return int(found)


@pytest.mark.parametrize(("value", "longest", "drawn"), [(9, 9, LENGTH), (3, 9, 33), (0, 9, 0), (0, 0, 0)])
def test_a_bar_is_a_share_of_the_longest(value: int, longest: int, drawn: int) -> None:
    """The largest figure fills the cell; nothing at all is no bar."""
    assert width(bar(value, longest)) == drawn


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_larger_figure_has_no_shorter_bar(one: int, other: int) -> None:
    """In the same table."""
    small, large = sorted((one, other))

    assert 0 <= width(bar(small, large)) <= width(bar(large, large)) <= LENGTH


def test_a_bar_is_for_the_eyes_only() -> None:
    """The figure is in the table."""
    assert 'aria-hidden="true"' in bar(1, 2)
