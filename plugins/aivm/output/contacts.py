"""E-mails, telephones and addresses in a text, but for those that the association gives as its own.

Looked for as they are written in France and in Mali: 06 12 34 56 78, +33 6…, +223 76 12 34 56, 76 12 34 56, « 12, rue
du Puits », « Rue 245, porte 12 », « BP 34 ». A name reserved for examples
(RFC 2606: example.org, .invalid) is nobody's. Pages are read at each build: a cheap look first says which have any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z][a-z-]*[a-z]\b", re.IGNORECASE)
RESERVED = re.compile(r"(?:.*[@.])?(?:example\.(?:com|net|org)|example|exemple\.invalid|invalid|test|localhost)", re.I)
GAP = r"[\s.\-/]?"
PHONE = re.compile(
    rf"(?<![\w.,/#=-])(?:"
    rf"(?:(?:\+|00)33{GAP}(?:\(0\){GAP})?|0)[1-9](?:{GAP}\d{{2}}){{4}}"  # France: ten digits
    rf"|(?:\+|00)223(?:{GAP}\d{{2}}){{4}}"  # Mali: eight digits after 223
    rf"|[2-9]\d([\s.\-])\d{{2}}\1\d{{2}}\1\d{{2}}"  # Mali at home: four pairs
    rf")(?![\w]|[.,/-]\d)"
)
DIALLED = re.compile(r"(?:\b(?:tel|sms):|wa\.me/|[?&]phone=)(\+?[\d(][\d\s().\-]{5,})", re.IGNORECASE)
DIALLERS = ("tel:", "sms:", "wa.me/", "phone=")
STREETS = "rue|avenue|av\\.|boulevard|bd|place|allée|impasse|chemin|quai|route|square|cours|passage|villa|sentier"
STREET = re.compile(
    rf"(?<![\w.,-])\d{{1,4}}(?:\s?(?:bis|ter|quater|[A-D]))?,?\s+(?:{STREETS})\s+"
    rf"(?:d[eu]s?\s|de\s+la\s|d[’']|l[ae]s?\s|l[’'])?[A-ZÀ-Ý][\w’'-]+(?:[\s-][A-ZÀ-Ý][\w’'-]+)*"
)
DOOR = re.compile(r"\b(?:[Rr]ue\s+\d{1,4},?\s+)?[Pp]orte\s+(?:n°\s*)?\d{1,4}\b|\bB\.?P\.?\s?\d{1,5}\b")
DOORS = ("orte", "BP", "B.P")
AT = re.compile(r"@(?<=\w@)[a-z0-9]", re.IGNORECASE)


@dataclass(frozen=True)
class Allowed:
    """What may be told: contacts as they are typed, anywhere in these texts, and a domain that is no mailbox."""

    texts: tuple[str, ...] = ()
    domains: frozenset[str] = field(default_factory=frozenset)  # right side of UIDs, which look like e-mails

    def says(self, written: str) -> bool:
        """Whether one of the texts holds these words, whatever its spaces."""
        wanted = squeezed(written)
        return any(wanted in squeezed(text) for text in self.texts)

    def dials(self, written: str) -> bool:
        """Whether one of the texts holds this number, however it groups its digits."""
        return any(digits(written) in digits(text) for text in self.texts)


def contacts(text: str, allowed: Allowed) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind (« téléphone ») of each contact that is not allowed."""
    if AT.search(text):
        for match in EMAIL.finditer(text):
            domain = match[0].rpartition("@")[2].lower()
            if not (RESERVED.fullmatch(domain) or domain in allowed.domains or allowed.says(match[0])):
                yield *match.span(), "adresse électronique"
    told = set[int]()
    dialled = [(DIALLED, 1)] if any(start in text for start in DIALLERS) else []
    for pattern, group in ((PHONE, 0), *dialled):
        for match in pattern.finditer(text):
            if not allowed.dials(match[group]) and told.isdisjoint(range(*match.span(group))):
                told.update(range(*match.span(group)))
                yield *match.span(group), "numéro de téléphone"
    doors = [DOOR] if any(word in text for word in DOORS) else []
    for match in (match for pattern in (STREET, *doors) for match in pattern.finditer(text)):
        if not allowed.says(match[0]):
            yield *match.span(), "adresse"


def allowed_of(texts: Iterable[str], domain: str) -> Allowed:
    """What the settings allow; a text without a word allows nothing."""
    return Allowed(tuple(text for text in texts if text.strip()), frozenset({domain.lower()}))


def squeezed(text: str) -> str:
    """A text without its spaces and its case; apostrophes of one kind."""
    return re.sub(r"[\s,]+", "", text).replace("'", "’").casefold()


def digits(text: str) -> str:
    """A number as it is dialled from its own country: +33 6 12… and 06 12… are one."""
    bare = re.sub(r"\(0\)|[^\d+]", "", text)
    return re.sub(r"^(?:\+|00)(?:33|223)", "", bare).lstrip("0+")
