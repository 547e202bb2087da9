"""MP3: the frames of a file and nothing before, between or after them (ISO/IEC 11172-3 2.4, ISO/IEC 13818-3).

Tags are what is not a frame: ID3v2 (written twice, or in the middle of joined files), ID3v1, APEv2, Lyrics3.
"""

from __future__ import annotations

import re
import struct
from typing import NamedTuple

from aivm.media.sounds.faults import BROKEN, CUT, RefusedError

BIT_RATES = {  # kbit/s of layer III, by version: 3 is MPEG 1, 2 MPEG 2, 0 MPEG 2.5
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    0: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # Hz
START = re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]")  # a tag, or the header of a layer III frame
CHAIN = 3  # frames in a row that prove a beginning: the bytes of one header are met in any picture
MOST_LOST = 0.1  # of the bytes after the first frame: a file that loses more between its frames is damaged
ID3V1, APE_FOOTER = 128, 32  # bytes
INDEX_PLACE = slice(13, 42)  # of a first frame, where the word of its index stands: 4 + the side information


class Frame(NamedTuple):
    """What the four bytes of a header say: whole bytes, seconds, and what does not change along a sound."""

    size: int
    seconds: float
    kind: tuple[int, int]  # version, sample rate


def frame_at(content: bytes, place: int) -> Frame | None:
    """The layer III frame whose header is at `place`, whether or not all of it is there."""
    head = content[place : place + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, rate, pitch = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or not 0 < rate < 15 or pitch == 3:
        return None
    hertz = SAMPLE_RATES[version][pitch]
    samples = 1152 if version == 3 else 576
    size = samples // 8 * BIT_RATES[version][rate - 1] * 1000 // hertz + (head[2] >> 1 & 1)
    return Frame(size, samples / hertz, (version, hertz))


def bare(content: bytes) -> tuple[bytes, float]:
    """The frames of an MP3 and how long they last, in seconds. Raises RefusedError."""
    content = untailed(content)
    frames: list[bytes] = []
    seconds, lost, kept, place = 0.0, 0, 0, next_start(content, 0)
    kind = None
    while place < len(content):
        tag = id3_size(content, place)
        frame = None if tag else frame_at(content, place)
        if frame and frame.kind == (kind := kind or frame.kind):
            if place + frame.size > len(content):
                raise RefusedError(CUT)
            frames.append(content[place : place + frame.size])
            seconds, kept, place = seconds + frame.seconds, kept + frame.size, place + frame.size
        else:
            start = next_start(content, place + max(tag, 1))
            between = content[place:start].strip(b"\0")  # zeros are only padding
            lost, place = lost + (0 if tag else len(between)), start
    if not frames or lost > kept * MOST_LOST:
        raise RefusedError(BROKEN)
    return b"".join(frames), seconds - unheard(frames, seconds / len(frames))


def next_start(content: bytes, place: int) -> int:
    """Where the next tag or the next chain of frames begins, from `place` on; the end where none does."""
    for match in START.finditer(content, place):
        if id3_size(content, match.start()) or chained(content, match.start()):
            return match.start()
    return len(content)


def chained(content: bytes, place: int) -> bool:
    """Whether frames of one kind follow one another from `place`, up to the end of the file if it comes first."""
    first = frame_at(content, place)
    for _ in range(CHAIN):
        frame = frame_at(content, place)
        if first is None or frame is None or frame.kind != first.kind:
            return False
        place += frame.size
        if place == len(content):
            return True
    return True


def id3_size(content: bytes, place: int) -> int:
    """The bytes of the ID3v2 tag at `place` (ID3v2.4 3.1); 0 where there is none, or one longer than the file."""
    head = content[place : place + 10]
    if len(head) < 10 or head[:3] != b"ID3" or max(head[6:10]) > 127:
        return 0
    size = 20 if head[5] & 0x10 else 10  # a footer
    size += head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    return size if place + size <= len(content) else 0


def untailed(content: bytes) -> bytes:
    """The file without the tags after its sound: a last frame that is cut must not take their first bytes for its own.

    ID3v1 is the last 128 bytes; the footer of APEv2 tells its size, its header apart; Lyrics3 v2 is between two words.
    """
    end = 0
    left = len(content)
    while left != end:
        end = left
        if content.startswith(b"TAG", max(end - ID3V1, 0), end):
            left = max(end - ID3V1, 0)
        elif content.startswith(b"APETAGEX", max(end - APE_FOOTER, 0), end):
            size, _, flags = struct.unpack("<III", content[end - 20 : end - 8])
            left = max(end - max(size, APE_FOOTER) - (APE_FOOTER if flags >> 31 else 0), 0)
        elif content.endswith(b"LYRICS200", 0, end):
            left = max(content.rfind(b"LYRICSBEGIN", 0, end), 0)
    return content[:end]


def unheard(frames: list[bytes], each: float) -> float:
    """The seconds of the first frame where it is only an index (Xing, 1999). One that counts more frames than there
    are betrays a cut file. Raises RefusedError."""
    place = max(frames[0][INDEX_PLACE].find(word) for word in (b"Xing", b"Info"))
    if place < 0:
        return 0.0
    flags, count = struct.unpack_from(">II", frames[0], INDEX_PLACE.start + place + 4)
    if flags & 1 and count > len(frames):
        raise RefusedError(CUT)
    return each
