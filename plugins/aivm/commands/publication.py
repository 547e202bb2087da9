"""What every way of publishing shares: what was asked, where it goes, the one question, the sending, the refusals."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from aivm.commands.day import Clock
from aivm.problems import Problem, Report, Severity, Where
from aivm.progress import bars
from aivm.publish.compare import Difference, Wishes
from aivm.publish.destination import Destination
from aivm.publish.faults import SendingError
from aivm.publish.send import Outgoing, send
from aivm.publish.server import Server
from aivm.publish.words import names

MODE = "production"
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
    removals: bool = False  # only take off what must not be on line any more
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
    zone: ZoneInfo  # of the clock by which a day is judged


@dataclass
class Outcome:
    """How far a publication went, which its last line must tell."""

    tried: bool = False  # the site, or what is to be taken off, was compared with what is on line
    began: bool = False  # something was sent, or may have been
    done: bool = False  # all that could be sent is on line
    whole: bool = False  # and it is the whole site

    @property
    def closing(self) -> str:
        """The last line."""
        if self.done:
            return ""
        return "L’envoi a été coupé en chemin : relancez la même commande." if self.began else "Rien n’a été envoyé."


@dataclass(frozen=True)
class Publication:
    """One run of `publish`: what was asked, where it goes, and those it speaks with."""

    options: Options
    where: Place
    report: Report
    say: Say
    confirm: Confirm | None
    now: Clock
    outcome: Outcome


def agreed(asked: Publication, question: str = "Publier ?") -> bool:
    """Whether somebody says yes; that nobody answered is a failure, which a machine must learn by the exit code."""
    answer = asked.confirm(question) if asked.confirm else True
    if answer is None:
        hint = "Ajoutez « --yes » pour publier sans question."
        asked.report.add(Problem(Where("publish"), "personne n’a répondu.", hint, Severity.FATAL))
    return bool(answer)


def sending(host: Server, new: Outgoing, seen: Difference, asked: Publication) -> None:
    """Send with a bar on a terminal."""
    copies = iter(range(1, len(seen.steps.copies) + 1))

    def began() -> None:
        asked.outcome.began = True

    with bars() as add:
        bar = add("Envoi")

        def told(path: str) -> None:
            bar(next(copies, 0), len(seen.steps.copies))

        wishes, say = asked.options.wishes, asked.say
        send(host, new, seen, wishes, say=say, told=told, clock=asked.now, began=began)


def refuse_another_site(seen: Difference, where: Place) -> None:
    """SendingError where the destination holds the site of another address."""
    other = seen.state.site if seen.state else ""
    if other not in ("", where.siteurl):
        hint = (
            'Corrigez AIVM["publish_to"] ; si votre site a changé d’adresse, ajoutez « --take-over », qui le remplace.'
        )
        raise SendingError(f"cette destination contient un autre site, {other}.", hint)


def by_hand(host: Server, seen: Difference, where: Place, options: Options) -> SendingError:
    """The refusal that names what somebody changed on the server, of which a copy is made here."""
    again = "--verify --take-over" if options.verify else "--take-over"
    copies = where.kept.parent / "changes-sur-le-serveur"
    host.fetch(seen.by_hand, copies)
    message = f"quelqu’un a changé ceci directement sur le serveur : {names(seen.by_hand)}."
    hint = f"Une copie est dans {copies}. Reportez ce qui vaut dans content/, puis relancez avec « {again} »."
    return SendingError(message, hint)


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
