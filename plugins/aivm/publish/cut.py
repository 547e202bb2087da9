"""A published file without what tells of something: the smallest part of it that does is taken out, and nothing else.

A withdrawal must not wait until the whole site can be made again: what is on line is its own source here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from aivm.output.readable import readable
from aivm.output.spans import Span, spans

Tells = Callable[[str], bool]  # of a text as a person reads it
# What leads to a thing goes with all that stands about it: its entry in a list, its section, its figure.
ENTRIES = frozenset({"li", "tr", "dd", "section", "figure"})
# What names somebody goes alone where it can: a paragraph of a story, not the story.
SENTENCES = frozenset({"p", "li", "dd", "td", "figure", "blockquote", "h2", "h3", "h4", "h5", "h6"})
PARAGRAPHS = frozenset({"p", "blockquote", "h2", "h3", "h4", "h5", "h6"})
ANYTHING = frozenset(
    {"a", "img", "picture", "audio", "link", "meta", "script", "nav", "tr", "li", "article", "section"}
)
EMPTY = re.compile(r"<(ul|ol|dl|table)\b[^>]*>\s*(?:</\1>|(?=</))")
LONELY = re.compile(r"<dt\b[^>]*>(?:(?!<d[td]\b|</dl>).)*?(?=<dt\b|</dl>)", re.DOTALL)  # without its <dd>
PARTS = {  # what a file that is read by programs is made of
    ".ics": re.compile(r"BEGIN:(VEVENT)\r?\n.*?END:\1\r?\n", re.DOTALL),
    ".atom": re.compile(r"<(entry)>.*?</\1>\s*", re.DOTALL),
    ".xml": re.compile(r"<(url)>.*?</\1>\s*", re.DOTALL),
    ".csv": re.compile(r"[^\n]*\n"),
    ".txt": re.compile(r"[^\n]*\n"),
}


@dataclass(frozen=True)
class Telling:
    """What must stand nowhere any more: what leads to a thing, and who is named."""

    leads: Tells
    names: Tells

    def tells(self, path: str, content: bytes) -> bool:
        """Whether a file says any of it."""
        return self.says(readable(path, content))

    def says(self, text: str) -> bool:
        """Whether a text says any of it."""
        return self.leads(text) or self.names(text)


def cut(path: str, content: bytes, telling: Telling) -> bytes | None:
    """The file without what tells; None where it cannot be parted from the rest."""
    suffix, text = PurePosixPath(path).suffix, content.decode("utf-8", errors="replace")
    if suffix == ".html":
        text = _page(text, telling)
    elif suffix == ".json":
        text = _json(text, lambda part: telling.tells(path, part.encode()))
    elif suffix in PARTS:
        text = PARTS[suffix].sub(lambda part: "" if telling.tells(path, part[0].encode()) else part[0], text)
    found = text.encode()
    return None if telling.tells(path, found) else found


def _page(page: str, telling: Telling) -> str:
    """A page without the elements that tell, the innermost of each kind first."""
    for kinds, tells in (
        (ENTRIES, telling.leads),
        (SENTENCES, telling.names),
        (PARAGRAPHS, telling.says),
        (ANYTHING, telling.says),
    ):
        if tells(readable("page.html", page.encode())):
            page = _without(page, kinds, tells)
    return EMPTY.sub("", LONELY.sub("", page))


def _without(page: str, kinds: frozenset[str], tells: Tells) -> str:
    gone: list[Span] = []
    for span in spans(page):
        if span.name not in kinds:
            continue
        inside = [one for one in gone if span.start <= one.start and one.end <= span.end]
        if tells(readable("page.html", _kept(page, span.start, span.end, inside).encode())):
            gone = [one for one in gone if one not in inside] + [span]
    return _kept(page, 0, len(page), gone)


def _kept(page: str, start: int, end: int, gone: list[Span]) -> str:
    """A stretch of the page without the spans in it."""
    kept = []
    for span in sorted(gone, key=lambda span: span.start):
        kept.append(page[start : span.start])
        start = span.end
    return "".join([*kept, page[start:end]])


def _json(text: str, tells: Tells) -> str:
    """The JSON without the entries of its lists that tell."""
    try:
        data = json.loads(text)
    except ValueError:
        return text

    def kept(value: Any) -> Any:
        if isinstance(value, list):
            return [kept(one) for one in value if not tells(json.dumps(one, ensure_ascii=False))]
        return {key: kept(one) for key, one in value.items()} if isinstance(value, dict) else value

    return json.dumps(kept(data), ensure_ascii=False, indent=1) + "\n"
