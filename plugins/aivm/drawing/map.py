"""The map of the two places: outlines in, one light SVG out, whose colours are those of the page around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from markupsafe import Markup

from aivm.drawing.outlines import Line, Outlines
from aivm.drawing.projection import Frame, Point, crow_flies
from aivm.territory import Territory

FRAME = Frame(centre=Point(-4.6, 31.2), width=760, height=960, kilometres=5)
LANDS, BORDERS = "terres", "frontières"  # in the data file, beside what is named as in content/data/territoires.toml
ROUNDING = 100  # km: one figure for a whole département, and for a sphere
DOT = 10  # radius in units

# How each thing is drawn. The colours are those of the sheet (theme/css/tokens.css), by name: day, night and paper give
# each theirs, and forced colours too (components/map.css). They are here because one page alone has a map.
HALO = 'stroke="var(--papier)" stroke-width="8"'  # under words that a line passes
NAME = 'fill="var(--encre)" font-family="var(--serif)" font-size="40" font-weight="700"'
LOOKS = {
    "land": 'fill="var(--papier)" stroke="var(--gris)" stroke-opacity=".55"',
    "border": 'stroke="var(--mil)"',
    "country": 'fill="var(--mil)" stroke="var(--gris)"',
    "river": 'stroke="var(--indigo)" stroke-width="2"',
    "flight": 'stroke="var(--terre)" stroke-width="2" stroke-dasharray="0 5"',
    "place": 'fill="var(--terre)"',
    "sea": NAME,
    "name": f"{NAME} {HALO}",
    "in": 'fill="var(--gris)"',
    "wet": f'fill="var(--indigo)" font-style="italic" {HALO}',
    "far": f'fill="var(--terre)" {HALO}',
}

# Where the words stand, in units: look, key, left, top, and which end of the word that is. Beside the frame above,
# because both change together: each is where no line passes, at 288 px wide as at 384.
LABELS = (
    ("sea", "here", 336, 107, "end"),
    ("name", "there", 410, 862, "start"),
    ("in", "here_in", 498, 160, "middle"),
    ("in", "there_in", 478, 773, "middle"),
    ("wet", "river", 592, 915, "start"),
    ("far", "distance", 424, 470, "start"),
)


def needed(territory: Territory) -> tuple[str, ...]:
    """The names of all that is drawn."""
    here, there = territory.here, territory.there
    return LANDS, BORDERS, here.country, there.country, here.land, there.river, here.town, there.town


def towns(outlines: Outlines, territory: Territory) -> tuple[Point, Point]:
    """The two towns: each is a line of one point."""
    return outlines[territory.here.town][0][0], outlines[territory.there.town][0][0]


def kilometres_between(outlines: Outlines, territory: Territory) -> int:
    """From one town to the other as the crow flies, to the nearest 100 km."""
    return round(crow_flies(*towns(outlines, territory)) / ROUNDING) * ROUNDING


def draw(outlines: Outlines, words: Mapping[str, str], territory: Territory) -> Markup:
    """The map as SVG. `words`: its title, and what LABELS name."""
    here, there = map(FRAME.units, towns(outlines, territory))
    countries = [*outlines[territory.here.country], *outlines[territory.there.country]]
    parts = [
        _path("land", outlines[LANDS], closed=True),
        _path("border", outlines[BORDERS]),
        _path("country", countries, closed=True),
        _path("river", outlines[territory.there.river]),
        _line("flight", "M{} {}L{} {}".format(*here, *there)),
        _path("place", outlines[territory.here.land], closed=True),
        Markup('<circle {} cx="{}" cy="{}" r="{}"/>').format(Markup(LOOKS["place"]), *there, DOT),
        *(_label(look, left, top, anchor, words[key]) for look, key, left, top, anchor in LABELS),
    ]
    opening = Markup(
        '<svg class="map" viewBox="0 0 {width} {height}" role="img" aria-labelledby="carte" fill="none" '
        'stroke-linejoin="round" stroke-linecap="round" paint-order="stroke" font-size="35">'
        '<title id="carte">{title}</title>'
    )
    drawing = Markup("").join(parts)
    return opening.format(width=FRAME.width, height=FRAME.height, title=words["title"]) + drawing + Markup("</svg>")


def _label(look: str, left: int, top: int, anchor: str, words: str) -> Markup:
    """Words on the map."""
    text = '<text {} x="{}" y="{}" text-anchor="{}">{}</text>'
    return Markup(text).format(Markup(LOOKS[look]), left, top, anchor, words)


def _path(look: str, lines: Iterable[Line], *, closed: bool = False) -> Markup:
    """Lines as one path of whole units."""
    return _line(look, "".join(path_data([FRAME.units(point) for point in line], closed=closed) for line in lines))


def _line(look: str, written: str) -> Markup:
    """A path whose lines are as thin on every screen."""
    return Markup('<path vector-effect="non-scaling-stroke" {} d="{}"/>').format(Markup(LOOKS[look]), written)


def path_data(points: list[tuple[int, int]], *, closed: bool = False) -> str:
    """One line in the shortest words of SVG: a start, then steps; nothing where no step is left to make."""
    steps = [(x - left, y - top) for (left, top), (x, y) in pairwise(points) if (x, y) != (left, top)]
    if closed and len(steps) > 1:
        steps.pop()  # « z » draws the last side
    if not steps:
        return ""
    written = "".join(f"{x:+d}{y:+d}" for x, y in steps).replace("+", " ").strip()
    return f"M{points[0][0]} {points[0][1]}l{written}{'z' if closed else ''}"
