"""One build of the site, from its settings to `output/`: what the tasks call. Nothing here raises on bad input."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aivm.commands import pull_words
from aivm.commands.guard import guarded
from aivm.commands.pull import due, pull_sources
from aivm.commands.pull_limits import limits_of, quick_limits
from aivm.commands.ready import make_ready, write_nginx
from aivm.commands.turn import turn
from aivm.host.render import cache_of, prepare, rendered
from aivm.problems import Problem, Report, Severity
from aivm.publish.targets import publish_folder
from aivm.site.revisions import settle_revisions
from aivm.site.site import Site

SOURCE = re.compile(rb"^\s*\[", re.MULTILINE)  # the beginning of one, in sources.toml


def build(
    root: Path,
    mode: str,
    *,
    offline: bool = False,
    strict: bool = False,
    say: Callable[[str], None] = print,
    **overrides: Any,
) -> Report:
    """Build the site of `root` in `mode` (preview, rehearsal, production) into its `output/`, and tell what was found.

    A production build with a blocking problem, or any build with a fatal one, leaves `output/` as it was.
    `overrides` are Pelican settings; `AIVM_OUTPUT` says where the finished site goes, `AIVM_QUICK` estimates weights.
    Sources that were not heard of for a while are asked first, briefly, and `say` tells what came of it; one that fails
    is fatal where `strict`. `offline` asks nothing.
    """
    report = Report()

    def work() -> None:
        with turn(cache_of(root, overrides), "build", say):
            if not offline:
                report.extend(refresh(root, say, strict, overrides))
            with rendered(root, mode, report, overrides) as site:
                if site is not None and not report.exit_code(strict=mode == "production"):
                    finish(site, Path(overrides.get("AIVM_OUTPUT", root / "output")), report)

    guarded(root, report, work)
    return report


def finish(site: Site, target: Path, report: Report) -> None:
    """Put a build that was checked in its `output/`."""
    if site.project.config.production:  # nobody but the browser of its author reads a preview
        site = make_ready(site)
    steps, problems = publish_folder(site.project.output, target, site.project.config.mode, checked=site.checked)
    report.extend(problems)
    if steps and site.project.config.production:
        report.extend(write_nginx(site))


def check(root: Path, **overrides: Any) -> Report:
    """Build a preview aside and tell everything that is wrong, missing or worth a look; `output/` is not touched."""
    report = Report()

    def work() -> None:
        with rendered(root, "preview", report, overrides):
            pass

    guarded(root, report, work)
    return report


def refresh(root: Path, say: Callable[[str], None], strict: bool, overrides: dict[str, Any]) -> list[Problem]:
    """Ask the sources that are due, all of them where `strict`, and tell those that failed.

    A site without sources costs nothing.
    """
    spec = Path(overrides.get("PATH", root / "content")) / "data" / "sources.toml"
    if not spec.is_file() or not SOURCE.search(spec.read_bytes()):
        return []
    site = prepare(root, "preview", Report(), overrides)
    if site is None:
        return []
    sources = site.data.sources if strict else due(site)
    if not sources:
        return []
    outcomes = pull_sources(site, sources, quick_limits(site.project.config))
    for outcome in outcomes:
        if outcome.fault or outcome.refused or outcome.added or outcome.changed or outcome.removed:
            say("\n".join(pull_words.lines(outcome, site)))
    return pull_words.failures(outcomes, site, strict=strict)


def pull(
    root: Path,
    say: Callable[[str], None] = print,
    *,
    explain: str = "",
    accept_shrink: bool = False,
    strict: bool = False,
    **overrides: Any,
) -> Report:
    """Refresh the snapshots of all sources, then bring revisions.json up to the events, and say what changed.

    The report holds only what is wrong; a failing source is wrong where `strict`. `explain`: only say where each cell
    of that event comes from.
    """
    report = Report()

    def work() -> None:
        if explain:
            site = prepare(root, "preview", report, overrides)
            say("\n".join(pull_words.explanation(site, explain)) if site else "")
            return
        with turn(cache_of(root, overrides), "pull", say):
            receive()

    def receive() -> None:
        site = prepare(root, "preview", Report(), overrides)
        if site is not None and site.data.sources:
            outcomes = pull_sources(site, site.data.sources, limits_of(site.project.config), accept_shrink)
            for outcome in outcomes:
                read = pull_words.to_read(outcome) if sys.stdout.isatty() else ()
                say("\n".join([*pull_words.lines(outcome, site), *read]))
            say(pull_words.table(outcomes, site))
            report.extend(pull_words.failures(outcomes, site, strict=strict))
        update_revisions(root, say, report, overrides)

    guarded(root, report, work)
    return Report([problem for problem in report if problem.severity in (Severity.FATAL, Severity.BLOCKING)])


def update_revisions(root: Path, say: Callable[[str], None], report: Report, overrides: dict[str, Any]) -> None:
    """Bring content/data/revisions.json up to the events, those just pulled included."""
    site = prepare(root, "preview", report, overrides)
    if site is None or report.exit_code(strict=False):
        return
    lines = settle_revisions(site, report)
    if lines is not None:
        say("\n".join(lines) or "Rien n’a changé.")
