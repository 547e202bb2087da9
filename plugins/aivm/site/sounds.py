"""Sounds: declared by stories, bared once, and given to templates with their length and bytes known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aivm.files import write_whole
from aivm.media.sounds.formats import SUFFIXES
from aivm.media.sounds.length import spoken
from aivm.media.sounds.prepare import Sound, file_of, prepare_all
from aivm.problems import Problem, Severity, Where
from aivm.site.gone import is_removed
from aivm.site.photos import beside, leads_out, twice
from aivm.site.project import Project
from aivm.site.read_text import StoryText, Texts
from aivm.site.site import Site
from aivm.site.view import PublicSound
from aivm.text.typography import french


@dataclass(frozen=True)
class WantedSound:
    """A sound that a story asks for: its file, where that was typed, and its words."""

    path: Path
    where: Where
    credit: str


@dataclass(frozen=True)
class Sounds:
    """Every sound that the site lets hear."""

    files: Mapping[Path, Sound]
    heard: Mapping[Path, tuple[PublicSound, ...]]  # by story, in its order
    gone: frozenset[Path]  # stories that declare one that was removed


def make_sounds(texts: Texts, site: Site) -> Sounds:
    """Bare every sound before the first page is rendered, so that links can tell length and weight."""
    declared = {
        one.path: tuple(beside(one.path.parent, line.file) for line in one.sound_lines) for one in texts.stories
    }
    wanted = {one.path: list(wanted_sounds(one, site)) for one in texts.stories}
    requests = [(sound.path, sound.where) for sounds in wanted.values() for sound in sounds]
    files, problems = prepared(requests, site.project)
    site.report.extend(problems)
    site.report.extend(unused_sounds(declared, site.project))
    return Sounds(
        files,
        {path: tuple(public(one, files) for one in sounds if one.path in files) for path, sounds in wanted.items()},
        frozenset(
            path for path, found in declared.items() if any(is_removed(one, "son", site.data.removals) for one in found)
        ),
    )


def prepared(requests: list[tuple[Path, Where]], project: Project) -> tuple[dict[Path, Sound], list[Problem]]:
    """The sounds asked for, bared, in the cache."""
    return twice(lambda: prepare_all(requests, project.cache / "sons", project.config.sound_max_bytes))


def put_sounds(sounds: Mapping[Path, Sound], project: Project) -> None:
    """Copy the sounds to the site; once more where `remove` has emptied the cache since they were made."""
    try:
        copy(sounds, project)
    except FileNotFoundError:
        prepared([(path, Where("")) for path in sounds], project)
        copy(sounds, project)


def copy(sounds: Mapping[Path, Sound], project: Project) -> None:
    """Copy the sounds to the site."""
    for sound in sounds.values():
        target = project.output / sound.name
        if not target.exists():  # two files with the same bytes are one sound
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, file_of(project.cache / "sons", sound).read_bytes())


def wanted_sounds(one: StoryText, site: Site) -> Iterator[WantedSound]:
    """The sounds that a story declares, in its order; one that may not go out is a Problem."""
    file = site.project.file(one.path)
    for line in one.sound_lines:
        path = beside(one.path.parent, line.file)
        where = Where(file, line.line, line.file)
        if is_removed(path, "son", site.data.removals):
            hint = "Supprimez ce fichier, et la ligne qui le nomme."
            message = "ce son a été retiré du site : on ne peut plus l’y écouter."
            site.report.add(Problem(where, message, hint, Severity.ADVICE))
        elif Path(line.file).name != line.file:  # « ../ », a folder or a whole path: a sound lies beside its text
            hint = "Copiez-le dans le dossier du récit, et n’écrivez que son nom."
            site.report.add(Problem(where, "le son n’est pas à côté du texte.", hint))
        elif not site.project.holds(path):
            site.report.add(leads_out(where))
        elif line.minors is None and not one.story.draft:
            site.report.add(lacking_minors(where))
        else:
            yield WantedSound(path, where, french(line.credit))


def lacking_minors(where: Where) -> Problem:
    """What keeps a sound from going out: a voice tells who speaks as surely as a face."""
    hint = "Ajoutez sous la ligne son : « mineurs : aucun », « non reconnaissables » ou « autorisation écrite »."
    return Problem(where, "rien ne dit si l’on entend des mineurs.", hint)


def public(sound: WantedSound, sounds: Mapping[Path, Sound]) -> PublicSound:
    """The sound with what is known of its file."""
    found = sounds[sound.path]
    return PublicSound(found.name, spoken(found.seconds), found.weight, sound.credit)


def unused_sounds(declared: Mapping[Path, tuple[Path, ...]], project: Project) -> Iterator[Problem]:
    """Sounds that lie in a story's folder and that its text does not declare: they stay at home."""
    known = {sound for found in declared.values() for sound in found}
    for folder in sorted({story.parent for story in declared}):
        for path in sorted(folder.iterdir()):
            if path.suffix.casefold() in SUFFIXES and path not in known:
                hint = f"Ajoutez au récit « son : {path.name} », puis « mineurs : … », ou retirez le fichier."
                yield Problem(Where(project.file(path)), "le récit ne déclare pas ce son.", hint, Severity.ADVICE)
