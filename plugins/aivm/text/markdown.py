"""A text in Markdown -> clean French HTML and photos in order, its links, its words, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape

from markdown import Markdown

from aivm.problems import Problem, Severity, Where
from aivm.text.cleaning import clean, removed
from aivm.text.reading import FACT_BASE, PHOTO_BASE, PRIVATE, PhotoRef, Reading
from aivm.text.syntax import OurMarkdown
from aivm.text.tangle import tangled
from aivm.text.typeset import plain, typeset
from aivm.text.typography import french

__all__ = ["Document", "Html", "Link", "PhotoRef", "Section", "convert", "first_sentence"]

TANGLED = "à partir d’ici, trop de signes (« [ », « * », « < »…) se suivent pour que ce texte soit lu."
NESTED = "ce texte a trop de listes ou de citations les unes dans les autres."
UNTANGLE = "Retirez ceux qui ne servent à rien, ou séparez les paragraphes par une ligne vide."
PHOTO_MARK = re.compile(f"<p>([{chr(PHOTO_BASE)}-\uf8ff])</p>\n?")
FACT_MARK = re.compile(f"[{chr(FACT_BASE)}-{chr(PHOTO_BASE - 1)}]")
HREF = re.compile(r'<a [^>]*?href="([^"]*)"')
HEADING = re.compile(r"<(h[2-6])\b.*?</\1>", re.DOTALL)
SECTION = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>', re.DOTALL)
# The end of a sentence: signs, a closing quote, then what may start another. « ? » dit-elle » is not one.
SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++(?:\s?[»”])?(?=\s++[^\sa-zà-ÿœ»”]|\s*+$)")
ABBREVIATION = re.compile(r"(?:^|[\s(«’\u202f])(?:M|MM|Mme|Dr|Pr|St|Ste|cf|p|[A-Z])\.$")
ABBREVIATED = 5  # characters in which the longest of them ends, with what is before it


@dataclass(frozen=True)
class Html:
    """A stretch of clean HTML, safe to put in a page as it is."""

    html: str


@dataclass(frozen=True)
class Link:
    """A link of the text: where it goes, and the line on which it was typed (best effort)."""

    target: str
    line: int


@dataclass(frozen=True)
class Section:
    """A part of the text under an h2: its address on the page, and its words."""

    id: str
    title: str


@dataclass(frozen=True)
class Document:
    """A converted text: HTML and photos in reading order; `text` is for reading time and search, headings included."""

    parts: tuple[Html | PhotoRef, ...]
    links: tuple[Link, ...]
    text: str
    problems: tuple[Problem, ...]
    sections: tuple[Section, ...] = ()


def convert(text: str, *, file: str = "", first_line: int = 1, facts: Mapping[str, str] | None = None) -> Document:
    """Convert the Markdown `text` that starts at `first_line` of `file`; `facts` gives the HTML of `{fait: id}`.

    Tables are understood; raw HTML keeps a short list of tags; no address of an image or a link runs code or calls
    another site for a photo. What is refused is a Problem, what is merely cleaned is an ADVICE. A text that would take
    more than a second or so is one Problem and no words.
    """
    source = PRIVATE.sub("", text)
    knot = tangled(source)
    if knot >= 0:
        return Document((), (), "", (Problem(Where(file, first_line + knot), TANGLED, UNTANGLE),))
    reading = Reading(source, file, first_line, facts or {})
    converter = Markdown(extensions=["tables", "sane_lists", OurMarkdown(reading)])
    try:
        raw = converter.convert(source)
    except RecursionError:  # « 1. 1. 1. … »: a list in a list in a list
        return Document((), (), "", (Problem(Where(file, first_line), NESTED, UNTANGLE),))
    for block in converter.htmlStash.rawHtmlBlocks:
        for needle, message, hint in removed(str(block)):
            reading.tell(needle, message, hint, Severity.ADVICE)
    html = typeset(_with_facts(clean(raw), reading))
    parts = tuple(_parts(html, reading))
    links = tuple(Link(target, reading.line_of(target)) for target in map(unescape, HREF.findall(html)))
    words = "\n\n".join(plain(part.html) for part in parts if isinstance(part, Html))
    sections = tuple(Section(name, plain(words)) for name, words in SECTION.findall(html))
    return Document(parts, links, words, tuple(dict.fromkeys(reading.problems)), sections)


def first_sentence(document: Document) -> str:
    """The first sentence of a text, headings apart, as plain text; the whole first paragraph when none ends."""
    html = "".join(part.html for part in document.parts if isinstance(part, Html))
    blocks = plain(HEADING.sub("", html)).split("\n\n")
    ended = ((block, _sentence_end(block)) for block in blocks)
    return next((block[:end] for block, end in ended if end), blocks[0])


def _sentence_end(block: str) -> int:
    """Where the first sentence of a paragraph ends, 0 when it does not."""
    ends = (match.end() for match in SENTENCE_END.finditer(block))
    return next((end for end in ends if not ABBREVIATION.search(block[max(0, end - ABBREVIATED) : end])), 0)


def _with_facts(html: str, reading: Reading) -> str:
    """Facts go in once the rest is clean: their HTML is ours."""
    return FACT_MARK.sub(lambda match: reading.used[ord(match.group()) - FACT_BASE], html)


def _parts(html: str, reading: Reading) -> list[Html | PhotoRef]:
    """HTML and photos in order; no stretch of HTML is empty."""
    parts: list[Html | PhotoRef] = []
    for index, piece in enumerate(PHOTO_MARK.split(html)):
        if index % 2:
            photo = reading.photos[ord(piece) - PHOTO_BASE]
            parts.append(replace(photo, alt=french(plain(_with_facts(photo.alt, reading)))))
        elif piece.strip():
            parts.append(Html(piece.strip()))
    return parts
