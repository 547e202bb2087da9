"""What builds share: the project, its sites for tests, and one way to build them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aivm.host.site import build
from aivm.problems import Report

import tests.photographs

PROJECT = Path(__file__).parent.parent
SITES = PROJECT / "tests" / "sites"
TODAY = date(2026, 11, 22)

Build = Callable[..., tuple[Report, Path]]


def build_in(
    work: Path, content: Path, mode: str = "production", today: date = TODAY, **settings: Any
) -> tuple[Report, Path]:
    """Build the content of a folder as the project would: the report, and the folder it was published to."""
    output = work / "output"
    folders = {"PATH": str(content), "AIVM_CACHE": work / "cache", "AIVM_OUTPUT": output}
    settings = {"SITEURL": "https://site.example", **folders, **settings}
    config = {"today": today, **settings.pop("AIVM", {})}
    return build(PROJECT, mode, AIVM=config, **settings), output


@pytest.fixture
def build_site(tmp_path: Path) -> Build:
    """`build_in` a folder of this test."""
    return partial(build_in, tmp_path)


@pytest.fixture(scope="session")
def photographs() -> list[Path]:
    """Real photographs, to judge what is done to them."""
    found = tests.photographs.photographs()
    if not found:
        pytest.skip("les photographies viennent d’un paquet Debian : les photos réelles n’ont pas été essayées")
    return found


@pytest.fixture(scope="session")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The minimal site, built once for production: tests read it and leave it as it is."""
    return build_in(tmp_path_factory.mktemp("minimal"), SITES / "minimal" / "content")


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The broken site, built once as a preview: tests read it and leave it as it is."""
    return build_in(tmp_path_factory.mktemp("broken"), SITES / "broken" / "content", "preview")


@pytest.fixture(scope="session")
def preview(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The site as shipped, built once as a preview."""
    return build_in(tmp_path_factory.mktemp("preview"), PROJECT / "content", "preview")


@pytest.fixture(scope="session")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The site as shipped, built once as production would, without its blocking."""
    return build_in(tmp_path_factory.mktemp("rehearsal"), PROJECT / "content", "rehearsal")
