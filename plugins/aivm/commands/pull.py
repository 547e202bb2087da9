"""Refresh snapshots: ask every source at once, judge what came, write what changed. Printing it is `pull_words`."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Semaphore, Thread

from aivm.commands.pull_limits import options_of
from aivm.config import build_moment
from aivm.files import write_whole
from aivm.problems import Problem, Severity, Where
from aivm.progress import bars
from aivm.publish.words import bytes_in_words
from aivm.pulled import snapshot as snapshots
from aivm.pulled import validators
from aivm.pulled.refresh import Outcome, judge_of, refreshed
from aivm.pulled.snapshot import Snapshot
from aivm.pulled.validators import Memory
from aivm.site.received import people_of, snapshot_file
from aivm.site.site import Site
from aivm.sources.fetch import address, fetch
from aivm.sources.readers import READERS
from aivm.sources.remote import Answer
from aivm.sources.source import Source
from aivm.web.refused import RefusedError
from aivm.web.request import Limits

AT_ONCE = 5  # sources asked at the same time
AGAIN = timedelta(hours=1)  # a build does not ask a source that failed again before
REMOVED = "Sa fiche est ôtée de ce qui avait été reçu."
OWN_FAULT = ("le programme a rencontré une panne imprévue.", "Envoyez .cache/panne.txt à la personne du site.")

Got = Answer | RefusedError


def memory_file(site: Site, source: Source) -> Path:
    return site.project.cache / "pull" / f"{source.name}.json"


def due(site: Site) -> list[Source]:
    """The sources that a build asks again: unheard of for `pull_hours`, and not failing a moment ago."""
    now = build_moment(site.project.config)
    wait = timedelta(hours=site.project.config.pull_hours)
    found = []
    for source in site.data.sources:
        memory = validators.load(memory_file(site, source))
        before = _before(source, site)
        asked = max((moment for moment in (memory.asked_at, before and before.read_at) if moment), default=None)
        patience = AGAIN if memory.failed or before is None else wait
        if asked is None or now - asked >= patience:
            found.append(source)
    return found


def pull_sources(site: Site, sources: Sequence[Source], limits: Limits, accept_shrink: bool = False) -> list[Outcome]:
    """Ask the sources, and write the snapshots that changed. Nothing raises on what a source does."""
    now = build_moment(site.project.config).replace(second=0, microsecond=0)
    written = {source.name: _before(source, site) for source in sources}
    before = {name: agreed_only(snapshot, site) for name, snapshot in written.items()}
    memories = {source.name: validators.load(memory_file(site, source)) for source in sources}
    prints = {source.name: _print(source, site, before[source.name]) for source in sources}
    known = {name: memory.answer(prints[name]) for name, memory in memories.items()}
    outcomes = []
    for source, got in zip(sources, ask_all(site, sources, limits, known), strict=True):
        outcome = judged(source, got, before[source.name], site, now, accept_shrink)
        outcome = kept(taken_out(outcome, written[source.name], site), written[source.name], site)
        outcomes.append(outcome)
        remember(outcome, got, site, now)
    return outcomes


def _before(source: Source, site: Site) -> Snapshot | None:
    path = snapshot_file(site.project, source.name)
    if not path.is_file():
        return None
    found, _ = snapshots.read(path.read_bytes().decode("utf-8", errors="replace"), site.project.file(path))
    return found if found and found.gives == source.gives else None


def agreed_only(snapshot: Snapshot | None, site: Site) -> Snapshot | None:
    """A snapshot without the people whose agreement is over, or whose words nobody has read, whatever comes now."""
    if snapshot is None or snapshot.gives != "volunteers":
        return snapshot
    noted = site.data.agreements
    return replace(snapshot, rows=tuple(row for row in snapshot.rows if noted.covers(row)))


def taken_out(outcome: Outcome, written: Snapshot | None, site: Site) -> Outcome:
    """The outcome, with those whom `agreed_only` took out of the file, and why."""
    if written is None or outcome.snapshot is None or outcome.snapshot.gives != "volunteers":
        return outcome
    noted = site.data.agreements
    stays = {row["id"] for row in outcome.snapshot.rows}
    gone = [str(row["id"]) for row in written.rows if not noted.covers(row) and row["id"] not in stays]
    known = {problem.message for problem in outcome.refused}
    reasons = {noted.where(name): noted.lack(name) for name in gone}
    told = [
        Problem(where, why, REMOVED, Severity.ADVICE) for where, (why, _) in reasons.items() if why and why not in known
    ]
    return replace(outcome, removed=outcome.removed + len(gone), notices=(*outcome.notices, *told))


def _print(source: Source, site: Site, snapshot: Snapshot | None) -> str:
    try:
        url = address(source, os.environ)
    except RefusedError:
        url = ""
    return validators.fingerprint(source, options_of(source, site), url, snapshot)


def ask_all(site: Site, sources: Sequence[Source], limits: Limits, known: dict[str, Answer]) -> list[Got]:
    """What each source answers, all asked at the same time; one bar each on a terminal."""
    gate = Semaphore(AT_ONCE)
    answers: dict[str, Got] = {}
    with bars() as add:

        def ask(source: Source) -> Got:
            bar = add(source.name)
            options = options_of(source, site)
            try:
                got = fetch(
                    source,
                    options,
                    limits,
                    site.project.root,
                    os.environ,
                    known[source.name],
                    lambda received: bar(received, note=bytes_in_words(received)),
                )
            except RefusedError as refusal:
                return refusal
            except Exception:  # the last net: one source never takes the others along
                return RefusedError(*_own_fault(site, [source]))
            size = len(got.body or b"") or 1
            bar(size, size)
            return got

        def work(source: Source) -> None:
            with gate:
                answers[source.name] = ask(source)

        # Threads that nobody waits for at the end: Ctrl-C ends the program at once.
        threads = [Thread(target=work, args=(source,), daemon=True) for source in sources]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return [answers[source.name] for source in sources]


def judged(
    source: Source, got: Got, before: Snapshot | None, site: Site, now: datetime, accept_shrink: bool
) -> Outcome:
    """What becomes of a source after its answer."""
    where = Where(source.where.file, source.where.line, source.name)
    if isinstance(got, RefusedError):
        return Outcome(source, before, Problem(where, got.message, got.hint))
    if got.body is None:  # nothing has changed: RFC 9110 15.4.5
        return Outcome(source, before.at(now) if before else None)
    judge = judge_of(source, site.data.typed_rows.get(source.gives, []), site.data.places, site.data.typed_ids)
    noted = site.data.agreements
    try:
        read = READERS[source.kind](got.body, source.name, options_of(source, site))
        known = people_of(site.data.typed_rows, site.data.sources, site.project)
        return refreshed(source, read, before, judge, noted, now, site.project.territory, accept_shrink, known)
    except Exception:  # a reader that trips over one answer leaves the others whole
        return Outcome(source, before, Problem(where, *_own_fault(site, [source])))


def kept(outcome: Outcome, before: Snapshot | None, site: Site) -> Outcome:
    """The outcome, its snapshot written where it is not what the file says already. A secret in it stops it."""
    if outcome.snapshot is None or outcome.snapshot == before:
        return outcome
    text = snapshots.dump(outcome.snapshot)
    if any(secret in text for secret in secrets([outcome.source])):
        where = Where(outcome.source.where.file, outcome.source.where.line, outcome.source.name)
        hint = "Changez la clé, et prévenez la personne qui tient la source."
        return Outcome(outcome.source, before, Problem(where, "la source recopie votre clé dans ses données.", hint))
    path = snapshot_file(site.project, outcome.source.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)
    return outcome


def remember(outcome: Outcome, got: Got, site: Site, now: datetime) -> None:
    """Keep the validators of an answer that was kept whole; of any other, only when it came."""
    memory = Memory(now, failed=outcome.fault is not None)
    if isinstance(got, Answer) and not (outcome.fault or outcome.refused or outcome.to_read):
        digest = _print(outcome.source, site, outcome.snapshot)
        memory = Memory(now, False, digest, got.etag, got.last_modified)
    path = memory_file(site, outcome.source)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, validators.dump(memory))


def secrets(sources: Iterable[Source]) -> list[str]:
    """The secrets of sources, to look for where they must not be; shorter ones could be any word."""
    names = [name for source in sources for name in (source.secret, source.address_from) if name]
    return [value for value in (os.environ.get(name, "").strip() for name in names) if len(value) >= 8]


def _own_fault(site: Site, sources: Iterable[Source]) -> tuple[str, str]:
    trace = traceback.format_exc()
    for secret in secrets(sources):
        trace = trace.replace(secret, "…")
    write_whole(site.project.cache / "panne.txt", trace)
    return OWN_FAULT
