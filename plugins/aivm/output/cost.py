"""What each page asks of a visitor's connection and machine: the figures that budgets limit and poids.csv publishes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from aivm.output.ecoindex import Ecoindex, ecoindex
from aivm.output.links import own
from aivm.output.page import Page
from aivm.output.tree import Tree
from aivm.output.weight import Sent, unfill

# A player waits for a tap (html_rules.waiting_players), and a <source> is for wide screens.
WAITING = frozenset({"source", "audio", "video", "track"})


@dataclass(frozen=True)
class Cost:
    """The cost of one page; bytes as they are sent, the definition being that of `output.weight`."""

    address: str
    html: int  # bytes of the page, compressed
    first: int  # of those, how many come before its first words can be read; 0 where nobody knows
    photos: tuple[tuple[str, int], ...]  # path and bytes of each photo that it loads by default, heaviest first
    requests: int  # the page itself, its photos, its icon…
    elements: int
    raw: int  # bytes of the page before compression

    @property
    def photo_bytes(self) -> int:
        return sum(size for _, size in self.photos)

    @property
    def weight(self) -> int:
        """What the page prints."""
        return self.html + self.photo_bytes

    @property
    def ecoindex(self) -> Ecoindex:
        return ecoindex(self.elements, self.requests, self.weight)


def costs(tree: Tree, send: Callable[[bytes], Sent]) -> Iterator[tuple[str, Cost]]:
    """The path and the cost of every page; `send` weighs the HTML of one as it was before it printed its weight."""
    for path, page in tree.pages.items():
        html = unfill(tree.read(path).decode("utf-8", errors="replace")).encode()
        yield path, cost_of(page, *send(html), tree)


def cost_of(page: Page, html: int, first: int, tree: Tree) -> Cost:
    """The cost of a page whose compressed bytes are known."""
    loaded = {link.url for link in page.links if link.loads and link.tag not in WAITING and not is_inline(link.url)}
    files = {file_of(image.src, page, tree) for image in page.images if not is_inline(image.src)} - {""}
    photos = sorted(((file, tree.sizes[file]) for file in files), key=lambda photo: (-photo[1], photo[0]))
    return Cost(page.address, html, first, tuple(photos), 1 + len(loaded), page.element_count, page.size)


def is_inline(url: str) -> bool:
    """True for an address that fetches nothing: a data: URI, or none."""
    return not url or url.startswith("data:")


def file_of(src: str, page: Page, tree: Tree) -> str:
    """The file that an address of our own gives, or nothing."""
    target = own(src, page)
    return (tree.locate(target.path) if target else None) or ""
