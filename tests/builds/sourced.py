"""The minimal site with remote sources: what the tests of sources share."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from aivm.commands.build import build, pull
from aivm.problems import Report

from tests.conftest import PROJECT, TODAY
from tests.loopback import HOST

HEADER = "id;titre;debut;public;lieu;commune"
ROWS = [f"date-{rank};Rendez-vous {rank};{rank + 1:02}/02/2027 20h;tout public;Salle;Rennes" for rank in range(6)]


def spoken(text: str) -> str:
    """Narrow and no-break spaces as plain ones."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def table(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows, ""]).encode()


@dataclass
class Site:
    """A copy of the minimal site with sources, and what was said of them."""

    work: Path
    said: list[str] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return self.work / "content" / "data"

    def sources(self, text: str) -> None:
        (self.data / "sources.toml").write_text(text, encoding="utf-8")

    def settings(self, today: date, **more: Any) -> dict[str, Any]:
        aivm = {"today": today, "pull_private_hosts": (HOST,), "pull_seconds": 5, **more}
        return {"PATH": str(self.work / "content"), "AIVM_CACHE": self.work / "cache", "AIVM": aivm}

    def pull(self, today: date = TODAY, settings: dict[str, Any] | None = None, **options: Any) -> Report:
        self.said = []
        return pull(PROJECT, self.said.append, **options, **self.settings(today, **(settings or {})))

    def build(self, mode: str = "production", today: date = TODAY, **options: Any) -> tuple[Report, Path]:
        self.said = []
        output = self.work / "output"
        more = {"AIVM_OUTPUT": output, "SITEURL": "https://site.example"}
        return build(PROJECT, mode, say=self.said.append, **options, **self.settings(today), **more), output

    def snapshot(self, name: str = "asso") -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.data / "recu" / f"{name}.json").read_text(encoding="utf-8"))
        return found

    def ids(self, name: str = "asso") -> list[str]:
        return [row["id"] for row in self.snapshot(name)["fiches"]]

    @property
    def text(self) -> str:
        return spoken("\n".join(self.said))


def one(url: str, name: str = "asso", more: str = "") -> str:
    return f'[{name}]\ngenre = "csv"\nadresse = "{url}/agenda.csv"\n{more}\n'
