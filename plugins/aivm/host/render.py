"""Pelican run once: its settings checked, the data read, the pages made, the finished folder judged."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.log import FatalLogger, LimitFilter, console
from pelican.settings import read_settings

from aivm.host.generator import KEY, Making, with_weights
from aivm.host.own_folder import FOLDER, own_folder
from aivm.host.pelican_log import Collector
from aivm.output.checks import run as run_checks
from aivm.output.tree import read_tree
from aivm.output.weight import save_cache
from aivm.problems import Problem, Report, Severity, Where
from aivm.rendering.checking import check_context
from aivm.site.at_source import told_at_source
from aivm.site.project import siteurl_problem
from aivm.site.site import Site
from aivm.territory import FILE as TERRITORY
from aivm.territory import Territory, read_territory

SETTINGS = {"preview": "pelicanconf.py", "rehearsal": "publishconf.py", "production": "publishconf.py"}
UNKNOWN_SITE = "https://exemple.invalid"


@contextmanager
def rendered(root: Path, mode: str, report: Report, overrides: dict[str, Any]) -> Iterator[Site | None]:
    """The site made and judged in a folder that is its own until the end of the block; None as `render`."""
    cache = cache_of(root, overrides)
    with own_folder(cache, mode) as folder:
        ours = {"OUTPUT_PATH": str(folder), "AIVM_SHOWN": cache / FOLDER / mode}
        yield render(root, mode, report, {**overrides, **ours})


def render(root: Path, mode: str, report: Report, overrides: dict[str, Any]) -> Site | None:
    """Run Pelican and the checks; None when nothing could be built."""
    pelican = prepare_pelican(root, mode, report, overrides)
    if pelican is None:
        return None
    making: Making = pelican.settings[KEY]
    pelican.run()
    if making.weights.cache:
        save_cache(making.weights.cache)
    site = making.site
    tree = with_weights(read_tree(site.project.output, site.project.siteurl), making)
    found = run_checks(tree, check_context(site, making.weights.cache))
    report.extend(told_at_source(found, site.data, site.project))
    # nothing leaves a quick preview
    return site if site.project.quick else replace(site, checked=tree.manifest(mode))


def prepare(root: Path, mode: str, report: Report, overrides: dict[str, Any]) -> Site | None:
    """Settings and data read, no page made."""
    pelican = prepare_pelican(root, mode, report, overrides)
    return None if pelican is None else pelican.settings[KEY].site


def prepare_pelican(root: Path, mode: str, report: Report, overrides: dict[str, Any]) -> Pelican | None:
    """A Pelican whose settings and data are read, its log and our problems going to `report`."""
    settings = checked_settings(root, mode, overrides, report)
    if settings is None:
        return None
    problem = siteurl_problem(settings["SITEURL"], settings["AIVM_SETTINGS_FILE"])
    if problem:
        report.add(problem)
        settings["SITEURL"] = UNKNOWN_SITE
    listen_to_pelican(report)
    pelican = Pelican(settings)
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
        return {**site_settings(root, mode, overrides), "AIVM_TERRITORY": territory, "AIVM_REPORT": report}
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
