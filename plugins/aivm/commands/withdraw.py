"""Take off the server what must not be there any more, and nothing else: whatever else is wrong in the content.

The rest of the site stays as it is on line, byte for byte. A page that speaks of what goes loses that part; one that
cannot is « momentanément absente » until the whole site can be published. All that is sent passes today's gates.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from aivm.commands.day import refuse_another_day
from aivm.commands.publication import Place, Publication, agreed, sending
from aivm.commands.ready import rules_of
from aivm.output.checks import PRIVACY
from aivm.output.tree import read_tree
from aivm.people.names import seek
from aivm.publish.compare import Difference, Wishes, difference
from aivm.publish.cut import Telling
from aivm.publish.interim_headers import bridge
from aivm.publish.online import FOLDER, online
from aivm.publish.send import LEFT, Outgoing, record
from aivm.publish.server import Server, server
from aivm.publish.state import dump_listing
from aivm.publish.withdrawal import Changes, changed, manifest_of, orphans, written
from aivm.publish.words import summary
from aivm.rendering.checking import check_context
from aivm.serving.apache import htaccess
from aivm.serving.compress import compress_folder
from aivm.serving.headers import GONE
from aivm.serving.headers_file import headers_file
from aivm.site.addresses import save_as
from aivm.site.site import Site
from aivm.withdrawals.going import Going, Sight, going
from aivm.withdrawals.lineage import known

NOTHING = "Rien de ce qui est en ligne n’est à retirer."
DONE = "Les retraits sont faits. Le reste du site est resté comme il était."


def withdraw(site: Site, asked: Publication, *, whole: bool) -> None:
    """Compare what is on line with what may be, say, ask, and take off. `whole`: today's pages could be made.

    Raises SendingError, OSError.
    """
    where, host = asked.where, server(asked.where.destination)
    there = online(host, site.project.cache / FOLDER / where.kept.name, where.siteurl)
    asked.outcome.tried = True
    if there is None or there.state.site not in ("", where.siteurl):
        asked.say("Rien de ce site n’est en ligne : il n’y a rien à en retirer.")
        return
    sight = Sight(there, site, not there.state.base or there.state.base in known(site.project), whole)
    changes = clean(all_changes(sight), sight)
    with tempfile.TemporaryDirectory(dir=site.project.cache) as folder:
        new = made(changes, sight, Path(folder), where)
        if changes:
            take_off(host, new, site.project.today, asked)
            return
        asked.say(NOTHING)
        if site.data.removals.tokens - there.state.removed and not asked.options.dry_run:
            record(host, new, there.state)


def take_off(host: Server, new: Outgoing, today: date, asked: Publication) -> None:
    """Say what goes, ask, and send."""
    seen, new = settled(host, new, asked.options.wishes)
    asked.say("Retraits, qui partent sans attendre le reste :")
    for line in summary(seen, new.manifest, asked.where.destination.name):
        asked.say(line)
    if asked.options.dry_run or not agreed(asked, "Faire ces retraits ?"):
        return
    refuse_another_day(asked.now(), today, asked.where.zone)
    if seen.by_hand:  # what somebody wrote there is kept here, and what must go goes
        host.fetch(seen.by_hand, asked.where.kept.parent / "changes-sur-le-serveur")
    sending(host, new, seen, asked)
    asked.say(DONE)
    asked.outcome.done = True


def all_changes(sight: Sight) -> Changes:
    """What becomes of each file, before the gates."""
    found = going(sight)
    site = sight.site
    gone = {save_as(address): site.project.output / save_as(address) for address in site.gone} if sight.whole else {}
    instead = {path: file.read_bytes() for path, file in gone.items() if file.is_file()}
    changes = changed(sight.online, sorted(found.files), telling_of(found), instead, away(site))
    changes |= dict.fromkeys(orphans(sight.online, changes)) if changes else {}
    if sight.whole and not instead.keys().isdisjoint(changes):
        changes[GONE] = (site.project.output / GONE).read_bytes()
    return changes


def telling_of(found: Going) -> Callable[[str], Telling]:
    """What each file may not say, by its path."""

    @cache
    def telling(leads: frozenset[str], names: frozenset[str]) -> Telling:
        return Telling(lambda text: any(words in text for words in leads), seek(names).tells)

    def of(path: str) -> Telling:
        leads, names = (
            frozenset(words for words, start in kind if path.startswith(start)) for kind in (found.leads, found.names)
        )
        return telling(leads, names)

    return of


def clean(changes: Changes, sight: Sight) -> Changes:
    """The changes without what the gates of today refuse: such a page is away, another file is not there."""
    site = sight.site
    context = check_context(site)
    for _ in range(2):
        with tempfile.TemporaryDirectory(dir=site.project.cache) as folder:
            written(changes, Path(folder))
            tree = read_tree(Path(folder), site.project.siteurl)
            refused = {finding.path for check in PRIVACY for finding in check(tree, replace(context, told=frozenset()))}
        changes = {
            path: content if path not in refused else away(site) if path.endswith(".html") else None
            for path, content in changes.items()
        }
    return changes


def away(site: Site) -> bytes:
    """The page that stands for one that cannot be shown; it needs no theme, which may be what is broken."""
    title, text, home = (
        site.project.words["away.title"],
        site.project.words["away.text"],
        site.project.words["away.home"],
    )
    return (
        "<!doctype html><html lang=fr><meta charset=utf-8><meta content=noindex name=robots>"
        '<meta content="width=device-width,initial-scale=1" name=viewport>'
        f"<title>{title}</title><h1>{title}</h1><p>{text} <a href={site.project.siteurl}/>{home}</a>"
    ).encode()


def made(changes: Changes, sight: Sight, folder: Path, where: Place) -> Outgoing:
    """The site as it will be, what changes being in `folder` with its compressed copies and the rules of the host."""
    site = sight.site
    if changes and sight.whole:
        changes = {**changes, **rules(sight, changes)}
    written(changes, folder)
    compress_folder(folder, site.project.cache / "compression" / "retraits")
    manifest = manifest_of(sight.online, changes, folder, LEFT)
    return Outgoing(
        folder, manifest, dump_listing(manifest), where.siteurl, sight.online.state.base, site.data.removals.tokens
    )


def rules(sight: Sight, changes: Changes) -> Mapping[str, bytes]:
    """What hosts are told, with the addresses that answer 410; pages of before keep their sheet (bridge.py)."""
    site, files = sight.site, sight.online.manifest.files.keys()
    table, prefix = rules_of(site.project)
    paths = (files | changes.keys()) - {path for path, content in changes.items() if content is None}
    texts = {".htaccess": htaccess(table, prefix, site.gone), "_headers": headers_file(table, prefix, sorted(paths))}
    tree = sight.online.tree
    return {path: bridge(tree.read(path), text.encode()) for path, text in texts.items() if path in tree.files}


def settled(host: Server, new: Outgoing, wishes: Wishes) -> tuple[Difference, Outgoing]:
    """What separates the server from it; a file that somebody changed or took away there, and that stays, stays so."""
    seen = difference(host, new.manifest, new.digest, wishes)
    strange = [path for path in seen.steps.copies if not (new.folder / path).is_file()]
    if not strange:
        return seen, new
    files = {path: entry for path, entry in new.manifest.files.items() if path not in strange}
    files |= {path: seen.there.files[path] for path in strange if path in seen.there.files}
    manifest = replace(new.manifest, files=files)
    new = replace(new, manifest=manifest, listing=dump_listing(manifest))
    return difference(host, manifest, new.digest, wishes), new
