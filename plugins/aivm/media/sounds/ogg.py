"""Ogg: the pages of one Opus or Vorbis stream, its comments emptied (RFC 3533, RFC 7845 5.2, Vorbis I 4.2 and 5.2).

Pictures, names and places of an Ogg file are all comments; other streams beside the sound (titles, films) are not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import takewhile

from mutagen import MutagenError
from mutagen.ogg import OggPage

from aivm.media.sounds.faults import BROKEN, CUT, FILM, PIECES, RefusedError, codec

SERIAL = 1  # the number of the stream, random in the original, always the same here: same sound, same bytes


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


def bare(content: bytes) -> tuple[bytes, float]:
    """The stream of sound of an Ogg file, without comments, and its seconds. Raises RefusedError."""
    pages = list(pages_of(content))
    first = list(takewhile(lambda page: page.first, pages))
    if any(page.first for page in pages[len(first) :]):
        raise RefusedError(PIECES)  # each piece has its own comments, and few players go on to the second
    serial, kind = sound_of(first)
    packets, audio = headers_of([page for page in pages if page.serial == serial], kind)
    head = OggPage.from_packets([packets[0]])
    head[0].first = True
    out = [*head, *OggPage.from_packets([kind.comment, *packets[2:]]), *audio]
    for rank, page in enumerate(out):
        page.serial, page.sequence = SERIAL, rank
        page.first, page.last = rank == 0, page is audio[-1] if audio else False
    return b"".join(page.write() for page in out), seconds_of(packets[0], kind, audio)


def pages_of(content: bytes) -> Iterator[OggPage]:
    """Every page of a file, its checksum found right; what follows the end of its streams, such as an ID3v1 tag, is
    no page."""
    file, open_streams = BytesIO(content), set[int]()
    while (place := file.tell()) < len(content):
        if place and not open_streams and not content.startswith(b"OggS", place):
            return
        if not b"OggS".startswith(content[place : place + 4]):
            raise RefusedError(BROKEN)
        try:
            page = OggPage(file)
        except (MutagenError, EOFError) as error:
            raise RefusedError(CUT) from error
        if not is_whole(page, content[place : file.tell()]):
            raise RefusedError(BROKEN)
        yield page
        open_streams = open_streams - {page.serial} if page.last else open_streams | {page.serial}


def is_whole(page: OggPage, raw: bytes) -> bool:
    """Whether a page has the checksum that it should (RFC 3533 6), which mutagen writes and does not read.

    Its flags are three (byte 5): another would be written as it came, and it is no sound.
    """
    return raw[5] < 8 and bool(page.write() == raw)


def opening(page: OggPage) -> bytes:
    """The first packet of a page."""
    return bytes(page.packets[0]) if page.packets else b""


def sound_of(first: list[OggPage]) -> tuple[int, Codec]:
    """The number of the first stream that is a sound people can hear, and its codec."""
    if any(opening(page).startswith(FILMS) for page in first):
        raise RefusedError(FILM)
    for page in first:
        for kind in (OPUS, VORBIS):
            if opening(page).startswith(kind.mark):
                return page.serial, kind
    for page in first:
        for mark, name in OTHERS:
            if opening(page).startswith(mark):
                raise RefusedError(codec(name))
    raise RefusedError(BROKEN)


def headers_of(stream: list[OggPage], kind: Codec) -> tuple[list[bytes], list[OggPage]]:
    """The header packets of a stream and its pages of sound, which begin on a page of their own."""
    ended, count = 0, 0
    while ended < kind.headers:
        if count == len(stream):
            raise RefusedError(CUT)
        stream[count].sequence = count
        ended, count = ended + len(stream[count].packets) - (not stream[count].complete), count + 1
    if ended > kind.headers or not stream[count - 1].complete or not stream[0].complete:
        raise RefusedError(BROKEN)
    packets = OggPage.to_packets(stream[:count])
    if len(packets[0]) > 254 or not packets[1].startswith(kind.comment[:7]):
        raise RefusedError(BROKEN)
    return packets, stream[count:]


def seconds_of(head: bytes, kind: Codec, audio: list[OggPage]) -> float:
    """How long the sound lasts; Opus counts in 48 000 Hz whatever its rate, after samples that are not played."""
    end = max((page.position for page in audio), default=0)
    if kind is OPUS:
        return (end - int.from_bytes(head[10:12], "little")) / 48000
    rate = int.from_bytes(head[12:16], "little")
    return end / rate if rate else 0.0
