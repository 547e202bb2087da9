"""Which text files make the site, and at which address: decided once, in a fixed order, before Pelican reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from aivm.media.images.formats import SUFFIXES
from aivm.media.sounds.formats import SUFFIXES as SOUND_SUFFIXES
from aivm.people.letters import slug
from aivm.problems import Problem, Report, Severity, Where
from aivm.site.addresses import NOT_FOUND, page_address, story_address
from aivm.site.claims import Claims
from aivm.site.gone import is_removed
from aivm.site.project import Project
from aivm.sources.removals import Removals

STORY_FILE = "recit.md"
RESERVED = ("themes",)  # addresses of the list of stories itself
TEXTS = (".md", ".txt")  # in order of preference: what was typed for the site before what came from a phone
NOT_TEXTS = ("lisezmoi.*", "readme.*")
IGNORED = (".*", "~*", "thumbs.db", "desktop.ini")  # what systems and editors leave behind


@dataclass(frozen=True)
class Finding:
    """What is found on the way: texts with their addresses, and what is wrong."""

    project: Project
    removals: Removals
    claims: Claims
    report: Report
    texts: dict[Path, str] = field(default_factory=dict)


def claim_texts(project: Project, removals: Removals, claims: Claims, report: Report) -> Mapping[Path, str]:
    """Every page and story with its address; the first by name keeps an address that two ask for."""
    found = Finding(project, removals, claims, report)
    content = project.content
    claim_pages(content / "pages", found)
    roots = [content / "recits", *([] if project.config.production else [content / "exemples" / "recits"])]
    for root in filter(Path.is_dir, roots):
        report.extend(loose_files(root, project))
        for folder in sorted(path for path in root.iterdir() if path.is_dir()):
            if project.holds(folder):
                claim_story(folder, found)
            else:
                report.add(leads_out(folder, project))
    return found.texts


def claim_pages(pages: Path, found: Finding) -> None:
    """Every Markdown file under pages takes the address that its path is. A site without a page is a folder mislaid."""
    files = sorted(path for path in pages.rglob("*") if path.is_file() and not ignored(path, (*IGNORED, *NOT_TEXTS)))
    for path in files:
        if path.suffix.casefold() in SUFFIXES:
            continue
        if not found.project.holds(path):
            found.report.add(leads_out(path, found.project))
            continue
        parts = path.relative_to(pages).with_suffix("").parts
        address = page_address("/".join(parts))
        where = Where(found.project.file(path))
        if path.suffix.casefold() != ".md":
            hint = "Enregistrez son texte dans un fichier .md, ou retirez-le."
            found.report.add(Problem(where, "ce fichier n’est pas une page en Markdown.", hint, Severity.ADVICE))
        elif not all(map(slug, parts)):
            hint = "Donnez-lui un nom avec au moins une lettre latine ou un chiffre."
            found.report.add(Problem(where, f"« {path.name} » ne peut pas servir d’adresse.", hint))
        elif was_removed(path, address, found):
            message = "cette page a été retirée du site : elle n’y est plus, mais son fichier est encore là."
            found.report.add(Problem(where, message, "Supprimez ce fichier.", Severity.ADVICE))
        elif found.claims.take(address, where, listed=address != NOT_FOUND):
            found.texts[path] = address
    if not found.texts:
        hint = "Remettez le dossier « pages » avec ses fichiers .md : sans lui, le site entier serait vidé."
        found.report.add(Problem(Where(found.project.file(pages)), "il n’y a aucune page.", hint, Severity.FATAL))


def claim_story(folder: Path, found: Finding) -> None:
    """The one text of a story's folder takes its address."""
    where = Where(found.project.file(folder))
    name = slug(folder.name)
    if not name or name in RESERVED:
        hint = "Donnez-lui un nom en lettres, comme le titre du récit."
        found.report.add(Problem(where, f"« {folder.name} » ne peut pas servir d’adresse à un récit.", hint))
        return
    for inner in sorted(path for path in folder.iterdir() if path.is_dir() and not ignored(path, IGNORED)):
        hint = "Remontez-le d’un cran : un dossier par récit, sans dossier dedans."
        message = "ce dossier est dans un autre : il n’est pas lu."
        found.report.add(Problem(Where(found.project.file(inner)), message, hint))
    files = sorted(path for path in folder.iterdir() if path.is_file() and not ignored(path, (*IGNORED, *NOT_TEXTS)))
    text, problem = story_text(folder, files, found.project)
    if text is None or text.suffix.casefold() != ".txt":  # of a draft, its own questions tell them
        found.report.extend(unread(files, found.project))
    if problem:
        found.report.add(problem)
    if text is None:
        return
    if not found.project.holds(text):
        found.report.add(leads_out(text, found.project))
        return
    address = story_address(name)
    if was_removed(text, address, found):
        message = "ce récit a été retiré du site : il n’y est plus, mais son dossier est encore là."
        found.report.add(Problem(where, message, "Supprimez ce dossier.", Severity.ADVICE))
    elif found.claims.take(address, Where(found.project.file(text))):
        found.texts[text] = address


def leads_out(path: Path, project: Project) -> Problem:
    """A link that leads out of the content: it is not followed."""
    hint = "Remplacez-le par une copie de ce qu’il montre, si cela peut être publié."
    return Problem(Where(project.file(path)), "ce lien mène hors de content/ : il n’est pas suivi.", hint)


def was_removed(text: Path, address: str, found: Finding) -> bool:
    """True for what was taken off the site: at this address, or the same text at another."""
    return address in found.removals.addresses or is_removed(text, "texte", found.removals)


def story_text(folder: Path, files: list[Path], project: Project) -> tuple[Path | None, Problem | None]:
    """recit.md, else the only Markdown file, else the only .txt, which is a draft."""
    where = Where(project.file(folder))
    for suffix in TEXTS:
        texts = [path for path in files if path.suffix.casefold() == suffix]
        named = [path for path in texts if path.name.casefold() == STORY_FILE] or texts
        if len(named) == 1:
            return named[0], None
        if named:
            names = ", ".join(path.name for path in named)
            hint = f"Gardez-en un, nommé {STORY_FILE}."
            return None, Problem(where, f"ce dossier a plusieurs textes : {names}.", hint)
    if not files:
        return None, None
    hint = f"Ajoutez-y le récit, dans un fichier {STORY_FILE} ou .txt."
    return None, Problem(where, "ce dossier n’a pas de texte.", hint, Severity.ADVICE)


def unread(files: list[Path], project: Project) -> Iterator[Problem]:
    """Files that the site cannot read, which a person may believe to be on it."""
    for path in files:
        if path.suffix.casefold() not in (*SUFFIXES, *SOUND_SUFFIXES, *TEXTS):
            hint = "Copiez son texte dans un fichier .txt, ou retirez-le."
            yield Problem(Where(project.file(path)), "le site ne lit pas ce genre de fichier.", hint, Severity.ADVICE)


def loose_files(root: Path, project: Project) -> Iterator[Problem]:
    """Texts, photos and sounds laid beside the folders of stories."""
    for path in sorted(root.iterdir()):
        if path.is_file() and not ignored(path, (*IGNORED, *NOT_TEXTS)):
            hint = f"Mettez-le dans un dossier à son nom : {root.name}/{slug(path.stem)}/."
            yield Problem(Where(project.file(path)), "un récit a son propre dossier.", hint)


def ignored(path: Path, patterns: tuple[str, ...]) -> bool:
    """True for a name that matches one of the patterns."""
    return any(fnmatch(path.name.casefold(), pattern) for pattern in patterns)
