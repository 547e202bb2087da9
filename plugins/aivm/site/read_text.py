"""Stories and pages as people type them: a file -> its facts and its text, or the Problems that keep it aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from aivm.drafts.folder import read_draft
from aivm.people.names import seek
from aivm.problems import Problem, Severity, Where
from aivm.records.build import parse_record
from aivm.records.raw import RawRecord
from aivm.records.story import StandingPage, Story, story_is_dated
from aivm.site.addresses import story_address
from aivm.site.data import example_problem
from aivm.site.gone import naming_problem
from aivm.site.site import Site
from aivm.site.typed_text import Reading, TextFile, Typed, hosted, row_of, says, typed_text
from aivm.sources.load import columns
from aivm.text.front_matter import FrontMatter
from aivm.text.markdown import Document, convert, first_sentence
from aivm.text.opening import opened
from aivm.text.photo_line import PhotoLine
from aivm.text.reading_time import minutes
from aivm.text.sound_line import SoundLine


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
