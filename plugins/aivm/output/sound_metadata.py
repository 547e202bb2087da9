"""What a sound tells besides itself: tags of MP3, MPEG-4 and Ogg, where names, covers, days and places are written."""

from __future__ import annotations

import struct
from collections.abc import Iterator

HOLDERS = (b"", b"moov", b"trak", b"mdia", b"minf", b"stbl")  # boxes that hold boxes, each in one before it
TALKERS = {b"udta": "étiquettes MP4", b"ilst": "étiquettes MP4", b"uuid": "étiquettes MP4", b"\xa9xyz": "GPS"}
DATED = (b"mvhd", b"tkhd", b"mdhd")  # their first numbers are when the file was made and changed
APE_FOOTER, ID3V1 = 32, 128  # bytes
# The second packet of a stream (RFC 7845 5.2, Vorbis I 5.2): a name of program, then so many comments.
COMMENTS = (b"OpusTags", b"\x03vorbis")


def mp3(content: bytes) -> Iterator[str]:
    """ID3 before the sound; APE, Lyrics3 and ID3v1 after it, in whatever order."""
    if content.startswith(b"ID3"):
        yield "ID3"
    if content[-ID3V1:].startswith(b"TAG"):
        yield "ID3"
    if b"APETAGEX" in content[:APE_FOOTER] or b"APETAGEX" in content[-ID3V1 - APE_FOOTER :]:
        yield "APE"
    if b"LYRICS200" in content[-ID3V1 - APE_FOOTER - 9 :]:
        yield "paroles"


def mpeg4(content: bytes) -> Iterator[str]:
    """Boxes of words, and the moment of recording; the meta box of a picture is its own index, of a film it is not."""
    yield from _boxes(content, 0, len(content), b"")


def ogg(content: bytes) -> Iterator[str]:
    """Comments, pictures included, in any of the streams."""
    for mark in COMMENTS:
        place = content.find(mark)
        while place >= 0:
            place += len(mark)
            (name,) = struct.unpack_from("<I", content, place)
            if place + 8 + name > len(content) or struct.unpack_from("<I", content, place + 4 + name) != (0,):
                yield "commentaires Ogg"
            place = content.find(mark, place)


def _boxes(content: bytes, place: int, end: int, around: bytes) -> Iterator[str]:
    while place < end:
        size, kind = struct.unpack_from(">I4s", content, place)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, place + 8)
            head = 16
        size = size or end - place
        if size < head or place + size > end:
            raise IndexError(place)
        if kind in TALKERS:
            yield TALKERS[kind]
        elif kind == b"meta" and around:
            yield "étiquettes MP4"
        elif kind in HOLDERS[HOLDERS.index(around) + 1 :]:
            yield from _boxes(content, place + head, place + size, kind)
        elif kind in DATED and any(content[place + 12 : place + (28 if content[place + 8] else 20)]):
            yield "date d’enregistrement"
        place += size
