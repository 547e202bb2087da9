"""What is on line and must not be any more: by `remove`, by an agreement that ended, or taken away from the content.

A fault is no withdrawal: what only a fault keeps out of today's build stays on line as it was, but for a person whose
agreement cannot be read. A copy of the project that does not know what is on line (lineage.py) takes nothing away but
what it was told to: there, what it lacks may be somebody's new story.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pydantic import ValidationError

from aivm.output.page import Page
from aivm.output.tree import address_of
from aivm.problems import Severity
from aivm.publish.online import Online
from aivm.pulled.snapshot import FOLDER as RECEIVED
from aivm.records.public import PublicVolunteer
from aivm.records.raw import RawRecord
from aivm.records.volunteer import Consent
from aivm.site.site import Site
from aivm.text.fold import fold
from aivm.withdrawals.still import media_of, stem

MADE = ("recits", "agenda", "ecoles", "volontaires", "associations")  # sections whose pages are made from lists
NEEDED = ("index.html", "404.html", "410.html")
OPEN = fold("tout public")
STOPS = (Severity.FATAL, Severity.BLOCKING, Severity.PENDING)


@dataclass(frozen=True)
class Sight:
    """What the withdrawals are judged by."""

    online: Online
    site: Site
    known: bool  # whether this copy knows what is on line
    whole: bool  # whether today's pages could be made


@dataclass
class Going:
    """What must go: whole files, and what the others may not say."""

    files: set[str] = field(default_factory=set)
    leads: set[tuple[str, str]] = field(default_factory=set)  # words of an address, and the start of the paths they mar
    names: set[tuple[str, str]] = field(default_factory=set)  # names of people, the same

    def page(self, path: str, *more: str) -> None:
        """A page goes, with its calendar file, and whatever leads to it."""
        self.files.add(path)
        self.leads |= {(words, "") for words in (address_of(path), *more)}

    def media(self, path: str) -> None:
        """A photo or a sound goes."""
        self.files.add(path)
        self.leads.add((path, ""))


def going(sight: Sight) -> Going:
    """All that must go."""
    found = Going(names={(name, "") for name in sight.site.data.hidden_names})
    for look in (stories, pages, events, groups, people):
        look(sight, found)
    for path in list(media(sight, found)):
        found.media(path)
    return found


def stories(sight: Sight, found: Going) -> None:
    """Stories that were removed, deleted, or made drafts again."""
    site = sight.site
    published = {one.story.address for one in site.view.stories} if site.view else set()
    for path in paths(sight, "recits/*/index.html"):
        address = address_of(path)
        if path == "recits/themes/index.html" or sight.online.tree.pages[path].moved or is_gone(path, sight):
            continue
        deleted = address not in site.texts.values()
        drafted = sight.whole and address not in published and not faulty(address, site)
        if address in site.data.removals.addresses or (sight.known and (deleted or drafted)):
            found.page(path)


def pages(sight: Sight, found: Going) -> None:
    """Standing pages that were removed, or whose file was deleted."""
    for path, page in sight.online.tree.pages.items():
        if path in NEEDED or page.moved or is_gone(path, sight):
            continue
        deleted = sight.known and path.partition("/")[0] not in MADE and page.address not in sight.site.texts.values()
        if page.address in sight.site.data.removals.addresses or deleted:
            found.page(path)


def events(sight: Sight, found: Going) -> None:
    """Dates that were removed, deleted, closed, or that name somebody; of a faulty row, those not said to be open."""
    site = sight.site
    public, records = {event.id for event in site.public.events}, {event.id for event in site.data.records.events}
    for path in paths(sight, "agenda/*/evenement.ics"):
        name, page = path.split("/")[1], path.replace("evenement.ics", "index.html")
        if name in public or page not in sight.online.tree.files or is_gone(page, sight):
            continue
        row = row_of("events", name, site)
        closed = name in records or (row is not None and fold(str(row.values.get("public", ""))) != OPEN)
        deleted = row is None and sight.known and read_whole("events", site)
        if f"/agenda/{name}/" in site.data.removals.addresses or closed or deleted:
            found.page(page, f"{name}@{site.project.config.uid_domain}")
            found.files.add(path)


def groups(sight: Sight, found: Going) -> None:
    """Associations whose record was deleted."""
    for path in paths(sight, "associations/*/index.html"):
        row = row_of("associations", path.split("/")[1], sight.site)
        if row is None and sight.known and read_whole("associations", sight.site):
            found.page(path)


def people(sight: Sight, found: Going) -> None:
    """Whoever has no agreement in force, or none that can be read; portraits and signatures no longer agreed to."""
    tree = sight.online.tree
    shown = {person.address: person for person in sight.site.public.volunteers}
    for path in paths(sight, "volontaires/*/index.html"):
        page, person = tree.pages[path], shown.get(address_of(path))
        if person is None and not goes(path.split("/")[1], sight):
            continue
        if person is None:
            found.page(path)
            found.names |= {(words, "") for level, words in page.headings if level == 1}
        elif not person.signs:
            unsigned(person, sight, found)
        if person is None or not person.photo:
            for file in {file for image in page.images for file in same_media(image.src, sight)}:
                found.media(file)


def unsigned(person: PublicVolunteer, sight: Sight, found: Going) -> None:
    """The signature of a person goes from the stories that bear it, and from their feed."""
    for story in paths(sight, "recits/*/index.html"):
        if any(link.url.endswith(person.address) for link in sight.online.tree.pages[story].links):
            found.leads |= {(person.address, story), (address_of(story), "flux/recits.atom")}
            found.names.add((person.name, story))


def goes(name: str, sight: Sight) -> bool:
    """Whether a person who is on line, and not in today's view, is to go: a fault elsewhere in a record is none."""
    site = sight.site
    row = row_of("volunteers", name, site)
    if site.data.removals.knows("personne", name.encode()) or any(
        person.id == name for person in site.data.records.volunteers
    ):
        return True
    if row is not None:
        return not agrees(row, site)
    return sight.known and read_whole("volunteers", site)


def agrees(row: RawRecord, site: Site) -> bool:
    """Whether a record that is faulty elsewhere holds an agreement in force that can be read."""
    given = row.values.get("consentement")
    try:
        return Consent.model_validate(given, context=site.project.territory).covers("nom", site.project.today)
    except ValidationError:
        return False


def media(sight: Sight, found: Going) -> Iterator[str]:
    """Photos and sounds that were removed, whose file was deleted, or that no text asks for any more."""
    site, tree = sight.site, sight.online.tree
    made, held = media_of(site)
    for kind, folder in (("photo", "photos/"), ("son", "sons/")):
        here = [path for path in sight.online.manifest.files if path.startswith(folder)]
        # Where none of them is known, an older version of the site made them in another way.
        judged = sight.known and not (held[kind] and held[kind].isdisjoint(map(stem, here)))
        for path in here:
            shown = [page.address for name, page in tree.pages.items() if name not in found.files and shows(page, path)]
            unused = path not in made and not any(faulty(address, site) for address in shown)
            deleted = judged and (stem(path) not in held[kind] or (sight.whole and unused))
            if site.data.removals.knows(kind, stem(path).encode()) or deleted:
                yield path


def shows(page: Page, path: str) -> bool:
    """Whether a page shows or links to a file."""
    return any(link.url.endswith(path) for link in page.links)


def same_media(url: str, sight: Sight) -> set[str]:
    """All the sizes of what an address shows."""
    media = (path for path in sight.online.manifest.files if path.startswith(("photos/", "sons/")))
    return {path for path in media if stem(path) == stem(url)}


def paths(sight: Sight, pattern: str) -> list[str]:
    """The files on line that match, among the texts."""
    depth = pattern.count("/")
    return [path for path in sight.online.tree.files if path.count("/") == depth and PurePosixPath(path).match(pattern)]


def is_gone(path: str, sight: Sight) -> bool:
    """Whether a page already says that it was removed."""
    return sight.site.project.words["gone.title"] in sight.online.tree.read(path).decode("utf-8", errors="replace")


def faulty(address: str, site: Site) -> bool:
    """Whether something is to be mended in the file where the text at an address is typed."""
    claim = site.claims.of(address)
    return claim is not None and any(
        problem.where.file == claim.where.file and problem.severity in STOPS for problem in site.report
    )


def row_of(kind: str, name: str, site: Site) -> RawRecord | None:
    """The row of an id as it was typed or pulled, faulty or not."""
    return next((row for row in site.data.rows.get(kind, ()) if str(row.values.get("id", "")) == name), None)


def read_whole(kind: str, site: Site) -> bool:
    """Whether every row of a kind could be read, its sources included: only then is what is not there deleted."""
    pulled = f"/{RECEIVED}/"
    lost = any(
        problem.severity in STOPS and (pulled in problem.where.file or problem.where.file.endswith("sources.toml"))
        for problem in site.report
    )
    return site.data.typed_ids.get(kind) is not None and not lost
