"""The builds that `serve` asks for, one after the other in one process."""

from __future__ import annotations

import gc
import logging
from pathlib import Path

import pytest
from aivm.commands import preview as module
from aivm.commands.preview import preview
from aivm.host.render import listen_to_pelican
from aivm.problems import Report
from aivm.site.site import Site
from aivm.territory import FILE

from tests.conftest import SITES
from tests.serving import minimal_project

pytestmark = pytest.mark.build


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 2026-11-22
    return minimal_project(tmp_path / "projet")


def test_a_build_for_the_preview_is_in_its_own_folder_and_says_about(root: Path) -> None:
    """Weights are estimates and say so; links are to this machine; output/ and the caches of builds are left alone."""
    report = preview(root, root / "ici", "http://127.0.0.1:8000")
    page = (root / "ici" / "index.html").read_text(encoding="utf-8")

    assert report.exit_code(strict=False) == 0
    assert ">environ\u00a0" in page or ">environ " in page
    assert "http://127.0.0.1:8000/" in page
    assert not (root / "output").exists()
    assert not list((root / ".cache").glob("poids-*"))


def test_half_a_territory_is_told_and_nothing_is_built(root: Path) -> None:
    """What may be said of a place hangs on that file: without it there is no page, and the next good save recovers."""
    file = root / FILE
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("nord = 25.1", "nord = -3"), encoding="utf-8")
    report = preview(root, root / "ici", "http://127.0.0.1:8000")

    assert f"{FILE}, ligne {whole[: whole.index('nord = ')].count(chr(10)) + 1}" in report.render(strict=False)
    assert report.exit_code(strict=False) != 0 and not (root / "ici" / "index.html").exists()
    file.write_text(whole, encoding="utf-8")
    assert preview(root, root / "ici", "http://127.0.0.1:8000").exit_code(strict=False) == 0


def test_nothing_of_a_build_is_kept_by_the_next(root: Path) -> None:
    """A process that builds all day long stays as light as it was."""
    for name in ("a", "b", "a"):
        preview(root, root / name, "http://127.0.0.1:8000")
    gc.collect()

    assert [one for one in gc.get_objects() if isinstance(one, Site)] == []


def test_what_pelican_says_twice_is_heard_twice() -> None:
    """Its log keeps quiet about what it said before: the second build in a process must hear it again."""
    heard = []
    for _ in range(2):
        report = Report()
        listen_to_pelican(report)
        logging.getLogger("pelican").warning("la même chose")
        heard.append([problem.message for problem in report])

    assert heard == [["« la même chose »."]] * 2


def test_the_name_that_tasks_gives_leads_here() -> None:
    """`serve` names the function that builds, since it may not import this room."""
    tasks = (SITES.parent.parent / "tasks.py").read_text(encoding="utf-8")

    assert f'"{module.__name__}:{preview.__name__}"' in tasks
