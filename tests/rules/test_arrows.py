"""Data flows one way: which room may import which, and only `host` knows Pelican (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT

PACKAGE = PROJECT / "plugins" / "aivm"
EVERYONE = {"config", "problems", "files", "lock", "territory"}
LETTERS = "aivm.people.letters"  # knows nothing itself: words are close to others by the one reading of letters
MAY_IMPORT = {
    "people": set(),
    "web": set(),
    "text": {"people"},
    "records": {"text", "people"},
    "sources": {"records", "text", "people", "web"},
    "pulled": {"sources", "records", "text", "people", "web"},
    "agenda": {"records", "text", "people"},
    "feeds": {"records", "agenda", "text", "people"},
    "images": set(),
    "sounds": set(),
    "drawing": set(),
    "output": {"people"},
    "serving": {"output"},
    "publish": {"output", "people", "web"},
    "preview": {"output", "serving"},
    "site": {
        *{"people", "text", "records", "sources", "pulled", "agenda", "feeds", "images", "sounds", "drawing"},
        "output",
    },
    "pages": {"site", "agenda", "feeds", "records", "serving", "text"},
    "rendering": {"site", "pages", "agenda", "drawing", "images", "output", "people", "records", "sources", "text"},
    "host": {"site", "pages", "rendering", "output", "sources"},
    "withdrawals": {
        *{"site", "publish", "output", "pulled", "sources", "images", "sounds", "records", "text", "people"},
    },
    "commands": {
        *{"host", "withdrawals", "rendering", "site", "publish", "serving", "output", "pulled", "sources", "feeds"},
        *{"records", "text", "people", "web"},
    },
}


def imported(file: Path) -> Iterator[str]:
    """Every module that a file imports, by its full name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)  # « from aivm import host » too


@pytest.mark.parametrize("room", sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()))
def test_a_room_imports_only_what_the_table_allows(room: str) -> None:
    """A new room has its line in the table."""
    allowed = MAY_IMPORT[room] | EVERYONE | {room}
    modules = [(file.name, name) for file in (PACKAGE / room).rglob("*.py") for name in imported(file)]
    rooms = [(file, name.split(".")[1]) for file, name in modules if name.startswith("aivm.")]

    assert [(file, other) for file, other in rooms if other not in allowed] == []
    assert room == "host" or not [name for _, name in modules if name.split(".")[0] == "pelican"]


def test_what_everyone_uses_knows_no_room() -> None:
    """Everyone may use them because they use no one."""
    for name in ("config.py", "problems.py", "files.py", "lock.py", "territory.py"):
        rooms = [module for module in imported(PACKAGE / name) if module.startswith("aivm.")]

        assert [room for room in rooms if room.split(".")[1] not in EVERYONE and not room.startswith(LETTERS)] == []
    assert not [module for module in imported(PACKAGE / "people" / "letters.py") if module.startswith("aivm.")]
