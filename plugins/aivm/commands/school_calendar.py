"""The calendar file of a closed event, for the school that asked for it: made on demand, never a part of the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from aivm.commands.guard import guarded
from aivm.feeds import ics
from aivm.files import write_whole
from aivm.host.render import prepare
from aivm.problems import Problem, Report, Severity, Where, suggest
from aivm.records.public_view import for_its_school
from aivm.site.revisions import read_revisions
from aivm.text.typography import french


def event_ics(root: Path, name: str, say: Callable[[str], None] = print, **overrides: Any) -> Report:
    """Write the calendar file of one event, closed ones too, for the school that asked for it: not in the site."""
    everything, report = Report(), Report()

    def work() -> None:
        site = prepare(root, "preview", everything, overrides)
        if site is None or everything.exit_code(strict=False):
            report.extend(problem for problem in everything if problem.severity is Severity.FATAL)
            return
        event = next((event for event in site.data.records.events if event.id == name), None)
        if event is None:
            hint = (
                suggest(name, [event.id for event in site.data.records.events]) or "Copiez l’identifiant de sa ligne."
            )
            message = f"aucune date sans défaut n’a l’identifiant « {name} »."
            report.add(Problem(Where("content/data/evenements.csv", field="id"), message, hint))
            return
        known, problems = read_revisions(site.project, report)
        report.extend(problems)
        told = for_its_school(event, site.data.places, french)
        project = site.project
        calendar = ics.event_calendar(
            told,
            domain=project.config.uid_domain,
            territory=project.territory,
            revisions=known,
            today=project.today,
            siteurl=project.siteurl,
        )
        path = project.cache / "ecoles" / f"{name}.ics"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, calendar.decode())
        say(f"Fichier à joindre à votre message : {path}")

    guarded(root, report, work)
    return report
