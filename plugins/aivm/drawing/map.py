"""The map of the two places: outlines in, one light SVG out, whose colours are those of the page around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from markupsafe import Markup

from aivm.drawing.outlines import Line, Outlines
from aivm.drawing.projection import Frame, Point, crow_flies

FRAME = Frame(centre=Point(-4.6, 31.2), width=760, height=960, kilometres=5)
NAMES = ("terres", "frontières", "France", "Mali", "Ille-et-Vilaine", "Niger", "Rennes", "Mopti")  # in the data file
ROUNDING = 100  # km: one figure for a whole département, and for a sphere
DOT = 10  # radius in units

# Where the words stand, in units: class, key, left, top, and which end of the word that is. Beside the frame above,
# because both change together: each is where no line passes, at 288 px wide as at 608.
LABELS = (
    ("name sea", "here", 336, 107, "end"),
    ("name", "there", 410, 862, "start"),
    ("in", "here_in", 498, 160, "middle"),
    ("in", "there_in", 478, 773, "middle"),
    ("wet", "river", 592, 915, "start"),
    ("far", "distance", 424, 470, "start"),
)


def kilometres_between(outlines: Outlines) -> int:
    """From Rennes to Mopti as the crow flies, to the nearest 100 km."""
    return round(crow_flies(outlines["Rennes"][0][0], outlines["Mopti"][0][0]) / ROUNDING) * ROUNDING


def draw(outlines: Outlines, words: Mapping[str, str]) -> Markup:
    """The map as SVG. `words`: its title, and what LABELS name.

    No colour is written in it: the sheet (components/map.css) gives day, night, paper and forced colours each theirs.
    Two properties that the W3C's checker does not know in a sheet are attributes: thin lines, halos under words.
    """
    here, there = FRAME.units(outlines["Rennes"][0][0]), FRAME.units(outlines["Mopti"][0][0])
    parts = [
        _path("land", outlines["terres"], closed=True),
        _path("border", outlines["frontières"]),
        _path("country", [*outlines["France"], *outlines["Mali"]], closed=True),
        _path("river", outlines["Niger"]),
        Markup('<path vector-effect="non-scaling-stroke" class="flight" d="M{} {}L{} {}"/>').format(*here, *there),
        _path("place", outlines["Ille-et-Vilaine"], closed=True),
        Markup('<circle class="place" cx="{}" cy="{}" r="{}"/>').format(*there, DOT),
        *(_label(kind, left, top, anchor, words[key]) for kind, key, left, top, anchor in LABELS),
    ]
    opening = Markup(
        '<svg class="map" viewBox="0 0 {width} {height}" role="img" paint-order="stroke" aria-labelledby="carte">'
        '<title id="carte">{title}</title>'
    )
    drawing = Markup("").join(parts)
    return opening.format(width=FRAME.width, height=FRAME.height, title=words["title"]) + drawing + Markup("</svg>")


def _label(kind: str, left: int, top: int, anchor: str, words: str) -> Markup:
    """Words on the map."""
    text = '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>'
    return Markup(text).format(kind, left, top, anchor, words)


def _path(kind: str, lines: Iterable[Line], *, closed: bool = False) -> Markup:
    """Lines as one path of whole units."""
    written = "".join(path_data([FRAME.units(point) for point in line], closed=closed) for line in lines)
    return Markup('<path vector-effect="non-scaling-stroke" class="{}" d="{}"/>').format(kind, written)


def path_data(points: list[tuple[int, int]], *, closed: bool = False) -> str:
    """One line in the shortest words of SVG: a start, then steps; nothing where no step is left to make."""
    steps = [(x - left, y - top) for (left, top), (x, y) in pairwise(points) if (x, y) != (left, top)]
    if closed and len(steps) > 1:
        steps.pop()  # « z » draws the last side
    if not steps:
        return ""
    written = "".join(f"{x:+d}{y:+d}" for x, y in steps).replace("+", " ").strip()
    return f"M{points[0][0]} {points[0][1]}l{written}{'z' if closed else ''}"
