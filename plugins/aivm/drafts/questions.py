"""What a draft leaves open: one French question for each missing fact, with the line that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from aivm.drafts.messages import Stripped, day_of
from aivm.problems import Problem, Severity, Where
from aivm.text.front_matter import Field
from aivm.text.photo_line import PhotoLine, minors_choices
from aivm.text.sound_line import SoundLine

WHATSAPP_PHOTO = re.compile(r"(?:IMG|PHOTO)-(\d{4})-?(\d\d)-?(\d\d)-", re.IGNORECASE)

Question = Problem  # always of Severity.ADVICE: it waits for an answer and stops nothing


def questions_of(
    fields: Mapping[str, Field],
    photos: Sequence[PhotoLine],
    found: Stripped,
    file: str,
    sounds: Sequence[SoundLine] = (),
) -> Iterator[Question]:
    """What a person still has to say, one question a fact. Days seen in messages and file names are only proposed."""
    if "ecrit_le" not in fields:
        day, clue = _likely_day(photos, found)
        proposal = f" {clue} fait penser au {day}." if day else ""
        hint = f"Ajoutez une ligne « écrit le : {day or 'JJ/MM/AAAA'} »."
        yield _question(Where(file), f"quand ce récit a-t-il été écrit ?{proposal}", hint)
    if "volontaire" not in fields:
        yield _question(Where(file), "qui raconte ?", "Ajoutez une ligne « volontaire : son-identifiant ».")
    if found.senders > 1:
        message = f"ce fichier mêle les messages de {found.senders} personnes."
        yield _question(Where(file), message, "Gardez seulement ce qui fait le récit, avec leur accord.")
    for photo in photos:
        yield from _photo_questions(photo, file)
    for sound in sounds:
        yield from _sound_questions(sound, file)


def unused_file(file: str) -> Question:
    """A file beside the text that no story can show, such as a film."""
    hint = "Le récit ne montre que le texte, les photos et les sons : retirez ce fichier du dossier."
    return _question(Where(file), "ce fichier n’est ni le texte, ni une photo, ni un son.", hint)


def _likely_day(photos: Sequence[PhotoLine], found: Stripped) -> tuple[str, str]:
    """A day to propose and where it was seen; ("", "") without one."""
    for photo in photos:
        match = WHATSAPP_PHOTO.match(photo.file)
        if match:
            year, month, day = match.groups()
            return day_of([day, month, year]), f"Le nom de la photo « {photo.file} »"
    return (found.days[-1], "Le dernier message") if found.days else ("", "")


def _photo_questions(photo: PhotoLine, file: str) -> Iterator[Question]:
    where = Where(file, photo.line, photo.file)
    above = f"Sous la ligne « photo : {photo.file} », " if photo.line else f"Sous une ligne « photo : {photo.file} », "
    if not photo.alt:
        yield _question(where, f"que voit-on sur « {photo.file} » ?", f"{above}ajoutez « alt : ce que l’on y voit ».")
    if not photo.credit:
        yield _question(where, f"qui a pris « {photo.file} » ?", f"{above}ajoutez « crédit : prénom ou association ».")
    if not photo.minors:
        hint = f"{above}ajoutez « mineurs : » et l’une de ces réponses : {minors_choices()}."
        yield _question(where, f"y a-t-il des mineurs sur « {photo.file} » ?", hint)


def _sound_questions(sound: SoundLine, file: str) -> Iterator[Question]:
    where = Where(file, sound.line, sound.file)
    under = f"Sous {'la' if sound.line else 'une'} ligne « son : {sound.file} », "
    if not sound.credit:
        hint = f"{under}ajoutez « crédit : prénom ou association », avec l’accord de la personne."
        yield _question(where, f"qui entend-on dans « {sound.file} » ?", hint)
    if not sound.minors:
        hint = f"{under}ajoutez « mineurs : » et l’une de ces réponses : {minors_choices()}."
        yield _question(where, f"entend-on des mineurs dans « {sound.file} » ?", hint)


def _question(where: Where, message: str, hint: str) -> Question:
    return Problem(where, message, hint, Severity.ADVICE)
