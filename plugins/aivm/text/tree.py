"""The finished tree of Python-Markdown, made ours: headings with an address, tables without style, photos apart."""

from __future__ import annotations

import re
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from aivm.people.letters import slug
from aivm.text.cleaning import SCHEMES
from aivm.text.reading import PHOTO_BASE, PhotoRef, Reading

SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


class Tree(Treeprocessor):
    """The finished tree, made ours."""

    def __init__(self, md: Markdown, reading: Reading) -> None:
        super().__init__(md)
        self.reading = reading

    def run(self, root: Element) -> None:
        shift_headings(root)
        name_headings(root)
        mark_tables(root)
        for link in root.iter("a"):
            check_link(link, self.reading)
        take_photos(root, self.reading)


def shift_headings(root: Element) -> None:
    """The highest heading becomes h2, for the page's title is its one h1; no level is skipped on the way down."""
    headings = [element for element in root.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    shift = 2 - min((int(heading.tag[1]) for heading in headings), default=2)
    level = 1
    for heading in headings:
        level = min(6, level + 1, int(heading.tag[1]) + shift)
        heading.tag = f"h{level}"


def name_headings(root: Element) -> None:
    """Each h2 and h3 has an address on its page, made of its words; the second of the same words ends with « -2 »."""
    taken: set[str] = set()
    ranks: dict[str, int] = {}  # the next to try for each name: a rank once taken stays so
    for heading in (element for element in root.iter() if element.tag in ("h2", "h3")):
        name = free = slug("".join(heading.itertext()))
        while free in taken:
            ranks[name] = ranks.get(name, 1) + 1
            free = f"{name}-{ranks[name]}"
        if name:
            taken.add(free)
            heading.set("id", free)


def mark_tables(root: Element) -> None:
    """Column headers say so, and alignment is a class: no `style=` on this site."""
    for cell in (element for element in root.iter() if element.tag in ("th", "td")):
        side = re.search("right|center", cell.attrib.pop("style", ""))
        if side:
            cell.set("class", f"align-{side.group()}")
        if cell.tag == "th":
            cell.set("scope", "col")


def check_link(link: Element, reading: Reading) -> None:
    """Tell of a link to anything but a page, a file, a mailbox or a telephone; `clean` takes its address away."""
    target = link.get("href", "")
    scheme = SCHEME.match(re.sub(r"[\x00-\x1f]", "", target))
    if scheme and scheme.group(1).lower() not in SCHEMES:
        message = f"le lien « {target} » n’est pas permis."
        reading.tell(target, message, "Donnez une adresse qui commence par https://, mailto: ou tel:.")


def take_photos(root: Element, reading: Reading) -> None:
    """Each photo leaves its sentence and stands after its block, as a paragraph of one private character."""
    parents = {child: parent for parent in root.iter() for child in parent}
    blocks: list[Element] = []
    for block in root:
        marks = []
        for image in list(block.iter("img")):
            _remove(image, parents[image])
            mark = photo_mark(image, reading)
            if mark is not None:  # an element without children is false
                marks.append(mark)
            holder = parents[image]
            if holder.tag == "a" and _is_empty(holder):  # a photo that was a link
                _remove(holder, parents[holder])
        blocks += marks if _is_empty(block) and block.tag == "p" else [block, *marks]
    root[:] = blocks


def photo_mark(image: Element, reading: Reading) -> Element | None:
    """The paragraph that stands for a photo, or None with a Problem when it is not a file of ours."""
    target = image.get("src", "")
    if SCHEME.match(target) or target.startswith("//"):
        hint = "Enregistrez la photo dans le dossier, puis écrivez ![description](nom-du-fichier.jpg)."
        reading.tell(target, f"l’image « {target[:80]} » vient d’un autre site.", hint)
        return None
    typed = f"]({target}" if f"]({target}" in reading.text else target
    reading.photos.append(PhotoRef(unquote(target), image.get("alt", "").strip(), reading.line_of(typed)))
    mark = Element("p")
    mark.text = chr(PHOTO_BASE + len(reading.photos) - 1)
    return mark


def _is_empty(element: Element) -> bool:
    return len(element) == 0 and not (element.text or "").strip()


def _remove(element: Element, parent: Element) -> None:
    """Take an element out, leaving the text that follows it."""
    before = list(parent).index(element)
    tail = element.tail or ""
    if before:
        parent[before - 1].tail = _joined(parent[before - 1].tail or "", tail)
    else:
        parent.text = _joined(parent.text or "", tail)
    parent.remove(element)


def _joined(text: str, tail: str) -> str:
    return text + (tail.lstrip(" ") if text.endswith(" ") else tail)
