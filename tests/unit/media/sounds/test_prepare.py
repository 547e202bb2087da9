"""The sounds of a build: made once, named by content, each refusal told where the sound was asked for."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from aivm.media.sounds.length import spoken
from aivm.media.sounds.prepare import COVER, file_of, prepare_all
from aivm.problems import Severity, Where

from tests.conftest import PROJECT

SOUNDS = PROJECT / "tests" / "data" / "sounds"
LIMIT = 3_000_000
HERE = Where("content/recits/a/recit.md", 5, "son")


def prepared(path: Path, cache: Path, limit: int = LIMIT) -> list[str]:
    """What is said of one file."""
    return [problem.message for problem in prepare_all([(path, HERE)], cache, limit)[1]]


def test_a_sound_is_named_by_its_content(tmp_path: Path) -> None:
    """Two names of the same bytes are one file; nothing of the name is in the address."""
    other = tmp_path / "Awa à Mopti.mp3"
    shutil.copy(SOUNDS / "tagged.mp3", other)
    sounds, problems = prepare_all([(SOUNDS / "tagged.mp3", HERE), (other, HERE)], tmp_path / "cache", LIMIT)
    one, two = sounds.values()

    assert problems == []
    assert one == two
    assert one.name.startswith("sons/")
    assert file_of(tmp_path / "cache", one).stat().st_size == one.weight


@pytest.mark.parametrize("damage", ["entry", "file", "nothing"])
def test_the_cache_is_believed_only_when_whole(damage: str, tmp_path: Path) -> None:
    """A truncated entry or file is made again, to the same bytes."""
    first, _ = prepare_all([(SOUNDS / "tagged.m4a", HERE)], tmp_path, LIMIT)
    (sound,) = first.values()
    data = file_of(tmp_path, sound).read_bytes()
    hurt = next(tmp_path.glob("*.json")) if damage == "entry" else file_of(tmp_path, sound)
    hurt.write_bytes(hurt.read_bytes()[: None if damage == "nothing" else 20])

    assert prepare_all([(SOUNDS / "tagged.m4a", HERE)], tmp_path, LIMIT)[0] == first
    assert file_of(tmp_path, sound).read_bytes() == data


def test_a_voice_message_of_whatsapp_is_published_as_ogg(tmp_path: Path) -> None:
    """Servers know the type of .ogg; the name .opus is no fault."""
    sounds, problems = prepare_all([(SOUNDS / "tagged-voice.opus", HERE)], tmp_path, LIMIT)

    assert problems == []
    assert [Path(sound.name).suffix for sound in sounds.values()] == [".ogg"]


def test_a_wrong_name_is_told_and_stops_nothing(tmp_path: Path) -> None:
    """The first bytes decide, never the suffix."""
    path = tmp_path / "chant.mp3"
    shutil.copy(SOUNDS / "tagged.m4a", path)
    sounds, problems = prepare_all([(path, HERE)], tmp_path / "cache", LIMIT)

    assert [Path(sound.name).suffix for sound in sounds.values()] == [".m4a"]
    assert [(str(problem), problem.severity) for problem in problems] == [
        (
            "content/recits/a/recit.md, ligne 5, « son » : le son « chant.mp3 » n’est pas ce que dit son nom : "
            "c’est un son M4A. Renommez-le en « chant.m4a ».",
            Severity.ADVICE,
        )
    ]


def test_a_heavy_sound_is_told_with_what_to_do(tmp_path: Path) -> None:
    """What is published is weighed, its cover already gone; a monster is not even read."""
    sounds, problems = prepare_all([(SOUNDS / "tagged.mp3", HERE)], tmp_path, 3_000)
    monster = tmp_path / "long.mp3"
    with monster.open("wb") as stream:
        stream.truncate(LIMIT + COVER + 1)

    assert sounds == {}
    assert "limite" in problems[0].message
    assert "32 kbit/s" in problems[0].hint
    assert problems[0].severity is Severity.BLOCKING
    assert prepared(SOUNDS / "tagged.mp3", tmp_path, 4_000) == []
    assert prepared(monster, tmp_path) == ["le son « long.mp3 » pèse 13,0 Mo ; la limite est de 3,0 Mo."]


def test_a_missing_file_a_folder_and_an_impossible_name_are_told(tmp_path: Path) -> None:
    """One sentence for each, and no exception."""
    for path in (tmp_path / "rien.mp3", tmp_path, Path("a\0.mp3")):
        assert len(prepared(path, tmp_path / "cache")) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the super-user reads everything")
def test_a_file_one_may_not_read_is_told(tmp_path: Path) -> None:
    """The system's refusal is a sentence."""
    path = tmp_path / "a.mp3"
    path.write_bytes(b"x")
    path.chmod(0)

    assert prepared(path, tmp_path / "cache") == ["le son « a.mp3 » ne peut pas être ouvert : la lecture est refusée."]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.6, "1 s"),
        (45.2, "45 s"),
        (59.6, "1 min"),
        (80, "1 min 20"),
        (61.4, "1 min 01"),
        (120, "2 min"),
        (3599.6, "1 h"),
        (3725, "1 h 02"),
    ],
)
def test_a_length_is_said_in_french(seconds: float, words: str) -> None:
    """With narrow no-break spaces."""
    assert spoken(seconds) == words.replace(" ", "\u202f")
