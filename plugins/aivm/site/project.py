"""What a site is made from, before anything is read: folders, settings, the day, the two places, the words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from aivm.config import Config, build_day, read
from aivm.problems import Problem, Report, Severity, Where
from aivm.sources.values import PENDING
from aivm.territory import Territory
from aivm.text.typography import french

SITEURL = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~-]+)*")  # host, port, and the folder where there is one


@dataclass(frozen=True)
class Project:
    """One build of one project."""

    root: Path  # files are named relative to it
    content: Path
    output: Path  # a folder of this build's own
    cache: Path
    theme: Path
    siteurl: str  # without a final slash
    config: Config
    today: date
    territory: Territory
    words: Mapping[str, str]  # of the interface, by flat dotted key, in French typography
    shown: Path = Path()  # where a person finds its files, once it has ended
    quick: bool = False  # weights are estimated, and say so

    def file(self, path: Path) -> str:
        """A path as messages name it: from the project, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()

    def holds(self, path: Path) -> bool:
        """False for a link, or a path with « .. », that leads out of the content: nothing there may be published."""
        return path.resolve().is_relative_to(self.content.resolve())

    def read(self, path: Path, report: Report) -> bytes | None:
        """The bytes of a file; None, with its Problem, for one that cannot be opened."""
        try:
            return path.read_bytes()
        except OSError:
            hint = "Vérifiez que c’est un fichier, et que vous avez le droit de le lire."
            report.add(Problem(Where(self.file(path)), "le fichier ne s’ouvre pas.", hint))
            return None


def project_of(settings: Mapping[str, Any], report: Report) -> Project:
    """The project that Pelican's settings describe; unknown settings are fatal Problems."""
    root = Path(settings["AIVM_ROOT"])
    config, problems = read(settings.get("AIVM", {}), settings["AIVM_SETTINGS_FILE"])
    report.extend(problems)
    theme = Path(settings["THEME"])
    territory: Territory = settings["AIVM_TERRITORY"]
    words = theme / "strings" / f"{settings['DEFAULT_LANG']}.toml"
    return Project(
        root=root,
        content=Path(settings["PATH"]),
        output=Path(settings["OUTPUT_PATH"]),
        cache=Path(settings["AIVM_CACHE"]),
        theme=theme,
        siteurl=settings["SITEURL"].rstrip("/"),
        config=config,
        today=settings.get("AIVM_DAY") or build_day(config, territory.here.clock),
        territory=territory,
        words=read_words(words, root, report),
        shown=Path(settings.get("AIVM_SHOWN", settings["OUTPUT_PATH"])),
        quick=bool(settings.get("AIVM_QUICK")),
    )


def siteurl_problem(typed: object, file: str) -> Problem | None:
    """What is wrong with the address of a site, as it is typed in the settings."""
    if isinstance(typed, str) and SITEURL.fullmatch(typed):
        return None
    unsaid = isinstance(typed, str) and typed.startswith(PENDING)
    message = "l’adresse du site est à compléter." if unsaid else f"« {typed} » n’est pas l’adresse d’un site."
    hint = "Écrivez-la en entier et sans barre finale : https://www.exemple.org."
    return Problem(Where(file, field="SITEURL"), message, hint)


def read_words(path: Path, root: Path, report: Report) -> dict[str, str]:
    """The words of the interface by flat dotted key."""
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # TOML and UTF-8 faults are both ValueError
        message = f"les mots de l’interface sont illisibles ({error})."
        file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
        report.add(Problem(Where(file), message, "Corrigez cette ligne.", Severity.FATAL))
        return {}
    return {key: french(value) for key, value in _flat(words)}


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        flat += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(f"{prefix}{key}", value)]
    return flat
