"""What the code imports by name is asked for by name: another package that brings it may stop."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import PROJECT

OURS = {"aivm", "tests", "pelicanconf"}
BY_HAND = PROJECT / "tests/data/table/make.py"  # its docstring says what its machine must have
SITE = ("requirements.in", "requirements-publish.in")
SITE_CODE = [PROJECT / "tasks.py", *PROJECT.glob("*conf.py"), *(PROJECT / "plugins").rglob("*.py")]
TEST_CODE = [file for file in (PROJECT / "tests").rglob("*.py") if "node_modules" not in file.parts and file != BY_HAND]


def one_name(distribution: str) -> str:
    """A name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def asked_for(wanted: Iterable[str]) -> set[str]:
    """The distributions that the .in files name."""
    text = "\n".join((PROJECT / name).read_text(encoding="utf-8") for name in wanted)
    return {one_name(name) for name in re.findall(r"(?m)^[A-Za-z][\w.-]*", text)}


def imported(file: Path) -> set[str]:
    """The first word of every import of a file, whatever line it is on."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.partition(".")[0] for name in plain | {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}}


@pytest.mark.parametrize(
    ("files", "wanted"), [(SITE_CODE, SITE), (TEST_CODE, (*SITE, "requirements-test.in"))], ids=["site", "tests"]
)
def test_what_is_imported_is_asked_for(files: list[Path], wanted: tuple[str, ...]) -> None:
    """The site's code counts on the site's packages alone; tests on those and their own."""
    brings = packages_distributions()
    asked = asked_for(wanted)
    missing = {
        f"{file.relative_to(PROJECT)}: {name}"
        for file in files
        for name in imported(file) - OURS - sys.stdlib_module_names
        if not asked & {one_name(distribution) for distribution in brings.get(name, [])}
    }

    assert len(files) > 3
    assert missing == set()
