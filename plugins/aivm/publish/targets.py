"""Publish a finished folder into another on this machine, so that a reader, or a power cut, never finds half a file.

Before anything moves, the target is compared with the new manifest by the bytes on its disk, not by size and date:
dates come back equal from a restored copy or a FAT key (two seconds), and reading 400 files again costs 50 ms. That is
also the whole repair of a run that was killed: what it left is different, or is not in the new manifest.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import replace
from pathlib import Path, PurePosixPath

from aivm.output.manifest import (
    DROPPINGS,
    MANIFEST_NAME,
    Manifest,
    folded,
    of_folder,
    read_manifest,
    refuse_changed,
    same,
    write_manifest,
)
from aivm.problems import Problem, Severity, Where
from aivm.publish.plan import Plan, plan

UNFINISHED = "en cours"  # the mode of a folder while it changes
TEMPORARY = re.compile(r"\.\d+\.tmp")  # what a run was writing when it was killed
# Beside these a folder still counts as empty: what desktops and git leave behind.
NOBODYS = DROPPINGS | {".git", ".gitkeep", f"{MANIFEST_NAME}.tmp"}


def publish_folder(
    build: Path, target: Path, mode: str, name: str = "output", checked: Manifest | None = None
) -> tuple[Plan | None, list[Problem]]:
    """Make `target` the same as `build`: copies, deletions, then the manifest; or say why not, and touch nothing.

    `name` is the target in messages. Every new file is written whole under another name before the first one takes its
    place: what fails while there is something to write (a full disk) raises OSError and leaves the previous site, and a
    power cut in the moment of the moves leaves files that are each the old one or the new one; the next run finishes
    the work. Costs one reading of both folders, and for a moment the room of what changed. ChangedError, and the
    previous site, where the build is not, or is no longer, what was `checked`.
    """
    problems = refusals(build, target, name)
    if problems:
        return None, problems
    if checked is not None:
        refuse_changed(build, checked)
    new, last = checked or of_folder(build, mode), read_manifest(target)
    there = of_folder(target, mode) if target.exists() else None
    steps, foreign = ours(plan(there, new), last)
    if not (steps.copies or steps.deletions) and last == new:
        return steps, [_foreign(name, path) for path in foreign]
    target.mkdir(parents=True, exist_ok=True)
    _refuse_closed(target, (*steps.copies, *steps.deletions))
    ready = {path: target / f".{os.getpid()}{number:06}.tmp" for number, path in enumerate(steps.copies)}
    try:
        for path, temporary in ready.items():
            temporary.write_bytes(same(path, (build / path).read_bytes(), new))
        # From the first change on, the folder is ours and no longer what the last manifest calls it; what a killed run
        # leaves is known by this list, and so is what it had still to delete.
        write_manifest(Manifest(UNFINISHED, {**(last.files if last else {}), **new.files}), target)
        for path, temporary in ready.items():
            _put(temporary, target, path)
    finally:
        for temporary in ready.values():
            temporary.unlink(missing_ok=True)
    _delete(target, steps.deletions, new)
    _prune(target)
    write_manifest(new, target)
    return steps, [_foreign(name, path) for path in foreign]


def ours(steps: Plan, last: Manifest | None) -> tuple[Plan, tuple[str, ...]]:
    """The plan without the deletion of what no run of ours put there, and what that is."""
    known = last.files if last else {}
    mine = [path for path in steps.deletions if path in known or TEMPORARY.fullmatch(PurePosixPath(path).name)]
    foreign = [path for path in steps.deletions if path not in mine and PurePosixPath(path).name not in NOBODYS]
    return replace(steps, deletions=tuple(mine)), tuple(foreign)


def _foreign(name: str, path: str) -> Problem:
    message = "ce fichier n’est pas du site : il reste là, et serait mis en ligne avec lui."
    return Problem(Where(f"{name}/{path}"), message, "Déplacez-le hors de ce dossier.", Severity.ADVICE)


def refusals(build: Path, target: Path, name: str = "output") -> list[Problem]:
    """Why this target cannot be published to: it is the build itself, not a folder, or somebody's folder."""
    here, there = build.resolve(), target.resolve()
    if here == there or here in there.parents or there in here.parents:
        return [
            _refusal(name, "c’est le dossier de la construction, ou l’un est dans l’autre.", "Choisissez-en un autre.")
        ]
    if target.exists() and not target.is_dir():
        return [_refusal(name, "c’est un fichier, pas un dossier.", "Déplacez-le, puis recommencez.")]
    if not target.is_dir() or read_manifest(target) is not None:
        return []
    if os.path.lexists(target / MANIFEST_NAME):  # a power cut: nobody knows any more what is ours
        message = f"« {MANIFEST_NAME} », la liste de ce que le site a mis ici, est abîmé : rien n’a été touché."
        return [_refusal(name, message, "Videz ce dossier, après en avoir sorti ce qui est à vous : il sera refait.")]
    names = {entry.name for entry in target.iterdir()}
    found = sorted(name for name in names - NOBODYS if not TEMPORARY.fullmatch(name))
    if not found:
        return []
    more = f" et {len(found) - 1} autres" if len(found) > 2 else f" et « {found[1]} »" if len(found) == 2 else ""
    message = f"ce dossier contient déjà « {found[0]} »{more}, que le site n’y a pas mis : rien n’a été touché."
    return [_refusal(name, message, "Videz-le si vous n’en avez plus besoin, ou choisissez un dossier vide.")]


def _refusal(name: str, message: str, hint: str) -> Problem:
    return Problem(Where(name), message, hint, Severity.FATAL)


def _refuse_closed(target: Path, paths: tuple[str, ...]) -> None:
    """OSError for a folder of these files where nothing may be written: before anything moves, not half-way."""
    for folder in sorted({(target / path).parent for path in paths}):
        probe = folder / f".{os.getpid()}.tmp"
        try:
            probe.touch()
            probe.unlink()
        except (FileNotFoundError, NotADirectoryError):  # to be made
            continue
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(folder)) from error


def _put(ready: Path, target: Path, path: str) -> None:
    """Move one file to its place, so that its name shows the old content, then the new one, and nothing between."""
    place = target / path
    _make_room(target, path)
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    ready.replace(place)


def _make_room(target: Path, path: str) -> None:
    """The folders of a file, in the place of a file or of a link that would have the same name."""
    for parent in reversed(PurePosixPath(path).parents[:-1]):
        folder = target / parent
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        folder.mkdir(exist_ok=True)


def _delete(target: Path, paths: tuple[str, ...], new: Manifest) -> None:
    """Remove what is stale, unless a disk that ignores case knows it as another spelling of a file of ours."""
    kept = {folded(path): path for path in new.files}
    for path in paths:
        place, twin = target / path, kept.get(folded(path))
        # A folder that became a file took its content with it, and a file that became a folder is one now.
        if not os.path.lexists(place) or (place.is_dir() and not place.is_symlink()):
            continue
        if twin is None or place.is_symlink() or not place.samefile(target / twin):
            place.unlink()


def _prune(target: Path) -> None:
    """Remove the folders that hold nothing any more, the deepest first; a desktop's droppings are nothing."""
    for where, folders, _ in os.walk(target, topdown=False):
        for name in folders:
            folder = Path(where, name)
            if folder.is_symlink() or ".git" in folder.relative_to(target).parts:
                continue
            left = {entry.name for entry in folder.iterdir()}
            if left <= DROPPINGS:
                shutil.rmtree(folder)
