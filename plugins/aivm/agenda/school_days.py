"""Days of class: what the national calendar tells of a school zone, for the school years that it tells whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from aivm.agenda.public_holidays import ascension_bridge, public_holidays
from aivm.agenda.school_year import school_year

SUMMER = "Vacances d'été"
LEAST_DAYS = {  # of a school year -> days of each period, fewer than any year since 2012 has had: a shorter one is cut
    "Vacances de la Toussaint": 14,
    "Vacances de Noël": 14,
    "Vacances d'hiver": 14,
    "Vacances de printemps": 14,
    SUMMER: 50,
}


@dataclass(frozen=True)
class SchoolDays:
    """What is known of a school zone. Empty: nothing is known, and no day is a day of class."""

    holidays: frozenset[date] = frozenset()  # every day of the school holidays, week-ends inside them too
    known: frozenset[str] = frozenset()  # school years whose periods are all there: « 2026-2027 »

    def has_class(self, day: date) -> bool:
        """True from Monday to Friday of a known school year, outside school holidays and public holidays.

        Saturdays never count: where a commune has class on one, nobody asks a volunteer to come.
        """
        if school_year(day) not in self.known or day.weekday() > 4 or day in self.holidays:
            return False
        return day not in public_holidays(day.year) and day != ascension_bridge(day.year)


def school_days(periods: Mapping[date, str]) -> SchoolDays:
    """What is known from days of holidays and the names of their periods.

    A school year is known when Toussaint, Noël, Hiver, Printemps and Été are all there, and the summer before it too,
    which says when it begins. The bridge of the Ascension is a rule of our own: its absence says nothing.
    """
    years = {day: school_year(day) for day in periods}
    days = Counter((years[day], _ascii(name)) for day, name in periods.items())
    whole = {
        year
        for year in set(years.values())
        if all(days[year, _ascii(name)] >= least for name, least in LEAST_DAYS.items())
        and days[_year_before(year), _ascii(SUMMER)] >= LEAST_DAYS[SUMMER]
    }
    return SchoolDays(frozenset(periods), frozenset(whole))


@cache  # a table of the package, that no day of a preview changes
def read_school_days(zone: str) -> SchoolDays:
    """What vacances-scolaires-france knows of zone A, B or C: nothing is fetched (0.2 s)."""
    from vacances_scolaires_france import SchoolHolidayDates  # here: only a build needs it

    table = SchoolHolidayDates()
    column = table.zone_key(zone)
    return school_days({day: row["nom_vacances"] for day, row in table.data.items() if row[column]})


def _year_before(year: str) -> str:
    first = int(year[:4])
    return f"{first - 1}-{first}"


def _ascii(name: str) -> str:
    """A name without its accents: the package opens its table in the machine's encoding, and Windows garbles them."""
    return name.encode("ascii", "ignore").decode("ascii")
