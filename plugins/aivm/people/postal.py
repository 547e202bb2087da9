"""Postal addresses in a text: « 12, rue du Puits », « Rue 245, porte 12 », « BP 34 »."""

from __future__ import annotations

import re
from collections.abc import Iterator

OF = r"(?i:de\s+l[ae’']\s?|d[eu]s?\s+|d[’']|l[ae]s?\s+|l[’'])"
NAME = r"[A-ZÀ-Ý][\w’'-]+(?:[\s-][A-ZÀ-Ý][\w’'-]+)*"
WAYS = "ruelle|venelle|allée|impasse|chemin|quai|sentier|faubourg|lotissement"
# Where a word has other meanings (« 2 cours de danse », « 3 places assises »), a name must follow; and after « 1 »,
# which counts as well (« 1 sentier de découverte »).
OTHERS = (
    r"r\.|imp\.|all\.|ch\.|place|pl\.|route|rte|square|cours|passage|villa|mail|cité|promenade|esplanade|clos|résidence|hameau|lieu-dit"
    rf"|rond-point|{WAYS}"
)
# A first digit that begins no day, hour, year or count: « samedi 14, rue de Nantes », « à 14 h 30, place des Lices »,
# « en 2019, rue de Nantes », « jour 3, route de Ségou ».
COUNTED = "".join(rf"(?<!\b(?i:{word})\s\d)" for word in ("jour", "étape", "ligne", "bus", "page"))
DATED = r"(?<!\d:\d)(?<!\d\sh\s\d)(?!(?<=1)9\d\d\b|(?<=2)0\d\d\b|(?<=di\s\d)\d?,|(?<=che\s\d)\d?,)"
FIRST = rf"\d(?<![\w.,/–-]\d){COUNTED}{DATED}"
NUMBER = rf"{FIRST}\d{{0,3}}(?:\s?[/–-]\s?\d{{1,4}})?(?:\s?(?:bis|ter|quater|[A-D]))?"  # 12, 12-14, 12 bis
STREET = re.compile(
    rf"{NUMBER},?\s+(?:d(?:u|e\s+la)\s+|de\s+l[’'])?(?:"
    rf"(?:(?i:rue|avenue|av\.|boulevard|bd\.?)|(?<!\b1\s)(?i:{WAYS}))\s+(?:{OF}[\w’'-]+(?:[\s-]{NAME})?|{NAME})"
    r"|(?<=\w\s)(?:rue|avenue|boulevard)\s(?!et\b|ou\b)[^\W\d_][\w’'-]{2,}"
    rf"|(?i:{OTHERS})\s+{OF}?{NAME})"
)
# In Mali, a number of street and a number of door; « elle porte 12 litres » and « la porte 2 » of a stadium are none.
DOOR = re.compile(r"[Pp]orte(?<!\w[Pp]orte)\s+(?:n°\s*)?\d{1,4}\b")
OF_A_STREET = re.compile(r"\d,?\s+$")
OF_A_PLACE = re.compile(r"\b(?:la|en)\s+$")
CARRIED = re.compile(r"\s\d|[.,]\d|\s?[€%]|\s(?!à\s[A-ZÀ-Ý]|quartier\b)[a-zà-ÿ]")
BOX = re.compile(r"\b(?:B\.?P\.?(?:E\.?)?(?:\s?:)?\s?\d{1,5}|CS\s?\d{5}|[Bb]o[iî]te\s+postale\s+(?:n°\s?)?\d{1,5})\b")
BOXES = ("BP", "B.P", "CS", "ostale")
AROUND = 6  # characters before a door that tell what it is

# « Chez Awa », « au domicile de M. Diarra »: where somebody lives; « chez nous », « chez eux » may be anybody's.
HOME = re.compile(
    r"\b[Cc]hez\s+(?:(?:M\.|Mme|Mlle|MM\.|la\s+famille|l[ae’']\s?)\s*)?[A-ZÀ-Ý][\w’'.-]*"
    r"|\b(?:[Aa]u|[Mm]on|[Ss]on|[Ll]eur|[Nn]otre)\s+domicile\b|\b[Àà]\s+la\s+maison\s+(?:de|d[’'])\s?(?:M\.\s|Mme\s)?[A-ZÀ-Ý]"
)


def at_home(text: str) -> bool:
    """Whether a place is where somebody lives."""
    return bool(HOME.search(text))


def addresses(text: str) -> Iterator[re.Match[str]]:
    """Each street with its number, each door, each box of a post office."""
    yield from STREET.finditer(text)
    for match in DOOR.finditer(text):
        before = text[max(0, match.start() - AROUND) : match.start()]
        if OF_A_STREET.search(before) or not (OF_A_PLACE.search(before) or CARRIED.match(text, match.end())):
            yield match
    if any(word in text for word in BOXES):
        yield from BOX.finditer(text)
