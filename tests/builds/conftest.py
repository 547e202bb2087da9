"""What whole builds begin from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builds.publishing import Project
from tests.builds.sourced import Site
from tests.conftest import SITES


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project(tmp_path)
    yield made
    made.web.shutdown()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    shutil.copytree(SITES / "minimal" / "content", tmp_path / "content")
    return Site(tmp_path)
