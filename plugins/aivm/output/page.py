"""One HTML page reduced to the facts that checks need, from the tree that a browser makes of it (Lexbor)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from aivm.output.policy import META

URL_ATTRIBUTES = frozenset({"href", "src", "poster", "data", "xlink:href"})
LOADING_TAGS = frozenset({"img", "image", "input", "script", "iframe", "embed", "object", "use"})
PLAYERS = frozenset({"audio", "video"})
MEDIA_TAGS = frozenset({"source", "video", "audio", "track"})
# `alternate`, `canonical`, `license`… wait until someone asks for them; these make the browser go and fetch.
SHEET_RELS = frozenset({"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest"})
LOADING_RELS = SHEET_RELS | {"preload", "modulepreload", "prefetch", "prerender", "preconnect", "dns-prefetch"}
ADDRESS_METAS = frozenset({"og:image", "og:url", "twitter:image"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
COLLECTED = HEADINGS | {"title", "script", "style"}
# Around these no space is heard: « <b>b</b>anco » is one word.
INLINE = frozenset({"a", "abbr", "b", "cite", "code", "data", "em", "i", "mark", "q", "s", "small", "span", "strong"})
INLINE |= {"bdi", "dfn", "kbd", "sub", "sup", "time", "u", "var", "wbr"}
# WHATWG HTML, srcset: an address neither begins nor ends with a comma, so the commas inside a data: URI stay in it.
CANDIDATE = re.compile(r"([^\s,](?:\S*[^\s,])?)(?:,|\s+[^,]*|$)")
# WHATWG HTML, 4.12.1: a <script> of any other type is data, which no policy is asked about (JSON-LD).
CODE_TYPES = frozenset({"", "module", "importmap", "speculationrules", "text/javascript", "application/javascript"})
CSS_ADDRESS = re.compile(r"(?:url\(|@import\s)\s*[\"']?([^\"')\s;]+)")


class Link(NamedTuple):
    """One address written in a page; `loads` when the browser fetches it without being asked."""

    tag: str
    url: str
    loads: bool


class Image(NamedTuple):
    """One <img>, its attributes as written; None where one is missing."""

    src: str
    alt: str | None
    width: str | None
    height: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """What a visitor's browser makes of one HTML file."""

    address: str  # root-relative: « /recits/puits/ »
    siteurl: str  # what the page writes before its own absolute addresses
    size: int  # bytes of raw HTML
    lang: str
    title: str
    ids: tuple[str, ...]  # in order, duplicates kept
    links: tuple[Link, ...]  # href, src, srcset, addresses of meta and of inline CSS
    images: tuple[Image, ...]
    headings: tuple[tuple[int, str], ...]  # (level, text)
    element_count: int  # an <svg> counts, its inside does not; html, head, body and tbody do, written or not
    eager: tuple[str, ...]  # <audio> and <video> that the browser fetches, or begins to, without being asked
    inline: tuple[str, ...]  # `style` and `on…` attributes, as « p style »
    code: tuple[tuple[str, str], ...]  # inline <style> and <script> that a browser obeys, as (tag, bytes between)
    policy: str  # the Content-Security-Policy that the page carries; empty: none
    moved: bool  # a stub that only sends to a new address
    text: str  # the words of the body, spaces collapsed


def parse(html: bytes, address: str, siteurl: str = "") -> Page:
    """The facts of one page; broken markup is read as it comes, as a browser does."""
    facts = _Facts()
    tree = LexborHTMLParser(html.decode("utf-8", errors="replace"))
    if tree.root:
        for root in (tree.root, *tree.root.template_fragments()):  # what is in a <template> waits for a script
            _walk(root, facts)
    return Page(
        address=address,
        siteurl=siteurl,
        size=len(html),
        lang=facts.lang,
        title=_collapse(facts.title),
        ids=tuple(facts.ids),
        links=tuple(facts.links),
        images=tuple(facts.images),
        headings=tuple((level, _collapse(words)) for level, words in facts.headings),
        element_count=facts.count,
        eager=tuple(facts.eager),
        inline=tuple(facts.inline),
        code=tuple(facts.code),
        policy=facts.policy,
        moved=facts.moved,
        text=_collapse(facts.text),
    )


def candidates(srcset: str) -> list[str]:
    """The addresses of a srcset, without their widths."""
    return CANDIDATE.findall(srcset)


@lru_cache(maxsize=64)  # the same sheet is in every page
def css_addresses(sheet: str) -> tuple[str, ...]:
    """The addresses that a style sheet fetches; data: URIs and fragments fetch nothing."""
    return tuple(url for url in CSS_ADDRESS.findall(sheet) if not url.startswith(("data:", "#", "url(")))


def _collapse(words: Iterable[str]) -> str:
    return " ".join("".join(words).split())


def _walk(node: LexborNode, facts: _Facts) -> None:
    """Tell the start, the text and the end of every node in the order of the page; no depth is too deep."""
    open_nodes: list[LexborNode] = []
    following: LexborNode | None = node
    while following is not None:
        node = following
        tag = node.tag or ""
        if tag == "-text":
            facts.words(node.text_content or "")
        elif not tag.startswith(("-", "!")):
            if tag:  # what is in a <template> is around a nameless node
                facts.start(tag, node.attributes)
            following = node.first_child
            if following is not None:
                open_nodes.append(node)
                continue
            facts.end(tag)
        following = node.next if open_nodes else None
        while following is None and open_nodes:
            node = open_nodes.pop()
            facts.end(node.tag or "")
            following = node.next if open_nodes else None


@dataclass
class _Facts:
    """What is known so far of a page being read, tag after tag."""

    lang: str = ""
    moved: bool = False
    policy: str = ""
    count: int = 0
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    eager: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    code: list[tuple[str, str]] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    headings: list[tuple[int, list[str]]] = field(default_factory=list)
    svg: int = 0  # how many <svg> we are inside of
    inside: str = ""  # the title, heading, script or style being read
    running: str = ""  # script or style, while what comes is code, in an <svg> too

    def start(self, name: str, attributes: dict[str, str | None]) -> None:
        given = {key: value or "" for key, value in attributes.items()}
        if not self.svg:
            self.count += 1
            if name in HEADINGS:
                self.text.append(" ")
                self.headings.append((int(name[1]), []))
            if name in COLLECTED:
                self.inside = name
            elif name not in INLINE:
                self.words(" ")
        self.running = name if name == "style" or (name == "script" and _is_code(given)) else ""
        if name in PLAYERS and (given.get("preload") != "none" or "autoplay" in given):
            self.eager.append(name)
        if name == "svg":
            self.svg += 1
        if given:
            self._attributes(name, given)

    def end(self, name: str) -> None:
        self.running = ""
        if name == "svg":
            self.svg = max(0, self.svg - 1)
        elif name == self.inside and not self.svg:
            self.inside = ""
            self.text.append(" ")

    def words(self, words: str) -> None:
        if self.running:
            self.code.append((self.running, words))
        if self.inside == "title":
            self.title.append(words)
        elif self.inside == "style":
            self.links += (Link("style", url, True) for url in css_addresses(words))
        elif self.inside != "script":
            self.text.append(words)
            if self.inside:
                self.headings[-1][1].append(words)

    def _attributes(self, tag: str, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if name == "id":
                self.ids.append(value)
            elif name in URL_ATTRIBUTES:
                self.links.append(Link(tag, value.strip(), _loads(tag, attributes)))
            elif name == "srcset":
                self.links += (Link(tag, url, True) for url in candidates(value))
            elif name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")
        if tag == "img":
            get = attributes.get
            self.images.append(Image(get("src", ""), get("alt"), get("width"), get("height")))
        elif tag == "html":
            self.lang = attributes.get("lang", "")
        elif tag == "meta":
            self._meta(attributes)

    def _meta(self, attributes: dict[str, str]) -> None:
        content = attributes.get("content", "").strip()
        order = attributes.get("http-equiv", "").lower()
        if order == META and not self.code:  # what comes before it is not governed (CSP 3, 3.3)
            self.policy += content
        elif order == "refresh":
            self.moved = True
            self.links.append(Link("meta", content.partition("=")[2].strip(" '\""), False))
        elif attributes.get("property", attributes.get("name")) in ADDRESS_METAS:
            self.links.append(Link("meta", content, False))


def _is_code(attributes: dict[str, str]) -> bool:
    return attributes.get("type", "").lower() in CODE_TYPES


def _loads(tag: str, attributes: dict[str, str]) -> bool:
    if tag == "link":
        return not LOADING_RELS.isdisjoint(attributes.get("rel", "").lower().split())
    return tag in LOADING_TAGS or tag in MEDIA_TAGS
