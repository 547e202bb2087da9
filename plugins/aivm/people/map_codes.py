"""Places written as one code or one link: Open Location Codes, UTM and MGRS grids, links of maps that hold no number.

A full code is read, and told only where it is in Mali. A short code and a shortened link say where they lead to nobody
but a map: each is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aivm.people.points import EAST, NORTH, SOUTH, WEST

# « Plus codes » (github.com/google/open-location-code, specification): pairs of digits in base 20, of 20° then of 1°.
DIGITS = "23456789CFGHJMPQRVWX"
PLUS = re.compile(rf"\+(?<=[{DIGITS}]{{4}}\+)[{DIGITS}]{{2,3}}(?![\w+/=])")
BEFORE = re.compile(rf"(?:(?<![\w+=])|(?<=[?&]q=)|(?<=query=))(?:[{DIGITS}]{{8}}|(?<!/)[{DIGITS}]{{4}})$")
# The zones and the bands of Mali: 28 to 31, P to R (10° to 32° north); « 30N » also says zone 30, northern half.
ZONE = re.compile(r"(?:28|29|30|31)(?<!\d\d\d)(?:\s?[NPQR]|(?<=UTM\s..|one\s..)\b)")
EASTING, NORTHING = r"\d{6}(?:[.,]\d+)?\s?m?", r"(\d{7})(?:[.,]\d+)?\s?m?"  # metres
METRES = rf"(?<!\d){EASTING}\s?E?\D{{1,8}}{NORTHING}(?!\d)"
UTM = re.compile(rf"{ZONE.pattern}\D{{1,20}}{METRES}|{METRES}\D{{1,16}}{ZONE.pattern}")
FROM_EQUATOR = range(1_105_000, 2_780_000)  # 10° to 25.1° north
# Each zone has its own third of the alphabet for its columns of 100 km: « 28 PMR 2026 » is nowhere.
COLUMN = r"(?:(?:28|31)\s?[PQR]\s?[A-H]|29\s?[PQR]\s?[J-NP-R]|30\s?[PQR]\s?[S-Z])[A-HJ-NP-V]"
MGRS = re.compile(rf"(?<!\d){COLUMN}\s?(?:\d{{2,5}}\s\d{{2,5}}|\d{{4,10}})(?![\w])")
MAPS = ("goo.gl/", "osm.org/", "openstreetmap.org/", "what3words.com/", "w3w.co/", "///")
MAP_LINK = re.compile(
    r"\b(?:maps\.app\.goo\.gl|goo\.gl/maps|osm\.org/go|openstreetmap\.org/(?:node|way|relation)|what3words\.com|w3w\.co)"
    r"/\w[\w.\-]+|(?<![\w:/])///\w+\.\w+\.\w+"
)


def plus_codes(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each Open Location Code, full or short."""
    for match in PLUS.finditer(text):
        before = BEFORE.search(text, max(0, match.start() - 9), match.start())
        if before:
            yield before.start(), match.end()


def codes_in_mali(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each code of a place in Mali."""
    for start, end in plus_codes(text):
        if text[start + 8] == "+" and is_in_mali(text[start:end]):
            yield start, end
    if not ZONE.search(text):
        return
    for match in UTM.finditer(text):
        if int(match[1] or match[2]) in FROM_EQUATOR:
            yield match.span()
    for match in MGRS.finditer(text):
        yield match.span()


def unreadable(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each short code and each link that leads to a point of a map without saying which."""
    for start, end in plus_codes(text):
        if text[start + 4] == "+" and not text[start : start + 4].isdigit():
            yield start, end
    for match in MAP_LINK.finditer(text) if any(name in text for name in MAPS) else ():
        yield match.span()


def is_in_mali(code: str) -> bool:
    """Whether the square of one degree that a full code begins with touches the box of Mali."""
    north, east = (
        20 * DIGITS.index(large) + DIGITS.index(small) - offset
        for large, small, offset in ((code[0], code[2], 90), (code[1], code[3], 180))
    )
    return SOUTH - 1 <= north <= NORTH and WEST - 1 <= east <= EAST
