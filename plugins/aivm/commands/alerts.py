"""`python3 tasks.py alerts`: what waits for a person, for the machine that publishes every day and has no eyes.

What should not be on line any more and still is, publications that fail, an agreement that ends within 60 days, a
source that has not been read for three. All are printed each day; for the last two the exit code is 1 on a few days
only, so that the host writes to somebody and that somebody still reads what it writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from aivm.commands.guard import guarded
from aivm.commands.lagging import lagging
from aivm.host.render import prepare
from aivm.problems import Report, Severity
from aivm.pulled.snapshot import FOLDER as RECEIVED
from aivm.site.site import Site

RINGS = {60, 30, 14, 7, 3, 1, 0}  # days before the end of an agreement
NEAR = {0: "aujourd’hui", 1: "demain"}
STALE = {3, 7, 14, 30}  # days since a source was last read


@dataclass(frozen=True)
class Alert:
    """A French line, and whether it deserves a message today."""

    line: str
    rings: bool


def alerts(root: Path, say: Callable[[str], None] = print, **overrides: Any) -> tuple[Report, bool]:
    """Say all alerts; True where one rings today. The report holds only what kept us from looking."""
    everything, report = Report(), Report()
    found: list[Alert] = []

    def work() -> None:
        site = prepare(root, "production", everything, overrides)
        report.extend(problem for problem in everything if problem.severity is Severity.FATAL)
        if site is not None:
            found.extend(still_online(site, root))
            found.extend([*agreements(site), *sources(site.project.content / "data" / RECEIVED, site.project.today)])

    guarded(root, report, work)
    if found or not report.problems:
        say("\n".join(alert.line for alert in found) or "Rien n’attend personne.")
    return report, any(alert.rings for alert in found)


def still_online(site: Site, root: Path) -> Iterator[Alert]:
    """What the server shows and should not; each day, since each day counts."""
    yield from (Alert(line, True) for line in lagging(site, root))


def agreements(site: Site) -> Iterator[Alert]:
    """The agreements that end soon, without a name: logs of hosts are read by others."""
    for person in site.data.records.volunteers:
        if (
            person.agrees("nom", site.project.today)
            and person.agreement_ends_soon(site.project.today)
            and person.consent
        ):
            left = (person.consent.expires_on - site.project.today).days
            where = f"{person.where.file}, ligne {person.where.line}"
            soon = NEAR.get(left, f"dans {left} jours")
            end = f"un accord finit {soon}, le {person.consent.expires_on:%d/%m/%Y}"
            yield Alert(f"{where} : {end}. Demandez-le de nouveau.", left in RINGS)


def sources(folder: Path, today: date) -> Iterator[Alert]:
    """The sources that `pull` has not managed to read for three days or more."""
    for file in sorted(folder.glob("*.json")) if folder.is_dir() else []:
        try:
            read = datetime.fromisoformat(json.loads(file.read_text(encoding="utf-8"))["lu_le"]).date()
        except (OSError, ValueError, KeyError, TypeError):
            yield Alert(
                f"content/data/{RECEIVED}/{file.name} ne se lit plus. Relancez « python3 tasks.py pull ».", True
            )
            continue
        days = (today - read).days
        if days >= min(STALE):
            line = f"La source « {file.stem} » ne répond plus depuis le {read:%d/%m/%Y}."
            yield Alert(f"{line} Vérifiez son adresse dans sources.toml.", days in STALE)
