"""A small finished site to serve."""

from __future__ import annotations

from pathlib import Path

import pytest
from aivm.preview.current import Shown
from aivm.problems import Report


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two pages, a 404 and one file of each kind that a browser is told of, and a secret beside the site."""
    folder = tmp_path / "site"
    for name in ("index.html", "agenda/index.html", "404.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"<!doctype html><p>{name}", encoding="utf-8")
    for name in ("agenda.ics", "flux.atom", "a.webp", "a.svg", "a.json", "a.mp3", "a.m4a", "a.ogg", "a.inconnu"):
        (folder / name).write_bytes(b"0123456789")
    (folder / "vide").mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return folder


@pytest.fixture
def shown(site: Path) -> Shown:
    """That site, without a problem."""
    return Shown(site, Report(), "v1")
