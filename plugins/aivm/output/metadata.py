"""What a picture or a sound tells besides itself: where it was taken, by whom, with what."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from aivm.output import sound_metadata

JPEG_START, JPEG_END, JPEG_SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
PNG_START = b"\x89PNG\r\n\x1a\n"
# ITU-T T.81 B.1.1.4 (markers); Exif 2.32 4.7.2; XMP part 3, 1.1.3; IPTC lives in Photoshop's APP13.
JPEG_TELLTALES = (
    (0xE1, b"Exif\0", "EXIF"),
    (0xE1, b"http://ns.adobe.com/", "XMP"),
    (0xED, b"", "IPTC"),
    (0xFE, b"", "commentaire"),
)
# PNG 3rd edition, 11.3.3 and 11.3.4; WebP container, « Metadata ».
PNG_TELLTALES = {b"eXIf": "EXIF", b"iTXt": "XMP ou texte", b"tEXt": "texte", b"zTXt": "texte"}
WEBP_TELLTALES = {b"EXIF": "EXIF", b"XMP ": "XMP"}
# Formats whose boxes or tags would take a hundred lines to walk: these words have no other business in such a file.
SIGNATURES = (
    (b"Exif\0\0", "EXIF"),
    (b"http://ns.adobe.com/xap/", "XMP"),
    (b"application/rdf+xml", "XMP"),
    (b"<x:xmpmeta", "XMP"),
    (b"<rdf:RDF", "XMP"),
    (b"com.apple.quicktime.location", "GPS"),
    (b"\xa9xyz", "GPS"),
)


class UnreadableError(ValueError):
    """The file is cut, or is not what it says."""


def telltales(content: bytes) -> list[str]:
    """What a media file says too much, as French names, each once: EXIF, XMP, GPS, ID3… Raises UnreadableError."""
    reader = next((read for place, start, read in READERS if content.startswith(start, place)), _by_signature)
    try:
        return list(dict.fromkeys(reader(content)))
    except (struct.error, IndexError) as error:
        raise UnreadableError from error


def _jpeg(content: bytes) -> Iterator[str]:
    position = 2
    while True:
        if content[position] != 0xFF:
            raise UnreadableError
        marker = content[position + 1]
        if marker == 0xFF:  # padding before a marker
            position += 1
            continue
        (length,) = struct.unpack_from(">H", content, position + 2)
        body = content[position + 4 : position + 2 + length]
        yield from (name for number, start, name in JPEG_TELLTALES if number == marker and body.startswith(start))
        position += 2 + length
        if marker == JPEG_SCAN:
            break
    # Inside a scan 0xFF is always followed by 0, so this is the end of the picture; phones put films after it.
    end = content.find(JPEG_END, position)
    if end < 0:
        raise UnreadableError
    yield from _after(content[end + 2 :])


def _png(content: bytes) -> Iterator[str]:
    position, kind = len(PNG_START), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, position)
        if kind in PNG_TELLTALES:
            yield PNG_TELLTALES[kind]
        position += 12 + length
    if position > len(content):  # its last four bytes, a checksum, are missing
        raise UnreadableError
    yield from _after(content[position:])


def _webp(content: bytes) -> Iterator[str]:
    (size,) = struct.unpack_from("<I", content, 4)
    end = 8 + size
    if content[8:12] != b"WEBP" or end > len(content):
        raise UnreadableError
    position = 12
    while position < end:
        kind, length = struct.unpack_from("<4sI", content, position)
        if kind in WEBP_TELLTALES:
            yield WEBP_TELLTALES[kind]
        position += 8 + length + length % 2
    yield from _after(content[end:])


def _by_signature(content: bytes) -> Iterator[str]:
    return (name for signature, name in SIGNATURES if signature in content)


def _after(rest: bytes) -> Iterator[str]:
    if rest.strip(b"\0"):
        yield f"{len(rest)} octets ajoutés après l’image"


def _mpeg4(content: bytes) -> Iterator[str]:
    """Films and sounds, and AVIF pictures, whose EXIF and XMP are items that only their words betray."""
    yield from _by_signature(content)
    yield from sound_metadata.mpeg4(content)


# Where the first bytes of a format stand, what they are, and who reads the rest.
READERS: tuple[tuple[int, bytes, Callable[[bytes], Iterator[str]]], ...] = (
    (0, JPEG_START, _jpeg),
    (0, PNG_START, _png),
    (0, b"RIFF", _webp),
    (4, b"ftyp", _mpeg4),
    (0, b"OggS", sound_metadata.ogg),
    (0, b"ID3", sound_metadata.mp3),
    (0, b"\xff", sound_metadata.mp3),
)
