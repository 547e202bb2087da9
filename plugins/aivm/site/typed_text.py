"""A text file taken apart: its front matter as a row, its words, and what is wrong with either, each at its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from aivm.people import localities, meetings
from aivm.people.letters import slug
from aivm.problems import Problem, Report, Severity, Where
from aivm.records.fields import YES
from aivm.records.raw import RawRecord
from aivm.site.addresses import prefixed, save_as
from aivm.site.claims import Claims
from aivm.site.data import Data
from aivm.site.facts import waiting
from aivm.site.project import Project
from aivm.text.decode import decode_story
from aivm.text.fold import fold
from aivm.text.front_matter import Field, FrontMatter, parse
from aivm.text.markdown import Document, Html, convert

KEY_NAMES = {
    "theme": "themes",
    "niveau": "niveaux",
    "volontaires": "volontaire",
    "anciennes_adresses": "ancienne_adresse",
}


PLACE_HINT = (
    "Si oui, dites seulement {levels}, ou écrivez « lieu public : oui » en tête du fichier "
    "si l’association a décidé de dire ses lieux ; sinon, laissez ainsi."
)


@dataclass(frozen=True)
class TextFile:
    """A text file of the site: where it is, and how messages name it."""

    path: Path
    file: str
    address: str
    example: bool


class Typed(NamedTuple):
    """A text file taken apart: its front matter as a row, its photos, its body, and what is wrong with them."""

    row: RawRecord
    matter: FrontMatter
    document: Document
    problems: list[Problem]


@dataclass(frozen=True)
class Reading:
    """What every text is read with."""

    project: Project
    data: Data
    claims: Claims
    report: Report
    links: dict[tuple[str, str], int] = field(default_factory=dict)  # output path, target -> the line it was typed


def says(row: RawRecord, key: str) -> bool:
    """True where a person wrote « brouillon : oui » for instance, whatever else may be wrong with the story."""
    return fold(str(row.values.get(key, ""))) in YES


def typed_text(source: TextFile, reading: Reading, known: frozenset[str]) -> Typed | None:
    """A text file taken apart; None, with its Problem, where it cannot be read as text."""
    raw = reading.project.read(source.path, reading.report)
    if raw is None:
        return None
    text, problems = decode_story(raw, source.file)
    if not text:
        reading.report.extend(problems)
        return None
    text, advice = looked_over(text, source.file)
    problems += advice
    matter, body, first_line, faults = parse(text, source.file, known=known, aliases=KEY_NAMES)
    document = convert(body, file=source.file, facts=reading.data.values.sentences, first_line=first_line)
    page = save_as(source.address)
    reading.links.update({(page, linked(link.target, reading.project)): link.line for link in document.links})
    row = row_of(matter.fields, source)
    asked = [] if says(row, "lieu_public") else places_asked(text, source.file, reading)
    found = [*problems, *asked, *faults, *document.problems, *waiting(text, source.file, reading.data.values.facts)]
    return Typed(row, matter, document, found)


def looked_over(text: str, file: str) -> tuple[str, list[Problem]]:
    """The text without what opens an online meeting, and what is told of it to whoever wrote it, each at its line."""
    told = meetings.told_keys(text)
    advice = [Problem(Where(file, line + 1), message, meetings.HINT, Severity.ADVICE) for line, message in told]
    return meetings.without_keys(text)[0], advice


def places_asked(text: str, file: str, reading: Reading) -> list[Problem]:
    """What is asked of places that a text names, each at its line; nothing once its heading says that they may be."""
    territory = reading.project.territory
    asked = localities.asked(text, reading.data.places.told, territory)
    hint = PLACE_HINT.format(levels=territory.there.levels_said)
    return [Problem(Where(file, line + 1), message, hint, Severity.ADVICE) for line, message in asked]


def row_of(fields: Mapping[str, Field], source: TextFile) -> RawRecord:
    """Answers as a row; a story's identifier is the name of its folder."""
    return RawRecord(
        {"id": slug(source.path.parent.name), **{key: field.value for key, field in fields.items()}},
        Where(source.file, 1),
        {key: field.line for key, field in fields.items()},
        {key: field.key for key, field in fields.items()},
        source.example,
    )


def linked(target: str, project: Project) -> str:
    """The target of a link as its page writes it."""
    return prefixed(target, project.siteurl) if target.startswith("/") and not target.startswith("//") else target


def hosted(document: Document, project: Project) -> Document:
    """The same text with its links from the root, where the site is in a folder of its host."""
    root = prefixed("/", project.siteurl)
    parts = (
        replace(part, html=part.html.replace('href="/', f'href="{root}')) if isinstance(part, Html) else part
        for part in document.parts
    )
    return replace(document, parts=tuple(parts)) if root != "/" else document
