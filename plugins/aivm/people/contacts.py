"""E-mails, telephones, conversations and addresses in a text: one set of finders, for all that look for them.

Pulled text takes out what is found here (personal.py); the finished site refuses it, but for what the association
gives as its own (`Allowed`). How each is written is in mailboxes.py, phones.py, links.py and postal.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from aivm.people.links import links
from aivm.people.mailboxes import mailboxes
from aivm.people.phones import RUN, digits, phones
from aivm.people.postal import addresses
from aivm.territory import Territory

# A name reserved for examples (RFC 2606) is nobody's.
RESERVED = re.compile(r"(?:.*[@.])?(?:example\.(?:com|net|org)|example|exemple\.invalid|invalid|test|localhost)", re.I)
MAIL, PHONE, CHAT, POSTAL = "adresse électronique", "numéro de téléphone", "lien de messagerie", "adresse"


class Contact(NamedTuple):
    """A way to reach somebody: where it is in a text, what it is, and the same for all the ways of writing it."""

    start: int
    end: int
    kind: str
    key: str


@dataclass(frozen=True)
class Allowed:
    """What may be told: contacts that stand in `texts`, anywhere; and where an event is, beside that event alone.

    `places` are by the address of the event's page. What stands there is told by whoever fills the agenda: it gives
    its own postal address where the whole of it stands, never a number nor an e-mail, and nothing anywhere else.
    """

    territory: Territory
    texts: tuple[str, ...] = ()
    domains: frozenset[str] = field(default_factory=frozenset)  # right side of UIDs, which look like e-mails
    places: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _given(self) -> frozenset[tuple[str, str]]:
        """Kind and key of each contact of the texts, numbers also without a word that says what they are."""
        found = {(one.kind, one.key) for text in self.texts for one in found_contacts(text, self.territory)}
        numbers = {digits(run[0], self.territory) for text in self.texts for run in RUN.finditer(text)}
        return frozenset(found | {(PHONE, number) for number in numbers})

    def gives(self, contact: Contact) -> bool:
        """Whether the association gives this contact as its own."""
        if contact.kind == MAIL:
            domain = contact.key.rpartition("@")[2]
            if RESERVED.fullmatch(domain) or domain in self.domains:
                return True
        if contact.kind == POSTAL:
            return any(kind == POSTAL and alike(key, contact.key) for kind, key in self._given)
        if contact.kind == CHAT:
            return self.says(contact.key)
        return (contact.kind, contact.key) in self._given

    def says(self, written: str) -> bool:
        """Whether one of the texts holds these words, whatever its spaces."""
        wanted = squeezed(written)
        return any(wanted in squeezed(text) for text in self.texts)

    def places_of(self, text: str) -> list[str]:
        """The places, squeezed, of the events that a page or a feed leads to and tells the place of."""
        near = [squeezed(place) for address, place in self.places.items() if address in text]
        whole = squeezed(text) if near else ""
        return [place for place in near if place in whole]


def found_contacts(text: str, territory: Territory) -> list[Contact]:
    """Every contact of a text, in order; one within another is both."""
    found = [Contact(start, end, MAIL, key) for start, end, key in mailboxes(text)]
    numbers = [Contact(start, end, PHONE, key) for start, end, key in phones(text, territory)]
    found += numbers
    for start, end in links(text):
        dialled = next((number.key for number in numbers if start <= number.start < end), "")
        found.append(Contact(start, end, PHONE if dialled else CHAT, dialled or text[start:end]))
    found += [Contact(*match.span(), POSTAL, squeezed(match[0])) for match in addresses(text)]
    return sorted(found)


def contacts(text: str, allowed: Allowed) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each contact that is not allowed; of two that overlap, the first."""
    told, places = 0, None
    for contact in found_contacts(text, allowed.territory):
        if contact.start < told or allowed.gives(contact):
            continue
        if contact.kind == POSTAL and allowed.places:
            places = allowed.places_of(text) if places is None else places
            if any(contact.key in place for place in places):
                continue
        told = contact.end
        yield contact.start, contact.end, contact.kind


def allowed_of(
    texts: Iterable[str], domain: str, territory: Territory, places: Mapping[str, str] | None = None
) -> Allowed:
    """What the settings allow; a text without a word allows nothing."""
    said = tuple(text for text in texts if text.strip())
    kept = {page: place for page, place in (places or {}).items() if place}
    return Allowed(territory, said, frozenset({domain.lower()}), kept)


def alike(one: str, other: str) -> bool:
    """Whether two squeezed addresses begin alike: « 12 rue du Puits » and « 12, rue du Puits Rennes »."""
    return one.startswith(other) or other.startswith(one)


def squeezed(text: str) -> str:
    """A text without its spaces and its case; apostrophes of one kind."""
    return re.sub(r"[\s,]+", "", text).replace("'", "’").casefold()
