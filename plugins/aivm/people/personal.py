"""Ways to reach a person, and points in Mali, taken out of texts that others wrote: they agreed to no website.

What is taken out is what the finders of this room find, so that the finished site has nothing to say of a pulled text;
dates of birth besides. Each leaves « … » where it stood, so that the sentence shows that something is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aivm.people.contacts import POSTAL, found_contacts, squeezed
from aivm.people.map_codes import codes_there, unreadable
from aivm.people.meetings import without_keys
from aivm.people.points import points_there
from aivm.territory import Territory

GONE = "…"
BIRTH = re.compile(
    r"\b(?:n[ée](?:\(e\)|\.e|e)?[ \u00a0]le|(?:date de )?naissance[ \u00a0]?(?::|le\b)?)[ \u00a0]*"
    r"(\d{1,2}[/.\- ]\d{1,2}[/.\- ]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}(?:er)?[ \u00a0]\w{3,9}[ \u00a0]\d{4})",
    re.IGNORECASE,
)
# One of these is in all that is looked for.
ANY = re.compile(r"[\d@＠&\[({:/]| (?:at|arobase) |robase", re.IGNORECASE)
AROUND = re.compile(rf"[(<\[]\s*{GONE}\s*[)>\]]|{GONE}(?:\s*{GONE}|\.)+")  # (…), <…>, two in a row


def without_personal(text: str, territory: Territory, place: str | None = "") -> str:
    """`text` with « … » in place of each; an address that `place` has too is where an event is, and stays.

    `place` None: no postal address is taken out, for whoever does not know the place yet.
    """
    if not ANY.search(text):
        return text
    text = without_keys(text)[0]
    kept, end = [], 0
    for start, stop in merged(personal(text, territory, place)):
        kept += [text[end:start], GONE]
        end = stop
    return AROUND.sub(GONE, "".join([*kept, text[end:]])) if kept else text


def personal(text: str, territory: Territory, place: str | None) -> Iterator[tuple[int, int]]:
    """Start and end of all that is to be taken out."""
    own = squeezed(place or "")
    for contact in found_contacts(text, territory):
        if contact.kind != POSTAL or not (place is None or contact.key in own):
            yield from mailed(text, contact.start, contact.end)
    yield from points_there(text, territory)
    yield from codes_there(text, territory)
    yield from unreadable(text)
    yield from (match.span(1) for match in BIRTH.finditer(text))


MAILTO = re.compile(r"mailto:$", re.IGNORECASE)
QUERY = re.compile(r"\?[^\s<>\"']*[^\s<>\"'.,;:!?)]")


def mailed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """An e-mail with the link that opens it."""
    before = MAILTO.search(text, max(0, start - 7), start)
    after = QUERY.match(text, end) if before else None
    yield (before.start() if before else start), (after.end() if after else end)


def merged(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches in order, those that overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
