"""Which files are photos, and how each is opened: their first bytes decide, never their suffix."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from PIL import Image
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from aivm.media.images.faults import BROKEN, EMPTY, MAX_PIXELS, SMALLER, Fault, absent, absurd, unreadable

HEAD = 512  # bytes that are enough to tell what a file is

# What decoders raise on damaged files. Not MemoryError or KeyboardInterrupt, which are not the file's fault.
DAMAGED = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, RuntimeError,
    struct.error, zlib.error,
)  # fmt: skip


ACCEPTED = "Enregistrez-la en JPEG, PNG, WebP ou HEIC."


@dataclass(frozen=True)
class Format:
    """A format the site reads: `open` reads the header of a stream and decodes nothing yet."""

    label: str
    suffixes: tuple[str, ...]  # usual ones, in lower case, to find photos in a folder; they prove nothing
    recognises: Callable[[bytes], bool]
    open: Callable[[BinaryIO], ImageFile]


def brands(head: bytes) -> frozenset[bytes]:
    """The brands of an ISO media file (ISO/IEC 14496-12, `ftyp`); none for another file."""
    if head[4:8] != b"ftyp":
        return frozenset()
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return frozenset([head[8:12], *(head[start : start + 4] for start in range(16, end - 3, 4))])


def open_heic(stream: BinaryIO) -> ImageFile:
    """Open a HEIC photo; the decoder, 4 MB of library, is only loaded when a first one is met."""
    from pillow_heif import HeifImageFile

    return HeifImageFile(stream)  # type: ignore[no-untyped-call]  # its constructor has no annotations


HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})

# The classes of Pillow are called one by one, not Image.open(): no format but these is ever tried on a file.
FORMATS = (
    Format("JPEG", (".jpg", ".jpeg"), lambda head: head.startswith(b"\xff\xd8\xff"), JpegImageFile),
    Format("PNG", (".png",), lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), PngImageFile),
    Format("WebP", (".webp",), lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", WebPImageFile),
    Format("HEIC", (".heic", ".heif"), lambda head: bool(brands(head) & HEIC_BRANDS), open_heic),
)
SUFFIXES = frozenset(suffix for kind in FORMATS for suffix in kind.suffixes)

# Files often met in the place of a photo, so that the message can name them. The first match is said.
FOREIGN: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (lambda head: head.startswith(b"%PDF"), "est un PDF."),
    (lambda head: head.startswith((b"II*\0", b"MM\0*")), "est une image TIFF, ou le RAW d’un appareil photo."),
    (lambda head: b"crx " in brands(head), "est le RAW d’un appareil photo."),
    (lambda head: head.startswith((b"GIF87a", b"GIF89a")), "est une image GIF."),
    (lambda head: bool(brands(head) & {b"avif", b"avis"}), "est une image AVIF."),
    (lambda head: head.startswith((b"\xff\x0a", b"\0\0\0\x0cJXL ")), "est une image JPEG XL."),
    (lambda head: bool(brands(head)), "est une vidéo ou un son."),
    (lambda head: head.startswith(b"PK\x03\x04"), "est un document de bureautique ou une archive ZIP."),
    (lambda head: head.startswith(b"version https://git-lfs"), "est un renvoi de Git LFS : l’image n’a pas été reçue."),
    (lambda head: b"<svg" in head, "est un dessin SVG."),
    (lambda head: b"<html" in head.lower() or b"<!doctype html" in head.lower(), "est une page web."),
    (lambda head: is_text(head), "est un texte."),
)


def is_text(head: bytes) -> bool:
    """Whether the start of a file reads as UTF-8 text, a character cut at the end apart."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return b"\0" not in head and error.start > HEAD - 4
    return b"\0" not in head


def identify(path: Path) -> Format | Fault:
    """The format of the file at `path`, by its content, or what is wrong with it."""
    try:
        if not path.is_file():
            return absent(path)
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except (OSError, ValueError) as error:
        return unreadable(error)
    if not head:
        return EMPTY
    for kind in FORMATS:
        if kind.recognises(head):
            return kind
    what = next((text for recognises, text in FOREIGN if recognises(head)), "n’est pas une image reconnue.")
    return Fault(what, ACCEPTED)


def open_photo(kind: Format, stream: BinaryIO) -> ImageFile | Fault:
    """The photo in `stream`, its header read and its size found sane, its pixels not decoded yet."""
    try:
        photo = kind.open(stream)
    except Image.DecompressionBombError:
        return Fault(f"annonce plus de {MAX_PIXELS // 10**6} mégapixels, la limite.", SMALLER)
    except DAMAGED:
        return BROKEN
    return absurd(*photo.size) or photo
