"""A new server is tried before it is become."""

from __future__ import annotations

from pathlib import Path

from aivm.preview.program import trial

from tests.conftest import PROJECT


def test_a_program_that_loads_may_be_become() -> None:
    """The trial finds nothing in ours."""
    assert trial(PROJECT) is None


def test_a_program_that_does_not_load_is_told(tmp_path: Path) -> None:
    """By file and line, before the one that runs is given up."""
    room = tmp_path / "plugins" / "aivm" / "preview"
    room.mkdir(parents=True)
    (room / "serve.py").write_text("'''Rien.'''\n\nx = y\n", encoding="utf-8")
    problem = trial(tmp_path)

    assert problem
    assert (problem.where.file, problem.where.line) == ("plugins/aivm/preview/serve.py", 3)
    assert "NameError" in problem.message
