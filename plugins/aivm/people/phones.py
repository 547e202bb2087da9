"""Telephones in a text, in all the groups people type in both countries, with a word that says so or without.

A run of digits is taken apart into groups, whatever stands between them; what it is then depends on how many digits
there are, on how they are grouped, and on the words around (phone_words.py). In doubt, what has the shape of a
telephone is one: a count says what it counts, a price its money, and a list keeps its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from aivm.people.digit_groups import (
    COUNTING,
    MARKS,
    PAIR,
    UNSEEN,
    YEAR,
    Group,
    groups_of,
    is_dated,
    is_ordered,
    joined,
    mark,
    reach,
)
from aivm.people.phone_words import FILED, LIST, NUMBERED, called, counted, measured
from aivm.territory import Phones, Territory

# Pages have few, once dates are passed over (2026-11-22, 20261122T…), and are read no further around them.
DATE = r"(?:(?<=1)9|(?<=2)0)\d\d(?:-[01]\d-[0-3]\d(?![\s.\-/()]{0,4}\d)|[01]\d[0-3]\dT)"
RUN = re.compile(rf"\d(?<!\d\d)(?!{DATE})(?:[{MARKS}{UNSEEN}]{{0,4}}\d){{7,}}")
AROUND = 48  # characters before and after a run that say what it is
LONGEST = 15  # digits, of any country (ITU-T E.164)
PLUS = re.compile(r"[+＋][\s(]{0,2}$")


class Phone(NamedTuple):
    """Where a telephone is in a text, and its digits as they are dialled in its own country."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Shapes:
    """The numbers of both countries: one dials a prefix before the digits, the other groups them in its own ways."""

    here: Phones
    there: Phones
    start: re.Pattern[str]  # of any number, without a plus
    first: str  # digits, one of which begins a number that says its country
    abroad: Mapping[str, re.Pattern[str]]  # by calling code, without « + » or « 00 »
    national: re.Pattern[str]  # as dialled here
    grouped: re.Pattern[str]  # as dialled there
    pairs: tuple[int, ...]
    code: re.Pattern[str]  # what is not dialled within the country


@cache
def shapes(territory: Territory) -> Shapes:
    """What the numbers of a territory look like, compiled once."""
    here, there = territory.here.phones, territory.there.phones
    codes, starts = f"{here.code}|{there.code}", "|".join((*there.mobiles, *there.landlines))
    own = "|".join((*here.mobiles, *here.landlines))
    return Shapes(
        here,
        there,
        re.compile(rf"00?[1-9]|{codes}|{starts}"),
        f"0{here.code[0]}{there.code[0]}",
        {
            phones.code: re.compile(
                rf"{phones.code}{f'{phones.trunk}?[1-9]' if phones.trunk else '[0-9]'}\d{{{subscriber(phones) - 1}}}"
            )
            for phones in (here, there)
        },
        re.compile(rf"{here.trunk}(?=(?:{own}))\d{{{subscriber(here)}}}"),
        re.compile(rf"{there.trunk}(?=(?:{starts}))\d{{{subscriber(there)}}}"),
        (PAIR,) * (there.length // PAIR),
        re.compile(rf"^(?:\+|00)+(?:{codes})"),
    )


def subscriber(phones: Phones) -> int:
    """Digits of a number without the prefix dialled within its country."""
    return phones.length - len(phones.trunk)


@dataclass(frozen=True)
class Around:
    """What stands before and after the groups that are judged; `said`: that they are to be called."""

    before: str
    after: str
    said: bool


def phones(text: str, territory: Territory) -> Iterator[Phone]:
    """Each telephone, in order, none within another."""
    ended, known = -1, shapes(territory)
    for run in RUN.finditer(text):
        before = text[max(0, run.start() - AROUND) : run.start()]
        groups, said = groups_of(run[0], run.start()), called(before)
        rank, free = 0, begins(before, said) or run.start() == ended + 1  # `free`: what stands before ends there
        while rank < len(groups):
            lead = groups[rank].gap if rank else before
            free = free or bool(rank and re.search(r"[\s()]", lead))
            around = Around(before, text[run.end() : run.end() + AROUND], said)
            count, abroad = number_at(groups, rank, around, not rank and bool(PLUS.search(before)), known)
            if not count or not (free or abroad):
                rank, free = rank + 1, False
                continue
            chunk = groups[rank : rank + count]
            start = chunk[0].start - (len(lead) - opening(lead, chunk))
            yield Phone(start, chunk[-1].end, digits(("+" if abroad else "") + joined(chunk), territory))
            rank, free, ended = rank + count, True, chunk[-1].end


def begins(before: str, said: bool) -> bool:
    """Whether a number may begin after these characters: not within a word, a path or a larger number."""
    if not before or said:
        return True
    last, ahead = before[-1], before[-2:-1]
    within = (last in ".," and ahead.isdigit()) or (last in "/#=-–" and not ahead.isspace())
    return not (last.isalnum() or last == "_" or within)


def opening(lead: str, chunk: Sequence[Group]) -> int:
    """Where a number begins in what stands before its digits: with its plus, and the parenthesis that it closes."""
    plus = PLUS.search(lead)
    first = plus.start() if plus else len(lead)
    closes = any(")" in group.gap for group in chunk[1:])
    return first - 1 if closes and lead[first - 1 : first] == "(" else first


def number_at(groups: Sequence[Group], rank: int, around: Around, plus: bool, known: Shapes) -> tuple[int, bool]:
    """How many groups from `rank` make a telephone, 0 where none does; and whether it is written from abroad."""
    near = groups[rank : rank + LONGEST + 2]
    if not (plus or around.said or known.start.match(joined(near[:3]))):
        return 0, False
    count = from_abroad(near, plus, known) if plus or near[0].digits[0] in known.first else 0
    if count:
        return count, True
    totals = (known.here.length, known.there.length)
    for total in (*totals, subscriber(known.here)) if around.said else totals:
        count = reach(near, total)
        if count and is_home(groups, rank, count, around, known):
            return count, False
    return 0, False


def from_abroad(groups: Sequence[Group], plus: bool, known: Shapes) -> int:
    """The groups of a number that says its country: with a plus or 00 any, without them one of the two."""
    written = joined(groups)
    zeros = 2 if written.startswith("00") and not plus else 0
    for country, shape in known.abroad.items():
        match = shape.match(written, zeros)
        whole = plus or zeros or groups[0].digits in (country, match and match[0])
        count = reach(groups, match.end()) if match and whole else 0
        if count:
            return count
    totals = range(LONGEST, 7, -1) if plus else ()
    return next((count for count in (reach(groups, total) for total in totals) if count), 0)


def is_home(groups: Sequence[Group], rank: int, count: int, around: Around, known: Shapes) -> bool:
    """Whether so many groups are a telephone of one of the two countries as it is dialled there."""
    chunk, number = groups[rank : rank + count], joined(groups[rank : rank + count])
    sizes = tuple(len(group.digits) for group in chunk)
    last = rank + count == len(groups)
    after = around.after if last else ""
    if NUMBERED.search(around.before) or (sizes != known.pairs and number[0] != "0" and FILED.search(around.before)):
        return False
    dated = is_dated(groups[max(0, rank - 1) : rank + count]) or is_dated(chunk)
    if dated or measured(after) or not ends(chunk, groups[rank + count : rank + count + 1], after):
        return False
    if around.said:
        mobile = number.startswith(known.here.mobiles)
        told = number[0] not in "01" if len(number) == known.there.length else mobile
        return bool(known.national.fullmatch(number)) or told
    if len(number) == known.here.length:
        return bool(known.national.fullmatch(number)) and is_with_prefix(chunk, sizes)
    neighbours = [groups[place] for place in (rank - 1, rank + count) if 0 <= place < len(groups)]
    return (
        bool(known.grouped.fullmatch(number))
        and is_in_groups(chunk, sizes, neighbours, known)
        and not (
            is_ordered(chunk)
            or counted("" if sizes == known.pairs else around.before, after)
            or LIST.search(around.before)
        )
    )


def is_with_prefix(chunk: Sequence[Group], sizes: tuple[int, ...]) -> bool:
    """In one block, one by one, or in groups of two and more with one mark between all but the first two."""
    if set(sizes) == {1}:
        return joined(chunk) != COUNTING
    marks = [mark(group) for group in chunk[1:]]
    rest = sizes[2:] if sizes[0] == 1 and ")" in chunk[1].gap else sizes  # « (0)6 12… »
    kinds = set(marks[1:]) - ({""} if set(sizes) == {2} else set())  # « 02 99 12-34-56 »
    return min(rest) > 1 and len(kinds) <= 1 and not is_ordered(chunk)


def is_in_groups(chunk: Sequence[Group], sizes: tuple[int, ...], neighbours: Sequence[Group], known: Shapes) -> bool:
    """Digits as they are grouped there, one mark between all: neither a round number, nor years, nor a row."""
    number = joined(chunk)
    if sizes == (known.there.length,):
        return number.startswith(known.there.mobiles) and not number.endswith("000")
    if sizes not in known.there.groups or len({mark(group) for group in chunk[1:]}) > 1:
        return False
    if sizes == (4, 4):
        halves = number[:4], number[4:]
        in_a_row = any(len(group.digits) == 4 for group in neighbours)
        return not (in_a_row or all(map(YEAR.fullmatch, halves)) or all(half.endswith("00") for half in halves))
    return sizes == known.pairs or not number.endswith("000")


def ends(chunk: Sequence[Group], following: Sequence[Group], after: str) -> bool:
    """Whether a number may end there: what follows is no more of it."""
    inner = mark(chunk[1]) if len(chunk) > 1 else None
    if not following:
        part_of_one = re.match(r",\d", after) and (inner is None or len(chunk) == 3)
        return not (after[:1].isalnum() or after[:1] == "_" or part_of_one)
    gap = following[0].gap
    if gap.strip("()") not in (".", "-", "/"):
        return True
    if YEAR.fullmatch(chunk[-1].digits):  # « 6759 2021-07-25 »
        return False
    return len(following[0].digits) >= 8 if inner is None else gap.strip("()") != inner


def digits(written: str, territory: Territory) -> str:
    """A number as it is dialled from its own country: +33 6 12… and 06 12… are one."""
    bare = re.sub(r"\(0\)|[^\d+]", "", written)
    return shapes(territory).code.sub("", bare).lstrip("0+")
