"""What is wrong, where, and what to do about it: the one way this house speaks of bad input."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from aivm.people.letters import ascii_words


class Severity(StrEnum):
    """How far a problem reaches."""

    FATAL = "fatal"  # nothing can be built, in any mode: settings, disk, a fault of our own
    BLOCKING = "blocking"  # the record is left out of a preview; a production build stops
    PENDING = "pending"  # only the association knows it: marked in a preview, stops a production build
    ADVICE = "advice"  # worth a look, never stops anything


@dataclass(frozen=True, order=True)
class Where:
    """A place that a person can open: a file of the project, a line from 1 (0: the whole file), a field as typed."""

    file: str
    line: int = 0
    field: str = ""

    def __str__(self) -> str:
        line = f", ligne {self.line}" if self.line else ""
        name = f", « {self.field} »" if self.field else ""
        return f"{self.file}{line}{name}"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: a French sentence that names the value, and a French remedy in the imperative."""

    where: Where
    message: str
    hint: str
    severity: Severity = Severity.BLOCKING

    def __str__(self) -> str:
        return f"{self.where} : {self.message} {self.hint}".rstrip()


@dataclass(frozen=True)
class FileFault:
    """What is wrong with a file, said after its name, and the remedy; the same content may be met under two names."""

    noun: ClassVar[str]  # « la photo »
    what: str
    hint: str
    severity: Severity = Severity.BLOCKING

    def at(self, where: Where, path: Path) -> Problem:
        """The problem to report for the file at `path`, asked for at `where`."""
        return Problem(where, f"{self.noun} « {path.name} » {self.what}", self.hint, self.severity)


@dataclass
class Report:
    """Everything found so far. Collect all, then sort, print once and decide the exit code here alone."""

    problems: list[Problem] = field(default_factory=list)
    closing: str = ""  # a last line, after all problems: what came of it

    def add(self, problem: Problem) -> None:
        self.problems.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        self.problems.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        """Each problem once, by file, line and field."""
        return iter(sorted(set(self.problems)))

    def exit_code(self, *, strict: bool) -> int:
        """1 when the build must not go out: anything fatal, or anything not advice where `strict` (production)."""
        stops = set(Severity) - {Severity.ADVICE} if strict else {Severity.FATAL}
        return int(any(problem.severity in stops for problem in self.problems))

    def render(self, *, strict: bool, full: bool = True) -> str:
        """The report as a person reads it, one problem a line, with a closing count.

        `strict`: the words of a production build. `full` false: what stops nothing today is counted, not listed.
        """
        words = {
            Severity.FATAL: "ERREUR",
            Severity.BLOCKING: "ERREUR" if strict else "À CORRIGER",
            Severity.PENDING: "À COMPLÉTER",
            Severity.ADVICE: "À VOIR",
        }
        problems = list(self)
        listed = [problem for problem in problems if full or problem.severity in (Severity.FATAL, Severity.BLOCKING)]
        lines = [f"{words[problem.severity]} · {problem}" for problem in listed]
        more = ["Pour tout voir : python3 tasks.py check"] if len(listed) < len(problems) else []
        return "\n".join([*lines, closing_line(problems, strict=strict), *more])


COUNTED = (  # how the closing line names each severity
    ((Severity.FATAL, Severity.BLOCKING), "à corriger"),
    ((Severity.PENDING,), "à compléter"),
    ((Severity.ADVICE,), "à voir"),
)


def closing_line(problems: list[Problem], *, strict: bool) -> str:
    """The last line of a report: how many problems of each kind, and what they mean for this build."""
    counts = [(sum(problem.severity in severities for problem in problems), name) for severities, name in COUNTED]
    told = [f"{count} {name}" for count, name in counts if count]
    if not told:
        return "Aucun problème."
    if any(problem.severity is Severity.FATAL for problem in problems):
        return f"{', '.join(told)} : rien n’a été construit, le site d’avant reste en place."
    if strict and any(problem.severity is not Severity.ADVICE for problem in problems):
        return f"{', '.join(told)} : rien n’est publié, le site d’avant reste en place."
    left_out = any(problem.severity is Severity.BLOCKING for problem in problems)
    return f"{', '.join(told)}. {'Le reste du site' if left_out else 'Le site'} est construit."


def suggest(value: str, known: Iterable[str]) -> str:
    """The closest known word, as « Vouliez-vous dire … ? », or an empty string when nothing is close.

    Case, accents and signs do not count, and a word that one of the known holds whole (« Mopti ») is close to it.
    """
    words = list(known)
    spelled = {_plain(word): word for word in reversed(words)}
    typed = _plain(value)
    held = [plain for plain in spelled if typed and typed in plain.split()]
    close = [typed] if typed in spelled else held or difflib.get_close_matches(typed, list(spelled), n=1, cutoff=0.6)
    return f"Vouliez-vous dire « {spelled[close[0]]} » ?" if close else ""


def _plain(text: str) -> str:
    return " ".join(ascii_words(text))
