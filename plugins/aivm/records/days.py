"""A day as French people say it: « mardi 3 novembre 2026 », « mar. 3 nov. », « mardi 03/11 », « 1er avril 2027 »."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from aivm.people.letters import ascii_words

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
SHORTEST_WEEKDAY, SHORTEST_MONTH = 2, 3  # letters: « ma », « nov »; « jui » is two months, and so is none
NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?")
WORDS = re.compile(r"(1er|\d{1,2}) ([a-z]+)(?: (\d{4}|\d{2}))?")


class SaidDay(NamedTuple):
    """What a person said, not yet checked: 0 is Monday; None is what was not said."""

    weekday: int | None
    day: int
    month: int
    year: int | None

    def on(self, year: int) -> date | None:
        """This day in that year, whatever its weekday; None when it does not exist."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def said_day(text: str) -> SaidDay | None:
    """What `text` says, or None when it is no day, or has words besides."""
    weekday, rest = _weekday(text.strip())
    match = NUMBERS.fullmatch(rest.strip())
    if match:
        return SaidDay(weekday, int(match[1]), int(match[2]), _year(match[3]))
    match = WORDS.fullmatch(" ".join(ascii_words(rest)))
    month = _rank(match[2], MONTHS, SHORTEST_MONTH) if match else None
    if not match or month is None:
        return None
    return SaidDay(weekday, int(match[1].removesuffix("er")), month + 1, _year(match[3]))


def _weekday(text: str) -> tuple[int | None, str]:
    """The weekday a text begins with, « le » before it or not, and the rest."""
    match = re.match(r"(?:le\s+)?([^\W\d_]+)\.?,?\s+", text, re.IGNORECASE)
    weekday = _rank("".join(ascii_words(match[1])), WEEKDAYS, SHORTEST_WEEKDAY) if match else None
    if match and weekday is not None:
        return weekday, text[match.end() :]
    return None, re.sub(r"^le\s+", "", text, flags=re.IGNORECASE)


def _rank(word: str, names: tuple[str, ...], shortest: int) -> int | None:
    """Which of the names a word is or begins; None when it may be two."""
    if len(word) < shortest:
        return None
    plain = ["".join(ascii_words(name)) for name in names]
    found = [plain.index(word)] if word in plain else [at for at, name in enumerate(plain) if name.startswith(word)]
    return found[0] if len(found) == 1 else None


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def in_window(said: SaidDay, first: date, last: date) -> list[date]:
    """Every day of the window that has this day and month, whatever its weekday."""
    days = (said.on(year) for year in range(first.year, last.year + 1))
    return [day for day in days if day is not None and first <= day <= last]


def weekday_name(day: date) -> str:
    """« mardi »."""
    return WEEKDAYS[day.weekday()]


def french_date(day: date) -> str:
    """« 3 novembre 2026 », for a message."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def wrong_weekday(day: date, weekday: int) -> str:
    """« le 3 novembre 2026 est un mardi, pas un mercredi »."""
    return f"le {french_date(day)} est un {weekday_name(day)}, pas un {WEEKDAYS[weekday]}"
