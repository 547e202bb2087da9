"""Sounds: declared by stories, bared once, and given to templates with their length and bytes known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from aivm.files import write_whole
from aivm.host.gone import is_removed
from aivm.host.photos import beside, twice
from aivm.host.run import KEY, Run
from aivm.problems import Problem, Severity, Where
from aivm.sounds.formats import SUFFIXES
from aivm.sounds.length import spoken
from aivm.sounds.prepare import Sound, file_of, prepare_all
from aivm.text.typography import french


@dataclass(frozen=True)
class PublicSound:
    """A sound as its link and its player show it."""

    name: str  # its address under the root of the site
    length: str  # « 1 min 20 »
    weight: int  # bytes, fetched by whoever taps and by nobody else
    credit: str


@dataclass(frozen=True)
class WantedSound:
    """A sound that a story asks for: its file, where that was typed, and its words."""

    path: Path
    where: Where
    credit: str


class SoundsGenerator(Generator):
    """Bares every sound before the first page is rendered, so that links can tell length and weight."""

    def generate_context(self) -> None:
        run: Run = self.settings[KEY]
        stories = [*self.context["articles"], *self.context["drafts"]]
        declared = {beside(Path(one.source_path).parent, line.file) for one in stories for line in one.sound_lines}
        wanted = {id(one): list(wanted_sounds(one, run)) for one in stories}
        requests = [(sound.path, sound.where) for sounds in wanted.values() for sound in sounds]
        run.sounds, problems = prepared(requests, run)
        run.report.extend(problems)
        for one in stories:
            one.sounds = [public(sound, run.sounds) for sound in wanted[id(one)] if sound.path in run.sounds]
            folder = Path(one.source_path).parent
            one.sound_gone = any(is_removed(beside(folder, line.file), "son", run) for line in one.sound_lines)
        run.report.extend(unused_sounds(declared, run))

    def generate_output(self, writer: Any) -> None:
        run: Run = self.settings[KEY]
        try:
            put(run)
        except FileNotFoundError:  # `remove` has emptied the cache since
            prepared([(path, Where("")) for path in run.sounds], run)
            put(run)


def prepared(requests: list[tuple[Path, Where]], run: Run) -> tuple[dict[Path, Sound], list[Problem]]:
    """The sounds asked for, bared, in the cache."""
    return twice(lambda: prepare_all(requests, run.cache / "sons", run.config.sound_max_bytes))


def put(run: Run) -> None:
    """Copy the sounds to the site."""
    for sound in run.sounds.values():
        target = run.output / sound.name
        if not target.exists():  # two files with the same bytes are one sound
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, file_of(run.cache / "sons", sound).read_bytes())


def wanted_sounds(one: Any, run: Run) -> Iterator[WantedSound]:
    """The sounds that a story declares, in its order; one that may not go out is a Problem."""
    file = run.file(Path(one.source_path))
    for line in one.sound_lines:
        path = beside(Path(one.source_path).parent, line.file)
        where = Where(file, line.line, line.file)
        if is_removed(path, "son", run):
            hint = "Supprimez ce fichier, et la ligne qui le nomme."
            message = "ce son a été retiré du site : on ne peut plus l’y écouter."
            run.report.add(Problem(where, message, hint, Severity.ADVICE))
        elif Path(line.file).name != line.file:  # « ../ », a folder or a whole path: a sound lies beside its text
            hint = "Copiez-le dans le dossier du récit, et n’écrivez que son nom."
            run.report.add(Problem(where, "le son n’est pas à côté du texte.", hint))
        elif line.minors is None and not one.lenient:
            run.report.add(lacking_minors(where))
        else:
            yield WantedSound(path, where, french(line.credit))


def lacking_minors(where: Where) -> Problem:
    """What keeps a sound from going out: a voice tells who speaks as surely as a face."""
    hint = "Ajoutez sous la ligne son : « mineurs : aucun », « non reconnaissables » ou « autorisation écrite »."
    return Problem(where, "rien ne dit si l’on entend des mineurs.", hint)


def public(sound: WantedSound, sounds: dict[Path, Sound]) -> PublicSound:
    """The sound with what is known of its file."""
    found = sounds[sound.path]
    return PublicSound(found.name, spoken(found.seconds), found.weight, sound.credit)


def unused_sounds(declared: set[Path], run: Run) -> Iterator[Problem]:
    """Sounds that lie in a story's folder and that its text does not declare: they stay at home."""
    for folder in sorted(run.story_folders):
        for path in sorted(folder.iterdir()):
            if path.suffix.casefold() in SUFFIXES and path not in declared:
                hint = f"Ajoutez au récit « son : {path.name} », puis « mineurs : … », ou retirez le fichier."
                yield Problem(Where(run.file(path)), "le récit ne déclare pas ce son.", hint, Severity.ADVICE)
