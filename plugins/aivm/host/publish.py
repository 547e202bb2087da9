"""`python3 tasks.py publish`: a production build of its own, what it would change, one question, then the sending."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from aivm.config import read
from aivm.host.day import Clock, clock, judged, refuse_another_day
from aivm.host.feeds import settle_revisions
from aivm.host.guard import guarded
from aivm.host.ready import make_ready, write_nginx
from aivm.host.render import SETTINGS, SITE, cache_of, checked_settings, rendered
from aivm.host.run import Run
from aivm.host.turn import turn
from aivm.host.withdrawn import withdrawn
from aivm.problems import Problem, Report, Severity, Where
from aivm.publish.compare import Difference, Wishes, difference, state_of
from aivm.publish.destination import Destination, destination
from aivm.publish.faults import SendingError
from aivm.publish.kept import before, forget_after, keep, kept, place
from aivm.publish.look import look, reachable
from aivm.publish.send import Site, send, site
from aivm.publish.server import Server, server
from aivm.publish.words import names, summary
from aivm.sources.values import PENDING

MODE = "production"
UNKNOWN = " Ce qui est en ligne n’a pas été publié d’ici : entre les deux, il y a peut-être eu d’autres publications."
Say = Callable[[str], None]
Confirm = Callable[[str], bool | None]


@dataclass(frozen=True)
class Options:
    """What was asked on the command line."""

    dry_run: bool = False  # say what would change, and stop
    back: bool = False  # the publication before, instead of a new one
    look: bool = True  # ask the live site, before and after
    verify: bool = False  # read every file of the server, not a sample
    take_over: bool = False  # replace what somebody else put or changed on the server
    day: str = ""  # today's date by another clock, where the one of this machine is not believed

    @property
    def wishes(self) -> Wishes:
        """What the comparison must know of them."""
        return Wishes(self.verify, self.take_over)


@dataclass(frozen=True)
class Place:
    """Where a publication goes, and where this machine keeps the last ones."""

    destination: Destination
    siteurl: str
    kept: Path


def publish(
    root: Path,
    options: Options,
    say: Say = print,
    confirm: Confirm | None = None,
    now: Clock = clock,
    **overrides: Any,
) -> Report:
    """Publish the site of `root`; the report decides the exit code, and says why nothing, or not all, was sent.

    `confirm` answers the one question; None is a machine that has said yes beforehand. `overrides` are as for `build`.
    The day is that of the clock `now`, whatever the setting `today` and SOURCE_DATE_EPOCH say.
    """
    report = Report()

    def work() -> None:
        where = ready(root, options, report, overrides)
        if where is None:
            return
        with turn(cache_of(root, overrides), "publish", say):
            try:
                state = state_of(server(where.destination))
                today = judged(now(), state, options.day, None if options.dry_run else confirm)
            except SendingError as error:
                report.add(refusal(where.destination.name, error))
                return
            with rendered(root, MODE, report, {**overrides, "AIVM_DAY": today}) as run:
                if run is not None and not report.exit_code(strict=True):
                    deliver_and_tell(run, where)

    def deliver_and_tell(run: Run, where: Place) -> None:
        if not options.back:
            make_ready(run)
        try:
            sent = deliver(run, where, options, report, say, confirm, now)
        except SendingError as error:
            report.add(refusal(where.destination.name, error))
            return
        if sent and not options.back:
            tell_revisions(run, report, say)
            report.extend(write_nginx(run))
        if sent and options.look:
            report.extend(look(where.siteurl, sent.folder, gone=run.gone))

    guarded(root, report, work)
    return report


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
    if not isinstance(typed, str) or not SITE.fullmatch(typed):
        unsaid = isinstance(typed, str) and typed.startswith(PENDING)
        message = "l’adresse du site est à compléter." if unsaid else f"« {typed} » n’est pas l’adresse d’un site."
        hint = "Écrivez-la en entier et sans barre finale : https://www.exemple.org."
        report.add(Problem(Where(file, field="SITEURL"), message, hint, Severity.FATAL))
    elif options.look and target is not None:
        report.extend(reachable(typed))
    if target is None or report.exit_code(strict=False):
        return None
    return Place(target, typed, place(Path(settings["AIVM_CACHE"]), target.root))


def deliver(
    run: Run, where: Place, options: Options, report: Report, say: Say, confirm: Confirm | None, now: Clock
) -> Site | None:
    """Compare, say, ask, send; None where nothing had to go, or was not to. Raises SendingError."""
    host = server(where.destination)
    new = earlier_site(host, where, run, say) if options.back else site(run.output, MODE, where.siteurl, run.checked)
    seen = difference(host, new.manifest, new.digest, options.wishes)
    if not options.take_over:
        refuse_another_site(seen, where)
    for line in summary(seen, new.manifest, where.destination.name):
        say(line)
    if seen.by_hand and not options.take_over:
        raise by_hand(host, seen, where, options)
    if options.dry_run or not (seen.nothing or agreed(confirm, report, say)):
        return None
    if not seen.nothing:
        refuse_another_day(now(), run.today)
        sending(host, new, seen, options.wishes, say, now)
        say("Publié.")
    remember(where, new, options)
    return new


def refuse_another_site(seen: Difference, where: Place) -> None:
    """SendingError where the destination holds the site of another address."""
    other = seen.state.site if seen.state else ""
    if other not in ("", where.siteurl):
        hint = (
            'Corrigez AIVM["publish_to"] ; si votre site a changé d’adresse, ajoutez « --take-over », qui le remplace.'
        )
        raise SendingError(f"cette destination contient un autre site, {other} : rien n’a été envoyé.", hint)


def agreed(confirm: Confirm | None, report: Report, say: Say) -> bool:
    """Whether somebody says yes; that nobody answered is a failure, which a machine must learn by the exit code."""
    answer = confirm("Publier ?") if confirm else True
    if answer is None:
        hint = "Ajoutez « --yes » pour publier sans question."
        report.add(Problem(Where("publish"), "personne n’a répondu : rien n’a été envoyé.", hint, Severity.FATAL))
    elif not answer:
        say("Rien n’a été envoyé.")
    return bool(answer)


def sending(host: Server, new: Site, seen: Difference, wishes: Wishes, say: Say, now: Clock) -> None:
    """Send with a bar on a terminal."""
    console = Console(stderr=True)
    with Progress(transient=True, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Envoi", total=len(seen.steps.copies))
        send(host, new, seen, wishes, say=say, told=lambda path: progress.advance(task), clock=now)


def remember(where: Place, new: Site, options: Options) -> None:
    """Keep what is on the server now, or after a return forget what it undid."""
    if not options.back:
        keep(where.kept, new.folder, new.digest)
        return
    back = next((one for one in kept(where.kept) if one.folder == new.folder), None)
    if back is not None:
        forget_after(where.kept, back)


def earlier_site(host: Server, where: Place, run: Run, say: Say) -> Site:
    """The publication before the one that is on the server; SendingError where none may come back."""
    state = state_of(host)
    earlier = before(where.kept, state.listing if state else "")
    if earlier is None:
        hint = "Les trois dernières sont gardées sur la machine qui les a faites : revenez depuis elle, ou avec git."
        raise SendingError("aucune publication d’avant n’est gardée ici.", hint)
    unknown = "" if state and any(one.listing == state.listing for one in kept(where.kept)) else UNKNOWN
    say(f"Retour à la publication du {earlier.when:%d/%m/%Y à %H h %M}.{unknown}")
    forbidden = withdrawn(earlier.folder, run)
    if forbidden:
        message = f"la publication d’avant contient ce qui a été retiré depuis ({names(forbidden)})."
        raise SendingError(message, "Corrigez plutôt les textes, puis publiez.")
    return site(earlier.folder, MODE, where.siteurl)


def by_hand(host: Server, seen: Difference, where: Place, options: Options) -> SendingError:
    """The refusal that names what somebody changed on the server, of which a copy is made here."""
    again = "--verify --take-over" if options.verify else "--take-over"
    copies = where.kept.parent / "changes-sur-le-serveur"
    host.fetch(seen.by_hand, copies)
    message = f"quelqu’un a changé ceci directement sur le serveur : {names(seen.by_hand)}. Rien n’a été envoyé."
    hint = f"Une copie est dans {copies}. Reportez ce qui vaut dans content/, puis relancez avec « {again} »."
    return SendingError(message, hint)


def tell_revisions(run: Run, report: Report, say: Say) -> None:
    """What calendars were just told becomes what revisions.json holds: a change that is printed, to be committed."""
    lines = settle_revisions(run, report)
    if lines:
        say("\n".join(["Révisions des calendriers, à enregistrer dans git :", *lines]))


def refusal(name: str, error: SendingError) -> Problem:
    """What the server refused; rclone's own words stay beside, for whoever looks further."""
    detail = f" [{error.detail}]" if error.detail else ""
    return Problem(Where(name), error.message, f"{error.hint}{detail}", Severity.FATAL)


def asked(question: str) -> bool | None:
    """One question to a person; None where nobody is there, or left without a word (Ctrl-D)."""
    if not sys.stdin.isatty():
        return None
    try:
        return input(f"{question} [o/N] ").strip().casefold() in ("o", "oui", "y", "yes")
    except EOFError:
        print()
        return None
