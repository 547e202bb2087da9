"""Which two places the site is about is in content/data/territoires.toml: no code decides by their names or numbers.

Read are the names and the texts of the code, neither its comments nor its docstrings, which tell why a rule is there.
"""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT, TERRITORY

PACKAGE = PROJECT / "plugins" / "aivm"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "territory.py")
HERE, THERE = TERRITORY.here, TERRITORY.there
NUMBERS = {HERE.phones.code, THERE.phones.code, str(TERRITORY.first_year)}
NAMES = {
    *(HERE.town, HERE.land, HERE.country, *HERE.around, HERE.zone.rpartition("/")[2]),
    *(
        THERE.town,
        THERE.country,
        *THERE.around,
        THERE.zone.rpartition("/")[2],
        THERE.river,
        *THERE.peoples,
        *THERE.levels,
    ),
    *(word for word in THERE.evoking if word.istitle()),
}
WORD = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, sorted(NAMES)))})s?(?![^\W\d_])", re.IGNORECASE)
NUMBER = re.compile(rf"(?<!\d)(?:{'|'.join(sorted(NUMBERS))})(?!\d)")
# What is no decision about a place: a file, and the words in it.
ALLOWED = {
    "config.py": {"ille-et-vilaine", "mopti"},  # the fixed right side of UIDs, which may never change
    "people/parts.py": {"mali", "france", "paris"},  # names that people have too
    "text/syntax.py": {"bambara", "dogon", "peul"},  # languages
}


def told(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The line and the words of each name, text and number of a module, docstrings apart."""
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield line, str(node.value)
        for name in ("id", "attr", "name", "arg", "asname"):
            if isinstance(found := getattr(node, name, None), str):
                yield line, found


def decisions(path: Path) -> list[str]:
    """Where a module names one of the two places, but for what it may say."""
    allowed = ALLOWED.get(path.relative_to(PACKAGE).as_posix(), set())
    return [
        f"{path.relative_to(PROJECT)}, {line}: {match[0]}"
        for line, words in told(ast.parse(path.read_text(encoding="utf-8")))
        for match in (*WORD.finditer(words), *NUMBER.finditer(words))
        if match[0].lower() not in allowed
    ]


def test_no_code_decides_by_one_of_the_two_places() -> None:
    """It takes what it needs from the territory that is handed to it."""
    assert [found for path in FILES for found in decisions(path)] == []


@pytest.mark.parametrize(
    "code",
    ['ZONE = "Europe/Paris"', "in_mali = 1", "FIRST = 1984", 'x = rf"\\+223{x}"', "def mali_stays(): ...", "a.MALI"],
)
def test_the_rule_sees_each_way_to_decide(tmp_path: Path, code: str) -> None:
    """A text, a part of one, a name, a number."""
    assert list(WORD.findall(code) + NUMBER.findall(code))
    assert [match for _, words in told(ast.parse(code)) for match in (*WORD.findall(words), *NUMBER.findall(words))]


def test_pelican_keeps_the_clock_of_here() -> None:
    """Its settings are read before ours, so they say it once more."""
    assert runpy.run_path(str(PROJECT / "pelicanconf.py"))["TIMEZONE"] == HERE.zone


def test_what_is_allowed_is_still_said() -> None:
    """A word that left its file leaves the list too."""
    for name, words in ALLOWED.items():
        said = " ".join(text for _, text in told(ast.parse((PACKAGE / name).read_text(encoding="utf-8"))))
        assert {found.lower() for found in WORD.findall(said)} == words, name
