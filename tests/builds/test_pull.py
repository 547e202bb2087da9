"""`pull` brings the calendar revisions up to the events, and says what changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from aivm.commands.build import pull

from tests.conftest import PROJECT, SITES

pytestmark = pytest.mark.build


def test_a_change_is_one_more_revision_and_no_change_is_none(tmp_path: Path) -> None:
    """New events begin at 0, a new title adds one, a second pull says so; closed events never get into the file."""
    content = Path(shutil.copytree(SITES / "minimal" / "content", tmp_path / "content"))
    said: list[str] = []

    def pull_it() -> dict[str, dict[str, object]]:
        report = pull(PROJECT, said.append, PATH=str(content), AIVM_CACHE=tmp_path / "cache")
        assert list(report) == []
        revisions: dict[str, dict[str, object]] = json.loads((content / "data" / "revisions.json").read_text("utf-8"))
        return revisions

    first = pull_it()
    events = content / "data" / "evenements.csv"
    events.write_text(events.read_text("utf-8").replace("Causerie sur", "Soirée sur"), encoding="utf-8")
    second = pull_it()
    third = pull_it()

    assert {name: entry["sequence"] for name, entry in first.items()} == {"causerie-2027": 0, "marche-2026": 0}
    assert {name: entry["sequence"] for name, entry in second.items()} == {"causerie-2027": 1, "marche-2026": 0}
    assert third == second
    assert "causerie-2027" in said[1]
    assert "marche-2026" not in said[1]
    assert said[2] == "Rien n’a changé."


def test_a_broken_file_of_revisions_is_kept_as_it_is(tmp_path: Path) -> None:
    """A lower SEQUENCE is ignored by calendars: what cannot be read is never started again."""
    content = Path(shutil.copytree(SITES / "minimal" / "content", tmp_path / "content"))
    (content / "data" / "revisions.json").write_text("{", encoding="utf-8")
    report = pull(PROJECT, lambda words: None, PATH=str(content), AIVM_CACHE=tmp_path / "cache")

    assert report.exit_code(strict=True) == 1
    assert (content / "data" / "revisions.json").read_text(encoding="utf-8") == "{"
