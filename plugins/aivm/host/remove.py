"""`python3 tasks.py remove`: take a story, an event, a person or a photo off the site, for good and at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from aivm.files import write_whole
from aivm.host.addresses import story_address
from aivm.host.guard import guarded
from aivm.host.ready import nginx_file
from aivm.host.render import SETTINGS, render
from aivm.host.run import Run
from aivm.host.site import build, check
from aivm.images.formats import SUFFIXES
from aivm.output.manifest import read_manifest
from aivm.people.letters import slug
from aivm.problems import Problem, Report, Severity, Where, suggest
from aivm.publish.kept import FOLDER as KEPT
from aivm.sources.removals import FILE, added, mark
from aivm.sources.snapshot import FOLDER as RECEIVED

COPIES = (
    "Ce qui reste, et que cette commande ne peut pas effacer :",
    "  - le serveur, jusqu’à la prochaine publication : python3 tasks.py publish",
    "  - l’histoire de git, et toute copie du projet : un développeur peut la réécrire si la demande l’exige",
    "  - les agendas et les lecteurs de flux qui ont déjà reçu le texte",
    "  - les moteurs de recherche et les archives du web : demandez-leur l’effacement (docs/publier.md)",
)
HINT = (
    "Donnez son adresse sur le site (/recits/le-puits/) ou le fichier de la photo (content/recits/le-puits/puits.jpg)."
)
FIRST = "une fois corrigé ce qui nomme encore cette personne : après, plus rien ne cherche son nom"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Removal:
    """What to note in retraits.yaml, and what a person has still to delete by hand."""

    notes: tuple[tuple[str, str], ...]  # kinds of `removals.KINDS`, each with its value
    source: str  # the files or the folder that hold it


def remove(root: Path, name: str, say: Say = print, **overrides: Any) -> Report:
    """Note that what `name` leads to is off the site, and clean this machine's own copies of it."""
    everything, report = Report(), Report()

    def work() -> None:
        run = render(root, "preview", everything, overrides)
        if run is None:
            report.extend(problem for problem in everything if problem.severity is Severity.FATAL)
            return
        removal = found(name, run)
        if removal is None:
            known = [story.address for story in run.stories] + [event.address for event in run.view.events]
            known += [person.address for person in run.view.volunteers] + [run.file(photo) for photo in run.pictures]
            message = f"rien sur le site ne correspond à « {name} »."
            report.add(Problem(Where("remove"), message, suggest(name, known) or HINT, Severity.FATAL))
            return
        note(removal, run)
        for path in copies_here(run):
            shutil.rmtree(path, ignore_errors=True)
        output = Path(overrides.get("AIVM_OUTPUT", root / "output"))
        last = read_manifest(output)
        if last is not None and last.mode in SETTINGS:  # it may hold files of somebody else: not deleted
            rebuilt = build(root, last.mode, **overrides)
            report.extend(one for one in rebuilt if one.where.file == run.file(nginx_file(run)))  # told once
        say(f"Retiré du site, et noté dans content/data/{FILE} (à enregistrer dans git).")
        say(f"Supprimez aussi {removal.source}.")
        say("\n".join(COPIES))
        left = sorted(set(check(root, **overrides)) - set(everything))
        if any(problem.severity in (Severity.FATAL, Severity.BLOCKING) for problem in left):
            say("La prochaine publication s’arrêtera tant que ceci n’est pas corrigé, et d’ici là rien n’est retiré :")
        report.extend(left)

    guarded(root, report, work)
    return report


def found(name: str, run: Run) -> Removal | None:
    """What an address, a whole URL or a file name leads to; None where it leads to nothing that can be removed."""
    address = unquote(urlsplit(name).path) if "://" in name else name
    address = "/" + address.strip("/")
    for source, picture in run.pictures.items():
        if address.lstrip("/") in [one.name for one in (picture.default, picture.sharp) if one]:
            return photo(source, run)
    path = run.root / name
    if path.suffix.casefold() in SUFFIXES and path.is_file():
        return photo(path, run)
    address += "/"
    for text, taken in run.texts.items():
        if taken == address and taken == story_address(slug(text.parent.name)):
            # The text too: in a folder with another name it would have another address.
            notes = ("adresse", address), ("texte", mark(text.read_bytes()))
            return Removal(notes, run.file(text.parent))
    public = {event.id for event in run.view.events}  # of a closed event, a page « retirée » would tell that it was
    for event in run.records.events:
        if address == f"/agenda/{event.id}/" and event.id in public:
            return Removal((("adresse", address),), row("sa ligne", event.where.file))
    for person in run.records.volunteers:
        if address == f"/volontaires/{person.id}/":
            record = f"{row('sa fiche', person.where.file)} et ses photos, {FIRST}"
            return Removal((("personne", mark(person.id.encode())),), record)
    return None


def photo(path: Path, run: Run) -> Removal:
    """A photo with its copies under other names; its published name tells it in the publications kept elsewhere."""
    known = mark(path.read_bytes())
    same = [one for one in run.pictures if mark(one.read_bytes()) == known]
    published = {PurePosixPath(run.pictures[one].default.name).name.partition("-")[0] for one in same}
    notes = tuple(("photo", value) for value in (known, *sorted(published)))
    return Removal(notes, " et ".join(map(run.file, same or [path])))


def row(word: str, file: str) -> str:
    """Where a person deletes a row: at its source where it was pulled, or the next pull writes it again."""
    pulled = PurePosixPath(file)
    return f"{word} dans la source « {pulled.stem} »" if pulled.parent.name == RECEIVED else f"{word} dans {file}"


def note(removal: Removal, run: Run) -> None:
    """Write it down, in the file that is committed."""
    path = run.content / "data" / FILE
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for kind, value in removal.notes:
        text = added(text, kind, value, run.today)
    write_whole(path, text)


def copies_here(run: Run) -> list[Path]:
    """What this machine made of it: encoded photos, builds, files for schools, the publications kept to go back to."""
    return [run.cache / name for name in ("photos", "build", "ecoles", KEPT)]
