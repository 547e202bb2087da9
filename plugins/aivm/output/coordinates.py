"""Points in Mali written in a text: a village, a school, a house, found by anybody who copies two numbers into a map.

A point is told by two numbers, so a latitude and a longitude are always looked for together. Numbers alone must have
three decimals (110 m) to be a point, or prices and versions would be; named ones (GEO, latitude) need two (1 km).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# The box of the country (Natural Earth, 1:50m, rounded outwards), degrees north and east.
SOUTH, NORTH, WEST, EAST = 10.0, 25.1, -12.3, 4.3

DECIMALS = re.compile(r"\d[.,]\d\d")
MINUS = r"[-−–]"
ALONE = r"(?<![\w.,°])"
FINE, COARSE = (rf"({MINUS}?\d{{1,2}}[.,]\d{{{least},}})(?![\w°])" for least in (3, 2))
BETWEEN = r"\s*(?:[;,/|]|%2C|\s|&lon=|&mlon=)\s*\+?"
# « 14.4843, -4.196 », [-4.196,14.4843] of GeoJSON, @14.4843,-4.196 of a map's address.
BARE = re.compile(ALONE + FINE + BETWEEN + FINE, re.IGNORECASE)
# GEO:14.48;-4.19 (RFC 5545 3.8.1.6), geo:14.48,-4.19 (RFC 5870), geo.position, ICBM, GeoRSS, query of a map.
LABEL = (
    r"(?:\bgeo\b|geo\.position|\bICBM\b|georss\b|\bcoord\w*|\bpoint\b|map=\d+|[?&](?:q|ll|center|query)=)"
    r"[^\d\n]{0,24}?"
)
NAMED = re.compile(LABEL + ALONE + COARSE + BETWEEN + COARSE, re.IGNORECASE)
# "latitude": 14.48, "longitude": -4.19; data-lat=14.48 data-lon=-4.19; the other order too.
KEYED = re.compile(
    rf"(lat|lon|lng)[a-z]*[^\w.,]{{1,8}}({MINUS}?\d{{1,2}}[.,]\d{{2,}})[^0-9]{{1,60}}?"
    rf"(lat|lon|lng)[a-z]*[^\w.,]{{1,8}}({MINUS}?\d{{1,2}}[.,]\d{{2,}})",
    re.IGNORECASE,
)
# 14° 29′ 03″ N, 4° 11′ 46″ O; 14°29'N 4°11'W; 14,48° nord et 4,19° ouest.
ANGLE = (
    r"(\d{1,2}(?:[.,]\d+)?)\s*°\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’´]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"″”]|''|′′|’’)\s*)?)?"
    r"(?:de\s+)?(?:latitude\s+|longitude\s+)?{side}\b"
)
NORTHWARD = ANGLE.replace("{side}", "(N(?:ord)?)")
EASTWARD = ANGLE.replace("{side}", "(O(?:uest)?|W(?:est)?|E(?:st)?)")
DEGREES = re.compile(NORTHWARD + r"\D{1,20}?" + EASTWARD, re.IGNORECASE)


def points_in_mali(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each pair of numbers that is a point in Mali, in whichever order."""
    decimals = DECIMALS.search(text)  # most pages have none, and are read no further
    for pattern in (NAMED, BARE) if decimals else ():
        for match in pattern.finditer(text):
            if in_mali(number(match[1]), number(match[2])) or in_mali(number(match[2]), number(match[1])):
                yield match.span()
    for match in KEYED.finditer(text) if decimals else ():
        first, one, second, two = match.groups()
        north = (first.lower() == "lat", second.lower() == "lat")
        if north[0] != north[1] and in_mali(*map(number, (one, two) if north[0] else (two, one))):
            yield match.span()
    for match in DEGREES.finditer(text) if "°" in text else ():
        north_side, east_side = match.groups()[:3], match.groups()[4:7]
        sign = 1 if match[8][0].upper() == "E" else -1
        if is_precise(north_side, east_side) and in_mali(angle(*north_side), sign * angle(*east_side)):
            yield match.span()


def in_mali(latitude: float, longitude: float) -> bool:
    """Whether a point, in degrees north and east, is in the box of Mali."""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def number(written: str) -> float:
    """« −4,196 » is -4.196."""
    return float(re.sub(MINUS, "-", written).replace(",", "."))


def angle(degrees: str, minutes: str | None, seconds: str | None) -> float:
    """Degrees from degrees, minutes and seconds."""
    return number(degrees) + number(minutes or "0") / 60 + number(seconds or "0") / 3600


def is_precise(*sides: tuple[str | None, ...]) -> bool:
    """« Entre 10° et 25° N » is a country; minutes or decimals make it a place."""
    return all(side[1] or re.search(r"[.,]\d", side[0] or "") for side in sides)
