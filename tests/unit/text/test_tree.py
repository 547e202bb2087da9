from __future__ import annotations

from xml.etree.ElementTree import fromstring, tostring

import pytest
from aivm.text.reading import PHOTO_BASE, PhotoRef, Reading
from aivm.text.tree import mark_tables, shift_headings, take_photos

MARK = f"<p>{chr(PHOTO_BASE)}</p>"


@pytest.mark.parametrize(
    ("before", "after"),
    [("h1 h2", "h2 h3"), ("h3 h3", "h2 h2"), ("h1 h4 h1", "h2 h3 h2"), ("h4 h2", "h2 h2"), ("h6", "h2")],
)
def test_headings_start_at_h2_and_skip_no_level(before: str, after: str) -> None:
    """Whatever level a person started from."""
    root = fromstring("<div>" + "".join(f"<{tag}/>" for tag in before.split()) + "</div>")
    shift_headings(root)

    assert " ".join(element.tag for element in root) == after


def test_alignment_becomes_a_class() -> None:
    """The left is the default, and says nothing."""
    root = fromstring('<tr><th style="text-align: left;"/><td style="text-align: right;"/></tr>')
    mark_tables(root)

    assert tostring(root, encoding="unicode") == '<tr><th scope="col" /><td class="align-right" /></tr>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p>a <img src="x.jpg" /> b</p><p>c</p>', f"<p>a b</p>{MARK}<p>c</p>"),
        ('<p><em>a</em><img src="x.jpg" />b</p>', f"<p><em>a</em>b</p>{MARK}"),
        ('<p><img src="x.jpg" /></p>', MARK),
        ('<p><a href="y"><img src="x.jpg" /></a></p>', MARK),
        ('<ul><li>a<img src="x.jpg" /></li><li>b</li></ul>', f"<ul><li>a</li><li>b</li></ul>{MARK}"),
    ],
)
def test_a_photo_stands_after_its_block(before: str, after: str) -> None:
    """The sentence closes over it, and an empty paragraph does not stay."""
    root = fromstring(f"<div>{before}</div>")
    reading = Reading("![](x.jpg)", "recit.md", 3, {})
    take_photos(root, reading)

    assert tostring(root, encoding="unicode") == f"<div>{after}</div>"
    assert reading.photos == [PhotoRef("x.jpg", "", 3)]
