"""What is published of a sound is the sound: same audio, no tag, and a French sentence for all that is not one."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable
from io import BytesIO

import mutagen
import pytest
from aivm.media.sounds.clean import Clean, clean
from aivm.media.sounds.faults import Fault
from aivm.output.metadata import telltales
from mutagen.ogg import OggPage

Sound = Callable[[str], bytes]

TAGGED = {"tagged.mp3": ".mp3", "tagged.m4a": ".m4a", "tagged-vorbis.ogg": ".ogg", "tagged-voice.opus": ".ogg"}


def cleaned(content: bytes) -> Clean:
    """The clean sound; a test fails where there is none."""
    result = clean(content)
    assert isinstance(result, Clean), result
    return result


def said(content: bytes) -> str:
    """The fault of a file; a test fails where there is none."""
    result = clean(content)
    assert isinstance(result, Fault), result
    assert result.hint
    return result.what


@pytest.mark.parametrize(("name", "suffix"), TAGGED.items())
def test_nothing_is_left_but_the_sound(name: str, suffix: str, sound: Sound) -> None:
    """Names, places, covers, dates of every kind of tag are gone, and our check of finished sites agrees."""
    before = sound(name)
    after = cleaned(before)

    assert b"SECRET" in before or b"S\0E\0C\0R\0E\0T" in before
    assert not re.search(rb"S\0?E\0?C\0?R\0?E\0?T", after.data)
    assert (telltales(before) != [], telltales(after.data)) == (True, [])
    assert after.suffix == suffix
    assert after.seconds == pytest.approx(1.5, abs=0.1)
    assert len(after.data) < len(before)


@pytest.mark.parametrize("name", TAGGED)
def test_another_program_finds_the_same_length_and_no_tag(name: str, sound: Sound) -> None:
    """mutagen reads the result as it read the original."""
    before, after = mutagen.File(BytesIO(sound(name))), mutagen.File(BytesIO(cleaned(sound(name)).data))

    assert after.info.length == pytest.approx(before.info.length, abs=0.05)
    assert not after.tags
    assert before.tags


@pytest.mark.parametrize("name", TAGGED)
def test_to_clean_twice_changes_nothing(name: str, sound: Sound) -> None:
    """What is kept is all kept: the second time there is nothing to take away."""
    once = cleaned(sound(name))

    assert cleaned(once.data) == once


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("film.m4a", "contient une vidéo"),
        ("fragmented.m4a", "par fragments"),
        ("lossless.m4a", "est codé en ALAC"),
        ("flac.ogg", "est codé en FLAC"),
        ("wave-inside.mp3", "est un son WAV"),
    ],
)
def test_a_sound_of_another_kind_is_named(name: str, words: str, sound: Sound) -> None:
    """The message says what the file is, not only what it is not."""
    assert words in said(sound(name))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "est vide"),
        (b"Bonjour", "n’est pas un son reconnu"),
        (b"%PDF-1.7", "est un PDF"),
        (b"\xff\xd8\xff\xe0", "est une image"),
        (b"#!AMR\n", "est un son AMR"),
        (b"\xff\xf1\x50\x80", "est un son AAC sans son enveloppe"),
        (b"ID3\4\0\0\0\0\0\0" + bytes(500), "est abîmé"),
        (b"ID3\4\0\0\x7f\x7f\x7f\x7f" + bytes(500), "est abîmé"),
        (b"\0\0\0\x14ftypqt  " + bytes(8), "contient une vidéo"),
        (b"\0\0\0\x14ftypM4A " + bytes(8), "n’a pas d’index"),
        (b"OggS", "est coupé"),
    ],
)
def test_what_is_no_sound_has_its_sentence(content: bytes, words: str) -> None:
    """Empty, text, image, other codecs, tags without a sound."""
    assert words in said(content)


@pytest.mark.parametrize("name", ["tagged.m4a", "tagged-vorbis.ogg", "tagged-voice.opus"])
@pytest.mark.parametrize("part", [0.1, 0.4, 0.7, 0.95])
def test_a_cut_file_is_never_published(name: str, part: float, sound: Sound) -> None:
    """An interrupted copy is told, wherever it stopped."""
    whole = cleaned(sound(name)).data  # its index first: nothing after the sound to betray the cut

    assert re.match("est coupé|est abîmé", said(whole[: int(len(whole) * part)]))


def test_an_mp3_cut_within_a_frame_or_short_of_its_count_is_told(sound: Sound) -> None:
    """The last frame is not whole, or the index of the first one counts more frames than there are."""
    whole = cleaned(sound("tagged.mp3")).data

    assert b"Info" in whole[:64] or b"Xing" in whole[:64]
    for end in (len(whole) - 10, len(whole) // 2, len(whole) // 3):
        assert "est coupé" in said(whole[:end])


def test_a_sound_of_no_length_is_told(sound: Sound) -> None:
    """An M4A whose header says zero, an Opus stream that ends at once."""
    whole = cleaned(sound("tagged.m4a")).data
    header = whole.index(b"mdhd") + 20

    assert "ne dure rien" in said(whole[:header] + bytes(4) + whole[header + 4 :])


def test_ogg_files_put_end_to_end_are_told_and_what_trails_is_left_behind(sound: Sound) -> None:
    """The second piece would be lost without a word, or bring its own comments; an ID3v1 tag is neither."""
    content = sound("tagged-voice.opus")

    assert "mis bout à bout" in said(content + content)
    assert cleaned(content + b"TAG" + bytes(125)) == cleaned(content)


def test_a_damaged_page_of_ogg_is_told(sound: Sound) -> None:
    """Its checksum no longer fits."""
    content = bytearray(sound("tagged-voice.opus"))
    content[-100] ^= 1

    assert "est abîmé" in said(bytes(content))


def test_a_page_of_ogg_says_nothing_by_its_flags(sound: Sound) -> None:
    """Five of their bits have no meaning: whatever was put there would go out with the sound."""
    pages = BytesIO(sound("tagged-voice.opus"))
    OggPage(pages)  # type: ignore[no-untyped-call]  # it has no annotations
    content = pages.getvalue()
    first, rest = content[: pages.tell()], content[pages.tell() :]
    marked = OggPage(BytesIO(first[:5] + b"\x0a" + first[6:])).write()  # type: ignore[no-untyped-call]

    assert "est abîmé" in said(marked + rest)
    assert cleaned(OggPage(BytesIO(first)).write() + rest)  # type: ignore[no-untyped-call]


def mutated(content: bytes, rng: random.Random) -> bytes:
    """A file that something happened to: bytes changed, lost, added, claimed to be many, or its end gone."""
    data = bytearray(content)
    for _ in range(rng.randint(1, 5)):
        place = rng.randrange(min(len(data), rng.choice((64, 1000, len(data)))))
        kind = rng.randrange(5)
        if kind == 0:
            data[place] = rng.randrange(256)
        elif kind == 1:
            data[place : place + 4] = rng.choice((b"\xff" * 4, bytes(4), b"\0\0\0\1", b"\x7f\xff\xff\xff"))
        elif kind == 2:
            del data[place : place + rng.randint(1, 100)]
        elif kind == 3:
            data[place:place] = rng.randbytes(rng.randint(1, 40))
        else:
            data = data[: place + 1]
        data = data or bytearray(1)
    return bytes(data)


@pytest.mark.parametrize("name", [*TAGGED, "film.m4a", "fragmented.m4a", "flac.ogg"])
def test_no_damage_makes_an_accident(name: str, sound: Sound, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever happens to a file there is a sound or a sentence, and never much more out than in."""
    rng = random.Random(name)
    for turn in range(300):
        if turn == 150:  # from here on every page of Ogg is believed, as from a hostile hand that sums it again
            monkeypatch.setattr("aivm.media.sounds.ogg.is_whole", lambda page, raw: True)
        content = mutated(sound(name), rng)
        result = clean(content)

        assert isinstance(result, Fault) or len(result.data) <= len(content) + 1000


def test_claims_beyond_the_file_cost_nothing(sound: Sound) -> None:
    """Four billion samples, or the same bytes claimed a million times: refused before memory is asked for."""
    whole = cleaned(sound("tagged.m4a")).data
    table = whole.index(b"stsz") + 8

    for each, count in ((0, 0xFFFFFFFF), (0xFFFFFFFF, 0xFFFFFFFF), (1, 0xFFFFFFFF), (1000, 1_000_000)):
        assert "est abîmé" in said(whole[:table] + struct.pack(">II", each, count) + whole[table + 8 :])


def test_tags_stacked_by_thousands_are_taken_away_in_a_moment(sound: Sound) -> None:
    """Each ID3v1 found uncovers another: they are counted, not copied."""
    whole = cleaned(sound("tagged.mp3"))

    assert cleaned(whole.data + (b"TAG" + bytes(125)) * 40_000) == whole
    assert cleaned((b"ID3\4\0\0\0\0\0\0") * 40_000 + whole.data) == whole
