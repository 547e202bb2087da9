"""One range of bytes, by RFC 9110."""

from __future__ import annotations

import pytest
from aivm.preview.ranges import span


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-3", range(0, 4)),
        ("bytes=4-", range(4, 10)),
        ("bytes=-3", range(7, 10)),
        ("bytes=-30", range(0, 10)),
        ("bytes=8-99", range(8, 10)),
        ("bytes=0-0", range(0, 1)),
    ],
)
def test_a_range_is_a_part_of_the_file(header: str, part: range) -> None:
    """From a byte to another, to the end, or the last so many; what is beyond the end is cut."""
    assert span(header, 10) == part


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=12-20", "bytes=-0"])
def test_a_range_without_a_byte_is_empty(header: str) -> None:
    """The server then answers 416."""
    part = span(header, 10)

    assert part is not None and not part


@pytest.mark.parametrize("header", ["", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=0-1,3-4", "lines=1-2", "bytes=²-3"])
def test_what_is_no_range_asks_for_the_whole_file(header: str) -> None:
    """The whole file is always a right answer."""
    assert span(header, 10) is None
