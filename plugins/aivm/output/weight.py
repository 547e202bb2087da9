"""The weight of a page, in one definition for the page that prints it and for the check that believes nobody.

Weight = bytes of the HTML as brotli sends it, plus the photos that a 360 px screen loads by default: every `<img src>`,
once. `<source media>` and links to sharper photos are for those who ask. A page prints its own weight, which would
change it: so the page is weighed with PLACEHOLDER, always as wide, in the place of the words, and `unfill` puts it back
when somebody weighs again.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import brotli
from selectolax.lexbor import LexborHTMLParser

from aivm.files import write_whole

MARK = "%%POIDS%%"  # where a template says it
# Of the shape of what takes its place, or every page would be told some twenty bytes too light.
PLACEHOLDER = "<data class=poids value=00000>00\u202fko</data>"
# <data> is the element for a value that people and programs both read; the bytes in it make the check exact.
FILLED = re.compile(r'<data class="?poids"? value="?(\d+)"?>[^<]*</data>')
ORIGIN = re.compile(r"^(?:https?://[^/]*)?(?:\.{0,2}/)*")
RECIPE = "brotli-11, first"  # what the cached sizes were made with


class Sent(NamedTuple):
    """A page as a server sends it, brotli at quality 11, in bytes."""

    size: int
    first: int  # of those, how many have to arrive before its first words, the name of the site, can be read


@dataclass
class WeightCache:
    """What is sent of a page, by its SHA-256: quality 11 takes 12 ms a page. One file for each mode of build."""

    file: Path
    known: dict[str, Sent] = field(default_factory=dict)
    used: dict[str, Sent] = field(default_factory=dict)  # what this build asked for: all that is worth keeping


def load_cache(file: Path) -> WeightCache:
    """The cache left by the last build; a missing, damaged or foreign file is an empty one."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        sizes = data["sizes"].items() if data["recipe"] == RECIPE else ()
        return WeightCache(file, {str(key): Sent(*map(int, numbers)) for key, numbers in sizes})
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return WeightCache(file)


def save_cache(cache: WeightCache) -> None:
    """Keep the sizes used in this build, in one move. Raises OSError."""
    if cache.used == cache.known:
        return
    cache.file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"recipe": RECIPE, "sizes": dict(sorted(cache.used.items()))}, indent=0)
    write_whole(cache.file, f"{text}\n", str(os.getpid()))  # `check` may end at the moment when a build does


def brotli_size(html: bytes, cache: WeightCache | None = None) -> int:
    """Bytes of a page as a server sends it, brotli at quality 11."""
    return sent(html, cache).size


def sent(html: bytes, cache: WeightCache | None = None) -> Sent:
    """A page as a server sends it, asked of the cache first."""
    if cache is None:
        return _sent(html)
    key = hashlib.sha256(html).hexdigest()
    cache.used[key] = known = cache.used.get(key) or cache.known.get(key) or _sent(html)
    return known


def _sent(html: bytes) -> Sent:
    """Compressed now. The first words are those of the first link in the header of the page; without one, none."""
    stream = brotli.compress(html, quality=11)
    header = html.find(b"<header")
    end = html.find(b"</a>", header) if header >= 0 else 0
    first = bisect_left(range(len(stream)), end, key=lambda size: len(brotli.Decompressor().process(stream[:size])))
    return Sent(len(stream), first)


def quick_size(html: bytes) -> int:
    """An estimate of `brotli_size` in a fiftieth of the time, some per cent too heavy: « environ »."""
    return len(brotli.compress(html, quality=5))


def page_weight(html: bytes, photo_bytes: Mapping[str, int], size: Callable[[bytes], int] = brotli_size) -> int:
    """Bytes of one page, `html` having PLACEHOLDER in it, `photo_bytes` telling photos by path or by `src` as written.

    `size` weighs the page alone: `brotli_size`, the same with its cache, or `quick_size`. An unknown photo weighs
    nothing here: the check of links will speak of it.
    """
    return size(html) + sum(_known_bytes(src, photo_bytes) for src in default_photos(html))


def default_photos(html: bytes) -> set[str]:
    """The `<img src>` of a page, each once since a browser fetches it once; data: URIs are in the page already."""
    images = LexborHTMLParser(html.decode("utf-8", errors="replace")).css("img")
    sources = {(image.attributes.get("src") or "").strip() for image in images}
    return {src for src in sources if src and not src.startswith("data:")}


def _known_bytes(src: str, photo_bytes: Mapping[str, int]) -> int:
    path = ORIGIN.sub("", src)  # the same photo from any page: « https://…/photos/a.webp », « ../../photos/a.webp »
    return next((photo_bytes[key] for key in (src, path, f"/{path}") if key in photo_bytes), 0)


def spoken(weight: int) -> str:
    """« 12 ko » for 11 001 bytes (1 ko = 1 000 octets, rounded up, at least 1), « 1,2 Mo » from 1 000 ko on."""
    kilos = max(1, math.ceil(weight / 1000))
    if kilos < 1000:
        return f"{kilos} ko"
    tenths = math.ceil(kilos / 100)
    return f"{tenths // 10} Mo" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10} Mo"


def fill(html: str, weight: int, speak: Callable[[int], str] = spoken) -> str:
    """Put the weight where the page keeps its place; `speak` gives the words, typography included."""
    return html.replace(PLACEHOLDER, f"<data class=poids value={weight}>{speak(weight)}</data>")


def printed(html: str) -> int | None:
    """The weight that a finished page prints, in bytes, or None when it prints none."""
    match = FILLED.search(html)
    return int(match[1]) if match else None


def unfill(html: str) -> str:
    """A finished page as it was weighed."""
    return FILLED.sub(PLACEHOLDER, html)
