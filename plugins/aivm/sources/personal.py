"""What must not be kept of a text that others wrote: e-mail addresses, phone numbers of France and Mali, birth dates.

Dates, prices and hours stay: a number is taken for a phone only by its exact shape, or after a word that says so.
"""

from __future__ import annotations

import re

SPACE = r"[ \t\u00a0\u202f\u2009]"
SEPARATOR = rf"(?:{SPACE}|[.\-–/·]){{0,2}}"
AT = rf"(?:@|＠|{SPACE}?[\[({{]{SPACE}?(?:at|arobase|à|@){SPACE}?[\])}}]{SPACE}?|{SPACE}arobase{SPACE})"
DOT = rf"(?:\.|{SPACE}?[\[(]{SPACE}?(?:dot|point|\.){SPACE}?[\])]{SPACE}?|{SPACE}point{SPACE})"
# 64 characters before the sign at most (RFC 5321 4.5.3.1): longer would make the search quadratic
EMAIL = re.compile(rf"(?:mailto:)?[\w.+'’%-]{{1,64}}{AT}[\w-]{{1,63}}(?:{DOT}[\w-]{{1,63}}){{1,5}}", re.IGNORECASE)
ABROAD = re.compile(  # +33 2 99…, 0033…, +223 76…, (+223) 76…, +33 (0)2 99…, and any other country
    rf"(?:tel:)?\(?(?<![\d+])(?:\+|00{SPACE}?)[1-9]\d{{0,2}}\)?{SEPARATOR}(?:\(0\){SEPARATOR})?(?:\d{SEPARATOR}){{6,12}}\d(?!\d)"
)
# One separator all along, so that « 01/02/2027 10h » is not taken for ten figures.
FRENCH = re.compile(r"(?<![\d/.,-])0[1-9](?P<gap>[ \t\u00a0\u202f.\-/·]?)\d\d(?:(?P=gap)\d\d){3}(?!\d|[.,/-]\d)")
FRENCH_BY_THREE = re.compile(rf"(?<![\d/.,-])0[1-9]\d\d(?:{SPACE}|[.-])\d{{3}}(?:{SPACE}|[.-])\d{{3}}(?!\d)")
# Mobile numbers of Mali begin by 5 to 9 and are written by pairs, or in one block of eight.
MALIAN = re.compile(
    r"(?<![\d/.,-])(?!\d{5}000)[5-9]\d(?P<gap>[ \t\u00a0\u202f.\-·]?)\d\d(?P=gap)\d\d(?P=gap)\d\d"
    r"(?!\d|[.,/-]\d|[ \u00a0\u202f]?(?:€|F\b|FCFA|euros?|francs?))"
)
DAY = r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}(?:er)?\s+[a-zéûà]{3,9}\.?\s+\d{4})"
SAID = re.compile(  # not a day: « appelez le 12/03/2027 »
    rf"\b(?:t[ée]l(?:[ée]phone)?s?|mobile|portable|gsm|whats?app|appele[rz]|sms|☎|📞){SPACE}*(?:au|le|:|\.)?{SPACE}*[:.]?{SPACE}*"
    rf"(?!{DAY})\(?\+?(?:\d{SEPARATOR}){{7,14}}\d(?!\d)",
    re.IGNORECASE,
)
BORN = re.compile(
    rf"\b(?:n[ée]e?s?(?:\(e\))?\s+le|date\s+de\s+naissance\s*:?|naissance\s*:|ddn\s*:?)\s*:?\s*{DAY}", re.IGNORECASE
)
DIGIT = re.compile(r"\d")
LEFT_OPEN = re.compile(rf"\(\s*\)|\[\s*\]|<\s*>|(?:{SPACE})+(?=[.,;)\]])")


def without_personal_data(text: str) -> str:
    """The same text without them; untouched, to the space, where it holds none."""
    kept = text
    if "@" in kept or "＠" in kept or re.search(r"arobase|[\[({]\s?(?:at|à)\s?[\])}]", kept, re.IGNORECASE):
        kept = EMAIL.sub("", kept)
    if DIGIT.search(kept):
        for shape in (BORN, ABROAD, SAID, FRENCH, FRENCH_BY_THREE, MALIAN):
            kept = shape.sub("", kept)
    return text if kept == text else LEFT_OPEN.sub("", kept).strip()
