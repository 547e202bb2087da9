"""A run of digits in a text, taken apart into groups, whatever stands between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

UNSEEN = "\u00ad\u200b-\u200f\u2060\ufe0f\u20e3\ufeff"
MARKS = r"\s.\-/()·\u2010-\u2015\u2212\ufe63\uff0d\uff08\uff09\uff0e\uff0f"
GROUP = re.compile(rf"([{MARKS}{UNSEEN}]*)(\d[\d{UNSEEN}]*)")
NOT_A_MARK = re.compile(rf"[\s(){UNSEEN}\uff08\uff09]")
DASH = re.compile("[‐-―−﹣－]")
PAIR = 2
YEAR = re.compile(r"(?:19|20)\d\d")
DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
COUNTING = "0123456789"


class Group(NamedTuple):
    """Digits in a row, what stands before them in their run, and where they are in the text."""

    gap: str
    digits: str
    start: int
    end: int


def groups_of(run: str, start: int) -> list[Group]:
    """The groups of a run that begins at `start`; figures of any script become 0-9, dashes of any length « - »."""
    found = []
    for match in GROUP.finditer(run):
        written = match[2] if match[2].isascii() else "".join(str(unicodedata.decimal(c, "")) for c in match[2])
        gap = match[1] if match[1].isascii() else DASH.sub("-", unicodedata.normalize("NFKC", match[1]))
        found.append(Group(gap, written, start + match.start(2), start + match.end(2)))
    return found


def is_dated(chunk: Sequence[Group]) -> bool:
    """« 05 06 2027 14 30 », « 2027 06 05 », « 20270605 »."""
    written = [group.digits for group in chunk]
    day_first = len(written) > 2 and len(written[0]) < 3 > len(written[1]) and YEAR.fullmatch(written[2])
    year_first = len(written) == 3 and YEAR.fullmatch(written[0]) and len(written[1]) == 2 == len(written[2])
    return bool(day_first or year_first or (len(written) == 1 and DAY.fullmatch(written[0])))


def is_ordered(chunk: Sequence[Group]) -> bool:
    """« 50 52 54 56 », « 06/07/08/09/10 »: pairs that rise, or fall, by ten at most; two numbers in a thousand do."""
    if any(len(group.digits) != 2 for group in chunk) or any(group.gap == "-" for group in chunk[1:]):
        return False
    steps = [int(two.digits) - int(one.digits) for one, two in pairwise(chunk)]
    return all(0 < step <= 10 for step in steps) or all(0 < -step <= 10 for step in steps)


def reach(groups: Sequence[Group], total: int) -> int:
    """How many groups have so many digits, 0 where none ends there."""
    for count, group in enumerate(groups, 1):
        total -= len(group.digits)
        if total <= 0:
            return 0 if total else count
    return 0


def mark(group: Group) -> str:
    """What parts a group from the one before, but for spaces and parentheses."""
    return NOT_A_MARK.sub("", group.gap)


def joined(groups: Sequence[Group]) -> str:
    """All their digits."""
    return "".join(group.digits for group in groups)
