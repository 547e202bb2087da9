"""What a picture or a sound tells besides itself: where it was taken, by whom, with what."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from aivm.output import sound_metadata

JPEG_START, JPEG_END, JPEG_SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
PNG_START = b"\x89PNG\r\n\x1a\n"
# What a picture needs to be seen; whatever else a program wrote is about something else. The names of what is met most.
# ITU-T T.81 B.1.1.4 (markers); JFIF and Adobe's colour transform are needed, APP1 to APP15 and comments are not.
JPEG_NEEDED = ((0xE0, b"JFIF\0"), (0xEE, b"Adobe"))
JPEG_TELLTALES = (
    (0xE1, b"Exif\0", "EXIF"),
    (0xE1, b"http://ns.adobe.com/", "XMP"),
    (0xE2, b"ICC_PROFILE\0", "profil de couleurs"),
    (0xED, b"", "IPTC"),
    (0xFE, b"", "commentaire"),
)
JPEG_TALKING = frozenset({*range(0xE0, 0xF0), 0xFE})
# PNG 3rd edition, 11.2 to 11.3; WebP container (RFC 9649, 2.7).
PNG_NEEDED = frozenset({
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
})  # fmt: skip
PNG_TELLTALES = {b"eXIf": "EXIF", b"iTXt": "XMP ou texte", b"tEXt": "texte", b"zTXt": "texte", b"tIME": "date"}
PNG_TELLTALES |= {b"iCCP": "profil de couleurs"}
WEBP_NEEDED = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
WEBP_TELLTALES = {b"EXIF": "EXIF", b"XMP ": "XMP", b"ICCP": "profil de couleurs"}
FLAC = b"\x7fFLAC"  # in Ogg, after the head of its first page: its comments are not where those of others are
OTHER = "données d’un appareil ou d’un logiciel"
# Formats whose boxes or tags would take a hundred lines to walk: these words have no other business in such a file.
SIGNATURES = (
    (b"Exif\0\0", "EXIF"),
    (b"http://ns.adobe.com/xap/", "XMP"),
    (b"application/rdf+xml", "XMP"),
    (b"<x:xmpmeta", "XMP"),
    (b"22-rdf-syntax-ns#", "XMP"),
    (b"<rdf:RDF", "XMP"),
    (b"sodipodi:", OTHER),  # the name of the file, and of the folder of who drew it
    (b"inkscape:", OTHER),
    (b"file:///", OTHER),
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


def is_known(content: bytes) -> bool:
    """Whether this is a picture or a sound that is read here whole: a TIFF named .jpg is a photo with all its EXIF."""
    return any(content.startswith(start, place) for place, start, _ in READERS) and not content.startswith(FLAC, 28)


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
        if marker in JPEG_TALKING and not any(marker == one and body.startswith(start) for one, start in JPEG_NEEDED):
            told = (name for number, start, name in JPEG_TELLTALES if number == marker and body.startswith(start))
            yield next(told, OTHER)
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
        if kind not in PNG_NEEDED:
            yield PNG_TELLTALES.get(kind, OTHER)
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
        if kind not in WEBP_NEEDED:
            yield WEBP_TELLTALES.get(kind, OTHER)
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
