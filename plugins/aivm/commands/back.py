"""`publish --back`: the publication before, judged by all of today's gates, with what it would bring back."""

from __future__ import annotations

import shutil
from contextlib import suppress

from aivm.commands.publication import MODE, Place, Publication
from aivm.output.checks import PRIVACY
from aivm.output.tree import read_tree
from aivm.publish.compare import Difference, state_of
from aivm.publish.earlier import Publication as Kept
from aivm.publish.earlier import before, forget_after, keep, kept
from aivm.publish.faults import SendingError
from aivm.publish.online import FOLDER, online
from aivm.publish.returning import NONE, returning
from aivm.publish.send import Outgoing, outgoing
from aivm.publish.server import Server
from aivm.publish.words import names
from aivm.rendering.checking import check_context
from aivm.rendering.finish import weights_of
from aivm.site.site import Site
from aivm.withdrawals.withdrawn import withdrawn

UNKNOWN = " Ce qui est en ligne n’a pas été publié d’ici : entre les deux, il y a peut-être eu d’autres publications."
READ_FIRST = "Relancez sans « --yes », lisez ce qui précède, et répondez."
HINT = (
    "Une machine garde les trois dernières qu’elle a faites ou remplacées : revenez depuis elle, ou avec git "
    "(docs/publier.md)."
)


def earlier_site(host: Server, site: Site, asked: Publication) -> Outgoing:
    """The publication before the one that is on the server; SendingError where none may come back."""
    where, say = asked.where, asked.say
    state = state_of(host)
    earlier = before(where.kept, state.listing if state else "")
    if earlier is None:
        raise SendingError("aucune publication d’avant n’est gardée ici.", HINT)
    unknown = "" if state and any(one.listing == state.listing for one in kept(where.kept)) else UNKNOWN
    say(f"Retour à la publication du {earlier.when:%d/%m/%Y à %H h %M}.{unknown}")
    refuse(earlier, site)
    there = online(host, site.project.cache / FOLDER / where.kept.name, where.siteurl)
    back = returning(there.tree if there else None, read_tree(earlier.folder, site.project.siteurl))
    for line in back or [NONE]:
        say(line)
    if back and asked.confirm is None and not asked.options.dry_run:
        raise SendingError("des textes ou des photos reviendraient, et personne n’est là pour les lire.", READ_FIRST)
    return outgoing(earlier.folder, MODE, where.siteurl)


def refuse(earlier: Kept, site: Site) -> None:
    """SendingError where a publication holds what was withdrawn since, or what a gate of today refuses."""
    forbidden = withdrawn(earlier.folder, site)
    if forbidden:
        message = f"la publication d’avant contient ce qui a été retiré depuis ({names(forbidden)})."
        raise SendingError(message, "Corrigez plutôt les textes, puis publiez.")
    tree, context = read_tree(earlier.folder, site.project.siteurl), check_context(site, weights_of(site.project).cache)
    found = sorted({(one.path, one.message) for check in PRIVACY for one in check(tree, context)})
    if found:
        more = f" (et {len(found) - 1} autres)" if len(found) > 1 else ""
        message = f"la publication d’avant ne passe plus les contrôles : {found[0][0]}, {found[0][1]}{more}"
        raise SendingError(message, "Corrigez plutôt les textes, puis publiez.")


def keep_replaced(host: Server, new: Outgoing, seen: Difference, where: Place) -> None:
    """Keep here what is on line, where another machine made it, before it is replaced; without it, nothing stops."""
    if seen.state is None or seen.state.unsure or any(one.listing == seen.state.listing for one in kept(where.kept)):
        return
    draft = where.kept / ".remplacee"
    shutil.rmtree(draft, ignore_errors=True)
    wanted = []
    for path, entry in seen.there.files.items():
        if new.manifest.files.get(path) == entry and (new.folder / path).is_file():
            (draft / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(new.folder / path, draft / path)
        else:
            wanted.append(path)
    with suppress(SendingError):
        if wanted:
            host.fetch(wanted, draft)
        if all((draft / path).is_file() for path in wanted):
            keep(where.kept, draft, seen.state.listing)
    shutil.rmtree(draft, ignore_errors=True)


def remember(new: Outgoing, asked: Publication) -> None:
    """Keep what is on the server now, or after a return forget what it undid."""
    where = asked.where
    if not asked.options.back:
        keep(where.kept, new.folder, new.digest)
        return
    back = next((one for one in kept(where.kept) if one.folder == new.folder), None)
    if back is not None:
        forget_after(where.kept, back)
