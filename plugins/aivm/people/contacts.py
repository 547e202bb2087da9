"""E-mails, telephones and addresses in a text, but for those that the association gives as its own.

How each is written is in mailboxes.py, phones.py and postal.py. A name reserved for examples (RFC 2606: example.org,
.invalid) is nobody's. Pages are read at each build: a cheap look first says which have any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from aivm.people.mailboxes import mailboxes, plain
from aivm.people.phones import digits, phones
from aivm.people.postal import addresses

RESERVED = re.compile(r"(?:.*[@.])?(?:example\.(?:com|net|org)|example|exemple\.invalid|invalid|test|localhost)", re.I)


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
    for match in mailboxes(text):
        address = plain(match[0])
        domain = address.rpartition("@")[2].lower()
        if not (RESERVED.fullmatch(domain) or domain in allowed.domains or allowed.says(address)):
            yield *match.span(), "adresse électronique"
    told = set[int]()
    for start, end in phones(text):
        if told.isdisjoint(range(start, end)) and not allowed.dials(text[start:end]):
            told.update(range(start, end))
            yield start, end, "numéro de téléphone"
    for match in addresses(text):
        if not allowed.says(match[0]):
            yield *match.span(), "adresse"


def allowed_of(texts: Iterable[str], domain: str) -> Allowed:
    """What the settings allow; a text without a word allows nothing."""
    return Allowed(tuple(text for text in texts if text.strip()), frozenset({domain.lower()}))


def squeezed(text: str) -> str:
    """A text without its spaces and its case; apostrophes of one kind."""
    return re.sub(r"[\s,]+", "", text).replace("'", "’").casefold()
