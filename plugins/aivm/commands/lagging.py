"""How far what is on line lags behind the content: what was withdrawn and is still there, publications that fail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from aivm.commands.publication import Publication
from aivm.publish.compare import held, state_of
from aivm.publish.destination import destination
from aivm.publish.faults import SendingError
from aivm.publish.server import Server, server
from aivm.publish.state import FAILING, State, dump_failing, read_failing
from aivm.site.site import Site
from aivm.sources.removals import FILE
from aivm.withdrawals.going import row_of
from aivm.withdrawals.still import stem

NOW = "Publiez : python3 tasks.py publish --removals"


def lagging(site: Site, root: Path) -> list[str]:
    """French lines about what is on line and should not be, without a name: logs of hosts are read by others."""
    target, _ = destination(site.project.config.publish_to, root)
    if target is None:  # nothing was ever published
        return []
    try:
        host = server(target)
        state = state_of(host)
        return [] if state is None else [*withdrawn_online(site, host, state), *failing(host)]
    except SendingError as error:
        return [f"Personne ne sait si ce qui a été retiré est encore en ligne : {error.message} {error.hint}"]


def withdrawn_online(site: Site, host: Server, state: State) -> Iterator[str]:
    """What the list of the server still names, or does not know yet."""
    files = held(host, state).files
    shown = {person.id for person in site.public.volunteers}
    for path in files:
        name = PurePosixPath(path).parent.name
        if PurePosixPath(path).match("volontaires/*/index.html") and path.count("/") == 2 and name not in shown:
            row = row_of("volunteers", name, site)
            where = row.where if row else f"content/data/{FILE}"
            yield f"{where} : une personne qui ne doit plus paraître est encore en ligne. {NOW}"
    for kind, folder, told in (("photo", "photos/", "une photo retirée"), ("son", "sons/", "un son retiré")):
        if any(path.startswith(folder) and site.data.removals.knows(kind, stem(path).encode()) for path in files):
            yield f"content/data/{FILE} : {told} est encore en ligne. {NOW}"
    lacking = len(site.data.removals.tokens - state.removed)
    if lacking:
        count = f"{lacking} retraits notés ne sont" if lacking > 1 else "un retrait noté n’est"
        yield f"content/data/{FILE} : {count} pas encore en ligne. {NOW}"


def failing(host: Server) -> Iterator[str]:
    """Since when nobody could publish the whole site."""
    since = read_failing(host.read(FAILING))
    if since is not None:
        yield f"La publication échoue depuis le {since.astimezone():%d/%m/%Y}. Pour savoir pourquoi : tasks.py publish."


def settle_failure(asked: Publication) -> None:
    """Note on the server since when publications without anybody fail, and forget it once one is whole."""
    if asked.options.dry_run or asked.options.back:
        return
    with suppress(SendingError):  # which was told already
        host = server(asked.where.destination)
        before = host.read(FAILING)
        if asked.outcome.whole and before is not None:
            host.delete([FAILING])
        nobody = asked.confirm is None and not asked.options.removals and not asked.outcome.whole
        state = state_of(host) if nobody and read_failing(before) is None else None
        if state is not None and state.site in ("", asked.where.siteurl):
            host.write(FAILING, dump_failing(asked.now()))
