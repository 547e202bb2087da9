"""From the bytes of a file to the bytes that may be published, read again by another eye before they are."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO

from mutagen import MutagenError
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from aivm.media.sounds.faults import BROKEN, EMPTY, SILENT, Fault, RefusedError
from aivm.media.sounds.formats import HEAD, Format, identify

VERSION = 1  # raise it when the code changes the bytes made of the same file: names and cache follow
LONGEST = 12 * 3600  # seconds: more is a damaged header
SHORTEST = 0.5  # seconds, under which nothing is heard and « 0 s » would be said

# What readers raise on damaged files. Not MemoryError or KeyboardInterrupt, which are not the file's fault.
DAMAGED = (
    MutagenError,
    OSError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    struct.error,
    StopIteration,
)
JUDGES = {"MP3": (MP3,), "M4A": (MP4,), "Ogg": (OggOpus, OggVorbis)}  # by label of the format


@dataclass(frozen=True)
class Clean:
    """A sound without anything but itself: the bytes to publish, its suffix and its seconds."""

    data: bytes
    suffix: str
    seconds: float


def clean(content: bytes) -> Clean | Fault:
    """The sound in a file's bytes, or what is wrong with it. Time and memory grow with it, not with its claims."""
    if not content:
        return EMPTY
    kind = identify(content[:HEAD])
    if isinstance(kind, Fault):
        return kind
    try:
        data, seconds = kind.bare(content)
        tagged = has_tags(data, kind)
    except RefusedError as error:
        return error.fault
    except DAMAGED:
        return BROKEN
    if seconds < SHORTEST:
        return SILENT
    return BROKEN if tagged or seconds > LONGEST else Clean(data, kind.suffix, seconds)


def has_tags(data: bytes, kind: Format) -> bool:
    """Whether mutagen, which knows nothing of how the sound was made, still reads tags in it. Raises one of DAMAGED."""
    for judge in JUDGES[kind.label]:
        try:
            found = judge(BytesIO(data))  # type: ignore[no-untyped-call]  # mutagen has few annotations
        except MutagenError:
            continue
        return bool(found.tags)
    raise ValueError(kind.label)
