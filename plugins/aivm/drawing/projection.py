"""From a round Earth to a flat page: longitude and latitude in degrees -> kilometres, then units of the drawing."""

from __future__ import annotations

from math import asin, cos, hypot, radians, sin, sqrt
from typing import NamedTuple

EARTH = 6371.0  # mean radius in km (IUGG); a sphere is within 0.6 % of the true distance


class Point(NamedTuple):
    """A place, in degrees: east and north are positive."""

    longitude: float
    latitude: float


class Frame(NamedTuple):
    """What a drawing shows: the place in its middle, its size in units, and how much ground a unit covers."""

    centre: Point
    width: int
    height: int
    kilometres: float  # in one unit

    def units(self, place: Point) -> tuple[int, int]:
        """Where a place falls, in whole units from the top left corner: no coordinate of the Earth is left in them."""
        east, north = flat(place, self.centre)
        return round(self.width / 2 + east / self.kilometres), round(self.height / 2 - north / self.kilometres)


def flat(place: Point, centre: Point) -> tuple[float, float]:
    """Kilometres east and north of `centre`, by Lambert's azimuthal equal-area projection (Snyder 1987, p. 185).

    Equal-area, so that Mali is seen as large as it is beside France: Mercator would shrink it by half.
    """
    turn = radians(place.longitude - centre.longitude)
    north, middle = radians(place.latitude), radians(centre.latitude)
    facing = 1 + sin(middle) * sin(north) + cos(middle) * cos(north) * cos(turn)
    scale = EARTH * sqrt(2 / max(facing, 1e-9))  # the point opposite has no place on the page
    east = cos(north) * sin(turn)
    return scale * east, scale * (cos(middle) * sin(north) - sin(middle) * cos(north) * cos(turn))


def crow_flies(one: Point, other: Point) -> float:
    """Kilometres between two places along the surface, by the haversine formula."""
    up = sin(radians(other.latitude - one.latitude) / 2)
    across = sin(radians(other.longitude - one.longitude) / 2)
    return 2 * EARTH * asin(hypot(up, across * sqrt(cos(radians(one.latitude)) * cos(radians(other.latitude)))))
