"""A folder with one .txt, photos and sounds, as WhatsApp or an e-mail leaves it -> a draft and open questions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aivm.drafts.chat_markdown import strip_marks, to_markdown
from aivm.drafts.messages import strip_messages
from aivm.drafts.questions import Question, questions_of, unused_file
from aivm.problems import Problem, Where
from aivm.text.decode import decode_story
from aivm.text.fold import fold
from aivm.text.front_matter import MEDIA, MEDIA_ALIASES, MEDIA_KEYS, Field, read_lines, split_line
from aivm.text.photo_line import PhotoLine
from aivm.text.sound_line import SOUND_SUFFIXES, SoundLine

IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".gif", ".tif", ".tiff"})
IGNORED = frozenset({"lisezmoi.txt", "thumbs.db", "desktop.ini"})
ANSWERS = frozenset({"titre", "ecrit_le", "volontaire", "themes"})  # lines that answer, wherever they stand
ALIASES = {"theme": "themes", "volontaires": "volontaire"}
TITLE_LENGTH = 140
EMOJI = frozenset({"So", "Sk", "Cf", "Cn", "Co", "Me", "Mn", "Zs"})


@dataclass(frozen=True)
class Draft:
    """A story not yet complete: title, body in Markdown, photos, answers already in the text, and sounds."""

    title: str
    body_markdown: str
    photos: tuple[PhotoLine, ...] = ()
    fields: Mapping[str, Field] | None = None
    sounds: tuple[SoundLine, ...] = ()


def read_draft(folder: Path, file: str) -> tuple[Draft | None, list[Question]]:
    """The draft in a folder, named `file` in messages, and a question for each fact it lacks; None without one text."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file() and path.name.casefold() not in IGNORED)
    texts = [name for name in names if name.casefold().endswith(".txt")]
    if len(texts) != 1:
        return None, [_not_one_text(texts, file)]
    photos = [name for name in names if Path(name).suffix.casefold() in IMAGE_SUFFIXES]
    sounds = [name for name in names if Path(name).suffix.casefold() in SOUND_SUFFIXES]
    others = [name for name in names if name not in (*photos, *sounds, *texts) and not name.startswith(".")]
    draft, questions = draft_of((folder / texts[0]).read_bytes(), f"{file}/{texts[0]}", photos, sounds)
    return draft, questions + [unused_file(f"{file}/{name}") for name in others]


def draft_of(
    raw: bytes, file: str, photos: Sequence[str] = (), sounds: Sequence[str] = ()
) -> tuple[Draft | None, list[Question]]:
    """The draft in one text file, with the names of the photos and sounds that came with it."""
    text, problems = decode_story(raw, file)
    if not text:
        return None, problems
    found = strip_messages(text)
    answers, lines = _answers(found.lines, {"photo": photos, "son": sounds})
    matter, wrong = read_lines(answers, file, known=ANSWERS, aliases=ALIASES)
    title, body = _title(matter.fields, found.subject, lines)
    if not title:
        return None, [
            *problems,
            Problem(Where(file), "ce fichier ne contient aucun texte de récit.", "Écrivez-y le récit."),
        ]
    heard = _merged_sounds(matter.sounds, sounds)
    draft = Draft(title, to_markdown(body), _merged(matter.photos, photos), matter.fields, heard)
    return draft, [*problems, *wrong, *questions_of(matter.fields, draft.photos, found, file, draft.sounds)]


def strip_emoji(title: str) -> str:
    """A title without the emoji and spaces around it; punctuation stays."""
    start, end = 0, len(title)
    while start < end and unicodedata.category(title[start]) in EMOJI:
        start += 1
    while end > start and unicodedata.category(title[end - 1]) in EMOJI:
        end -= 1
    return title[start:end]


def _answers(
    lines: Sequence[tuple[int, str]], files: Mapping[str, Sequence[str]]
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Lines that answer a question, and the others. « Photo : le marché » is an answer only if there is such a file."""
    answers: list[tuple[int, str]] = []
    others: list[tuple[int, str]] = []
    names = {key: {name.casefold() for name in found} for key, found in files.items()}
    under = False
    for number, line in lines:
        key, value = split_line(line) or ("", "")
        key = fold(key)
        key = MEDIA_ALIASES.get(key, ALIASES.get(key, key))
        if key in MEDIA:
            under = value.casefold() in names[key]
        elif line and key not in MEDIA_KEYS:
            under = False
        (answers if key in ANSWERS or (key in MEDIA_KEYS and under) else others).append((number, line))
    return answers, others


def _title(fields: Mapping[str, Field], subject: str, lines: Sequence[tuple[int, str]]) -> tuple[str, list[str]]:
    """The title and the body: a title of its own, else an e-mail's subject, else the first line that has words."""
    body = [line for _, line in lines]
    given = fields["titre"].value if "titre" in fields else subject
    if given:
        return _clean_title(given), body
    first = next((index for index, line in enumerate(body) if re.search(r"\w", line)), len(body))
    if first == len(body):
        return "", []
    title = _clean_title(body[first])
    if len(title) <= TITLE_LENGTH:
        return title, body[first + 1 :]
    # A story that starts without a title: its first words serve, and none is lost.
    return title[: TITLE_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…", body[first:]


def _clean_title(line: str) -> str:
    return strip_emoji(strip_marks(strip_emoji(line)).lstrip("#")).strip()


def _merged(answered: Sequence[PhotoLine], names: Sequence[str]) -> tuple[PhotoLine, ...]:
    """Photos in the order of the answers, then the others by name; a photo named twice is one."""
    real = {name.casefold(): name for name in names}
    merged: dict[str, PhotoLine] = {}
    for photo in (*answered, *map(PhotoLine, names)):
        name = real[photo.file.casefold()]
        known = merged.get(name, PhotoLine(name, line=photo.line))
        merged[name] = replace(
            known,
            alt=known.alt or photo.alt,
            credit=known.credit or photo.credit,
            minors=known.minors or photo.minors,
        )
    return tuple(merged.values())


def _merged_sounds(answered: Sequence[SoundLine], names: Sequence[str]) -> tuple[SoundLine, ...]:
    """The same for sounds."""
    real = {name.casefold(): name for name in names}
    merged: dict[str, SoundLine] = {}
    for sound in (*answered, *map(SoundLine, names)):
        name = real[sound.file.casefold()]
        known = merged.get(name, SoundLine(name, line=sound.line))
        merged[name] = replace(known, credit=known.credit or sound.credit, minors=known.minors or sound.minors)
    return tuple(merged.values())


def _not_one_text(texts: Sequence[str], file: str) -> Problem:
    if not texts:
        return Problem(
            Where(file), "ce dossier n’a pas de fichier .txt.", "Collez le récit dans un fichier « recit.txt »."
        )
    names = ", ".join(f"« {name} »" for name in texts)
    return Problem(Where(file), f"ce dossier a plusieurs textes : {names}.", "Gardez un seul fichier .txt par récit.")
