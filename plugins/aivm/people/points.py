"""Points in Mali written in a text: a village, a school, a house, found by anybody who copies two numbers into a map.

A point is told by two numbers, so a latitude and a longitude are always looked for together. Numbers alone must have
three decimals (110 m) to be a point, four where neither has a sign, or prices and versions would be; named ones (GEO,
latitude) need two (1 km). Codes that say both at once are in map_codes.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from aivm.territory import Territory

DECIMALS = re.compile(r"\d[.,]\d\d")
MINUS = r"[-−–]"
ALONE = r"(?<![\w.,°])"
FINE, COARSE = (rf"({MINUS}?\d{{1,2}}[.,]\d{{{least},}})(?![\w°])" for least in (3, 2))
# After « (lat) »; tags part two cells of a table.
BETWEEN = r"\s*(?:\([^\W\d]{1,9}\)\s?)?(?:[;,/|~]|%2C|\s|et\s|&lon=|&mlon=|(?:<[^<>]*>\s*){1,4})\s*\+?"
# « 14.4843, -4.196 », [-4.196,14.4843] of GeoJSON, @14.4843,-4.196 of a map's address.
BARE = re.compile(ALONE + FINE + BETWEEN + FINE, re.IGNORECASE)
UNSIGNED = re.compile(r"\d+[.,](\d+)")
# GEO:14.48;-4.19 (RFC 5545 3.8.1.6), geo:14.48,-4.19 (RFC 5870), geo.position, ICBM, GeoRSS, query of a map.
LABEL = (
    r"(?:\bgeo\b|geo\.position|\bICBM\b|georss\b|\bcoord(?:s|onnées|inates)?\b|\bpoint\b|(?:map=|#)\d+"
    r"|[?&](?:q|ll|cp|center|query)=)[^\d\n]{0,24}?"
)
NAMED = re.compile(LABEL + ALONE + COARSE + BETWEEN + COARSE, re.IGNORECASE)
# !3d14.4843!4d-4.196 of a map's address, !2d-4.196!3d14.4843 of one in a frame; +14.4843-004.196/ (ISO 6709), which
# films and phones write.
JOINED = re.compile(
    rf"![23]d({MINUS}?\d+\.\d+)![34]d({MINUS}?\d+\.\d+)|([+-](?<![\w.].)\d\d\.\d\d+)([+-]\d{{3}}\.\d\d+)"
)
# "latitude": 14.48, "longitude": -4.19; data-lat=14.48 data-lon=-4.19; Lat. 14.48 / Long. -4.19; the other order too;
# « latitude nord 14,48 »; <dt>Latitude<dd>14.48.
# A key is a whole word, or the end of one (mapLat): « plateau : 14,50, longueur : 4,20 » measures a field.
KEY = (
    r"(?:(?<![^\W\d_])|(?<=[a-z])(?=L))((?i:lat|lon|lng))(?i:itude|gitude|g)?(?![^\W\d_])\.?(?:\s(?i:nord|ouest|est))?"
    rf"(?:[^\w.,<]|<[^<>]*>){{1,8}}({MINUS}?\d{{1,2}}[.,]\d{{2,}})"
)
KEYED = re.compile(rf"{KEY}[^0-9]{{1,60}}?{KEY}")
# 14° 29′ 03″ N, 14 29 03 N, 14,48° de latitude nord, 14 degrés 29 minutes nord, 14.4843N; N 14° 29.05'.
NUMBER = r"(\d{1,2}(?:[.,]\d+)?)"
ANGLE = (
    rf"{NUMBER}\s*(?:[°º]|deg(?:r[ée]s?)?\b)?\s*"
    rf"(?:{NUMBER}\s*(?:['′’´]|min(?:utes?)?\b)?\s*(?:{NUMBER}\s*(?:[\"″”]|''|′′|’’|sec(?:ondes?)?\b)?\s*)?)?"
)
SIDED = re.compile(
    rf"(?<!\w)([NSOWE])\s?{ANGLE}"
    rf"|(?<![\w.,]){ANGLE}(?:de\s+)?(?:latitude\s+|longitude\s+)?([NSOWE]|(?i:nord|sud|ouest|west|est))\b"
)
# Most pages have no north either.
NORTHWARD = re.compile(r"[Nn](?:(?<=N)(?<![^\W\d]N)(?<![+/-]N)(?:\s?\d|(?![\w/=]))|ord\b)")
APART = re.compile(r"\D{0,20}")  # what may stand between the two sides of a point


class Side(NamedTuple):
    """How far north (N, S) or east (E, W, O) something is, in degrees, and where that stands in the text."""

    start: int
    end: int
    letter: str
    degrees: float
    precise: bool  # « entre 10° et 25° N » is a country; minutes or decimals make it a place


def points_there(text: str, territory: Territory) -> Iterator[tuple[int, int]]:
    """Start and end of each pair of numbers that is a point in the country over there, in whichever order."""
    holds = territory.there.box.holds
    decimals = DECIMALS.search(text)  # most pages have none, and are read no further
    for pattern in (NAMED, BARE, JOINED) if decimals else ():
        for match in pattern.finditer(text):
            one, two = (number(written) for written in match.groups() if written)
            plain = [found[1] for found in map(UNSIGNED.fullmatch, match.groups()) if found] if pattern is BARE else []
            if len(plain) == 2 and min(map(len, plain)) < 4:  # « 14.250, 3.125 » is two weights
                continue
            if holds(one, two) or holds(two, one):
                yield match.span()
    for match in KEYED.finditer(text) if decimals else ():
        first, north, second, east = match.groups()
        if second.lower() == "lat":
            first, north, second, east = second, east, first, north
        if first.lower() == "lat" != second.lower() and any(
            holds(number(north), side * number(east)) for side in (1, -1)
        ):
            yield match.span()
    for one_side, two_side in pairwise(sides(text) if NORTHWARD.search(text) else ()):
        north_side, east_side = sorted((one_side, two_side), key=lambda side: side.letter not in "NS")
        pair = north_side.letter in "NS" and east_side.letter not in "NS" and north_side.precise and east_side.precise
        near = APART.fullmatch(text, one_side.end, two_side.start)
        if pair and near and holds(north_side.degrees, east_side.degrees):
            yield one_side.start, two_side.end


def sides(text: str) -> Iterator[Side]:
    """Every angle that says its side of the equator or of Greenwich."""
    for match in SIDED.finditer(text):
        before, after = match[1], match[8]
        degrees, minutes, seconds = match.group(2, 3, 4) if before else match.group(5, 6, 7)
        letter = (before or after)[0].upper()
        angle = number(degrees) + number(minutes or "0") / 60 + number(seconds or "0") / 3600
        precise = bool(minutes or re.search(r"[.,]\d", degrees))
        yield Side(*match.span(), letter, -angle if letter in "SOW" else angle, precise)


def number(written: str) -> float:
    """« −4,196 » is -4.196."""
    return float(re.sub(MINUS, "-", written).replace(",", "."))
