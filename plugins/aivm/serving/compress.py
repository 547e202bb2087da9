"""A `.br` and a `.gz` beside each text of a finished folder: the server only sends them, at the best of both formats.

Brotli at quality 11 takes 12 to 60 ms a page, so what was made is kept, and proven by undoing it: what a killed run or
a full disk left behind is made again and never served.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import get_ident

import brotli

from aivm.files import write_whole
from aivm.output.manifest import Entry, Manifest, entry_of, of_folder, same
from aivm.serving.types import TEXTS

SAVED = 0.9  # of its bytes: a copy that is hardly lighter is one more file to publish for nothing
NO_DATE = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"  # RFC 1952, 2.3: no name, no date, slowest, unknown system


@dataclass(frozen=True)
class Format:
    """One way to compress, with its own undoing."""

    suffix: str
    do: Callable[[bytes], bytes]
    undo: Callable[[bytes], bytes]


def gzip_bytes(data: bytes) -> bytes:
    """A gzip file whose first ten bytes are the same on every system, which those of the gzip module are not."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    body = deflate.compress(data) + deflate.flush()
    return NO_DATE + body + zlib.crc32(data).to_bytes(4, "little") + len(data).to_bytes(4, "little")


FORMATS = (
    Format(".br", lambda data: brotli.compress(data, quality=11), brotli.decompress),  # as weight.py weighs
    Format(".gz", gzip_bytes, lambda data: zlib.decompress(data, 16 + zlib.MAX_WBITS)),
)


def compress_folder(
    folder: Path, cache: Path, on_progress: Callable[[int, int], None] | None = None, checked: Manifest | None = None
) -> dict[str, Entry]:
    """Put both copies beside each text that is worth it: what they are, by path.

    Nothing is left in `cache` but what this folder needed. Raises OSError, and ChangedError for a text that is not as
    `checked` says. `on_progress` hears how many texts are done, and of how many.
    """
    known = checked or of_folder(folder, "")
    texts = [path for path in known.files if path.endswith(TEXTS)]
    made: dict[str, Entry] = {}
    cache.mkdir(parents=True, exist_ok=True)
    used: set[str] = set()
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # both compressors let other threads run
        work = pool.map(lambda path: compress_file(folder, path, cache, known), texts)
        for done, (names, copies) in enumerate(work, 1):
            used.update(names)
            made |= copies
            if on_progress:
                on_progress(done, len(texts))
    for kept in cache.iterdir():
        if kept.name not in used:
            kept.unlink(missing_ok=True)
    return made


def compress_file(folder: Path, path: str, cache: Path, checked: Manifest) -> tuple[list[str], dict[str, Entry]]:
    """Put the copies of one file beside it: the names of those kept in the cache, and what was put."""
    data = same(path, (folder / path).read_bytes(), checked)
    names, made = [], {}
    for form in FORMATS:
        name = hashlib.sha256(data).hexdigest() + form.suffix
        small = compressed(data, form, cache / name)
        names.append(name)
        if len(small) < SAVED * len(data):
            (folder / (path + form.suffix)).write_bytes(small)
            made[path + form.suffix] = entry_of(small)
    return names, made


def compressed(data: bytes, form: Format, kept: Path) -> bytes:
    """The bytes of a copy: those kept from an earlier build where they give `data` back, else made now."""
    try:
        small = kept.read_bytes()
        if form.undo(small) == data:
            return small
    except (OSError, brotli.error, zlib.error):  # not there, or not whole
        pass
    small = form.do(data)
    write_whole(kept, small, f"{os.getpid()}-{get_ident()}")  # two texts may be the same
    return small
