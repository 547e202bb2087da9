"""What a good answer is to each question of `new-story`: its value, or None and the reason in French."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from aivm.drafts.folder import IMAGE_SUFFIXES, TITLE_LENGTH, Draft, draft_of, read_draft
from aivm.drafts.story_file import free_slug, is_taken
from aivm.people.letters import slug
from aivm.text.photo_line import Minors, minors_choices, minors_of
from aivm.text.sound_line import SOUND_SUFFIXES

Start = tuple[Draft, Path]

NO_DRAFT = Draft("", "")
DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})|(\d{4})-(\d\d)-(\d\d)")


def dropped_path(typed: str) -> Path:
    """The path that a person typed or dropped on the terminal, which adds quotes, spaces, backslashes or `file://`."""
    text = typed.strip().removeprefix("& ").strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif text.startswith("file://"):
        text = url2pathname(urlsplit(text).path)
    elif os.name != "nt" and not Path(text).exists():
        text = re.sub(r"\\(.)", r"\1", text)
    return Path(text).expanduser() if text else Path()


def check_start(typed: str) -> tuple[Start | None, str]:
    """A folder or a .txt to start from, with where it is; an empty answer is no start."""
    path = dropped_path(typed)
    if path == Path():
        return (NO_DRAFT, path), ""
    if path.is_dir():
        draft, problems = read_draft(path, path.name)
    elif path.is_file():
        draft, problems = draft_of(path.read_bytes(), path.name)
    else:
        return None, f"« {path} » n’existe pas. Glissez le dossier ou le fichier dans cette fenêtre."
    reasons = " ".join(f"{problem.message} {problem.hint}" for problem in problems)
    return ((draft, path), "") if draft else (None, reasons)


def check_title(typed: str) -> tuple[str | None, str]:
    """A title that gives an address."""
    if not slug(typed):
        return None, "Il faut un titre, avec au moins une lettre ou un chiffre."
    if len(typed) > TITLE_LENGTH:
        return None, f"Ce titre a {len(typed)} caractères : gardez-en {TITLE_LENGTH} au plus."
    return typed, ""


def check_address(root: Path, typed: str) -> tuple[str | None, str]:
    """An address that no story has."""
    if typed != slug(typed):
        return None, f"« {typed} » n’est pas une adresse : écrivez par exemple « {slug(typed) or 'mon-recit'} »."
    if is_taken(root, typed):
        return None, f"« {typed} » est déjà prise : choisissez par exemple « {free_slug(root, typed)} »."
    return typed, ""


def check_day(typed: str) -> tuple[str | None, str]:
    """A day, as JJ/MM/AAAA whatever way it was typed."""
    match = DAY.fullmatch(typed)
    if not match:
        return None, f"« {typed} » n’est pas une date : écrivez-la comme 08/11/2026."
    day, month, year, *iso = match.groups()
    year, month, day = iso if iso[0] else (year, month, day)
    try:
        return date(int(year), int(month), int(day)).strftime("%d/%m/%Y"), ""
    except ValueError:
        return None, f"Le jour « {typed} » n’existe pas : écrivez-le comme 08/11/2026."


def check_volunteer(typed: str) -> tuple[str | None, str]:
    """The id of a volunteer, or an empty answer."""
    if typed == slug(typed):
        return typed, ""
    return (
        None,
        f"« {typed} » n’est pas un identifiant : prenez celui de volontaires.yaml, par exemple « prenom-2027 ».",
    )


def check_media(typed: str) -> tuple[Path | None, str]:
    """The file of a photo or a sound; an empty answer is `Path()`: no more of them."""
    path = dropped_path(typed)
    if path == Path():
        return path, ""
    if not path.is_file():
        return None, f"« {path} » n’existe pas. Glissez le fichier dans cette fenêtre."
    if path.suffix.lower() not in IMAGE_SUFFIXES | SOUND_SUFFIXES:
        kinds = ".jpg, .png, .webp, .heic, .mp3, .m4a ou .ogg"
        return None, f"« {path.name} » n’est ni une photo ni un son : il faut un fichier {kinds}."
    return path, ""


def check_minors(typed: str) -> tuple[Minors | None, str]:
    """One of the three statements on minors."""
    return minors_of(typed), f"« {typed} » n’est pas l’une de ces réponses : {minors_choices()}."


def check_words(typed: str, reason: str) -> tuple[str | None, str]:
    """Any words, or `reason`."""
    return typed or None, reason
