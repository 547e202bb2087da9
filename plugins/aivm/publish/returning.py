"""What an old publication would bring back to the site: its words and its photos that are nowhere on line, by page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aivm.output.readable import readable
from aivm.output.spans import Span, spans
from aivm.output.tree import Tree

BLOCKS = frozenset(
    {"title", "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "td", "figcaption", "blockquote"}
)
ASIDE = frozenset({"footer", "header"})  # the same on each page, with the weight of each
TAGS = re.compile(r"<[^>]*>")
HEAD = "Ces textes et ces photos reviendraient. Lisez ce qu’ils disent des gens et des lieux :"
NONE = "Aucun texte ni photo ne reviendrait."


def returning(online: Tree | None, old: Tree) -> list[str]:
    """French lines, in the order of the pages: each paragraph, title or photo that is on no page now, told once.

    None where nothing would return.
    """
    known = {words for path in online.pages for words in blocks(online, path)} if online else set()
    shown = {image.src for page in online.pages.values() for image in page.images} if online else set()
    lines = []
    for path, page in old.pages.items():
        back = list(dict.fromkeys(words for words in blocks(old, path) if words not in known))
        photos = {image.src: image.alt or "sans description" for image in page.images if image.src not in shown}
        known.update(back)
        shown.update(photos)
        told = [f"« {words} »" for words in back] + [f"photo « {alt} »" for alt in photos.values()]
        lines += [f"  {page.address} : {words}" for words in told]
    return [HEAD, *lines] if lines else []


def blocks(tree: Tree, path: str) -> Iterator[str]:
    """The words of each smallest paragraph, title or entry of a page, as they are read."""
    page = tree.read(path).decode("utf-8", errors="replace")
    found = list(spans(page))
    aside = [span for span in found if span.name in ASIDE]
    taken: list[Span] = []
    for span in found:
        if span.name not in BLOCKS or any(around.start <= span.start < around.end for around in aside):
            continue
        inside = [one for one in taken if span.start <= one.start and one.end <= span.end]
        taken = [one for one in taken if one not in inside] + [span]
        text = page[span.start : span.end]
        for one in sorted(inside, key=lambda one: one.start, reverse=True):
            text = text[: one.start - span.start] + " " + text[one.end - span.start :]
        words = " ".join(readable("page.html", TAGS.sub("", text).encode()).split())
        if words:
            yield words
