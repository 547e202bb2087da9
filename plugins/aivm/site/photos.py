"""Photos: asked for by stories, pages and people, encoded once, and given to templates with their bytes known."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from aivm.config import Config
from aivm.files import write_whole
from aivm.media.images.cache import file_of, prune
from aivm.media.images.encode import encode_all
from aivm.media.images.formats import SUFFIXES
from aivm.media.images.palette import nearest
from aivm.media.images.plan import Cut, Picture, Recipe
from aivm.problems import Problem, Severity, Where
from aivm.progress import bars
from aivm.records.public import PublicVolunteer
from aivm.site.gone import is_removed
from aivm.site.project import Project
from aivm.site.read_text import Texts
from aivm.site.site import Site
from aivm.site.view import PublicPhoto
from aivm.text.markdown import Document, PhotoRef
from aivm.text.photo_line import PhotoLine
from aivm.text.typography import french

T = TypeVar("T")
DECORATIVE = "décorative"
STEPS_BEFORE_PROGRESS = 4  # a bar for one or two photos is noise


@dataclass(frozen=True)
class Asked:
    """A text that may show photos: where it is, its words, its « photo : » lines."""

    path: Path
    document: Document
    lines: tuple[PhotoLine, ...]
    draft: bool = False  # its photos are shown to its author whatever they lack


@dataclass(frozen=True)
class Wanted:
    """A photo that a page asks for: its file, where that was typed, and its words."""

    name: str  # as typed, which is how the text refers to it
    path: Path
    where: Where
    alt: str
    credit: str


@dataclass(frozen=True)
class Photos:
    """Every photo that the site shows."""

    pictures: Mapping[Path, Picture]
    shown: Mapping[Path, Mapping[str, PublicPhoto]]  # by text, then by name as the text refers to them
    portraits: Mapping[str, PublicPhoto]  # by id of a person


def make_photos(texts: Texts, site: Site) -> Photos:
    """Encode every photo before the first page is rendered, so that pages can tell their weight."""
    asked = {one.path: Asked(one.path, one.document, one.photo_lines) for one in texts.pages}
    asked |= {one.path: Asked(one.path, one.document, one.photo_lines, one.story.draft) for one in texts.stories}
    wanted = {path: list(wanted_photos(one, site)) for path, one in asked.items()}
    faces = {person.id: portrait(person, site.project) for person in site.public.volunteers if person.photo}
    for one in faces.values():
        if not site.project.holds(one.path):
            site.report.add(leads_out(one.where))
    faces = {name: one for name, one in faces.items() if site.project.holds(one.path)}
    faces = {name: one for name, one in faces.items() if not is_removed(one.path, "photo", site.data.removals)}
    requests = [(photo.path, photo.where) for photos in (*wanted.values(), faces.values()) for photo in photos]
    pictures, problems = encode(requests, site.project)
    site.report.extend(problems)
    site.report.extend(unused_photos(texts, asked.values(), site.project))
    shown = {
        path: {photo.name: public(photo, pictures) for photo in photos if photo.path in pictures}
        for path, photos in wanted.items()
    }
    return Photos(pictures, shown, {name: public(one, pictures) for name, one in faces.items() if one.path in pictures})


def placed(document: Document) -> dict[str, PhotoRef]:
    """The photos that a text puts where they stand, by name."""
    return {part.file: part for part in document.parts if isinstance(part, PhotoRef)}


def put_photos(pictures: Mapping[Path, Picture], project: Project) -> None:
    """Copy the renditions to the site; once more where `remove` has emptied the cache since they were made."""
    try:
        copy(pictures, project)
    except FileNotFoundError:
        encode([(path, Where("")) for path in pictures], project)
        copy(pictures, project)


def copy(pictures: Mapping[Path, Picture], project: Project) -> None:
    """Copy the renditions to the site."""
    for picture in pictures.values():
        for rendition in filter(None, (picture.default, picture.sharp)):
            target = project.output / rendition.name
            if not target.exists():  # two files with the same bytes are one photo
                target.parent.mkdir(parents=True, exist_ok=True)
                write_whole(target, file_of(project.cache / "photos", rendition).read_bytes())


def twice(work: Callable[[], T]) -> T:
    """What `work` gives; once more where `remove` empties the cache that it writes in."""
    try:
        return work()
    except FileNotFoundError:
        return work()


def encode(requests: list[tuple[Path, Where]], project: Project) -> tuple[dict[Path, Picture], list[Problem]]:
    """Encode with the recipe of the settings; a bar shows in a terminal when there is more than a moment's work."""
    recipe = recipe_of(project.config)
    with bars() as add:
        bar = add(project.words["build.photos"], STEPS_BEFORE_PROGRESS)
        made = twice(lambda: encode_all(requests, project.cache / "photos", recipe, on_progress=bar))
    prune(project.cache / "photos", project.config.photo_cache_days)
    return made


def recipe_of(config: Config) -> Recipe:
    """The recipe that the settings ask for."""
    usual = Recipe()
    like, sharper = config.photo_similarity, usual.sharp.similarity - usual.default.similarity
    narrower = tuple(width for width in usual.default.narrower if width < config.photo_width)
    weight, aim = config.photo_max_bytes, min(config.story_photo_bytes, config.photo_max_bytes)
    return Recipe(
        Cut(config.photo_width, config.photo_quality, usual.default.method, like, weight, aim, narrower),
        Cut(config.photo_sharp_width, config.photo_sharp_quality, usual.sharp.method, round(like + sharper, 3)),
    )


def wanted_photos(one: Asked, site: Site) -> Iterator[Wanted]:
    """The photos of one story or page: declared ones, and those its text shows; what may not go out is a Problem."""
    there = placed(one.document)
    declared = {line.file: line for line in one.lines}
    file, report = site.project.file(one.path), site.report
    for name in dict.fromkeys((*declared, *there)):
        line, part = declared.get(name), there.get(name)
        typed: Any = line or part
        path = beside(one.path.parent, name)
        where = Where(file, typed.line, name)
        alt = (line.alt if line else "") or (part.alt if part else "")
        if is_removed(path, "photo", site.data.removals):
            hint = "Supprimez ce fichier, et la ligne qui le nomme."
            message = "cette photo a été retirée du site : elle n’y paraît pas."
            report.add(Problem(where, message, hint, Severity.ADVICE))
            continue
        if path.name != name:  # « ../ », a folder or a whole path: a photo lies beside its text
            hint = "Copiez-la dans le dossier du texte, et n’écrivez que son nom."
            report.add(Problem(where, "la photo n’est pas à côté du texte.", hint))
            continue
        if not site.project.holds(path):
            report.add(leads_out(where))
            continue
        lacks = list(lacking(where, alt, line.minors if line else None))
        if lacks and not one.draft:
            report.extend(lacks)
            continue
        words = "" if alt.casefold() == DECORATIVE else french(alt) or site.project.words["pending.mark"]
        yield Wanted(name, path, where, words, french(line.credit) if line else "")


def leads_out(where: Where) -> Problem:
    """What is not among the files of the site, whatever its name looks like."""
    hint = "Copiez ce fichier à côté de celui qui le nomme, s’il peut être publié."
    return Problem(where, "ce fichier est un lien qui mène hors de content/ : il n’est pas suivi.", hint)


def beside(folder: Path, name: str) -> Path:
    """The file of that name in a folder, however its accents are composed: macOS takes them apart."""
    path = folder / name
    if path.exists() or not folder.is_dir():
        return path
    wanted = unicodedata.normalize("NFC", name)
    return next((file for file in folder.iterdir() if unicodedata.normalize("NFC", file.name) == wanted), path)


def lacking(where: Where, alt: str, minors: object) -> Iterator[Problem]:
    """What keeps a photo from going out."""
    if not alt:
        hint = f"Ajoutez sous la ligne photo : « alt : ce que l’on y voit », ou « alt : {DECORATIVE} »."
        yield Problem(where, "la photo n’a pas de description pour ceux qui ne la voient pas.", hint)
    if minors is None:
        hint = "Ajoutez sous la ligne photo : « mineurs : aucun », « non reconnaissables » ou « autorisation écrite »."
        yield Problem(where, "rien ne dit si des mineurs se voient sur la photo.", hint)


def portrait(person: PublicVolunteer, project: Project) -> Wanted:
    """The portrait of a person who agreed to it, looked for beside the file that declares it."""
    where = Where(person.photo_of, field="photo")
    return Wanted(person.photo, project.root / Path(person.photo_of).parent / person.photo, where, person.photo_alt, "")


def public(photo: Wanted, pictures: Mapping[Path, Picture]) -> PublicPhoto:
    """The photo with its renditions."""
    picture = pictures[photo.path]
    return PublicPhoto(picture.default, picture.sharp, photo.alt, photo.credit, f"t{nearest(picture.colour):x}")


def unused_photos(texts: Texts, asked: Iterable[Asked], project: Project) -> Iterator[Problem]:
    """Photos that lie in a story's folder and that no page shows."""
    named = {
        beside(one.path.parent, name)
        for one in asked
        for name in (*(line.file for line in one.lines), *placed(one.document))
    }
    for folder in sorted({story.path.parent for story in texts.stories}):
        for path in sorted(folder.iterdir()):
            if path.suffix.casefold() in SUFFIXES and path not in named:
                hint = "Ajoutez une ligne « photo : » au récit, ou retirez le fichier."
                yield Problem(Where(project.file(path)), "aucune page n’emploie cette photo.", hint, Severity.ADVICE)
