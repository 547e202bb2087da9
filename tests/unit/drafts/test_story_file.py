from __future__ import annotations

from pathlib import Path

import pytest
from aivm.drafts.story_file import NewStory, free_slug, media_name, render, write
from aivm.text.front_matter import parse
from aivm.text.photo_line import Minors, PhotoLine

KNOWN = frozenset({"titre", "ecrit_le", "brouillon", "volontaire", "themes"})
LINE = PhotoLine("puits.jpg", "Un puits : l’eau", "AIVM", Minors.AUTHORISED)


def story(photo: Path) -> NewStory:
    """A complete one."""
    return NewStory(
        "le-puits", "Le puits : récit", "08/11/2026", "awa-2026", ("eau", "école"), ((photo, LINE),), "Texte."
    )


def test_what_is_written_reads_back() -> None:
    """The file is in the very form that the site reads, without a problem."""
    header, body, _, problems = parse(render(story(Path("x.jpg"))), "recit.md", known=KNOWN)

    assert problems == []
    assert {key: field.value for key, field in header.fields.items()} == {
        "titre": "Le puits : récit",
        "ecrit_le": "08/11/2026",
        "brouillon": "oui",
        "volontaire": "awa-2026",
        "themes": "eau, école",
    }
    assert [(photo.file, photo.alt, photo.credit, photo.minors) for photo in header.photos] == [
        ("puits.jpg", "Un puits : l’eau", "AIVM", Minors.AUTHORISED)
    ]
    assert body == "Texte."


def test_a_story_without_text_cannot_be_published_by_mistake() -> None:
    """« À COMPLÉTER » stops a production build."""
    assert render(NewStory("a", "A", "08/11/2026")).endswith("\n\nÀ COMPLÉTER : écrivez ici le récit.\n")


def test_a_folder_is_made_whole(tmp_path: Path) -> None:
    """Text and photos, and nothing else beside."""
    photo = tmp_path / "IMG.JPG"
    photo.write_bytes(b"photo")
    folder = write(tmp_path, story(photo))

    assert folder == tmp_path / "content/recits/le-puits"
    assert (folder / "puits.jpg").read_bytes() == b"photo"
    assert (folder / "recit.md").read_bytes().decode() == render(story(photo))
    assert list(folder.parent.iterdir()) == [folder]


def test_a_photo_that_went_away_leaves_nothing(tmp_path: Path) -> None:
    """No half-made folder, no temporary one."""
    with pytest.raises(FileNotFoundError):
        write(tmp_path, story(tmp_path / "absente.jpg"))

    assert list((tmp_path / "content/recits").iterdir()) == []


def test_an_existing_story_is_never_overwritten(tmp_path: Path) -> None:
    """Even if it appeared while the questions were answered."""
    (tmp_path / "content/recits/le-puits").mkdir(parents=True)

    with pytest.raises(FileExistsError):
        write(tmp_path, story(tmp_path))


def test_a_taken_address_gives_the_next_one(tmp_path: Path) -> None:
    """Stories, examples and the site's own words share addresses; sixty characters at most."""
    (tmp_path / "content/recits/a").mkdir(parents=True)
    (tmp_path / "content/exemples/recits/a-2").mkdir(parents=True)
    (tmp_path / f"content/recits/{'b' * 60}").mkdir()

    assert free_slug(tmp_path, "a") == "a-3"
    assert free_slug(tmp_path, "themes") == "themes-2"
    assert free_slug(tmp_path, "b" * 60) == "b" * 58 + "-2"
    assert free_slug(tmp_path, "c") == "c"


def test_photos_have_plain_and_different_names() -> None:
    """Two photos of the same name from two folders, or a name without a letter."""
    assert media_name(Path("x/L’été à Mopti.JPG"), []) == "l-ete-a-mopti.jpg"
    assert media_name(Path("y/a.jpg"), ["a.jpg", "a-2.jpg"]) == "a-3.jpg"
    assert media_name(Path("😀.png"), []) == "photo.png"
