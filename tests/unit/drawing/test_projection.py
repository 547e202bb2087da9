"""From the Earth to the page: what the formulas promise, and places whose distance is known."""

from __future__ import annotations

from math import hypot

import pytest
from aivm.drawing.projection import EARTH, Frame, Point, crow_flies, flat
from hypothesis import given
from hypothesis import strategies as st

PARIS, LONDON = Point(2.3522, 48.8566), Point(-0.1276, 51.5072)
near = st.builds(Point, st.floats(-30, 25), st.floats(5, 55))


def test_a_known_distance() -> None:
    """Paris to London is 344 km, by any calculator of great circles."""
    assert crow_flies(PARIS, LONDON) == pytest.approx(344, abs=1)


def test_a_quarter_of_the_earth() -> None:
    """From the equator to the pole."""
    assert crow_flies(Point(40, 0), Point(0, 90)) == pytest.approx(EARTH * 3.14159265 / 2)


@given(near, near)
def test_distance_is_the_same_both_ways(one: Point, other: Point) -> None:
    """And nothing from a place to itself."""
    assert crow_flies(one, other) == pytest.approx(crow_flies(other, one))
    assert crow_flies(one, one) == 0


@given(near)
def test_a_degree_square_keeps_its_surface(corner: Point) -> None:
    """Equal-area: a small square of the Earth covers as many square kilometres on the page, wherever it is."""
    side = 0.01
    centre = Point(-4.6, 31.2)
    x, y = flat(corner, centre)
    east = flat(corner._replace(longitude=corner.longitude + side), centre)
    north = flat(corner._replace(latitude=corner.latitude + side), centre)
    drawn = abs((east[0] - x) * (north[1] - y) - (north[0] - x) * (east[1] - y))
    ground = crow_flies(corner, corner._replace(longitude=corner.longitude + side)) * EARTH * side * 3.14159265 / 180

    assert drawn == pytest.approx(ground, rel=1e-3)


def test_the_centre_is_in_the_middle_and_north_is_up() -> None:
    """Units count from the top left corner."""
    frame = Frame(Point(0, 30), 200, 100, 5)

    assert frame.units(Point(0, 30)) == (100, 50)
    assert frame.units(Point(0, 31)) == (100, 50 - 22)
    assert frame.units(Point(1, 30))[0] > 100


def test_the_other_side_of_the_earth_does_not_fail() -> None:
    """It has no place on the page; it is only far."""
    assert hypot(*flat(Point(180, 0), Point(0, 0))) >= 0
