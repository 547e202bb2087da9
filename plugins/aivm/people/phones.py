"""Telephones in a text, as they are written in France and in Mali, in a sentence or in a link that dials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

GAP = r"[\s.\-/‐‑–]"
MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
MEASURE = r"habitants|personnes|élèves|litres?|tonnes?|hectares?|(?:k?g|km|ha|m)[²³]?(?!\w)|%"
# A price, days or a measure, not a number to call.
COUNTED = rf"(?!\s?(?:€|F\b|FCFA|euros?|francs?|{MONTH})|\s(?:de\s|d[’'])?(?:{MEASURE}))"


def pairs(count: int, mark: str) -> str:
    """So many pairs of digits, each after a space or each after one same mark."""
    one = rf"(?P<{mark}>\s?[.\-/‐‑–·]\s?)\d\d(?:(?P={mark})\d\d){{{count - 1}}}"
    return rf"(?:(?:\s{{1,2}}\d\d){{{count}}}|{one})"


RUN = re.compile(r"\d(?:[\s.\-/‐‑–·()]{0,3}\d){7,}")  # pages have few, and are read no further around them
PHONE = re.compile(
    # « Tél.06… »; « 76 12 34 56/66 12 34 56 » is two numbers
    r"(?:(?<![\w.,/#=-])|(?<=[ée]l\.)|(?<=\s\d\d/)|(?<=[5-9]\d{7}/))(?:"
    rf"(?:\+|00)\s?33{GAP}?(?:\(0\){GAP}?)?[1-9](?:{GAP}?\d{{2}}){{4}}"  # France, from abroad
    rf"|(?:0[1-9]|\(0[1-9]\)|\(0\)\s?[1-9])(?:\s?\d{{8}}|{pairs(4, 'home')})"  # at home; 05.06.2027 14:30 is a date
    # ten digits in other groups; « 05 06 2027 14 » is a date again
    rf"|(?<!\d\s)(?!\d\d{GAP}\d\d{GAP}(?:19|20)\d\d)0[1-9](?=(?:{GAP}?\d){{8}}(?!\s?\d))\d{{0,2}}(?:{GAP}\d{{2,4}}){{2,4}}"
    rf"|\(?(?:\+|00|\()?\s?223\)?(?:{GAP}?\d{{2}}){{4}}"  # Mali: eight digits after 223
    rf"|(?:2[01]|44|[5-9]\d){pairs(3, 'mali')}"  # Mali at home: four pairs
    rf"|[5-9](?!\d{{4}}000)\d{{7}}"  # or one block, of a mobile
    rf"|\+[1-9](?:[\s.\-/()]{{0,2}}\d){{7,14}}"  # any other country (ITU-T E.164)
    rf")(?!\w|[.,-]\d)(?:(?<=\s\d\d)|(?!/(?![5-9]\d{{7}})\d)){COUNTED}"
)
BEFORE, AFTER = 3, 24  # characters around a run that PHONE may read: « (+ », « de personnes »
# Of sizes, pages, buses, as well as the pairs of a number.
LIST = re.compile(r"\d\d(?:(?:\s{1,2}|\s?/\s?|\s[–-]\s)\d\d)+")
DIALLED = re.compile(
    r"(?:\b(?:tel|sms):|(?:wa|t)\.me/|[?&]phone=|[?&]number=(?=\+))(\+?[\d(][\d\s().\-]{5,})", re.IGNORECASE
)
DIALLERS = ("tel:", "sms:", "wa.me/", "t.me/", "phone=", "number=")


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each telephone; one that a link dials may come twice."""
    for run in RUN.finditer(text):
        for match in PHONE.finditer(text, max(0, run.start() - BEFORE), run.end() + AFTER):
            if match.start() < run.end() and not is_list(match[0]):
                yield match.span()
    for match in DIALLED.finditer(text) if any(start in text for start in DIALLERS) else ():
        yield match.span(1)


def is_list(written: str) -> bool:
    """« 50 52 54 56 », « 06/07/08/09/10 »: pairs that rise by ten at most; one number in a thousand does."""
    steps = [int(after) - int(before) for before, after in pairwise(re.findall(r"\d\d", written))]
    return bool(LIST.fullmatch(written)) and all(0 < step <= 10 for step in steps)


def digits(text: str) -> str:
    """A number as it is dialled from its own country: +33 6 12… and 06 12… are one."""
    bare = re.sub(r"\(0\)|[^\d+]", "", text)
    return re.sub(r"^(?:\+|00)(?:33|223)", "", bare).lstrip("0+")
