"""The eleven public holidays of France (Code du travail, L3133-1), and the bridge of the Ascension."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter

FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))  # month, day
AFTER_EASTER = (1, 39, 50)  # days: Easter Monday, the Ascension, Whit Monday
BRIDGE = 40  # the Friday after the Ascension


def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of a year (1583 to 4099, the years of the Gregorian Easter that dateutil knows)."""
    sunday: date = easter(year)
    moving = {sunday + timedelta(days) for days in AFTER_EASTER}
    return frozenset(moving | {date(year, month, day) for month, day in FIXED})


def ascension_bridge(year: int) -> date:
    """The Friday after the Ascension: no class, though the table of school holidays leaves it out in some years.

    A year when it was a day of class after all would cost one date; the other way round, a class would wait for nobody.
    """
    sunday: date = easter(year)
    return sunday + timedelta(BRIDGE)
