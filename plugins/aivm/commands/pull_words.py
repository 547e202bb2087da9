"""What `pull` prints: what changed in each source, why rows were left out, and a table at the end."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table

from aivm.problems import Problem, Severity, suggest
from aivm.pulled.refresh import Outcome
from aivm.pulled.snapshot import Snapshot
from aivm.site.site import Site
from aivm.text import dates

MOST_REASONS = 30  # rows left out that are listed one by one
LINE = 400  # characters of one of them
WIDTH = 100  # characters of the table


def lines(outcome: Outcome, site: Site) -> Iterator[str]:
    """One source, in a line for the whole and one for each row left out."""
    name = outcome.source.name
    if outcome.fault:
        yield f"{name} : {outcome.fault.message} {outcome.fault.hint} {day_of(outcome.snapshot, site)}"
    else:
        yield f"{name} : {changes(outcome)}."
    for title, problems in (("laissée de côté", outcome.refused), ("à voir", outcome.notices)):
        for problem in problems[:MOST_REASONS]:
            text = str(problem)
            yield f"  {title} : {text if len(text) <= LINE else text[:LINE] + '…'}"
        if len(problems) > MOST_REASONS:
            yield f"  … et {len(problems) - MOST_REASONS} autres."


def to_read(outcome: Outcome) -> Iterator[str]:
    """The words about people that wait, for whoever pulls at a terminal: the log of a machine may be public."""
    for person in outcome.to_read:
        for column in sorted({*person.now, *person.before}):
            before, now = person.before.get(column, ""), person.now.get(column, "")
            if before != now:
                yield f"  à relire, {person.id}, {column} : « {now} »" + (f" (c’était « {before} »)" if before else "")


def changes(outcome: Outcome) -> str:
    """« +3 dates, 1 modifiée, 2 retirées »"""
    noun = "date" if outcome.source.gives == "events" else "fiche"
    said = [
        f"+{plural(outcome.added, noun)}" if outcome.added else "",
        plural(outcome.changed, "modifiée") if outcome.changed else "",
        plural(outcome.removed, "retirée") if outcome.removed else "",
    ]
    return ", ".join(part for part in said if part) or "rien de nouveau"


def plural(count: int, word: str) -> str:
    return f"{count} {word}{'s' if count > 1 else ''}"


def day_of(snapshot: Snapshot | None, site: Site) -> str:
    """Of when the data are that stay."""
    if snapshot is None:
        return "Elle n’a encore rien donné."
    day = snapshot.read_at.astimezone(site.project.territory.here.clock).date()
    return f"Ses données du {dates.long_day(day, site.project.words)} restent."


def table(outcomes: Sequence[Outcome], site: Site) -> str:
    """All sources at a glance."""
    grid = Table(title=None)
    grid.add_column("Source", overflow="fold")
    for name in ("Dates", "Nouvelles", "Modifiées", "Retirées", "Refusées"):
        grid.add_column(name, justify="right")
    grid.add_column("Données du")
    clock = site.project.territory.here.clock
    for one in outcomes:
        day = f"{one.snapshot.read_at.astimezone(clock):%d/%m/%Y}" if one.snapshot else "jamais"
        counts = (
            len(one.snapshot.rows) if one.snapshot else 0,
            one.added,
            one.changed,
            one.removed,
            rows_of(one.refused),
        )
        grid.add_row(one.source.name, *map(str, counts), f"{day} (gardées)" if one.fault and one.snapshot else day)
    page = io.StringIO()
    Console(file=page, width=WIDTH, color_system=None).print(grid)
    return page.getvalue().rstrip()


def rows_of(problems: Sequence[Problem]) -> int:
    """How many rows were left out: one may have several faults."""
    return len({(problem.where.file, problem.where.line or problem.message.split(" : ")[0]) for problem in problems})


def failures(outcomes: Sequence[Outcome], site: Site, *, strict: bool) -> list[Problem]:
    """Failing sources as problems, with the day of the data that stay: an error where strict, else worth a look."""
    severity = Severity.FATAL if strict else Severity.ADVICE
    return [
        Problem(one.fault.where, one.fault.message, f"{one.fault.hint} {day_of(one.snapshot, site)}", severity)
        for one in outcomes
        if one.fault
    ]


def explanation(site: Site, name: str) -> list[str]:
    """Where each cell of an event came from, and the sources that have it too."""
    origins = site.data.origins.get(name)
    if not origins:
        return [f"Aucun événement ne s’appelle « {name} ». {suggest(name, site.data.origins)}".rstrip()]
    found = [f"  {column} : {where}" for column, where in sorted(origins.items(), key=lambda item: item[0])]
    rows = {f" {where.file}, ligne {where.line} :" for where in origins.values()}
    told = [
        f"  {problem}"
        for problem in site.report
        if problem.where in origins.values()
        or f"identifiant « {name} »" in problem.message
        or any(row in problem.message for row in rows)
    ]
    return [f"{name} :", *found, *told]
