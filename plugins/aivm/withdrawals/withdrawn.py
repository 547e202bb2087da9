"""What an old publication holds that must not come back, judged by what is agreed and known today: `publish --back`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from aivm.output.names import people as naming
from aivm.output.tree import Tree, read_tree
from aivm.problems import Severity
from aivm.site.addresses import save_as
from aivm.site.site import Site
from aivm.withdrawals.still import stem

Check = Callable[[Tree, Site], Iterator[str]]


def withdrawn(folder: Path, site: Site) -> list[str]:
    """The files of an old publication that would bring back a person, a removal or a closed date; sorted."""
    tree = read_tree(folder, site.project.siteurl)
    return sorted({path for check in CHECKS for path in check(tree, site)})


def names(tree: Tree, site: Site) -> Iterator[str]:
    """Files that name somebody without an agreement in force."""
    found = naming(tree, site.data.hidden_names)
    return (finding.path for finding in found if finding.severity is Severity.BLOCKING)


def people(tree: Tree, site: Site) -> Iterator[str]:
    """Pages of people who have none today, portraits and signatures no longer agreed to.

    Known by their addresses: whoever asked to be forgotten may have no record left, hence no name to look for.
    """
    today = {person.address: person for person in site.public.volunteers}
    unsigned = tuple(address for address, person in today.items() if not person.signs)
    for path, page in tree.pages.items():
        person = today.get(page.address)
        shown = person is not None and (not page.images or person.photo)
        if PurePosixPath(path).match("volontaires/*/index.html") and not shown:
            yield path
        if path.startswith("recits/") and any(link.url.endswith(unsigned) for link in page.links):
            yield path


def removals(tree: Tree, site: Site) -> Iterator[str]:
    """Pages and photos that were removed."""
    said = site.project.words["gone.title"]
    pages = [path for path in map(save_as, site.gone) if path in tree.files]
    yield from (path for path in pages if said not in tree.read(path).decode("utf-8"))
    for kind, folder in (("photo", "photos/"), ("son", "sons/")):
        media = (path for path in tree.files if path.startswith(folder))
        yield from (path for path in media if site.data.removals.knows(kind, stem(path).encode()))


def dates(tree: Tree, site: Site) -> Iterator[str]:
    """Pages of events that are not public any more: for a school or the members, taken away, or in nobody's table."""
    public = {event.address for event in site.public.events}
    of_events = (path for path in tree.files if PurePosixPath(path).match("agenda/*/evenement.ics"))
    return (path for path in of_events if f"/{path.removesuffix('evenement.ics')}" not in public)


CHECKS: tuple[Check, ...] = (names, people, removals, dates)
