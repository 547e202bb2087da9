"""M4A: the boxes without which a sound does not play, and its samples (ISO/IEC 14496-12, 14496-14).

Names, covers and places live in `udta`, `meta`, `uuid` and in other tracks; dates in the headers. The file is written
anew with its index first, so that a player starts before the end has come.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from aivm.media.sounds.faults import BROKEN, CONVERT, CUT, FILM, Fault, RefusedError, codec

KEPT = {  # what is kept of each box that holds boxes; the rest goes
    b"trak": (b"tkhd", b"edts", b"mdia"),
    b"edts": (b"elst",),
    b"mdia": (b"mdhd", b"hdlr", b"minf"),
    b"minf": (b"smhd", b"dinf", b"stbl"),
    b"stbl": (b"stsd", b"stts", b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp"),
}
DATED = (b"mvhd", b"tkhd", b"mdhd")  # boxes that begin with the moments of creation and of change
ENTRY = 36  # bytes of a sample entry of sound before its own boxes
MOST_SETUP = 1000  # bytes of an `esds`: decoders need some dozens
MOST_ROWS = 500_000  # of a table: three hours of samples, whatever a header claims
BRAND = b"M4A \0\0\2\0M4A mp42isom"
# A handler without a name (phones put theirs), and samples that are in this very file.
HANDLER = bytes(8) + b"soun" + bytes(13)
HERE = bytes(4) + struct.pack(">IIII", 1, 12, int.from_bytes(b"url ", "big"), 1)
CODECS = {
    b"alac": "ALAC",
    b"samr": "AMR",
    b"sawb": "AMR",
    b"ac-3": "AC-3",
    b"ec-3": "AC-3",
    b"Opus": "Opus dans un MP4",
}
FRAGMENTS = Fault("est enregistré par fragments, ce que le site ne sait pas alléger.", CONVERT)
UNFINISHED = Fault("n’a pas d’index : l’enregistrement ou la copie s’est arrêté trop tôt.", CONVERT)


class Box(NamedTuple):
    """One box: its kind, the bytes inside, and where they begin among those of the box around it."""

    kind: bytes
    body: bytes
    place: int


def bare(content: bytes) -> tuple[bytes, float]:
    """The sound of an MPEG-4 file, alone, and its seconds. Raises RefusedError, struct.error where a box is cut."""
    top = list(boxes(content))
    if any(box.kind == b"moof" for box in top):
        raise RefusedError(FRAGMENTS)
    movie = next((box for box in top if box.kind == b"moov"), None)
    if movie is None:
        raise RefusedError(UNFINISHED)
    track = sound_track(movie.body)
    table = inside(track, b"mdia", b"minf", b"stbl")
    media = [range(box.place, box.place + len(box.body) + 1) for box in top if box.kind == b"mdat"]
    spans = list(chunks_of(table, len(content)))
    if not all(any(place in held and end in held for held in media) for place, end in spans):
        raise RefusedError(BROKEN)  # an index that points at tags would make them a sound
    chunks = [content[place:end] for place, end in spans]
    start = len(packed(b"ftyp", BRAND)) + len(index(movie.body, track, [0] * len(chunks))) + 8
    places = list(accumulate((len(chunk) for chunk in chunks), initial=start))[:-1]
    sound = packed(b"ftyp", BRAND) + index(movie.body, track, places) + packed(b"mdat", b"".join(chunks))
    return sound, seconds_of(inside(track, b"mdia", b"mdhd"))


def boxes(data: bytes) -> Iterator[Box]:
    """The boxes of some bytes, in order. Raises RefusedError for one that goes beyond them."""
    place = 0
    while place < len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, place + 8)
            head = 16
        elif size == 0:
            size = len(data) - place
        if size < head:
            raise RefusedError(BROKEN)
        if place + size > len(data):
            raise RefusedError(CUT)
        yield Box(kind, data[place + head : place + size], place + head)
        place += size


def packed(kind: bytes, body: bytes) -> bytes:
    """A box as bytes."""
    return struct.pack(">I4s", 8 + len(body), kind) + body


def inside(data: bytes, *path: bytes) -> bytes:
    """The body of a box under others, by their kinds. Raises RefusedError where one is missing."""
    for kind in path:
        found = next((box.body for box in boxes(data) if box.kind == kind), None)
        if found is None:
            raise RefusedError(BROKEN)
        data = found
    return data


def sound_track(movie: bytes) -> bytes:
    """The body of the first track of sound. A film is refused, not made a sound: somebody chose the wrong file."""
    tracks = [box.body for box in boxes(movie) if box.kind == b"trak"]
    kinds = [inside(track, b"mdia", b"hdlr")[8:12] for track in tracks]
    if b"vide" in kinds:
        raise RefusedError(FILM)
    if b"soun" not in kinds:
        raise RefusedError(BROKEN)
    return tracks[kinds.index(b"soun")]


def chunks_of(table: bytes, most: int) -> Iterator[tuple[int, int]]:
    """Where each chunk of sound begins and ends in a file of `most` bytes. Raises RefusedError for one beyond."""
    wide = any(box.kind == b"co64" for box in boxes(table))
    places = numbers(inside(table, b"co64" if wide else b"stco")[4:], "Q" if wide else "I")
    ends = sample_ends(inside(table, b"stsz")[4:], most)
    runs = numbers(inside(table, b"stsc")[4:], "III")  # first chunk, samples in each, description
    firsts = [*(run[0] for run in runs), len(places) + 1]
    if firsts[0] != 1 or any(one >= two for one, two in pairwise(firsts)):
        raise RefusedError(BROKEN)
    last = len(ends) - 1
    sample = 0
    for (first, samples, _), following in zip(runs, firsts[1:], strict=True):
        for (place,) in places[first - 1 : following - 1]:
            before, sample = sample, min(sample + samples, last)
            end = place + ends[sample] - ends[before]
            if end > most:
                raise RefusedError(CUT)
            yield place, end
    if sample != last:
        raise RefusedError(BROKEN)


def numbers(body: bytes, kinds: str) -> list[tuple[int, ...]]:
    """The rows of a table: their count, then their numbers (kinds of `struct`). Raises struct.error where it is cut."""
    (count,) = struct.unpack_from(">I", body)
    size = struct.calcsize(f">{kinds}")
    if 4 + count * size > len(body) or count > MOST_ROWS:
        raise RefusedError(BROKEN)
    return list(struct.iter_unpack(f">{kinds}", body[4 : 4 + count * size]))


def sample_ends(body: bytes, most: int) -> Sequence[int]:
    """Where each sample ends when all are laid end to end, 0 first. Their sum cannot be more than the file's `most`:
    the same bytes claimed again and again would fill the memory."""
    each, count = struct.unpack_from(">II", body)
    ends: Sequence[int]
    if each:
        ends = range(0, each * (count + 1), each)
    else:
        ends = list(accumulate((size for (size,) in numbers(body[4:], "I")), initial=0))
    if ends[-1] > most:
        raise RefusedError(BROKEN)
    return ends


def rebuilt(kind: bytes, body: bytes, places: list[int]) -> bytes:
    """A box with what is kept of it, its sound being at `places`."""
    if kind in KEPT:
        inner = (box for box in boxes(body) if box.kind in KEPT[kind])
        body = b"".join(rebuilt(box.kind, box.body, places) for box in inner)
    elif kind in DATED:
        date = 16 if body[:1] == b"\1" else 8  # two moments, of 64 or 32 bits
        body = body[:4] + bytes(date) + body[4 + date :]
    elif kind == b"hdlr":
        body = HANDLER
    elif kind == b"dinf":
        body = packed(b"dref", HERE)
    elif kind == b"stsd":
        body = description(body)
    elif kind in (b"stco", b"co64"):
        kind, body = b"stco", struct.pack(f">II{len(places)}I", 0, len(places), *places)
    return packed(kind, body)


def description(body: bytes) -> bytes:
    """The one way in which the sound is coded: AAC, and how to begin to decode it."""
    entry = next(boxes(body[8:]))
    if entry.kind != b"mp4a":
        raise RefusedError(codec(CODECS.get(entry.kind, entry.kind.decode("ascii", "replace").strip())))
    if entry.body[8:10] != bytes(2):  # the version of the entry; others are QuickTime's
        raise RefusedError(codec("QuickTime"))
    setup = inside(entry.body[ENTRY - 8 :], b"esds")
    if len(setup) > MOST_SETUP:
        raise RefusedError(BROKEN)
    return body[:4] + struct.pack(">I", 1) + packed(b"mp4a", entry.body[: ENTRY - 8] + packed(b"esds", setup))


def index(movie: bytes, track: bytes, places: list[int]) -> bytes:
    """The `moov` of one track of sound, its chunks being at `places`."""
    header = rebuilt(b"mvhd", inside(movie, b"mvhd"), places)
    return packed(b"moov", header + rebuilt(b"trak", track, places))


def seconds_of(header: bytes) -> float:
    """The seconds that an `mdhd` tells."""
    scale, length = (
        struct.unpack_from(">IQ", header, 20) if header[:1] == b"\1" else struct.unpack_from(">II", header, 12)
    )
    return length / scale if scale else 0.0
