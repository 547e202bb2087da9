"""A story's folder on the disk: content/recits/<slug>/recit.md and its photos, made whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from aivm.text.photo_line import PhotoLine
from aivm.text.slug import MAX_LENGTH, slug

STORIES = Path("content", "recits")
EXAMPLES = Path("content", "exemples", "recits")  # the same addresses
RESERVED = frozenset({"themes"})
FILE = "recit.md"
TO_WRITE = "À COMPLÉTER : écrivez ici le récit."


@dataclass(frozen=True)
class NewStory:
    """What is known of a story to be made; each photo is a file somewhere and what is said of it."""

    slug: str
    title: str
    written: str  # JJ/MM/AAAA
    volunteer: str = ""  # id
    themes: tuple[str, ...] = ()
    photos: tuple[tuple[Path, PhotoLine], ...] = ()
    body: str = ""  # Markdown


def render(story: NewStory) -> str:
    """The text of recit.md. A new story is a draft (`brouillon : oui`) until someone gives its day of publication."""
    lines = [("titre", story.title), ("écrit le", story.written), ("brouillon", "oui")]
    lines += [("volontaire", story.volunteer), ("thèmes", ", ".join(story.themes))]
    for _, photo in story.photos:
        lines += [("photo", photo.file), ("alt", photo.alt), ("crédit", photo.credit), ("mineurs", photo.minors or "")]
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
        for path, photo in story.photos:
            shutil.copyfile(path, made / photo.file)
        (made / FILE).write_text(render(story), encoding="utf-8", newline="\n")
        return made.rename(folder)


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


def photo_name(path: Path, taken: Iterable[str]) -> str:
    """A plain file name for a photo, different from those already taken."""
    others: Sequence[str] = tuple(taken)
    stem, suffix = slug(path.stem) or "photo", path.suffix.lower()
    name, rank = f"{stem}{suffix}", 1
    while name in others:
        rank += 1
        name = f"{stem}-{rank}{suffix}"
    return name
