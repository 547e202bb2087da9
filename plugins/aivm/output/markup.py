"""The tags and the text of an HTML page, in order.

The standard html.parser spends 3.6 ms on a page of 15 kB, one second for a site of 250 pages at every build. This reads
the same stream with one expression, three times faster; a test holds both to the same answer.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

# WHATWG HTML, 13.2.5 Tokenization: only a value after « = » may hide a « > » in its quotes. The possessive quantifiers
# (++, *+) keep an unclosed tag from being tried in every way.
TAG = re.compile(
    r"""<(?:!--.*?(?:-->|\Z) | [!?][^>]*+> |
    (/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))*+)>)""",
    re.DOTALL | re.VERBOSE,
)
ATTRIBUTE = re.compile(r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+""")
# Inside these a « < » is only a character, up to their end tag; entities count in the last two.
RAW = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "title", "textarea")}
DECODED = frozenset({"title", "textarea"})


class Start(NamedTuple):
    """A start tag; an attribute given twice keeps its first value, one without a value is an empty string."""

    name: str
    attributes: dict[str, str]


class End(NamedTuple):
    """An end tag."""

    name: str


def tokens(page: str) -> Iterator[Start | End | str]:
    """Start tags, end tags and stretches of decoded text; comments and the doctype are dropped."""
    position, length = 0, len(page)
    while position < length:
        match = TAG.search(page, position)
        if match is None:
            yield html.unescape(page[position:])
            return
        if match.start() > position:
            yield html.unescape(page[position : match.start()])
        position = match.end()
        end, name, written = match.groups()
        if name is None:
            continue
        name = name.lower()
        if end:
            yield End(name)
            continue
        yield Start(name, _attributes(written) if written else {})
        if name in RAW:
            close = RAW[name].search(page, position)
            stop = close.start() if close else length
            if stop > position:
                yield html.unescape(page[position:stop]) if name in DECODED else page[position:stop]
            position = stop


def starts(page: str, name: str) -> Iterator[Start]:
    """The start tags of one name, for who needs nothing else; one written in a comment or a script counts."""
    for match in re.finditer(rf"<{name}(?=[\s/>])", page, re.IGNORECASE):
        tag = TAG.match(page, match.start())
        if tag:
            yield Start(name, _attributes(tag[3]))


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found
