"""The process that builds, and what is said when it cannot."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from aivm.preview.builder import Builder
from aivm.problems import Problem, Report, Severity, Where

from tests.conftest import PROJECT

IMPORTS = """from __future__ import annotations
import os
from aivm.problems import Problem, Report, Severity, Where"""


def echo(root: Path, folder: Path, siteurl: str) -> Report:
    """A build that only says what it was asked; what it prints goes to the terminal, not to the server."""
    print("bavardage")
    return Report([Problem(Where(folder.name), siteurl, f"{os.getpid()}", Severity.ADVICE)])


def falls(root: Path, folder: Path, siteurl: str) -> Report:
    """A build that takes its process with it."""
    os._exit(9)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose plugin is ours, with the two builds above as one more module of it."""
    program = "\n\n".join([IMPORTS, inspect.getsource(echo), inspect.getsource(falls)])
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "aivm").symlink_to(PROJECT / "plugins" / "aivm")
    (tmp_path / "plugins" / "essai.py").write_text(program, encoding="utf-8")
    return tmp_path


@pytest.fixture
def builder(root: Path) -> Iterator[Builder]:
    """A builder that is ended after the test."""
    builder = Builder(root, "essai:echo")
    yield builder
    builder.stop()


def only(report: Report) -> Problem:
    (problem,) = report
    return problem


def test_one_process_builds_again_and_again(builder: Builder, root: Path) -> None:
    """It stays warm; after `stop` the next build has another one."""
    first, second = (only(builder.build(root / name, "http://a")) for name in ("a", "b"))
    builder.stop()
    third = only(builder.build(root / "c", "http://a"))

    assert (first.where.file, first.message, second.where.file) == ("a", "http://a", "b")
    assert first.hint == second.hint != third.hint


@pytest.mark.parametrize("name", ["essai:falls", "essai:echo"])
def test_a_process_that_dies_is_a_sentence_and_the_next_build_has_another(
    name: str, builder: Builder, root: Path
) -> None:
    """Whether it falls while it builds or was ended by the system before."""
    builder.name = name
    if name == "essai:echo":
        builder.build(root, "")
        assert builder.process
        builder.process.kill()
        builder.process.wait()
    problem = only(builder.build(root, ""))
    builder.name = "essai:echo"

    assert "s’est arrêtée d’un coup" in problem.message
    assert problem.severity is Severity.FATAL
    assert only(builder.build(root / "a", "")).where.file == "a"


@pytest.mark.parametrize(
    ("line", "said"),
    [("def (", "SyntaxError"), ("import nulle_part", "ModuleNotFoundError"), ("1 / 0", "ZeroDivision")],
)
def test_a_program_that_does_not_load_is_told_by_its_line(line: str, said: str, builder: Builder, root: Path) -> None:
    """File, line and fault in a sentence: no traceback."""
    (root / "plugins" / "essai.py").write_text(f"'''Rien.'''\n{line}\n", encoding="utf-8")
    problem = only(builder.build(root, ""))

    assert (problem.where.file, problem.where.line) == ("plugins/essai.py", 2)
    assert said in problem.message
    assert problem.severity is Severity.FATAL
