"""Places written as one code or one link: Open Location Codes, UTM and MGRS grids, links of maps that hold no number.

A full code is read, and told only where it is in Mali. A short code and a shortened link say where they lead to nobody
but a map: each is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import ceil, floor

from aivm.territory import Box, Territory

# « Plus codes » (github.com/google/open-location-code, specification): pairs of digits in base 20, of 20° then of 1°.
DIGITS = "23456789CFGHJMPQRVWX"
PLUS = re.compile(rf"\+(?<=[{DIGITS}]{{4}}\+)[{DIGITS}]{{2,3}}(?![\w+/=])")
BEFORE = re.compile(rf"(?:(?<![\w+=])|(?<=[?&]q=)|(?<=query=))(?:[{DIGITS}]{{8}}|(?<!/)[{DIGITS}]{{4}})$")
EASTING, NORTHING = r"\d{6}(?:[.,]\d+)?\s?m?", r"(\d{7})(?:[.,]\d+)?\s?m?"  # metres
METRES = rf"(?<!\d){EASTING}\s?E?\D{{1,8}}{NORTHING}(?!\d)"
DEGREE = (110_500, 110_800)  # metres in a degree of latitude on the grid, at least and at most, up to 30° north
BANDS = "CDEFGHJKLMNPQRSTUVWX"  # of 8° each, from 80° south
# Each zone has its own third of the alphabet for its columns of 100 km: « 28 PMR 2026 » is nowhere.
COLUMNS = ("S-Z", "A-H", "J-NP-R")  # by the rest of a zone divided by three
MAPS = ("goo.gl/", "osm.org/", "openstreetmap.org/", "what3words.com/", "w3w.co/", "///")
MAP_LINK = re.compile(
    r"\b(?:maps\.app\.goo\.gl|goo\.gl/maps|osm\.org/go|openstreetmap\.org/(?:node|way|relation)|what3words\.com|w3w\.co)"
    r"/\w[\w.\-]+|(?<![\w:/])///\w+\.\w+\.\w+"
)


@dataclass(frozen=True)
class Grid:
    """How points of a box are written on the grids UTM and MGRS."""

    zone: re.Pattern[str]
    utm: re.Pattern[str]
    northings: range  # metres from the equator
    mgrs: re.Pattern[str]


@cache
def grid(box: Box) -> Grid:
    """The zones (6° from 180° west) and the bands that a box lies in; « 30N » also says zone 30, northern half."""
    zones = range(floor((box.west + 180) / 6) + 1, floor((box.east + 180) / 6) + 2)
    bands = BANDS[floor((box.south + 80) / 8) : floor((box.north + 80) / 8) + 1]
    written = "|".join(f"{zone:02d}" for zone in zones)
    zone = rf"(?:{written})(?<!\d\d\d)(?:\s?[N{bands}]|(?<=UTM\s..|one\s..)\b)"
    columns = "|".join(rf"{zone:02d}\s?[{bands}]\s?[{COLUMNS[zone % 3]}]" for zone in zones)
    return Grid(
        re.compile(zone),
        re.compile(rf"{zone}\D{{1,20}}{METRES}|{METRES}\D{{1,16}}{zone}"),
        range(floor(box.south * DEGREE[0]), ceil(box.north * DEGREE[1])),
        re.compile(rf"(?<!\d)(?:{columns})[A-HJ-NP-V]\s?(?:\d{{2,5}}\s\d{{2,5}}|\d{{4,10}})(?![\w])"),
    )


def plus_codes(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each Open Location Code, full or short."""
    for match in PLUS.finditer(text):
        before = BEFORE.search(text, max(0, match.start() - 9), match.start())
        if before:
            yield before.start(), match.end()


def codes_there(text: str, territory: Territory) -> Iterator[tuple[int, int]]:
    """Start and end of each code of a place in the country over there."""
    box = territory.there.box
    known = grid(box)
    for start, end in plus_codes(text):
        if text[start + 8] == "+" and is_in(box, text[start:end]):
            yield start, end
    if not known.zone.search(text):
        return
    for match in known.utm.finditer(text):
        if int(match[1] or match[2]) in known.northings:
            yield match.span()
    for match in known.mgrs.finditer(text):
        yield match.span()


def unreadable(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each short code and each link that leads to a point of a map without saying which."""
    for start, end in plus_codes(text):
        if text[start + 4] == "+" and not text[start : start + 4].isdigit():
            yield start, end
    for match in MAP_LINK.finditer(text) if any(name in text for name in MAPS) else ():
        yield match.span()


def is_in(box: Box, code: str) -> bool:
    """Whether the square of one degree that a full code begins with touches a box."""
    north, east = (
        20 * DIGITS.index(large) + DIGITS.index(small) - offset
        for large, small, offset in ((code[0], code[2], 90), (code[1], code[3], 180))
    )
    return box.south - 1 <= north <= box.north and box.west - 1 <= east <= box.east
