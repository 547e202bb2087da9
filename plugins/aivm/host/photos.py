"""Photos: asked for by stories, pages and people, encoded once, and given to templates with their bytes known."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pelican.generators import Generator
from rich.console import Console
from rich.progress import Progress

from aivm.config import Config
from aivm.files import write_whole
from aivm.host.gone import is_removed
from aivm.host.run import KEY, Run
from aivm.images.cache import file_of, prune
from aivm.images.encode import encode_all
from aivm.images.formats import SUFFIXES
from aivm.images.palette import nearest
from aivm.images.plan import Cut, Picture, Recipe, Rendition
from aivm.problems import Problem, Severity, Where
from aivm.text.typography import french

T = TypeVar("T")
DECORATIVE = "décorative"
STEPS_BEFORE_PROGRESS = 3  # a bar for one or two photos is noise


@dataclass(frozen=True)
class PublicPhoto:
    """A photo as its figure shows it; an empty `alt` means that it only decorates."""

    default: Rendition
    sharp: Rendition | None
    alt: str
    credit: str
    tint: str  # the class of the colour that keeps its place: t0 to tf


@dataclass(frozen=True)
class Wanted:
    """A photo that a page asks for: its file, where that was typed, and its words."""

    name: str  # as typed, which is how the text refers to it
    path: Path
    where: Where
    alt: str
    credit: str


class PhotosGenerator(Generator):
    """Encodes every photo before the first page is rendered, so that pages can tell their weight."""

    def generate_context(self) -> None:
        run: Run = self.settings[KEY]
        documents = [*self.context["articles"], *self.context["drafts"], *self.context["pages"]]
        wanted = {id(one): list(wanted_photos(one, run)) for one in documents}
        portraits = {person.id: portrait(person, run) for person in run.view.volunteers if person.photo}
        portraits = {name: photo for name, photo in portraits.items() if not is_removed(photo.path, "photo", run)}
        requests = [(photo.path, photo.where) for photos in wanted.values() for photo in photos]
        requests += [(photo.path, photo.where) for photo in portraits.values()]
        run.pictures, problems = encode(requests, run)
        run.report.extend(problems)
        for one in documents:
            shown = {photo.name: public(photo, run.pictures) for photo in wanted[id(one)] if photo.path in run.pictures}
            placed = {part.file for part in one.document.parts if hasattr(part, "file")}
            one.photos = shown
            one.gallery = [photo for name, photo in shown.items() if name not in placed]
        self.context["portraits"] = {
            name: public(photo, run.pictures) for name, photo in portraits.items() if photo.path in run.pictures
        }
        run.report.extend(unused_photos(run))

    def generate_output(self, writer: Any) -> None:
        run: Run = self.settings[KEY]
        try:
            put(run)
        except FileNotFoundError:  # `remove` has emptied the cache since
            encode([(path, Where("")) for path in run.pictures], run)
            put(run)


def put(run: Run) -> None:
    """Copy the renditions to the site."""
    for picture in run.pictures.values():
        for rendition in filter(None, (picture.default, picture.sharp)):
            target = run.output / rendition.name
            if not target.exists():  # two files with the same bytes are one photo
                target.parent.mkdir(parents=True, exist_ok=True)
                write_whole(target, file_of(run.cache / "photos", rendition).read_bytes())


def twice(work: Callable[[], T]) -> T:
    """What `work` gives; once more where `remove` empties the cache that it writes in."""
    try:
        return work()
    except FileNotFoundError:
        return work()


def encode(requests: list[tuple[Path, Where]], run: Run) -> tuple[dict[Path, Picture], list[Problem]]:
    """Encode with the recipe of the settings; a bar shows in a terminal when there is more than a moment's work."""
    recipe = recipe_of(run.config)
    console = Console(stderr=True)
    with Progress(transient=True, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(run.strings["build.photos"], visible=False)

        def told(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total, visible=total > STEPS_BEFORE_PROGRESS)

        made = twice(lambda: encode_all(requests, run.cache / "photos", recipe, on_progress=told))
    prune(run.cache / "photos", run.config.photo_cache_days)
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


def wanted_photos(one: Any, run: Run) -> Iterator[Wanted]:
    """The photos of one story or page: declared ones, and those its text shows; what may not go out is a Problem."""
    placed = {part.file: part for part in one.document.parts if hasattr(part, "file")}
    declared = {line.file: line for line in one.photo_lines}
    file = run.file(Path(one.source_path))
    for name in dict.fromkeys((*declared, *placed)):
        line, part = declared.get(name), placed.get(name)
        typed: Any = line or part
        path = beside(Path(one.source_path).parent, name)
        run.mentioned_photos.add(path)
        where = Where(file, typed.line, name)
        alt = (line.alt if line else "") or (part.alt if part else "")
        if is_removed(path, "photo", run):
            hint = "Supprimez ce fichier, et la ligne qui le nomme."
            run.report.add(
                Problem(where, "cette photo a été retirée du site : elle n’y paraît pas.", hint, Severity.ADVICE)
            )
            continue
        if path.name != name:  # « ../ », a folder or a whole path: a photo lies beside its text
            hint = "Copiez-la dans le dossier du texte, et n’écrivez que son nom."
            run.report.add(Problem(where, "la photo n’est pas à côté du texte.", hint))
            continue
        lacks = list(lacking(where, alt, line.minors if line else None))
        if lacks and not one.lenient:
            run.report.extend(lacks)
            continue
        words = "" if alt.casefold() == DECORATIVE else french(alt) or run.strings["pending.mark"]
        yield Wanted(name, path, where, words, french(line.credit) if line else "")


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


def portrait(person: Any, run: Run) -> Wanted:
    """The portrait of a person who agreed to it, looked for beside the file that declares it."""
    where = Where(person.photo_of, field="photo")
    return Wanted(person.photo, run.root / Path(person.photo_of).parent / person.photo, where, person.photo_alt, "")


def public(photo: Wanted, pictures: dict[Path, Picture]) -> PublicPhoto:
    """The photo with its renditions."""
    picture = pictures[photo.path]
    return PublicPhoto(picture.default, picture.sharp, photo.alt, photo.credit, f"t{nearest(picture.colour):x}")


def unused_photos(run: Run) -> Iterator[Problem]:
    """Photos that lie in a story's folder and that no page shows."""
    for folder in sorted(run.story_folders):
        for path in sorted(folder.iterdir()):
            if path.suffix.casefold() in SUFFIXES and path not in run.mentioned_photos:
                hint = "Ajoutez une ligne « photo : » au récit, ou retirez le fichier."
                yield Problem(Where(run.file(path)), "aucune page n’emploie cette photo.", hint, Severity.ADVICE)
