"""Stories and pages as people type them: a file -> its facts and its text, or the Problems that keep it aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from aivm.people import localities, meetings
from aivm.people.letters import slug
from aivm.people.names import seek
from aivm.problems import Problem, Report, Severity, Where
from aivm.records.build import parse_record
from aivm.records.fields import YES
from aivm.records.raw import RawRecord
from aivm.records.story import StandingPage, Story, story_is_dated
from aivm.site.addresses import prefixed, save_as, story_address
from aivm.site.claims import Claims
from aivm.site.data import Data, example_problem
from aivm.site.facts import waiting
from aivm.site.gone import naming_problem
from aivm.site.project import Project
from aivm.site.site import Site
from aivm.sources.load import columns
from aivm.text.decode import decode_story
from aivm.text.draft import read_draft
from aivm.text.fold import fold
from aivm.text.front_matter import Field, FrontMatter, parse
from aivm.text.markdown import Document, Html, convert, first_sentence
from aivm.text.opening import opened
from aivm.text.photo_line import PhotoLine
from aivm.text.reading_time import minutes
from aivm.text.sound_line import SoundLine

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
class StoryText:
    """A story as it was typed. Private: what of it may leave is a ToldStory."""

    path: Path
    story: Story
    row: RawRecord
    document: Document
    lead: str
    minutes: int
    photo_lines: tuple[PhotoLine, ...]
    sound_lines: tuple[SoundLine, ...]


@dataclass(frozen=True)
class PageText:
    """A standing page as it was typed."""

    path: Path
    page: StandingPage
    document: Document
    photo_lines: tuple[PhotoLine, ...]
    address: str


@dataclass(frozen=True)
class Reading:
    """What every text is read with."""

    project: Project
    data: Data
    claims: Claims
    report: Report
    links: dict[tuple[str, str], int] = field(default_factory=dict)  # output path, target -> the line it was typed


@dataclass(frozen=True)
class Texts:
    """Every text that can be shown, in the order of its file."""

    stories: tuple[StoryText, ...]
    pages: tuple[PageText, ...]
    links: Mapping[tuple[str, str], int]


def read_texts(site: Site) -> Texts:
    """All the texts that have an address; what is wrong with them goes into the report."""
    reading = Reading(site.project, site.data, site.claims, site.report)
    stories, pages = [], []
    for path, address in site.texts.items():
        parts = path.relative_to(site.project.content).parts
        source = TextFile(path, site.project.file(path), address, parts[0] == "exemples")
        if parts[0] == "pages":
            page = read_page(source, reading)
            pages += [page] if page else []
            continue
        read = read_draft_folder if path.suffix.casefold() == ".txt" else read_story
        story = read(source, reading)
        stories += [story] if story else []
    return Texts(tuple(stories), tuple(pages), reading.links)


def read_page(source: TextFile, reading: Reading) -> PageText | None:
    """A standing page: its address is its path."""
    typed = typed_text(source, reading, frozenset(columns(StandingPage)))
    if typed is None:
        return None
    reading.report.extend(typed.problems)
    reading.report.extend(misplaced(sound, source) for sound in typed.matter.sounds)
    page, problems = parse_record(StandingPage, typed.row, reading.project.territory)
    reading.report.extend(problems)
    if page is None:
        return None
    document = hosted(typed.document, reading.project)
    return PageText(source.path, page, document, tuple(typed.matter.photos), source.address)


def misplaced(sound: SoundLine, source: TextFile) -> Problem:
    """A sound declared by a standing page, which has no transcript to be."""
    hint = "Mettez ce son dans le dossier d’un récit qui dit ce que l’on entend."
    return Problem(Where(source.file, sound.line, sound.file), "seul un récit peut porter un son.", hint)


def read_story(source: TextFile, reading: Reading) -> StoryText | None:
    """A story written with its front matter."""
    typed = typed_text(source, reading, frozenset(columns(Story)) - {"id"})
    if typed is None or (reading.project.config.production and says(typed.row, "brouillon")):
        return None  # production has no draft, hence nothing to say of one
    story, problems = parse_record(Story, typed.row, reading.project.territory)
    if story is not None:
        problems += story_is_dated(story)
    reading.report.extend([*typed.problems, *problems])
    if story is None or any(problem.severity is Severity.BLOCKING for problem in problems):
        return None
    if story.example and reading.project.config.production:
        reading.report.add(example_problem(story.where, story.id))
        return None
    if names_ended(story, typed, reading):
        reading.report.add(naming_problem(story.where, "ce récit"))
        reading.claims.unlist(story_address(story.id))
        return None
    return finished(story, typed, source, reading)


def names_ended(story: Story, typed: Typed, reading: Reading) -> bool:
    """True where a story, its signature apart, names somebody whose agreement has ended."""
    fields = [str(value) for key, value in typed.row.values.items() if key not in ("volontaire", "en_lien")]
    words = (*fields, typed.document.text, *(repr(line) for line in (*typed.matter.photos, *typed.matter.sounds)))
    return any(map(seek(reading.data.ended_names).tells, words))


def says(row: RawRecord, key: str) -> bool:
    """True where a person wrote « brouillon : oui » for instance, whatever else may be wrong with the story."""
    return fold(str(row.values.get(key, ""))) in YES


def read_draft_folder(source: TextFile, reading: Reading) -> StoryText | None:
    """A folder with one .txt, as it comes from a phone: a draft, with a question for each fact it lacks."""
    draft, questions = read_draft(source.path.parent, reading.project.file(source.path.parent))
    if reading.project.config.production:
        return None
    reading.report.extend(questions)
    if draft is None:
        return None
    document = convert(draft.body_markdown, file=source.file)
    answers = row_of(draft.fields or {}, source)
    row = replace(answers, values={**answers.values, "titre": draft.title, "brouillon": "oui"})
    story, problems = parse_record(Story, row, reading.project.territory)
    reading.report.extend([*problems, *document.problems])
    typed = Typed(row, FrontMatter(photos=draft.photos, sounds=draft.sounds), document, [])
    return None if story is None else finished(story, typed, source, reading)


def finished(story: Story, typed: Typed, source: TextFile, reading: Reading) -> StoryText | None:
    """A story that can be shown. One dated tomorrow is a draft until then; production has no draft."""
    coming = story.published is not None and story.published > reading.project.today
    if coming and story.published:
        message = f"le récit paraîtra le {story.published:%d/%m/%Y}."
        reading.report.add(
            Problem(typed.row.at("publie_le"), message, "D’ici là, c’est un brouillon.", Severity.ADVICE)
        )
    draft = story.draft or coming
    if draft:
        reading.claims.unlist(story_address(story.id))
    if draft and reading.project.config.production:
        return None
    document = typed.document
    return StoryText(
        path=source.path,
        story=story.model_copy(update={"draft": draft}),
        row=typed.row,
        document=hosted(opened(document), reading.project),
        lead=first_sentence(document),
        minutes=minutes(document.text),
        photo_lines=tuple(typed.matter.photos),
        sound_lines=tuple(typed.matter.sounds),
    )


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
