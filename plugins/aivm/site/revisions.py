"""content/data/revisions.json: how often each public event has changed, so that calendars take the change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aivm.feeds import revisions
from aivm.feeds.revisions import Revision
from aivm.files import write_whole
from aivm.problems import Problem, Report
from aivm.site.project import Project
from aivm.site.site import Site


def revisions_file(project: Project) -> Path:
    """Where the revisions are committed."""
    return project.content / "data" / "revisions.json"


def read_revisions(project: Project, report: Report) -> tuple[Mapping[str, Revision], list[Problem]]:
    """The revisions by event; none yet is a normal state."""
    path = revisions_file(project)
    raw = project.read(path, report) if path.exists() else b"{}"
    return revisions.read((raw or b"").decode("utf-8-sig", errors="replace"), project.file(path))


def settle_revisions(site: Site, report: Report) -> list[str] | None:
    """Bring the file up to the events that are shown: what changed, in French; None where it cannot be read."""
    known, problems = read_revisions(site.project, report)
    report.extend(problems)
    if problems:
        return None
    updated, lines = revisions.updated(site.public.events, known, site.project.today)
    if lines:
        write_whole(revisions_file(site.project), revisions.dump(updated))
    return lines
