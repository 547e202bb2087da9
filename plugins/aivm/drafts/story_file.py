"""A story's folder on the disk: content/recits/<slug>/recit.md, its photos and sounds, made whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from aivm.people.letters import MAX_LENGTH, slug
from aivm.text.photo_line import PhotoLine
from aivm.text.sound_line import SoundLine

STORIES = Path("content", "recits")
EXAMPLES = Path("content", "exemples", "recits")  # the same addresses
RESERVED = frozenset({"themes"})
FILE = "recit.md"
TO_WRITE = "À COMPLÉTER : écrivez ici le récit."


@dataclass(frozen=True)
class NewStory:
    """What is known of a story to be made; each photo or sound is a file somewhere and what is said of it."""

    slug: str
    title: str
    written: str  # JJ/MM/AAAA
    volunteer: str = ""  # id
    themes: tuple[str, ...] = ()
    photos: tuple[tuple[Path, PhotoLine], ...] = ()
    body: str = ""  # Markdown
    sounds: tuple[tuple[Path, SoundLine], ...] = ()


def render(story: NewStory) -> str:
    """The text of recit.md. A new story is a draft (`brouillon : oui`) until someone gives its day of publication."""
    lines = [("titre", story.title), ("écrit le", story.written), ("brouillon", "oui")]
    lines += [("volontaire", story.volunteer), ("thèmes", ", ".join(story.themes))]
    for _, photo in story.photos:
        lines += [("photo", photo.file), ("alt", photo.alt), ("crédit", photo.credit), ("mineurs", photo.minors or "")]
    for _, sound in story.sounds:
        lines += [("son", sound.file), ("crédit", sound.credit), ("mineurs", sound.minors or "")]
    header = "\n".join(f"{key} : {value}" for key, value in lines if value)
    return f"{header}\n\n{story.body.strip() or TO_WRITE}\n"


def write(root: Path, story: NewStory) -> Path:
    """Make the folder of a story under `root` and return it; OSError leaves nothing behind.

    Everything is prepared in a folder beside it, then renamed: a build or a stop halfway never sees half a story.
    """
    stories = root / STORIES
    stories.mkdir(parents=True, exist_ok=True)
    folder = stories / story.slug
    if folder.exists():
        raise FileExistsError(f"{folder} existe déjà")
    with tempfile.TemporaryDirectory(prefix=".nouveau-", dir=stories) as beside:
        made = Path(beside) / story.slug
        made.mkdir()
        for path, name in files_of(story):
            shutil.copyfile(path, made / name)
        (made / FILE).write_text(render(story), encoding="utf-8", newline="\n")
        return made.rename(folder)


def files_of(story: NewStory) -> list[tuple[Path, str]]:
    """Each photo and sound to copy, and its name in the folder."""
    photos = [(path, photo.file) for path, photo in story.photos]
    return photos + [(path, sound.file) for path, sound in story.sounds]


def is_taken(root: Path, name: str) -> bool:
    """Whether a story, an example or the site itself already has this address."""
    return name in RESERVED or any((root / folder / name).exists() for folder in (STORIES, EXAMPLES))


def free_slug(root: Path, name: str) -> str:
    """`name`, or the first of name-2, name-3… that no story has."""
    candidate, rank = name, 1
    while is_taken(root, candidate):
        rank += 1
        suffix = f"-{rank}"
        candidate = name[: MAX_LENGTH - len(suffix)].rstrip("-") + suffix
    return candidate


def media_name(path: Path, taken: Iterable[str]) -> str:
    """A plain file name for a photo or a sound, different from those already taken."""
    others: Sequence[str] = tuple(taken)
    stem, suffix = slug(path.stem) or "photo", path.suffix.lower()
    name, rank = f"{stem}{suffix}", 1
    while name in others:
        rank += 1
        name = f"{stem}-{rank}{suffix}"
    return name
