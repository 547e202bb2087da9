"""`python3 tasks.py remove`: take a story, a page, an event, a person, a photo or a sound off the site, for good."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aivm.commands.build import build, check
from aivm.commands.guard import guarded
from aivm.commands.ready import nginx_file
from aivm.commands.turn import turn
from aivm.files import write_whole
from aivm.host.own_folder import forget_builds
from aivm.host.render import SETTINGS, cache_of, rendered
from aivm.output.manifest import read_manifest
from aivm.problems import Problem, Report, Severity, Where, suggest
from aivm.publish.earlier import FOLDER as KEPT
from aivm.publish.online import FOLDER as ONLINE
from aivm.site.site import Site
from aivm.sources.removals import FILE, added
from aivm.withdrawals.things import Thing, bare, folded, named, things

COPIES = (
    "Ce qui reste, et que cette commande ne peut pas effacer :",
    "  - le serveur, jusqu’à la prochaine publication : python3 tasks.py publish",
    "  - l’histoire de git, et toute copie du projet : un développeur peut la réécrire si la demande l’exige",
    "  - les agendas et les lecteurs de flux qui ont déjà reçu le texte",
    "  - les navigateurs de qui l’a déjà vu ou entendu, une semaine au plus, et ce que garde l’hébergeur lui-même",
    "  - les caches des opérateurs et des écoles : une heure pour une page, rien d’autre s’ils suivent nos règles",
    "  - le dépôt public de « pages », s’il y en a un, et ce que son hébergeur garde (docs/publier.md)",
    "  - les moteurs de recherche et les archives du web : demandez-leur l’effacement (docs/publier.md)",
)
HINT = (
    "Donnez une adresse du site (/recits/le-puits/), un titre, un nom, ou un fichier "
    "(content/recits/le-puits/puits.jpg)."
)
STOPS = (
    "La prochaine publication s’arrêtera tant que ce que dit « python3 tasks.py check » n’est pas corrigé, et le reste "
    "du site restera comme il est. Ce retrait partira quand même, avec elle ou tout de suite : "
    "python3 tasks.py publish --removals"
)
SERIOUS = (Severity.FATAL, Severity.BLOCKING, Severity.PENDING)
Say = Callable[[str], None]
Choose = Callable[[int], int | None]  # how many there are -> the rank of one, from 1; None: none of them


def remove(root: Path, name: str, say: Say = print, choose: Choose | None = None, **overrides: Any) -> Report:
    """Note that what `name` leads to is off the site, and clean this machine's own copies of it.

    `choose` asks which, where several are meant; without it they are listed, and nothing is done.
    """
    everything, report = Report(), Report()

    def work() -> None:
        with turn(cache_of(root, overrides), "remove", say):
            with rendered(root, "preview", everything, overrides) as site:
                pass  # to know what is there: its files hold what is to go, and end before anything is deleted
            take_away(site)

    def take_away(site: Site | None) -> None:
        if site is None:
            report.extend(problem for problem in everything if problem.severity is Severity.FATAL)
            return
        thing = meant(name, site, report, say, choose)
        if thing is None:
            return
        note(thing, site)
        clean(site, root, report, overrides)
        say(f"Retiré du site, et noté dans content/data/{FILE} (à enregistrer dans git).")
        say(f"Supprimez aussi {thing.source}.")
        say("\n".join(COPIES))
        found = check(root, **overrides)
        if any(one.severity in SERIOUS and not one.where.file.startswith("content/exemples/") for one in found):
            say(STOPS)
        report.extend(sorted(set(found) - set(everything)))

    guarded(root, report, work)
    return report


def meant(name: str, site: Site, report: Report, say: Say, choose: Choose | None) -> Thing | None:
    """The one thing that `name` leads to, which is said; None, with the reason in the report, where nothing is done."""
    known = things(site)
    sure, likely = named(name, known, site)
    thing = sure[0] if len(sure) == 1 else None
    if len(sure) != 1 and (sure or likely):
        thing = chosen(sure or likely, name, report, say, choose)
        if thing is None:
            return None
    if thing is None:
        report.add(refusal(*unknown(name, known, site)))
    elif thing.refused:
        report.add(refusal(f"{thing.told} ne se retire pas :", thing.refused))
    else:
        say(f"Trouvé : {thing.told}.")
        return thing
    return None


def chosen(found: list[Thing], name: str, report: Report, say: Say, choose: Choose | None) -> Thing | None:
    """Which of several; None where nobody says."""
    say(f"« {name} » peut vouloir dire :")
    for number, thing in enumerate(found, 1):
        say(f"  {number}. {thing.told}")
    if choose is None:
        hint = "Donnez l’adresse ou le fichier de celle que vous voulez, comme ci-dessus."
        report.add(refusal("rien n’a été retiré : il faut choisir.", hint))
        return None
    rank = choose(len(found))
    if rank is None:
        say("Rien n’a été retiré.")
        return None
    return found[rank - 1]


def unknown(name: str, known: list[Thing], site: Site) -> tuple[str, str]:
    """Why nothing was found: it is off already, or was never there; the nearest words that are."""
    address = f"/{folded(bare(name, site))}/"
    if address in site.data.removals.addresses:
        return f"« {name} » est déjà retiré du site.", "S’il est encore en ligne, publiez : python3 tasks.py publish"
    spelled = [word for thing in known if not thing.refused for word in thing.shown]
    return f"rien sur le site ne correspond à « {name} ».", suggest(name, spelled) or HINT


def refusal(message: str, hint: str) -> Problem:
    """What keeps us from removing anything."""
    return Problem(Where("remove"), message, hint, Severity.FATAL)


def note(thing: Thing, site: Site) -> None:
    """Write it down, in the file that is committed."""
    path = site.project.content / "data" / FILE
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for kind, what in thing.notes:
        text = added(text, kind, what, site.project.today)
    path.parent.mkdir(exist_ok=True)
    write_whole(path, text)


def clean(site: Site, root: Path, report: Report, overrides: dict[str, Any]) -> None:
    """Delete this machine's copies, and build again the site that it holds."""
    for path in copies_here(site):
        shutil.rmtree(path, ignore_errors=True)
    forget_builds(site.project.cache, finished=True)
    last = read_manifest(Path(overrides.get("AIVM_OUTPUT", root / "output")))
    if last is not None and last.mode in SETTINGS:  # it may hold files of somebody else: not deleted
        rebuilt = build(root, last.mode, **overrides)
        report.extend(one for one in rebuilt if one.where.file == site.project.file(nginx_file(site)))  # told once


def copies_here(site: Site) -> list[Path]:
    """What this machine made of it, beside builds: photos, sounds, files for schools, what is or was on line."""
    return [site.project.cache / name for name in ("photos", "sons", "ecoles", KEPT, ONLINE)]


def asked_rank(count: int) -> int | None:
    """The rank that a person types; None for none of them."""
    try:
        typed = input(f"Lequel retirer ? [1-{count}, ou rien] ").strip()
    except EOFError:
        print()
        return None
    return int(typed) if typed.isdecimal() and 1 <= int(typed) <= count else None
