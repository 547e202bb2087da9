"""Tags of MP3 wherever people's programs have put them."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest
from aivm.media.sounds.faults import RefusedError
from aivm.media.sounds.mpeg import bare, frame_at

Sound = Callable[[str], bytes]

ID3V1 = b"TAG" + b"SECRET".ljust(125, b"\0")
LYRICS = b"LYRICSBEGININD0000200SECRET000027LYRICS200"
ID3V2 = b"ID3\4\0\0\0\0\0\x0aTIT2SECRET"
ITEM = struct.pack("<II", 6, 0) + b"Title\0SECRET"


def ape(*, header: bool) -> bytes:
    """An APEv2 tag, with or without its header (the footer counts neither for itself)."""
    size = len(ITEM) + 32

    def edge(flags: int) -> bytes:
        return b"APETAGEX" + struct.pack("<IIII", 2000, size, 1, flags) + bytes(8)

    flag = 1 << 31 if header else 0
    return (edge(flag | 1 << 29) if header else b"") + ITEM + edge(flag)


def frames(sound: Callable[[str], bytes]) -> bytes:
    return bare(sound("tagged.mp3"))[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ID3V2, b""),
        (ID3V2 * 2, b""),
        (ID3V2 + bytes(300), b""),
        (b"", ID3V1),
        (b"", ape(header=True)),
        (b"", ape(header=False)),
        (b"", ape(header=True) + ID3V1),
        (b"", LYRICS + ID3V1),
        (b"", ape(header=False) + LYRICS + ID3V1),
        (ID3V2, ID3V1 + ID3V2),
        (b"", bytes(1000)),
    ],
)
def test_tags_around_the_sound_are_left_behind(before: bytes, after: bytes, sound: Sound) -> None:
    """One or several, before and after, in whatever order."""
    audio = frames(sound)

    assert bare(before + audio + after)[0] == audio


def test_a_tag_between_two_joined_sounds_is_left_behind(sound: Sound) -> None:
    """Files put end to end keep each their tags."""
    audio = frames(sound)

    assert bare(ID3V2 + audio + ID3V1 + ID3V2 + audio + ID3V1)[0] == audio * 2


def test_the_length_does_not_count_the_index(sound: Sound) -> None:
    """The first frame of an encoder's file is a table: it is not heard."""
    audio = frames(sound)
    first = frame_at(audio, 0)

    assert first is not None
    assert bare(audio)[1] == pytest.approx(bare(audio[first.size :])[1])


def test_a_file_that_loses_much_between_its_frames_is_refused(sound: Sound) -> None:
    """Half of it is noise."""
    audio = frames(sound)

    with pytest.raises(RefusedError):
        bare(audio + b"\1" * len(audio) + audio)


@pytest.mark.parametrize(
    "head", [b"", b"\xff\xfb", b"\xff\xfb\xf0\0", b"\xff\xfb\0\0", b"\xff\xfb\x1c\0", b"\xff\xf1\x90\0"]
)
def test_a_header_that_cannot_be_is_none(head: bytes) -> None:
    """Cut, a rate that does not exist, free format, another layer."""
    assert frame_at(head, 0) is None
