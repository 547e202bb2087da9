"""E-mails, telephones and addresses in a text, but for those that the association gives as its own.

Looked for as they are written in France and in Mali: 06 12 34 56 78, +33 6…, +223 76 12 34 56, 76 12 34 56, « 12, rue
du Puits », « Rue 245, porte 12 », « BP 34 ». A name reserved for examples
(RFC 2606: example.org, .invalid) is nobody's. Pages are read at each build: a cheap look first says which have any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

WORD = r"(?<![\w.+-])[\w.+-]+"
EMAIL = re.compile(rf"{WORD}(?:@|%40|＠|\s@\s)(?:[a-z0-9-]+\.)+[a-z][a-z-]*[a-z]\b", re.IGNORECASE)
AT = re.compile(r"(?:@(?<=\w@)|%40|＠|\s@\s)[a-z0-9]", re.IGNORECASE)
# « awa (at) courriel.ml », « awa arobase courriel point ml »: written to be read by people, and they do read it.
SPELLED_AT = r"\s?[\[({]\s?(?:at|arobase|chez|@)\s?[\])}]\s?|\s?\barobase\b\s?"
SPELLED_DOT = r"\s?[\[({]\s?(?:dot|point|\.)\s?[\])}]\s?|\s(?:dot|point)\s|\."
SPELLERS = re.compile(r"[\[({]\s?(?:at|AT|arobase|chez|@)\s?[\])}]|[Aa]robase\b")
SPELLED = re.compile(rf"{WORD}(?:{SPELLED_AT})[\w-]+(?:(?:{SPELLED_DOT})[\w-]+)+", re.IGNORECASE)
RESERVED = re.compile(r"(?:.*[@.])?(?:example\.(?:com|net|org)|example|exemple\.invalid|invalid|test|localhost)", re.I)
GAP = r"[\s.\-/‐‑–]"
MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
COUNTED = rf"(?!\s?(?:€|F\b|FCFA|euros?|francs?|{MONTH}))"  # a price or days, not a number to call
PHONE = re.compile(
    rf"(?<![\w.,/#=-])(?:"
    rf"(?:\+|00)33{GAP}?(?:\(0\){GAP}?)?[1-9](?:{GAP}?\d{{2}}){{4}}"  # France, from abroad
    rf"|0[1-9](?:(?:\s\d\d){{4}}|\s?\d{{8}}|([.\-/‐‑–])\d\d(?:\1\d\d){{3}})"  # at home; 05.06.2027 14:30 is a date
    rf"|0[1-9](?:\d\d{GAP}\d{{3}}{GAP}\d{{3}}|{GAP}\d{{3}}{GAP}\d{{3}}{GAP}\d\d)"
    rf"|\(?(?:\+|00|\()?223\)?(?:{GAP}?\d{{2}}){{4}}"  # Mali: eight digits after 223
    rf"|(?:2[01]|44|[5-9]\d)({GAP})\d\d\2\d\d\2\d\d"  # Mali at home: four pairs
    rf"|[5-9](?!\d{{4}}000)\d{{7}}"  # or one block, of a mobile
    rf"|\+[1-9](?:[\s.\-/()]{{0,2}}\d){{7,14}}"  # any other country (ITU-T E.164)
    rf")(?![\w]|[.,/-]\d){COUNTED}"
)
DIALLED = re.compile(r"(?:\b(?:tel|sms):|(?:wa|t)\.me/|[?&]phone=)(\+?[\d(][\d\s().\-]{5,})", re.IGNORECASE)
DIALLERS = ("tel:", "sms:", "wa.me/", "t.me/", "phone=")
OF = r"(?:de\s+l[ae’']\s?|d[eu]s?\s+|d[’']|l[ae]s?\s+|l[’'])"
NAME = r"[A-ZÀ-Ý][\w’'-]+(?:[\s-][A-ZÀ-Ý][\w’'-]+)*"
# « 2 cours de danse » and « 3 places assises » are no addresses: where a word has other meanings, a name must follow.
STREET = re.compile(
    r"(?<![\w.,-])(?!(?:19|20)\d\d\b)\d{1,4}(?:\s?(?:bis|ter|quater|[A-D]))?,?\s+(?:"
    rf"(?i:rue|avenue|av\.|boulevard|bd\.?|allée|impasse|chemin|quai|sentier)\s+(?:(?i:{OF})[\w’'-]+(?:[\s-]{NAME})?|{NAME})"
    rf"|(?i:r\.|place|route|square|cours|passage|villa)\s+(?i:{OF})?{NAME})"
)
DOOR = re.compile(r"\b(?:[Rr]ue\s+\d{1,4},?\s+)?[Pp]orte\s+(?:n°\s*)?\d{1,4}\b|\bB\.?P\.?\s?\d{1,5}\b")
DOORS = ("orte", "BP", "B.P")


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
    for pattern, sign in ((EMAIL, AT), (SPELLED, SPELLERS)):
        for match in pattern.finditer(text) if sign.search(text) else ():
            address = plain(match[0])
            domain = address.rpartition("@")[2].lower()
            if not (RESERVED.fullmatch(domain) or domain in allowed.domains or allowed.says(address)):
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


def plain(address: str) -> str:
    """An e-mail as it is sent to: « awa (at) courriel point ml » is awa@courriel.ml."""
    address = re.sub(rf"{SPELLED_AT}|\s?(?:%40|＠|@)\s?", "@", address, flags=re.IGNORECASE)
    return re.sub(SPELLED_DOT, ".", address, flags=re.IGNORECASE)


def squeezed(text: str) -> str:
    """A text without its spaces and its case; apostrophes of one kind."""
    return re.sub(r"[\s,]+", "", text).replace("'", "’").casefold()


def digits(text: str) -> str:
    """A number as it is dialled from its own country: +33 6 12… and 06 12… are one."""
    bare = re.sub(r"\(0\)|[^\d+]", "", text)
    return re.sub(r"^(?:\+|00)(?:33|223)", "", bare).lstrip("0+")
