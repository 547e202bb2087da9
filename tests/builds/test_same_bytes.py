"""The same input gives the same bytes, wherever and whenever it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from aivm.output.manifest import of_folder

from tests.conftest import PROJECT, SITES

pytestmark = pytest.mark.build

SCRIPT = """
import sys
from pathlib import Path
root, content, work = map(Path, sys.argv[1:4])
sys.path[:0] = [str(root), str(root / "plugins")]
from aivm.commands.build import build
report = build(root, "production", PATH=str(content), SITEURL="https://site.example",
               AIVM_CACHE=work / "cache", AIVM_OUTPUT=work / "output")
sys.exit(report.exit_code(strict=True))
"""


def build_apart(root: Path, content: Path, work: Path, **environment: str) -> dict[str, tuple[str, int]]:
    """Build in a process of its own, on a fixed day, and list what came out."""
    work.mkdir()
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795305600", **environment}  # 2026-11-22
    subprocess.run([sys.executable, "-c", SCRIPT, str(root), str(content), str(work)], check=True, env=env)
    return dict(of_folder(work / "output", "production").files)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The project in another folder, whose name has a space and an accent."""
    root = tmp_path / "autre dossier é"
    for name in ("content", "theme", "plugins", "tests/sites"):
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(PROJECT / name, root / name)
    return root


def test_another_folder_locale_zone_and_hash_seed_change_nothing(tmp_path: Path, copied: Path) -> None:
    """Two builds of the minimal site, far apart, are the same to the byte."""
    here = build_apart(PROJECT, SITES / "minimal" / "content", tmp_path / "a", TZ="Europe/Paris", PYTHONHASHSEED="1")
    there = build_apart(
        copied,
        copied / "tests" / "sites" / "minimal" / "content",
        tmp_path / "b",
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="2",
        LC_ALL="C",
        LANG="C",
    )

    assert there == here


def test_with_no_story_and_no_event_too(tmp_path: Path) -> None:
    """An almost empty site, built twice, is the same to the byte."""
    content = tmp_path / "content"
    (content / "pages").mkdir(parents=True)
    (content / "pages" / "accueil.md").write_text("titre : Accueil\n\nUne phrase.\n", encoding="utf-8")
    first = build_apart(PROJECT, content, tmp_path / "a", PYTHONHASHSEED="1")
    second = build_apart(PROJECT, content, tmp_path / "b", PYTHONHASHSEED="2", TZ="America/Lima")

    assert second == first


def test_the_next_day_changes_only_what_speaks_of_days(tmp_path: Path) -> None:
    """A nightly publication sends lists of dates, never a story or a standing page: their weight is paid in Mopti."""
    content = SITES / "minimal" / "content"
    today = build_apart(PROJECT, content, tmp_path / "today")
    tomorrow = build_apart(PROJECT, content, tmp_path / "tomorrow", SOURCE_DATE_EPOCH="1795392000")
    changed = {path.removesuffix(".br").removesuffix(".gz") for path in today if today[path] != tomorrow.get(path)}

    assert "agenda/index.html" in changed
    assert [path for path in changed if path.startswith(("recits/", "volontaires/", "associations/"))] == []
    assert "cooperation/index.html" not in changed
