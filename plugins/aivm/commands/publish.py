"""`python3 tasks.py publish`: a production build of its own, what it would change, one question, then the sending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from aivm.commands.back import earlier_site, keep_replaced, remember
from aivm.commands.day import Clock, clock, judged, refuse_another_day
from aivm.commands.guard import guarded
from aivm.commands.lagging import settle_failure
from aivm.commands.publication import (
    MODE,
    Confirm,
    Options,
    Outcome,
    Place,
    Publication,
    Say,
    agreed,
    by_hand,
    refusal,
    refuse_another_site,
    sending,
)
from aivm.commands.ready import make_ready, write_nginx
from aivm.commands.turn import turn
from aivm.commands.withdraw import withdraw
from aivm.config import read
from aivm.host.render import SETTINGS, cache_of, checked_settings, prepare, rendered
from aivm.problems import Report, Severity
from aivm.publish.compare import difference, state_of
from aivm.publish.destination import destination
from aivm.publish.earlier import place
from aivm.publish.faults import SendingError
from aivm.publish.look import look, reachable
from aivm.publish.send import Outgoing, outgoing, record
from aivm.publish.server import server
from aivm.publish.words import summary
from aivm.site.project import siteurl_problem
from aivm.site.revisions import settle_revisions
from aivm.site.site import Site
from aivm.withdrawals.lineage import content_print, note, older

PULL_FIRST = "Faites « git pull », puis relancez ; ou publiez sans « --yes », et répondez."


def publish(
    root: Path,
    options: Options,
    say: Say = print,
    confirm: Confirm | None = None,
    now: Clock = clock,
    program: Callable[[], None] = lambda: None,
    **overrides: Any,
) -> Report:
    """Publish the site of `root`; the report decides the exit code, and says why nothing, or not all, was sent.

    What must not be on line any more is taken off even where the rest of the site cannot be published. `confirm`
    answers the one question; None is a machine that has said yes beforehand. `overrides` are as for `build`. The day is
    that of the clock `now`, whatever the setting `today` and SOURCE_DATE_EPOCH say. `program` gets what sends, once it
    is known where to.
    """
    report, outcome = Report(), Outcome()

    def work() -> None:
        where = ready(root, options, report, overrides)
        if where is None:
            return
        program()
        asked = Publication(options, where, report, say, confirm, now, outcome)
        with turn(cache_of(root, overrides), "publish", say):
            made(root, asked, overrides)
            settle_failure(asked)

    guarded(root, report, work)
    report.closing = outcome.closing
    return report


def made(root: Path, asked: Publication, overrides: dict[str, Any]) -> None:
    """Make the site of the day and publish what may be; `found` is what was found in the content."""
    options, report = asked.options, asked.report
    found = Report() if options.removals else report
    try:
        state = state_of(server(asked.where.destination))
        today = judged(asked.now(), state, options.day, None if options.dry_run else asked.confirm, asked.where.zone)
    except SendingError as error:
        report.add(refusal(asked.where.destination.name, error))
        return
    ours = {**overrides, "AIVM_DAY": today}
    guarded(root, report, lambda: attempt(root, asked, found, ours))
    if not (asked.outcome.tried or options.back):
        guarded(root, report, lambda: without_pages(root, asked, ours))


def attempt(root: Path, asked: Publication, found: Report, overrides: dict[str, Any]) -> None:
    """Make the site and publish it, or only take off what must go; `found` is what was found in the content."""
    with rendered(root, MODE, found, overrides) as site:
        if site is None:
            return
        if (found.exit_code(strict=True) or asked.options.removals) and not asked.options.back:
            rather_withdraw(site, asked, found)
        elif not found.exit_code(strict=True):
            whole_site(site, asked, found)


def whole_site(site: Site, asked: Publication, found: Report) -> None:
    """Publish the whole of a site that was checked, or the publication before it."""
    options, where = asked.options, asked.where
    try:
        if not options.back:
            site = make_ready(site)
        sent = deliver(site, asked)
    except SendingError as error:
        asked.report.add(refusal(where.destination.name, error))
        if isinstance(error, OlderError):
            rather_withdraw(site, asked, found)
        return
    if sent and not options.back:
        tell_revisions(site, asked.report, asked.say)
        asked.report.extend(write_nginx(site))
    if sent and options.look:
        asked.report.extend(look(where.siteurl, sent.folder, gone=site.gone))


def rather_withdraw(site: Site, asked: Publication, found: Report) -> None:
    """Only what must not be on line any more, the rest being stopped, or not asked for."""
    stops = sum(problem.severity is not Severity.ADVICE for problem in found)
    if asked.options.removals and stops:
        asked.say(f"Le reste du site attend ({stops} à corriger ou à compléter : python3 tasks.py check).")
    elif not asked.options.removals:
        asked.say("Le site entier n’est pas publié : la raison est plus bas. Les retraits, eux, n’attendent pas.")
    told_withdrawal(site, asked, whole=True)


def told_withdrawal(site: Site, asked: Publication, *, whole: bool) -> None:
    """`withdraw`, what the server refuses being told."""
    try:
        withdraw(site, asked, whole=whole)
    except SendingError as error:
        asked.report.add(refusal(asked.where.destination.name, error))


def without_pages(root: Path, asked: Publication, overrides: dict[str, Any]) -> None:
    """What must go, where not even the pages could be made: the records say it."""
    site = prepare(root, MODE, Report(), overrides)
    if site is not None:
        told_withdrawal(site, asked, whole=False)


class OlderError(SendingError):
    """This copy of the project is not the last one: what it lacks would be undone on line."""


def ready(root: Path, options: Options, report: Report, overrides: dict[str, Any]) -> Place | None:
    """Where to publish, before the long work; None, with its problems, where the settings or the site do not allow."""
    settings = checked_settings(root, MODE, overrides, report)
    if settings is None:
        return None
    file = SETTINGS[MODE]
    config, problems = read(settings["AIVM"], file)
    report.extend(problems)
    target, problems = destination(config.publish_to, root, file)
    report.extend(problems)
    typed = settings["SITEURL"]
    problem = siteurl_problem(typed, file)
    if problem:
        report.add(replace(problem, severity=Severity.FATAL))
    elif options.look and target is not None:
        report.extend(reachable(typed))
    if target is None or report.exit_code(strict=False):
        return None
    zone = settings["AIVM_TERRITORY"].here.clock
    return Place(target, typed, place(Path(settings["AIVM_CACHE"]), target.root), zone)


def deliver(site: Site, asked: Publication) -> Outgoing | None:
    """Compare, say, ask, send; None where nothing had to go, or was not to. Raises SendingError."""
    options, where, outcome = asked.options, asked.where, asked.outcome
    host = server(where.destination)
    new = (
        earlier_site(host, site, asked)
        if options.back
        else outgoing(site.project.output, MODE, where.siteurl, site.checked)
    )
    new = replace(new, base=content_print(site.project.content), removed=site.data.removals.tokens)
    seen = difference(host, new.manifest, new.digest, options.wishes)
    outcome.tried = True
    if not options.take_over:
        refuse_another_site(seen, where)
    for line in summary(seen, new.manifest, where.destination.name):
        asked.say(line)
    if seen.by_hand and not options.take_over:
        raise by_hand(host, seen, where, options)
    doubts = older(seen.state, site.data.removals, site.project)
    for line in doubts:
        asked.say(line)
    if doubts and asked.confirm is None and not options.dry_run:
        raise OlderError(" ".join(doubts), PULL_FIRST)
    question = "Publier quand même ? Le mieux est de répondre non, puis « git pull »." if doubts else "Publier ?"
    if options.dry_run or not ((seen.nothing and not doubts) or agreed(asked, question)):
        return None
    note(site.project)
    keep_replaced(host, new, seen, where)
    if not seen.nothing:
        refuse_another_day(asked.now(), site.project.today, where.zone)
        sending(host, new, seen, asked)
        asked.say("Publié.")
    elif seen.state and (seen.state.base, seen.state.removed) != (new.base, new.removed | seen.state.removed):
        record(host, new, seen.state)
    outcome.done = outcome.whole = True
    remember(new, asked)
    return new


def tell_revisions(site: Site, report: Report, say: Say) -> None:
    """What calendars were just told becomes what revisions.json holds: a change that is printed, to be committed."""
    lines = settle_revisions(site, report)
    if lines:
        say("\n".join(["Révisions des calendriers, à enregistrer dans git :", *lines]))
