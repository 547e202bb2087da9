"""The first sentence of a story, made to stand out where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import takewhile

from aivm.text.markdown import Document, Html, first_sentence
from aivm.text.typeset import TAG, plain

PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
OPENING = '<span class="opening">'


def opened(document: Document) -> Document:
    """The same text with its first sentence in a span of class `opening`.

    Left as it is where the sentence ends inside an element (a span cannot close there), or where no paragraph begins.
    """
    for rank, part in enumerate(document.parts):
        found = PARAGRAPH.search(part.html) if isinstance(part, Html) else None
        if not found or not isinstance(part, Html):
            continue
        end = sentence_end(found[1], first_sentence(document))
        if not end:
            return document
        start = found.start(1)
        html = f"{part.html[:start]}{OPENING}{found[1][:end]}</span>{part.html[start + end :]}"
        return replace(document, parts=(*document.parts[:rank], Html(html), *document.parts[rank + 1 :]))
    return document


def sentence_end(html: str, sentence: str) -> int:
    """Where in a paragraph's HTML its first words, `sentence`, are over and every element is closed; 0: nowhere."""
    ends = [match.end() for match in re.finditer(r"[.!?…»”](?=\s|<|$)|</\w+>(?=\s|$)|$", html)]
    first = bisect_left(ends, len(sentence), key=lambda end: len(plain(html[:end])))  # words only grow
    said = takewhile(lambda end: plain(html[:end]) == sentence, ends[first:])
    return next((end for end in said if closed(html[:end])), 0)


def closed(html: str) -> bool:
    """True where as many elements are closed as were opened."""
    tags: list[str] = [tag for tag in TAG.findall(html) if not tag.startswith("<br")]
    return sum(tag.startswith("</") for tag in tags) * 2 == len(tags)
