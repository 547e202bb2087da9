"""/ecoconception/ and /poids.csv: what the pages of this very build weigh, by kind, the heaviest, and each of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from statistics import median_low

from aivm.output.cost import cost_of
from aivm.output.tree import Tree
from aivm.output.weight import quick_size
from aivm.rendering.finish import PageWeight
from aivm.site.project import Project

FILE = "poids.csv"
HEAVIEST = 10  # rows of the second table
STEP = 100  # bytes of HTML are told up to the next hundred, or a word of one page would send the whole file again
KINDS = (  # the first that an address matches is its kind, and the key of its word: weights.kinds.<kind>
    ("home", re.compile(r"/")),
    ("themes", re.compile(r"/recits/themes/.*")),
    ("stories", re.compile(r"/recits/.+")),
    ("months", re.compile(r"/agenda/(?:archives/.*|\d{4}-\d\d/.*)")),
    ("events", re.compile(r"/agenda/.+")),
    ("schools", re.compile(r"/ecoles/.*")),
    ("people", re.compile(r"/(?:volontaires|associations)/.+")),
    ("pages", re.compile(r".*")),
)


@dataclass(frozen=True)
class Kind:
    """One row of the first table; weights in bytes."""

    kind: str
    pages: int
    median: int
    heaviest: int


@dataclass(frozen=True)
class Row:
    """One row of the second table; bytes of the page alone, then of the photos it loads by default."""

    address: str
    title: str
    html: int
    photos: int


@dataclass(frozen=True)
class Weights:
    """Both tables, and how many pages they speak of."""

    pages: int
    kinds: tuple[Kind, ...]
    heaviest: tuple[Row, ...]


def tables(weights: Mapping[str, PageWeight]) -> Weights:
    """Both tables from the weights of pages by output path."""
    rows = [Row(address_of(path), weight.title, weight.html, weight.photos) for path, weight in weights.items()]
    heaviest = sorted(rows, key=lambda row: (-(row.html + row.photos), row.address))
    return Weights(len(rows), tuple(kinds(rows)), tuple(heaviest[:HEAVIEST]))


def kinds(rows: Iterable[Row]) -> Iterable[Kind]:
    """A row for each kind of page that there is, in the order of KINDS."""
    groups = defaultdict[str, list[int]](list)
    for row in rows:
        groups[kind_of(row.address)].append(row.html + row.photos)
    for kind, _ in KINDS:
        if kind in groups:
            yield Kind(kind, len(groups[kind]), median_low(groups[kind]), max(groups[kind]))


def kind_of(address: str) -> str:
    """The kind of page that an address leads to."""
    return next(kind for kind, pattern in KINDS if pattern.fullmatch(address))


def address_of(path: str) -> str:
    """agenda/index.html -> /agenda/."""
    return f"/{path.removesuffix('index.html')}"


def weight_lines(tree: Tree, weights: Mapping[str, PageWeight], gone: Collection[str], project: Project) -> bytes:
    """poids.csv: a line for each page, for whoever wants to check what we say, from pages read already."""
    rows = ["adresse;sorte;octets_html;octets_photos;requetes;elements;ecoindex;note"]
    for path, page in sorted(tree.pages.items()):
        if page.address in gone:  # whose address tells what it was
            continue
        known = weights.get(path)
        cost = cost_of(page, known.html if known else quick_size(tree.read(path)), 0, tree)
        kind = project.words[f"weights.kinds.{kind_of(page.address)}"]
        html = -(-cost.html // STEP) * STEP
        numbers = (html, cost.photo_bytes, cost.requests, cost.elements, int(cost.ecoindex.score))
        rows.append(";".join([page.address, kind, *map(str, numbers), cost.ecoindex.grade]))
    return "\r\n".join([*rows, ""]).encode("utf-8-sig")  # as spreadsheets read it in France
