from __future__ import annotations

import os
from pathlib import Path

import pytest
from aivm.drafts.answers import (
    check_address,
    check_day,
    check_media,
    check_start,
    check_title,
    check_volunteer,
    dropped_path,
)


@pytest.mark.parametrize(
    "typed",
    ["{}", "{} ", "  '{}'  ", '"{}"', "& '{}'", "file://{}"],
    ids=["plain", "space", "quotes", "double", "shell", "address"],
)
def test_a_path_dropped_on_a_terminal_is_found(typed: str, tmp_path: Path) -> None:
    """Terminals add quotes, spaces, an ampersand or an address."""
    photo = tmp_path / "a.jpg"

    assert dropped_path(typed.format(photo)) == photo


@pytest.mark.skipif(os.name == "nt", reason="a backslash separates folders on Windows")
def test_escaped_spaces_are_read_and_real_backslashes_kept(tmp_path: Path) -> None:
    """The terminal of macOS writes « ma\\ photo.jpg »."""
    real = tmp_path / "a\\b.jpg"
    real.write_bytes(b"x")

    assert dropped_path(f"{tmp_path}/ma\\ photo\\ \\(1\\).jpg") == tmp_path / "ma photo (1).jpg"
    assert dropped_path(str(real)) == real


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("8/11/2026", "08/11/2026"),
        ("08-11-2026", "08/11/2026"),
        ("2026-11-08", "08/11/2026"),
        ("31/02/2026", None),
        ("hier", None),
        ("", None),
    ],
)
def test_a_day_is_written_one_way(typed: str, day: str | None) -> None:
    """A day that does not exist is refused, with an example."""
    value, reason = check_day(typed)

    assert value == day
    assert day or "08/11/2026" in reason


def test_a_title_has_words_and_a_limit() -> None:
    """An address is made of it."""
    assert check_title("Le puits")[0] == "Le puits"
    assert check_title("😀")[0] is None
    assert "150 caractères" in check_title("a" * 150)[1]


def test_an_address_is_plain_and_free(tmp_path: Path) -> None:
    """A refused address comes with one to use."""
    (tmp_path / "content/recits/a").mkdir(parents=True)

    assert check_address(tmp_path, "b")[0] == "b"
    assert "« l-ete »" in check_address(tmp_path, "L’été")[1]
    assert "« a-2 »" in check_address(tmp_path, "a")[1]


def test_a_volunteer_is_an_id_or_nobody() -> None:
    """Never a name."""
    assert check_volunteer("") == ("", "")
    assert check_volunteer("awa-2026")[0] == "awa-2026"
    assert check_volunteer("Awa T.")[0] is None


def test_a_photo_or_a_sound_exists_and_is_one(tmp_path: Path) -> None:
    """An empty answer ends the list."""
    (tmp_path / "a.HEIC").write_bytes(b"x")
    (tmp_path / "PTT.opus").write_bytes(b"x")
    (tmp_path / "a.pdf").write_bytes(b"x")

    assert check_media("")[0] == Path()
    assert check_media(str(tmp_path / "a.HEIC"))[0] == tmp_path / "a.HEIC"
    assert check_media(str(tmp_path / "PTT.opus"))[0] == tmp_path / "PTT.opus"
    assert "n’est ni une photo ni un son" in check_media(str(tmp_path / "a.pdf"))[1]
    assert "n’existe pas" in check_media(str(tmp_path / "b.jpg"))[1]
    assert "n’existe pas" in check_media(str(tmp_path))[1]


def test_a_start_is_a_folder_a_text_or_nothing(tmp_path: Path) -> None:
    """A folder without a text is refused with the reason."""
    (tmp_path / "recit.txt").write_text("Titre\n\nTexte", encoding="utf-8")
    (tmp_path / "vide").mkdir()

    assert check_start("")[1] == ""
    for typed in (tmp_path, tmp_path / "recit.txt"):
        start, _ = check_start(str(typed))
        assert start is not None
        assert start[0].title == "Titre"
    assert "n’a pas de fichier .txt" in check_start(str(tmp_path / "vide"))[1]
    assert "n’existe pas" in check_start(str(tmp_path / "absent"))[1]
