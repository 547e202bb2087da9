"""A point in Mali is found however it is written, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from aivm.people.points import points_there

from tests.conftest import TERRITORY

POINTS = (
    "14.4843, -4.1960",
    "14.4843,-4.1960",
    "[-4.196,14.484]",  # GeoJSON
    "14.4843 -4.1960",
    "14,4843 ; −4,1960",  # as French writes, with a true minus
    "(16.2716, 0.0447)",  # Gao, east of Greenwich when one rounds
    "GEO:14.48;-4.19",
    "geo:14.48,-4.19?z=12",
    '<meta name="geo.position" content="14.48;-4.19">',
    '<meta name=ICBM content="14.48, -4.19">',
    "https://www.openstreetmap.org/#map=12/14.48/-4.19",
    "https://www.openstreetmap.org/?mlat=14.484&mlon=-4.196#map=15",
    "https://maps.example/@14.484,-4.196,12z",
    "https://maps.example/?q=14.48%2C-4.19",
    "https://maps.example/?ll=14.48,-4.19",
    '{"@type":"GeoCoordinates","latitude":14.48,"longitude":-4.19}',
    '{"longitude": "-4.19", "latitude": "14.48"}',
    "<p data-lat=14.484 data-lng=-4.196>",
    "14° 29′ 03″ N, 4° 11′ 46″ O",
    "14°29'03\"N 4°11'46\"W",
    "14°29’N, 4°12’W",
    "14,48° nord et 4,19° ouest",
    "14° 29' de latitude Nord, 4° 11' de longitude Ouest",
    "coordonnées : 14.48 / -4.19",
    "16° 16′ N, 0° 03′ E",
    "N 14° 29.058' W 4° 11.760'",
    "4° 12' ouest, 14° 29' nord",
    "14.4843N 4.1960W",
    "W 4.196, N 14.4843",
    "14 29 03 N, 4 11 46 W",
    "14 degrés 29 minutes nord et 4 degrés 12 minutes ouest",
    "Lat. 14.48 / Long. -4.19",
    "https://maps.example/data=!3d14.4843!4d-4.1960",
    "https://maps.example/maps?cp=14.4843~-4.1960",
    "+14.4843-004.1960/",
    "14,4843 et −4,1960",
    "<td>14.4843</td><td>-4.1960</td>",  # two cells
    "14.4843 (lat), -4.1960 (lon)",
    '{"mapLat": 14.48, "mapLng": -4.19}',
    "LATITUDE 14.48 LONGITUDE -4.19",
    "<dt>Latitude<dd>14.48<dt>Longitude<dd>-4.19",
    "latitude nord 14,48 et longitude ouest 11,45",  # Kayes
    "https://carte.example/m/1#13/14.48/-4.19",
    "https://maps.example/embed?pb=!1m18!2d-4.1960!3d14.4843!2m3",
)
OTHERS = (
    "48.1173, -1.6778",  # Rennes
    "48° 07′ N, 1° 41′ O",
    "Le Mali est entre 10° et 25° N, et entre 12° O et 4° E.",
    "versions 12.5.1, 4.0.2 et 13.2",
    "12,50 € puis 4,00 €",
    "il pèse 12,345 kg",
    "14.484 et 4.196 ne sont pas un lieu",  # neither a separator nor a minus between them
    "du 12.10.2026 au 04.11.2026",
    "<svg viewBox='0 0 14.5 4.2'>",
    "1.234, 5.678",
    "cubic-bezier(.4,0,.2,1)",
    "14:30, 4:15",
    "1 012,345 et 2 014,678",
    "14.250, 3.125 et 1.500 kg",
    "coordination 14,50 4,20",
    "48.117N 1.678W",
    '"latitude": 48.11, "longitude": -1.68',
    "<td>14,125</td><td>3,250</td>",
    "<td class=n-1>14,125<td class=n-1>3,250",
    "latitude 48,11, longitude 1,68",
    "À 12,5 km au nord et 4,5 km à l’ouest",
    "Au nord, 14,48 t ; à l’ouest, 4,19 t",
    "sha256-N+14.48",
    "plateau : 14,50, longueur : 4,20",
    "un plat à 14,50 €, long : 4,20",
)


@pytest.mark.parametrize("text", POINTS)
def test_a_point_in_mali_is_found(text: str) -> None:
    """In a sentence, in a table, in an address, in code."""
    for written in (text, f"Le puits est ici : {text}.", f"<td>{text}</td>"):
        assert list(points_there(written, TERRITORY)), written


@pytest.mark.parametrize("text", OTHERS)
def test_other_numbers_are_not_points(text: str) -> None:
    """Rennes, prices, versions, dates, drawings."""
    assert list(points_there(text, TERRITORY)) == []
