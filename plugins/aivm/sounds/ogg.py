"""Ogg: the pages of one Opus or Vorbis stream, its comments emptied (RFC 3533, RFC 7845 5.2, Vorbis I 4.2 and 5.2).

Pictures, names and places of an Ogg file are all comments; other streams beside the sound (titles, films) are not kept.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from mutagen.ogg import OggPage

from aivm.sounds.faults import BROKEN, CUT, FILM, PIECES, RefusedError, codec

CONTINUED, FIRST, LAST = 1, 2, 4  # flags of a page
SERIAL = 1  # the number of the stream, random in the original, always the same here: same sound, same bytes
MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True)
class Codec:
    """A way to code sound: how its first packet begins, how many headers it has, and its second one without comment."""

    mark: bytes
    headers: int
    comment: bytes


OPUS = Codec(b"OpusHead", 2, b"OpusTags" + bytes(8))
VORBIS = Codec(b"\x01vorbis", 3, b"\x03vorbis" + bytes(8) + b"\x01")
FILMS = (b"\x80theora", b"BBCD\0")
OTHERS = ((b"Speex   ", "Speex"), (b"\x7fFLAC", "FLAC"))


@dataclass(frozen=True)
class Page:
    """One page, its checksum found right."""

    flags: int
    position: int  # samples at its end
    serial: int
    lacing: bytes  # the lengths of packets, 255 meaning that there is more
    body: bytes

    @property
    def ends(self) -> int:
        """How many packets end on this page."""
        return sum(length < 255 for length in self.lacing)

    @property
    def whole(self) -> bool:
        """Whether its last packet ends on it."""
        return bool(self.lacing) and self.lacing[-1] < 255


def bare(content: bytes) -> tuple[bytes, float]:
    """The stream of sound of an Ogg file, without comments, and its seconds. Raises RefusedError."""
    pages = list(pages_of(content))
    first = list(takewhile(lambda page: page.flags & FIRST, pages))
    if any(page.flags & FIRST for page in pages[len(first) :]):
        raise RefusedError(PIECES)  # each piece has its own comments, and few players go on to the second
    serial, kind = sound_of(first)
    packets, audio = headers_of([page for page in pages if page.serial == serial], kind)
    out = [written(Page(FIRST, 0, SERIAL, bytes([len(packets[0])]), packets[0]), 0)]
    headers = [kind.comment, *packets[2:]]
    for page in OggPage.from_packets(headers, sequence=1):  # type: ignore[no-untyped-call]  # it has no annotations
        page.serial = SERIAL
        out.append(page.write())
    for rank, page in enumerate(audio, 1):
        flags = page.flags & CONTINUED | (LAST if rank == len(audio) else 0)
        out.append(written(Page(flags, page.position, SERIAL, page.lacing, page.body), len(out)))
    return b"".join(out), seconds_of(packets[0], kind, audio)


def pages_of(content: bytes) -> Iterator[Page]:
    """Every page of a file; what follows the end of its streams, such as an ID3v1 tag, is no page."""
    place, open_streams = 0, set[int]()
    while place < len(content) and (not place or open_streams or content.startswith(b"OggS", place)):
        head = content[place : place + 27]
        if len(head) < 27:
            raise RefusedError(CUT)
        mark, version, flags, position, serial, _, checksum, count = struct.unpack("<4sBBqIIIB", head)
        if mark != b"OggS" or version:
            raise RefusedError(BROKEN)
        lacing = content[place + 27 : place + 27 + count]
        end = place + 27 + count + sum(lacing)
        if end > len(content) or len(lacing) < count:
            raise RefusedError(CUT)
        if crc(content[place : place + 22] + bytes(4) + content[place + 26 : end]) != checksum:
            raise RefusedError(BROKEN)
        yield Page(flags, position, serial, lacing, content[place + 27 + count : end])
        open_streams = open_streams - {serial} if flags & LAST else open_streams | {serial}
        place = end


def crc(page: bytes) -> int:
    """The checksum of a page whose own four bytes are zeros (RFC 3533 6): the CRC of zip files, in a mirror."""
    mirrored = ~zlib.crc32(page.translate(MIRRORED), 0xFFFFFFFF) & 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)


def written(page: Page, rank: int) -> bytes:
    """A page as bytes, the `rank`th of its stream from 0."""
    head = struct.pack("<4sBBqII", b"OggS", 0, page.flags, page.position, page.serial, rank)
    rest = bytes([len(page.lacing)]) + page.lacing + page.body
    return head + struct.pack("<I", crc(head + bytes(4) + rest)) + rest


def sound_of(first: list[Page]) -> tuple[int, Codec]:
    """The number of the first stream that is a sound people can hear, and its codec."""
    if any(page.body.startswith(FILMS) for page in first):
        raise RefusedError(FILM)
    for page in first:
        for kind in (OPUS, VORBIS):
            if page.body.startswith(kind.mark):
                return page.serial, kind
    for page in first:
        for mark, name in OTHERS:
            if page.body.startswith(mark):
                raise RefusedError(codec(name))
    raise RefusedError(BROKEN)


def headers_of(stream: list[Page], kind: Codec) -> tuple[list[bytes], list[Page]]:
    """The header packets of a stream and its pages of sound, which begin on a page of their own."""
    ended, count = 0, 0
    while ended < kind.headers:
        if count == len(stream):
            raise RefusedError(CUT)
        ended, count = ended + stream[count].ends, count + 1
    if ended > kind.headers or not stream[count - 1].whole or not stream[0].whole:
        raise RefusedError(BROKEN)
    packets, packet = list[bytes](), bytearray()
    for page in stream[:count]:
        place = 0
        for length in page.lacing:
            packet += page.body[place : place + length]
            place += length
            if length < 255:
                packets.append(bytes(packet))
                packet.clear()
    if len(packets[0]) > 254 or not packets[1].startswith(kind.comment[:7]):
        raise RefusedError(BROKEN)
    return packets, stream[count:]


def seconds_of(head: bytes, kind: Codec, audio: list[Page]) -> float:
    """How long the sound lasts; Opus counts in 48 000 Hz whatever its rate, after samples that are not played."""
    end = max((page.position for page in audio), default=0)
    if kind is OPUS:
        return (end - int.from_bytes(head[10:12], "little")) / 48000
    rate = int.from_bytes(head[12:16], "little")
    return end / rate if rate else 0.0
