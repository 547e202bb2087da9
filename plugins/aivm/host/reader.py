"""Stories and pages as people type them. Pelican's `readers_init` door: a bad file is a Problem and is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from pelican.readers import BaseReader
from pelican.urlwrappers import Category

from aivm.host.addresses import prefixed, save_as, story_address
from aivm.host.facts import waiting
from aivm.host.gone import naming_problem
from aivm.host.run import KEY, PageRef, Run
from aivm.host.settings import example_problem
from aivm.people import localities, meetings
from aivm.people.letters import slug
from aivm.people.names import seek
from aivm.problems import Problem, Severity, Where
from aivm.records.build import parse_record
from aivm.records.fields import YES
from aivm.records.raw import RawRecord
from aivm.records.story import StandingPage, Story, story_is_dated
from aivm.sources.load import columns
from aivm.text.decode import decode_story
from aivm.text.draft import read_draft
from aivm.text.fold import fold
from aivm.text.front_matter import Field, FrontMatter, parse
from aivm.text.markdown import Document, Html, convert, first_sentence
from aivm.text.opening import opened
from aivm.text.reading_time import minutes
from aivm.text.sound_line import SoundLine
from aivm.text.typography import french

SKIP: tuple[None, dict[str, str]] = (None, {"status": "skip"})
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

Read = tuple[str | None, dict[str, Any]]


def on_readers_init(readers: Any) -> None:
    """Read .md and .txt in our way, however a system spells them: Pelican minds the case."""
    for suffix in ("md", "txt"):
        cases = product(*((letter, letter.upper()) for letter in suffix))
        readers.reader_classes |= dict.fromkeys(map("".join, cases), AivmReader)


@dataclass(frozen=True)
class Source:
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


class AivmReader(BaseReader):
    """A text file -> what Pelican must know of it, its text being in `document`; `skip` where it cannot be shown."""

    enabled = True
    file_extensions = ("md", "txt")

    def read(self, source_path: str) -> Read:
        run: Run = self.settings[KEY]
        path = Path(source_path)
        if path not in run.texts:  # a second text, a note, a loose file: texts.py has said what it thinks of it
            return SKIP
        parts = path.relative_to(run.content).parts
        source = Source(path, run.file(path), run.texts[path], parts[0] == "exemples")
        if parts[0] == "pages":
            return read_page(source, run)
        reader = read_draft_folder if path.suffix.casefold() == ".txt" else read_story
        text, metadata = reader(source, run)
        return text, {**metadata, "category": Category("recits", self.settings)}  # Pelican asks every draft for one


def read_page(source: Source, run: Run) -> Read:
    """A standing page: its address is its path."""
    typed = typed_text(source, run, frozenset(columns(StandingPage)))
    if typed is None:
        return SKIP
    run.report.extend(typed.problems)
    run.report.extend(misplaced(sound, source) for sound in typed.matter.sounds)
    document = typed.document
    page, problems = parse_record(StandingPage, typed.row, run.territory)
    run.report.extend(problems)
    if page is None:
        return SKIP
    run.pages[source.address] = PageRef(french(page.title), source.address, page.template)
    return "", {
        "title": french(page.title),
        "description": french(page.description),
        "template": page.template,
        "state": page.state,
        "as_of": page.as_of,
        "slug": slug(source.address),
        "address": source.address,
        "url": source.address.lstrip("/"),
        "save_as": save_as(source.address),
        "document": hosted(document, run),
        "photo_lines": typed.matter.photos,
        "lenient": False,
    }


def misplaced(sound: SoundLine, source: Source) -> Problem:
    """A sound declared by a standing page, which has no transcript to be."""
    hint = "Mettez ce son dans le dossier d’un récit qui dit ce que l’on entend."
    return Problem(Where(source.file, sound.line, sound.file), "seul un récit peut porter un son.", hint)


def read_story(source: Source, run: Run) -> Read:
    """A story written with its front matter."""
    typed = typed_text(source, run, frozenset(columns(Story)) - {"id"})
    if typed is None or (run.config.production and says(typed.row, "brouillon")):
        return SKIP  # production has no draft, hence nothing to say of one
    story, problems = parse_record(Story, typed.row, run.territory)
    if story is not None:
        problems += story_is_dated(story)
    run.report.extend([*typed.problems, *problems])
    if story is None or any(problem.severity is Severity.BLOCKING for problem in problems):
        return SKIP
    if story.example and run.config.production:
        run.report.add(example_problem(story.where, story.id))
        return SKIP
    if names_ended(story, typed, run):
        run.report.add(naming_problem(story.where, "ce récit"))
        run.unlist(story_address(story.id))
        return SKIP
    return finished(story, typed, source, run)


def names_ended(story: Story, typed: Typed, run: Run) -> bool:
    """True where a story, its signature apart, names somebody whose agreement has ended."""
    fields = [str(value) for key, value in typed.row.values.items() if key not in ("volontaire", "en_lien")]
    words = (*fields, typed.document.text, *(repr(line) for line in (*typed.matter.photos, *typed.matter.sounds)))
    return any(map(seek(run.ended_names).tells, words))


def says(row: RawRecord, key: str) -> bool:
    """True where a person wrote « brouillon : oui » for instance, whatever else may be wrong with the story."""
    return fold(str(row.values.get(key, ""))) in YES


def read_draft_folder(source: Source, run: Run) -> Read:
    """A folder with one .txt, as it comes from a phone: a draft, with a question for each fact it lacks."""
    draft, questions = read_draft(source.path.parent, run.file(source.path.parent))
    if run.config.production:
        return SKIP
    run.report.extend(questions)
    if draft is None:
        return SKIP
    document = convert(draft.body_markdown, file=source.file)
    answers = row_of(draft.fields or {}, source)
    row = replace(answers, values={**answers.values, "titre": draft.title, "brouillon": "oui"})
    story, problems = parse_record(Story, row, run.territory)
    run.report.extend([*problems, *document.problems])
    typed = Typed(row, FrontMatter(photos=draft.photos, sounds=draft.sounds), document, [])
    return SKIP if story is None else finished(story, typed, source, run)


def finished(story: Story, typed: Typed, source: Source, run: Run) -> Read:
    """What Pelican must know of a story. One dated tomorrow is a draft until then; production has no draft."""
    coming = story.published is not None and story.published > run.today
    if coming and story.published:
        message = f"le récit paraîtra le {story.published:%d/%m/%Y}."
        run.report.add(Problem(typed.row.at("publie_le"), message, "D’ici là, c’est un brouillon.", Severity.ADVICE))
    draft = story.draft or coming
    if draft:
        run.unlist(story_address(story.id))
    if draft and run.config.production:
        return SKIP
    run.story_folders.add(source.path.parent)
    document = typed.document
    day = story.published or story.written or run.today
    return "", {
        "title": french(story.title),
        "date": datetime.combine(day, time(), run.territory.here.clock),
        "status": "draft" if draft else "published",
        "slug": story.id,
        "story": story.model_copy(update={"draft": draft}),
        "row": typed.row,
        "document": hosted(opened(document), run),
        "lead": first_sentence(document),
        "minutes": minutes(document.text),
        "photo_lines": typed.matter.photos,
        "sound_lines": typed.matter.sounds,
        "lenient": draft,
    }


def typed_text(source: Source, run: Run, known: frozenset[str]) -> Typed | None:
    """A text file taken apart; None, with its Problem, where it cannot be read as text."""
    raw = run.read(source.path)
    if raw is None:
        return None
    text, problems = decode_story(raw, source.file)
    if not text:
        run.report.extend(problems)
        return None
    text, advice = looked_over(text, source.file)
    problems += advice
    matter, body, first_line, faults = parse(text, source.file, known=known, aliases=KEY_NAMES)
    document = convert(body, file=source.file, facts=run.sentences, first_line=first_line)
    run.links |= {(save_as(source.address), linked(link.target, run)): link.line for link in document.links}
    row = row_of(matter.fields, source)
    asked = [] if says(row, "lieu_public") else places_asked(text, source.file, run)
    found = [*problems, *asked, *faults, *document.problems, *waiting(text, source.file, run)]
    return Typed(row, matter, document, found)


def looked_over(text: str, file: str) -> tuple[str, list[Problem]]:
    """The text without what opens an online meeting, and what is told of it to whoever wrote it, each at its line."""
    told = meetings.told_keys(text)
    advice = [Problem(Where(file, line + 1), message, meetings.HINT, Severity.ADVICE) for line, message in told]
    return meetings.without_keys(text)[0], advice


def places_asked(text: str, file: str, run: Run) -> list[Problem]:
    """What is asked of places that a text names, each at its line; nothing once its heading says that they may be."""
    asked = localities.asked(text, run.places.told if run.places else frozenset(), run.territory)
    hint = PLACE_HINT.format(levels=run.territory.there.levels_said)
    return [Problem(Where(file, line + 1), message, hint, Severity.ADVICE) for line, message in asked]


def row_of(fields: Mapping[str, Field], source: Source) -> RawRecord:
    """Answers as a row; a story's identifier is the name of its folder."""
    return RawRecord(
        {"id": slug(source.path.parent.name), **{key: field.value for key, field in fields.items()}},
        Where(source.file, 1),
        {key: field.line for key, field in fields.items()},
        {key: field.key for key, field in fields.items()},
        source.example,
    )


def linked(target: str, run: Run) -> str:
    """The target of a link as its page writes it."""
    return prefixed(target, run.siteurl) if target.startswith("/") and not target.startswith("//") else target


def hosted(document: Document, run: Run) -> Document:
    """The same text with its links from the root, where the site is in a folder of its host."""
    root = prefixed("/", run.siteurl)
    parts = (
        replace(part, html=part.html.replace('href="/', f'href="{root}')) if isinstance(part, Html) else part
        for part in document.parts
    )
    return replace(document, parts=tuple(parts)) if root != "/" else document
