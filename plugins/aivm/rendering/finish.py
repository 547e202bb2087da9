"""A page on its way to the disk: rendered, minified, weighed, its own weight put in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from pathlib import Path
from typing import NamedTuple

from aivm.media.images.plan import Picture
from aivm.output.weight import (
    MARK,
    PLACEHOLDER,
    WeightCache,
    brotli_size,
    fill,
    load_cache,
    page_weight,
    quick_size,
    spoken,
)
from aivm.rendering.light import light
from aivm.rendering.wording import translate
from aivm.site.addresses import prefixed
from aivm.site.project import Project
from aivm.text.typography import french

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class PageWeight(NamedTuple):
    """What a finished page weighs, in bytes, and its title."""

    title: str
    html: int
    photos: int


@dataclass
class Weights:
    """What the pages of one build weigh, as they are finished. No cache: weights are estimated, and say so."""

    cache: WeightCache | None
    photos: Mapping[str, int] = field(default_factory=dict)  # bytes of each photo by its address, as pages write it
    pages: dict[str, PageWeight] = field(default_factory=dict)  # by output path


def weights_of(project: Project) -> Weights:
    """No page yet, and the weights that the last build of this mode knew."""
    return Weights(None if project.quick else load_cache(project.cache / f"poids-{project.config.mode}.json"))


def finish(html: str, path: str, weights: Weights, project: Project) -> bytes:
    """The page as it is served: minified, with its own weight said: brotli bytes and default photos.

    Without a cache of weights (`serve`) it is estimated, in a fiftieth of the time, and says « environ ».
    """
    page = light(html).replace(MARK, PLACEHOLDER)
    size = partial(brotli_size, cache=weights.cache) if weights.cache else quick_size
    weight, alone = page_weight(page.encode(), weights.photos, size), size(page.encode())
    weights.pages[path] = PageWeight(title_of(html), alone, weight - alone)
    if weights.cache:
        return fill(page, weight, lambda size: french(spoken(size))).encode()
    return fill(page, weight, lambda size: translate(project, "preview.about", weight=spoken(size))).encode()


def photo_bytes(pictures: Mapping[Path, Picture], project: Project) -> dict[str, int]:
    """The bytes of each photo by its address, as pages write it."""
    return {
        prefixed(f"/{rendition.name}", project.siteurl): rendition.weight
        for picture in pictures.values()
        for rendition in (picture.default, picture.sharp)
        if rendition
    }


def title_of(html: str) -> str:
    """The title of a page without the name of the site."""
    found = TITLE.search(html)
    return unescape(found[1]).rpartition(" – ")[0] if found else ""
