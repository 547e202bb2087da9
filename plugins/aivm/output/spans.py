"""Where each element of a page begins and ends in its text, end tags that minified HTML leaves out being understood."""

from __future__ import annotations

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
# Inside these a « < » is only a character, up to their end tag.
RAW = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "title", "textarea")}
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
LISTS = frozenset({"ul", "ol", "dl", "table", "main", "section", "article", "div", "nav"})
# WHATWG HTML, 13.1.2.4: what a start tag ends where nobody wrote the end; a list inside keeps its own.
ENDS = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tbody": {"thead", "tbody", "tr", "td", "th"},
    "body": {"head"},
}
# Each ends a paragraph that is open.
BLOCKS = frozenset({"address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figcaption"})
BLOCKS |= {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p"}
BLOCKS |= {"pre", "section", "table", "ul"}


class Span(NamedTuple):
    """One element: its name, and its first and last character (not included) in the text of the page."""

    name: str
    start: int
    end: int


def spans(page: str) -> Iterator[Span]:
    """Every element, those inside before those around them."""
    open_: list[tuple[str, int]] = []
    position = 0
    while match := TAG.search(page, position):
        position = match.end()
        closing, name = match[1], (match[2] or "").lower()
        if not name:
            continue
        if closing:
            if any(one == name for one, _ in open_):
                yield from _closed(open_, name, match.start(), match.end())
            continue
        yield from _implied(open_, name, match.start())
        if name in VOID or match[3].endswith("/"):
            yield Span(name, match.start(), match.end())
            continue
        open_.append((name, match.start()))
        if name in RAW:
            close = RAW[name].search(page, position)
            position = close.start() if close else len(page)
    while open_:
        name, start = open_.pop()
        yield Span(name, start, len(page))


def _closed(open_: list[tuple[str, int]], name: str, at: int, end: int) -> Iterator[Span]:
    """The elements that an end tag closes: those left open inside, then its own."""
    while open_:
        inner, start = open_.pop()
        yield Span(inner, start, end if inner == name else at)
        if inner == name:
            return


def _implied(open_: list[tuple[str, int]], name: str, at: int) -> Iterator[Span]:
    """The elements that a start tag ends without a word."""
    ended = ENDS.get(name, set()) | ({"p"} if name in BLOCKS | ENDS.keys() else set())
    for depth in range(len(open_) - 1, -1, -1):
        inner = open_[depth][0]
        if inner in ended:
            while len(open_) > depth:
                one, start = open_.pop()
                yield Span(one, start, at)
        elif inner in LISTS:
            return
