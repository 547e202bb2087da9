"""A build on a disk that fills up says so, and leaves the site as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SITES, Build

pytestmark = pytest.mark.build
MINIMAL = SITES / "minimal" / "content"


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 kB, where a site does not fit."""
    place = tmp_path / "petit"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("il faut être root sous Linux pour monter un petit disque : le disque plein n’a pas été essayé")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)], check=True)
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_and_the_published_pages_stay_whole(build_site: Build, tiny_disk: Path) -> None:
    """The build ends with one sentence; what was published before is still there, byte for byte."""
    _, output = build_site(MINIMAL)
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    (tiny_disk / "plein").write_bytes(bytes(200_000))
    report, _ = build_site(MINIMAL, AIVM_CACHE=tiny_disk / "cache")
    said = report.render(strict=True)

    assert "le disque est plein" in said
    assert report.exit_code(strict=True) == 1
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before
