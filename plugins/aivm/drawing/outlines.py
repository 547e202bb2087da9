"""Outlines of the ground, as GeoJSON gives them (RFC 7946), checked so that drawing them cannot fail."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from aivm.drawing.projection import Point

Line = tuple[Point, ...]
Outlines = Mapping[str, tuple[Line, ...]]  # by name: the rings of a surface, the lines of a line, one line of one point

DEPTH = {"Point": 0, "LineString": 1, "Polygon": 2, "MultiLineString": 2, "MultiPolygon": 3}  # of nested lists


def read_outlines(raw: bytes, needed: tuple[str, ...]) -> Outlines:
    """The named shapes of a file. ValueError, in French, for one that is not such a file or that lacks a name."""
    try:
        features = json.loads(raw)["features"]
        found = {feature["properties"]["nom"]: tuple(_lines(feature["geometry"])) for feature in features}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("ce n’est pas un fichier GeoJSON que le site sait dessiner") from error
    missing = [name for name in needed if not any(found.get(name, ()))]
    if missing:
        raise ValueError(f"il y manque « {' », « '.join(missing)} »")
    return found


def _lines(geometry: Mapping[str, Any]) -> Iterator[Line]:
    """The lines of a geometry, however deep its kind nests them."""
    nested = geometry["coordinates"]
    depth = DEPTH[geometry["type"]]
    if depth == 0:
        nested = [nested]
    for _ in range(depth - 1, 1, -1):
        nested = [inner for outer in nested for inner in outer]
    for line in nested if depth > 1 else [nested]:
        yield tuple(_point(pair) for pair in line)


def _point(pair: Any) -> Point:
    longitude, latitude = map(float, pair)
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError(pair)
    return Point(longitude, latitude)
