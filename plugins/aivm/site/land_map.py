"""The map of the two places, for the page that asks for it: content/data/carte -> what its template shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from aivm.drawing.map import draw, kilometres_between, needed
from aivm.drawing.outlines import read_outlines
from aivm.problems import Problem, Report, Where
from aivm.site.project import Project
from aivm.text.typography import french

FILE = "carte/contours.geojson"  # in the data folder
CC_BY = "https://creativecommons.org/licenses/by/4.0/deed.fr"
WORDS = {  # what the drawing says -> where its words are
    "title": "map.title",
    "here": "site.here",
    "here_in": "map.here_in",
    "there": "site.there",
    "there_in": "map.there_in",
    "river": "map.river",
    "distance": "map.distance",
}


class Credit(NamedTuple):
    """Whom a part of the map is from, and on what terms: shown beside it, as those terms ask."""

    key: str  # of the words that say which part
    source: str
    address: str
    licence: str  # key of its name
    licence_address: str


CREDITS = (  # content/data/carte/SOURCE.md tells more
    Credit(
        "map.outlines",
        "Natural Earth",
        "https://www.naturalearthdata.com/",
        "map.public_domain",
        "https://www.naturalearthdata.com/about/terms-of-use/",
    ),
    Credit(
        "map.department", "Victor Cazanave, svg-maps", "https://github.com/VictorCazanave/svg-maps", "map.cc_by", CC_BY
    ),
    Credit("map.towns", "GeoNames", "https://www.geonames.org/", "map.cc_by", CC_BY),
)


@dataclass(frozen=True)
class LandMap:
    """The drawing, and what is said under it."""

    drawing: Markup
    kilometres: str
    credits: tuple[Credit, ...] = CREDITS


def land_map(project: Project, report: Report) -> LandMap | None:
    """The map; None, with its Problem, where the outlines are missing or cannot be drawn: the page does without."""
    path = project.content / "data" / FILE
    raw = project.read(path, report)
    if raw is None:
        return None
    try:
        outlines = read_outlines(raw, needed(project.territory))
    except ValueError as error:
        hint = "Reprenez ce fichier tel qu’il était, ou refaites-le : SOURCE.md, à côté, dit comment."
        report.add(Problem(Where(project.file(path)), f"la carte ne se dessine pas : {error}.", hint))
        return None
    kilometres = f"{kilometres_between(outlines, project.territory):,}".replace(",", " ")
    words = {name: french(project.words[key].format(kilometres=kilometres)) for name, key in WORDS.items()}
    return LandMap(draw(outlines, words, project.territory), kilometres)
