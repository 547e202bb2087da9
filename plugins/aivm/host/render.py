"""Pelican run once: its settings checked, the data read, the pages made, the finished folder judged."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.contents import Content
from pelican.log import FatalLogger, LimitFilter, console
from pelican.settings import read_settings

from aivm.host.addresses import save_as
from aivm.host.own_folder import FOLDER, own_folder
from aivm.host.pelican_log import Collector
from aivm.host.run import KEY, Run
from aivm.host.weights import with_weights
from aivm.output.checks import Context
from aivm.output.checks import run as run_checks
from aivm.output.tree import read_tree
from aivm.output.weight import save_cache
from aivm.people.contacts import Allowed, allowed_of
from aivm.problems import Problem, Report, Severity, Where
from aivm.sources.values import PENDING
from aivm.territory import FILE as TERRITORY
from aivm.territory import Territory, read_territory
from aivm.text.decode import decode

SETTINGS = {"preview": "pelicanconf.py", "rehearsal": "publishconf.py", "production": "publishconf.py"}
UNKNOWN_SITE = "https://exemple.invalid"
SITE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~-]+)*")  # host, port, and the folder where there is one


@contextmanager
def rendered(root: Path, mode: str, report: Report, overrides: dict[str, Any]) -> Iterator[Run | None]:
    """The site made and judged in a folder that is its own until the end of the block; None as `render`."""
    cache = cache_of(root, overrides)
    with own_folder(cache, mode) as folder:
        ours = {"OUTPUT_PATH": str(folder), "AIVM_SHOWN": cache / FOLDER / mode}
        yield render(root, mode, report, {**overrides, **ours})


def render(root: Path, mode: str, report: Report, overrides: dict[str, Any]) -> Run | None:
    """Run Pelican and the checks; None when nothing could be built."""
    pelican = prepare_pelican(root, mode, report, overrides)
    if pelican is None:
        return None
    run: Run = pelican.settings[KEY]
    pelican.run()
    if run.weights:
        save_cache(run.weights)
    tree = read_tree(run.output, run.siteurl)
    tree = with_weights(tree, run)
    report.extend(run_checks(tree, check_context(run)))
    run.checked = tree.manifest(mode) if run.weights else None  # nothing leaves a quick preview
    return run


def forget_pages() -> None:
    """Forget what Pelican remembers of every page that it ever showed: 2 MB a build, in a process that stays."""
    for remembered in (Content.get_content, Content.get_summary):
        remembered.cache.clear()


def check_context(run: Run) -> Context:
    """What the checks know: where each page comes from, whose names to look for."""
    sources = {save_as(claim.address): claim.where.file for claim in run.claims.values()}
    unfinished = {problem.where.file for problem in run.report if problem.severity is Severity.PENDING}
    return Context(
        folder=run.file(run.shown),
        names=run.hidden_names,
        shown=tuple(person.name for person in run.view.volunteers),
        read=lambda file: decode(run.read(run.root / file) or b"", file)[0],
        marker="ribbon-example" if run.config.production else "",
        sources={path: file for path, file in sources.items() if (run.root / file).exists()},
        lines=run.links,
        told=frozenset([path for path, file in sources.items() if file in unfinished] + ["flux/recits.atom"]),
        weights=run.weights,
        policy=run.policy,
        # half a second: `serve`, which only its author sees, leaves it to `build` and `check`
        allowed=told_contacts(run) if run.weights else None,
        config=run.config,
        originals={picture.default.name: path.name for path, picture in run.pictures.items()},
    )


def told_contacts(run: Run) -> Allowed:
    """How to reach the association and the organisms that it names; and, beside each public event, where it is."""
    places = {event.address: event.place for event in run.view.events}
    return allowed_of(
        [*run.contact.values(), *run.config.public_contacts], run.config.uid_domain, run.territory, places
    )


def prepare(root: Path, mode: str, report: Report, overrides: dict[str, Any]) -> Run | None:
    """Settings and data read, no page made."""
    pelican = prepare_pelican(root, mode, report, overrides)
    return None if pelican is None else pelican.settings[KEY]


def prepare_pelican(root: Path, mode: str, report: Report, overrides: dict[str, Any]) -> Pelican | None:
    """A Pelican whose settings and data are read, its log and our problems going to `report`."""
    settings = checked_settings(root, mode, overrides, report)
    if settings is None:
        return None
    typed = settings["SITEURL"]
    if not isinstance(typed, str) or not SITE.fullmatch(typed):
        where = Where(settings["AIVM_SETTINGS_FILE"], field="SITEURL")
        unsaid = isinstance(typed, str) and typed.startswith(PENDING)
        message = "l’adresse du site est à compléter." if unsaid else f"« {typed} » n’est pas l’adresse d’un site."
        report.add(Problem(where, message, "Écrivez-la en entier et sans barre finale : https://www.exemple.org."))
        settings["SITEURL"] = UNKNOWN_SITE
    listen_to_pelican(report)
    pelican = Pelican(settings)
    run = pelican.settings.get(KEY)
    if run is not None:
        run.report.problems[:0] = report.problems
        report.problems = run.report.problems  # one list from here on
    return None if report.exit_code(strict=False) else pelican


def checked_settings(root: Path, mode: str, overrides: dict[str, Any], report: Report) -> dict[str, Any] | None:
    """The settings of a mode, or None with the Problem of what keeps them from being read."""
    content = Path(overrides.get("PATH", root / "content"))
    if not content.is_dir():
        hint = "Remettez ce dossier : il contient tous les textes du site."
        report.add(Problem(Where(content.name), "ce dossier manque.", hint, Severity.FATAL))
        return None
    territory = known_territory(root, report)
    if territory is None:
        return None
    try:
        return {**site_settings(root, mode, overrides), "AIVM_TERRITORY": territory}
    except Exception as error:  # settings are a program: whatever goes wrong in them has a place and a name
        where = Where(SETTINGS[mode], getattr(error, "lineno", 0) or 0)
        hint = "Reprenez la dernière version qui marchait, puis refaites le changement."
        report.add(Problem(where, f"les réglages ne se lisent pas ({error}).", hint, Severity.FATAL))
        return None


def known_territory(root: Path, report: Report) -> Territory | None:
    """The two places; None, with the Problem of each field, where their file does not tell them."""
    try:
        territory, problems = read_territory((root / TERRITORY).read_bytes())
    except OSError:
        hint = "Remettez ce fichier : il dit de quels territoires parle le site."
        report.add(Problem(Where(TERRITORY), "ce fichier manque, ou ne s’ouvre pas.", hint, Severity.FATAL))
        return None
    report.extend(problems)
    return territory


def cache_of(root: Path, overrides: dict[str, Any]) -> Path:
    """Where a project keeps what it can make again."""
    return Path(overrides.get("AIVM_CACHE", root / ".cache"))


def site_settings(root: Path, mode: str, overrides: dict[str, Any]) -> dict[str, Any]:
    """Pelican's settings for a mode, with the folders of this build."""
    file = root / SETTINGS[mode]
    logging.getLogger("pelican.settings").setLevel(logging.ERROR)  # it takes away a final slash, and says so in English
    settings: dict[str, Any] = read_settings(str(file))
    cache = cache_of(root, overrides)
    settings.update(AIVM_ROOT=root, AIVM_CACHE=cache, AIVM_SETTINGS_FILE=file.name)
    settings.update(OUTPUT_PATH=str(cache / FOLDER / mode), DELETE_OUTPUT_DIRECTORY=True)
    if mode == "rehearsal":
        settings["SITEURL"] = UNKNOWN_SITE
    settings.update({key: value for key, value in overrides.items() if key != "AIVM"})
    settings["AIVM"] = {**settings.get("AIVM", {}), "mode": mode, **overrides.get("AIVM", {})}
    return settings


def listen_to_pelican(report: Report) -> None:
    """Pelican's own warnings and errors become problems; an error stops it (the net of `--fatal errors`)."""
    console.quiet = True
    FatalLogger.fatal_lvl = logging.ERROR
    LimitFilter.LOGS_DEDUP_MIN_LEVEL = logging.NOTSET  # or a second build in this process would not hear it again
    logger = logging.getLogger("pelican")
    logger.handlers = [Collector(report)]
    logger.propagate = False
    logger.setLevel(logging.WARNING)
