"""`python3 tasks.py new-story`: a story's folder from a few questions, asked again until the answer is good."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from aivm.drafts.answers import (
    check_address,
    check_day,
    check_media,
    check_minors,
    check_start,
    check_title,
    check_volunteer,
    check_words,
)
from aivm.drafts.folder import Draft
from aivm.drafts.story_file import FILE, NewStory, free_slug, media_name, write
from aivm.people.letters import slug
from aivm.text.photo_line import PhotoLine, minors_choices
from aivm.text.sound_line import SOUND_SUFFIXES, SoundLine

Ask = Callable[[str], str]
Say = Callable[[str], None]
Photo = tuple[Path, PhotoLine]
Sound = tuple[Path, SoundLine]
T = TypeVar("T")


def run(root: Path, ask: Ask = input, say: Say = print) -> int:
    """Make content/recits/<slug>/recit.md under `root`: 0, or 1 when left (Ctrl-C, end of input) or not written.

    Nothing is written before the last answer, and then all at once.
    """
    try:
        say("Nouveau récit. Ctrl-C pour arrêter à tout moment : rien ne sera créé.")
        folder = write(root, _interview(root, ask, say))
    except (KeyboardInterrupt, EOFError):
        say("\nArrêté : rien n’a été créé.")
        return 1
    except OSError as error:
        say(
            f"Le récit n’a pas pu être créé : {error}. Vérifiez le fichier et la place sur le disque, puis recommencez."
        )
        return 1
    say(f"Récit créé : {folder.relative_to(root).as_posix()}/{FILE}")
    say("C’est un brouillon. Une fois relu, remplacez « brouillon : oui » par « publié le : JJ/MM/AAAA ».")
    return 0


def _interview(root: Path, ask: Ask, say: Say) -> NewStory:
    question = "Dossier WhatsApp ou fichier .txt de départ (glissez-le ici, ou Entrée s’il n’y en a pas) : "
    draft, folder = _until(ask, say, question, check_start)
    fields = {key: field.value for key, field in (draft.fields or {}).items()}
    title = _until(ask, say, f"Titre{_default(draft.title)} : ", lambda typed: check_title(typed or draft.title))
    address = free_slug(root, slug(title))
    if address != slug(title):
        say(f"L’adresse /recits/{slug(title)}/ est déjà prise.")
        question = f"Adresse de ce récit{_default(address)} : "
        address = _until(ask, say, question, lambda typed: check_address(root, typed or address))
    day = fields.get("ecrit_le", "")
    written = _until(ask, say, f"Écrit le (JJ/MM/AAAA){_default(day)} : ", lambda typed: check_day(typed or day))
    who = fields.get("volontaire", "")
    question = f"Identifiant du volontaire{_default(who) or ' (facultatif)'} : "
    volunteer = _until(ask, say, question, lambda typed: check_volunteer(typed or who))
    themes = _themes(ask("Thèmes, séparés par des virgules (facultatif) : ") or fields.get("themes", ""))
    photos, sounds = _media(draft, folder, ask, say)
    return NewStory(address, title, written, volunteer, themes, photos, draft.body_markdown, sounds)


def _until(ask: Ask, say: Say, question: str, check: Callable[[str], tuple[T | None, str]]) -> T:
    """Ask until the answer is good; each refusal is said with its reason."""
    while True:
        value, reason = check(ask(question).strip())
        if value is not None:
            return value
        say(reason)


def _media(draft: Draft, folder: Path, ask: Ask, say: Say) -> tuple[tuple[Photo, ...], tuple[Sound, ...]]:
    """The draft's photos and sounds, then those that are given one by one, each with its answers."""
    photos: list[Photo] = []
    sounds: list[Sound] = []
    for line in draft.photos:
        photos.append(_described(folder / line.file, line, photos, ask, say))
    for heard in draft.sounds:
        sounds.append(_attributed(folder / heard.file, heard, sounds, ask, say))
    while True:
        question = "Photo ou son (glissez le fichier ici, ou Entrée s’il n’y en a plus) : "
        path = _until(ask, say, question, check_media)
        if path == Path():
            return tuple(photos), tuple(sounds)
        if path.suffix.lower() in SOUND_SUFFIXES:
            sounds.append(_attributed(path, SoundLine(path.name), sounds, ask, say))
        else:
            photos.append(_described(path, PhotoLine(path.name), photos, ask, say))


def _described(path: Path, line: PhotoLine, before: list[Photo], ask: Ask, say: Say) -> Photo:
    """A photo with what is still to be said of it, under a plain name."""
    say(f"Photo « {path.name} »")
    question = "  Que voit-on, pour qui ne la voit pas (« décorative » si elle ne dit rien) : "
    alt = line.alt or _until(
        ask, say, question, lambda typed: check_words(typed, "Décrivez la photo en quelques mots.")
    )
    question = "  Qui l’a prise (prénom ou association) : "
    credit = line.credit or _until(ask, say, question, lambda typed: check_words(typed, "Dites qui a pris la photo."))
    minors = line.minors or _until(ask, say, f"  Mineurs ({minors_choices()}) : ", check_minors)
    name = media_name(path, [photo.file for _, photo in before])
    return path, replace(line, file=name, alt=alt, credit=credit, minors=minors)


def _attributed(path: Path, line: SoundLine, before: list[Sound], ask: Ask, say: Say) -> Sound:
    """A sound with what is still to be said of it, under a plain name."""
    say(f"Son « {path.name} »")
    question = "  Qui entend-on (prénom ou association, avec son accord) : "
    credit = line.credit or _until(ask, say, question, lambda typed: check_words(typed, "Dites qui l’on entend."))
    minors = line.minors or _until(ask, say, f"  Mineurs ({minors_choices()}) : ", check_minors)
    name = media_name(path, [sound.file for _, sound in before])
    return path, replace(line, file=name, credit=credit, minors=minors)


def _themes(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(theme.strip() for theme in re.split("[,;]", typed) if theme.strip()))


def _default(value: str) -> str:
    return f" (Entrée : {value})" if value else ""
