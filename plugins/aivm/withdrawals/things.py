"""All that can be taken off the site, with the words that lead to each: address, file, folder, title, name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from aivm.media.images.formats import SUFFIXES as PHOTOS
from aivm.media.sounds.formats import SUFFIXES as SOUNDS
from aivm.people.letters import slug
from aivm.people.names import same_name
from aivm.problems import Where
from aivm.pulled.snapshot import FOLDER as RECEIVED
from aivm.site.addresses import story_address
from aivm.site.site import Site
from aivm.sources.removals import PLAIN, mark

FIRST = "une fois corrigé ce qui nomme encore cette personne : après, plus rien ne cherche son nom"
MEDIA = (*PHOTOS, *SOUNDS)


@dataclass(frozen=True)
class Thing:
    """One thing on the site: how it is told, what to note in retraits.yaml, and what is still to be deleted by hand."""

    told: str  # « le récit « Le puits » (/recits/le-puits/) »
    shown: tuple[str, ...]  # its address and its files, to be proposed where a word is nearly right
    notes: tuple[tuple[str, bytes], ...]  # kinds of `removals.KINDS`, each with its address or its bytes
    source: str  # the files, the folder or the row that hold it
    names: frozenset[str]  # folded: each leads to it
    parts: frozenset[str] = frozenset()  # folded too: may mean it
    refused: str = ""  # why it cannot be taken off
    called: str = ""  # a person's displayed name: any spelling of it leads to her


def things(site: Site) -> list[Thing]:
    """Everything on the site of a build that may be taken off it."""
    return [*stories(site), *pages(site), *events(site), *people(site), *media(site)]


def named(typed: str, known: Iterable[Thing], site: Site) -> tuple[list[Thing], list[Thing]]:
    """The things that some words lead to, and those that they may mean."""
    wanted = {key for key in (folded(typed), folded(bare(typed, site))) if key}
    known = list(known)
    found = [one for one in known if wanted & one.names or (one.called and same_name(one.called, typed))]
    return found, [one for one in known if wanted & one.parts and one not in found]


def bare(typed: str, site: Site) -> str:
    """An address without its host and the folder of the site there; a whole path, from the content on."""
    path = unquote(urlsplit(typed).path) if "://" in typed else unquote(typed.partition("#")[0].partition("?")[0])
    path = path.replace("\\", "/").strip()
    for start in (site.project.root.as_posix(), site.project.content.as_posix()):
        path = path.removeprefix(f"{start}/")
    hosts = (urlsplit(site.project.siteurl).netloc, "www." + urlsplit(site.project.siteurl).netloc)
    host, _, rest = path.partition("/")
    if host.casefold() in hosts or (rest and host.casefold().startswith("www.")):
        path = rest
    prefix = urlsplit(site.project.siteurl).path.strip("/")
    path = path.strip("/").removeprefix(f"{prefix}/" if prefix else "")
    return path.removesuffix("index.html").removesuffix("evenement.ics")


def folded(words: str) -> str:
    """Words or a path as any spelling of them folds: « /Récits/Le Puits/ » is « recits/le-puits »."""
    return "/".join(filter(None, (slug(part) for part in words.replace("\\", "/").split("/"))))


def path_names(path: Path, site: Site) -> set[str]:
    """How a file or a folder of the content is named: its path from the project, from content, or its last parts."""
    parts = PurePosixPath(site.project.file(path)).parts
    return {folded("/".join(parts[start:])) for start in range(len(parts))}


def stories(site: Site) -> Iterator[Thing]:
    """The stories, by their folder, their address or their title."""
    shown = (*site.view.stories, *site.view.drafts) if site.view else ()
    titles = {one.story.address: one.story.title for one in shown}
    for text, address in site.texts.items():
        if address != story_address(slug(text.parent.name)):
            continue
        title = titles.get(address, text.parent.name)
        names = {folded(address), folded(title), *path_names(text.parent, site), *path_names(text, site)}
        # The text too: in a folder with another name it would have another address.
        notes = (PLAIN, address.encode()), ("texte", text.read_bytes())
        folder = site.project.file(text.parent)
        told = f"le récit « {title} » ({address})"
        yield Thing(told, (address, title), notes, folder, frozenset(names), words(title))


def pages(site: Site) -> Iterator[Thing]:
    """The standing pages; one that holds a list, or the first one, is needed by the site."""
    for text, address in site.texts.items():
        if address == story_address(slug(text.parent.name)):
            continue
        page = site.view.pages.get(address) if site.view else None
        title = page.title if page else text.stem
        names = {folded(address), folded(title), *path_names(text, site), *path_names(text.with_suffix(""), site)} - {
            ""
        }
        notes = (PLAIN, address.encode()), ("texte", text.read_bytes())
        needed = address.count("/") < 2 or (page is not None and page.template not in ("page", "cooperation"))
        refused = (
            f"le site a besoin de cette page. Corrigez plutôt son texte, dans {site.project.file(text)}."
            if needed
            else ""
        )
        told = f"la page « {title} » ({address})"
        yield Thing(told, (address, title), notes, site.project.file(text), frozenset(names), words(title), refused)


def events(site: Site) -> Iterator[Thing]:
    """The dates that are open to all: of a closed one, a page « retirée » would tell that it was."""
    wheres = {event.id: event.where for event in site.data.records.events}
    for event in site.public.events:
        day = f"{event.first_day:%d/%m/%Y}"
        names = frozenset({folded(event.address), folded(event.id), folded(event.title)})
        told = f"la date « {event.title} » du {day} ({event.address})"
        notes = ((PLAIN, event.address.encode()),)
        shown = (event.address, event.title)
        yield Thing(told, shown, notes, row("sa ligne", wheres[event.id]), names, words(event.title))


def people(site: Site) -> Iterator[Thing]:
    """The people who have a record, by their name in any spelling."""
    for person in site.data.records.volunteers:
        names = frozenset({folded(f"/volontaires/{person.id}/"), folded(person.id), folded(person.name)})
        source = f"{row('sa fiche', person.where)} et ses photos, {FIRST}"
        notes = (("personne", person.id.encode()),)
        told = f"« {person.name} », de {person.where}"
        shown = (f"/volontaires/{person.id}/", person.name)
        parts = words(person.name) | words(person.id)
        yield Thing(told, shown, notes, source, names, parts, called=person.name)


def media(site: Site) -> Iterator[Thing]:
    """The photos and the sounds: those of the pages, and those that lie in content; the same bytes are one."""
    published: dict[Path, set[str]] = {}
    for path, picture in site.media.pictures.items():
        published[path] = {one.name for one in (picture.default, picture.sharp) if one}
    published |= {path: {sound.name} for path, sound in site.media.sounds.items()}
    lying = (
        path for path in sorted(site.project.content.rglob("*")) if path.suffix.casefold() in MEDIA and path.is_file()
    )
    same: dict[str, list[Path]] = {}
    for path in dict.fromkeys((*published, *lying)):
        same.setdefault(mark(path.read_bytes()), []).append(path)
    for paths in same.values():
        kind = "son" if paths[0].suffix.casefold() in SOUNDS else "photo"
        web = {name for path in paths for name in published.get(path, ())}
        stems = {PurePosixPath(name).name.partition(".")[0].partition("-")[0] for name in web}
        notes = ((kind, paths[0].read_bytes()), *((kind, stem.encode()) for stem in sorted(stems)))
        files = " et ".join(map(site.project.file, paths))
        names = {name for path in paths for name in path_names(path, site)} | {folded(name) for name in web}
        parts = frozenset(folded(path.stem) for path in paths) | stems
        told = f"{'le son' if kind == 'son' else 'la photo'} {files}"
        yield Thing(told, tuple(map(site.project.file, paths)), notes, files, frozenset(names), parts)


def row(word: str, where: Where) -> str:
    """Where a person deletes a row: at its source where it was pulled, or the next pull writes it again."""
    pulled = PurePosixPath(where.file)
    return f"{word} dans la source « {pulled.stem} »" if pulled.parent.name == RECEIVED else f"{word} dans {where.file}"


def words(title: str) -> frozenset[str]:
    """The words of a title or of a name that may mean it alone, and itself."""
    folds = slug(title)
    return frozenset({folds, *(word for word in folds.split("-") if len(word) > 2)} - {""})
