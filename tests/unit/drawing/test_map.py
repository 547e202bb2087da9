"""The map that is shipped: what it shows, what it weighs, and what must not be in it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from aivm.drawing.map import FRAME, LABELS, draw, kilometres_between, needed, path_data
from aivm.drawing.outlines import Outlines, read_outlines
from aivm.output.weight import brotli_size
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PROJECT, TERRITORY

FILE = PROJECT / "content" / "data" / "carte" / "contours.geojson"
WORDS = {"title": "Carte", **{label[1]: f"<{label[1]}> & co" for label in LABELS}}
steps = st.tuples(st.integers(-20, 800), st.integers(-20, 1000))


@pytest.fixture(scope="module")
def outlines() -> Outlines:
    """The outlines of the project."""
    return read_outlines(FILE.read_bytes(), needed(TERRITORY))


@pytest.fixture(scope="module")
def svg(outlines: Outlines) -> str:
    """The map of the project."""
    return str(draw(outlines, WORDS, TERRITORY))


def test_it_is_light(svg: str) -> None:
    """Bytes as they travel; the file of outlines is small too."""
    assert brotli_size(svg.encode()) <= 3000
    assert FILE.stat().st_size <= 60_000


def test_no_coordinate_of_the_earth_can_be_read(svg: str) -> None:
    """Nothing precise about Mali leaves: whole units only, and neither town's latitude or longitude."""
    assert not re.search(r"\d[.,]\d", svg)


def test_one_point_in_mali(outlines: Outlines, svg: str) -> None:
    """One dot, for the town that any atlas gives, no finer than a tenth of a degree."""
    (((longitude, latitude),),) = outlines["Mopti"]

    assert (round(longitude, 1), round(latitude, 1)) == (longitude, latitude)
    assert svg.count("<circle") == 1
    assert set(outlines) == set(needed(TERRITORY))


def test_its_colours_are_those_of_the_sheet(svg: str) -> None:
    """Each is named as in the sheet, and none is written here, so night, paper and forced colours work."""
    sheet = (PROJECT / "theme" / "css" / "tokens.css").read_text(encoding="utf-8")
    painted = re.findall(r"\b(?:fill|stroke)=\"(.*?)\"", svg)

    assert painted.count("none") == 1
    assert {f"var({name})" for name in re.findall(r"--\w+(?=: #)", sheet)} - {"var(--coton)"} == {*painted} - {"none"}
    assert not re.search(r"\s(style|class|on\w+)=(?!\"map\")", svg)


def test_it_says_what_it_is(svg: str) -> None:
    """One title, which names the picture; words are data, never markup."""
    tree = ElementTree.fromstring(svg)

    assert tree.attrib["role"] == "img"
    assert [one.attrib["id"] for one in tree.iter() if "id" in one.attrib] == [tree.attrib["aria-labelledby"]]
    assert [one.text for one in tree.iter("text")] == [WORDS[label[1]] for label in LABELS]
    assert all(0 < left < FRAME.width and 0 < top < FRAME.height for _, _, left, top, _ in LABELS)


def test_the_distance_is_computed(outlines: Outlines) -> None:
    """Rennes to Mopti, to the nearest hundred."""
    assert kilometres_between(outlines, TERRITORY) == 3700


def test_the_shortest_words_of_a_path() -> None:
    """A sign parts two numbers as well as a space; a step that goes nowhere is left out."""
    assert path_data([(5, 5), (5, 5), (15, 2), (15, 12), (5, 5)], closed=True) == "M5 5l10-3 0 10z"
    assert path_data([(5, 5), (6, 7)]) == "M5 5l1 2"
    assert path_data([(5, 5), (5, 5)]) == ""


@given(st.lists(steps, min_size=2))
def test_a_path_goes_where_it_is_told(points: list[tuple[int, int]]) -> None:
    """Read back, the steps lead to the same places."""
    numbers = list(map(int, re.findall(r"-?\d+", path_data(points))))
    walked = [tuple(numbers[:2])] if numbers else []
    for right, down in zip(numbers[2::2], numbers[3::2], strict=True):
        walked.append((walked[-1][0] + right, walked[-1][1] + down))
    moved = [point for before, point in zip([None, *points], points, strict=False) if point != before]

    assert walked == (moved if len(moved) > 1 else [])


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{}",
        b'{"features": [1]}',
        b"[" * 100_000,
        b"\xff",
        b'{"features": [{"properties": {"nom": "Mali"}, "geometry": {"type": "Point", "coordinates": [200, 0]}}]}',
        b'{"features": [{"properties": {"nom": "Mali"}, "geometry": {"type": "Circle", "coordinates": [2, 0]}}]}',
        b'{"features": [{"properties": {"nom": []}, "geometry": null}]}',
    ],
)
def test_what_is_not_a_file_of_outlines(raw: bytes) -> None:
    """One sentence in French, never a fault of the program."""
    with pytest.raises(ValueError, match="GeoJSON"):
        read_outlines(raw, needed(TERRITORY))


def test_a_missing_shape_is_named() -> None:
    """So that a person knows what was taken out."""
    raw = b'{"features": [{"properties": {"nom": "Mali"}, "geometry": {"type": "Polygon", "coordinates": [[[0, 1]]]}}]}'

    with pytest.raises(ValueError, match="« Niger »"):
        read_outlines(raw, ("Mali", "Niger"))
