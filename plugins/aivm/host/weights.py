"""/ecoconception/ and /poids.csv: what the pages of this very build weigh, by kind, the heaviest, and each of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from statistics import median_low
from typing import Any

from pelican.generators import Generator

from aivm.host.run import KEY, PageWeight, Run
from aivm.output.cost import cost_of
from aivm.output.tree import Tree
from aivm.output.weight import quick_size

FILE = "poids.csv"
HEAVIEST = 10  # rows of the second table
STEP = 100  # bytes of HTML are told up to the next hundred, or a word of one page would send the whole file again
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
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


class WeightsGenerator(Generator):
    """Writes the pages that show weights once more, when every other page is known."""

    def generate_output(self, writer: Any) -> None:
        run: Run = self.settings[KEY]
        shown = [page for page in self.context["pages"] if page.template == "ecoconception"]
        others = {path: weight for path, weight in run.page_weights.items() if path not in {p.save_as for p in shown}}
        for page in shown:
            template = self.get_template(page.template)
            writer.write_file(page.save_as, template, self.context, page=page, weights=tables(others))


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


def with_weights(tree: Tree, run: Run) -> Tree:
    """The finished folder with poids.csv in it: a line for each page, for whoever wants to check what we say.

    Made from the pages that the checks are about to read, so that it costs no second reading.
    """
    rows = ["adresse;sorte;octets_html;octets_photos;requetes;elements;ecoindex;note"]
    for path, page in sorted(tree.pages.items()):
        if page.address in run.gone:  # whose address tells what it was
            continue
        known = run.page_weights.get(path)
        cost = cost_of(page, known.html if known else quick_size(tree.read(path)), 0, tree)
        kind = run.strings[f"weights.kinds.{kind_of(page.address)}"]
        html = -(-cost.html // STEP) * STEP
        numbers = (html, cost.photo_bytes, cost.requests, cost.elements, int(cost.ecoindex.score))
        rows.append(";".join([page.address, kind, *map(str, numbers), cost.ecoindex.grade]))
    file = run.output / FILE
    file.write_bytes("\r\n".join([*rows, ""]).encode("utf-8-sig"))  # as spreadsheets read it in France
    return tree.plus(FILE, file)


def title_of(html: str) -> str:
    """The title of a page without the name of the site."""
    found = TITLE.search(html)
    return unescape(found[1]).rpartition(" – ")[0] if found else ""
