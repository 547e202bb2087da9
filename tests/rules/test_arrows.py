"""Data flows one way: the table of docs/architecture.md says which room may import which."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

import pytest

from tests.conftest import PROJECT

PACKAGE = PROJECT / "plugins" / "aivm"
PAGE = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([\w/]+)/` \| .* \| (.*) \|$", re.MULTILINE)
NAME = re.compile(r"`([\w/]+)`")
EVERYONE = {"config", "territory", "problems", "files", "lock", "progress", "validation"}
LETTERS = "aivm.people.letters"  # knows nothing itself: words are close to others by the one reading of letters
LONGEST, FULLEST = 250, 22  # lines of a module, modules of a room with its door


def drawn() -> ModuleType:
    """docs/pieces.py, which reads the arrows of the code."""
    spec = importlib.util.spec_from_file_location("pieces", PROJECT / "docs" / "pieces.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PIECES = drawn()
MAY_IMPORT = {room: set(NAME.findall(others)) for room, others in ROW.findall(PAGE)}


def test_every_room_has_its_row() -> None:
    """And every row its room."""
    assert sorted(MAY_IMPORT) == sorted(PIECES.rooms())


@pytest.mark.parametrize("room", PIECES.rooms())
def test_a_room_imports_what_its_row_says(room: str) -> None:
    """No more, and no less: what it needs no more leaves the row."""
    assert set(PIECES.arrows()[room]) == MAY_IMPORT[room]


def test_only_the_host_knows_pelican() -> None:
    """All the rest could be driven by something else."""
    knowing = {
        file.parent.name
        for file in PACKAGE.rglob("*.py")
        if any(name.split(".")[0] == "pelican" for name in PIECES.imported(file))
    }

    assert knowing == {"host"}


def test_what_everyone_uses_knows_no_room() -> None:
    """Everyone may use them because they use no one; the reading of letters apart, and French typography for words."""
    for name in EVERYONE:
        used = [module for module in PIECES.imported(PACKAGE / f"{name}.py") if PIECES.room_of(module)]

        assert [module for module in used if not module.startswith(LETTERS)] == [], name
    assert not [name for name in PIECES.imported(PACKAGE / "people" / "letters.py") if name.startswith("aivm.")]


def test_no_two_modules_import_each_other() -> None:
    """Nor three, nor more: each can be read after those that it knows."""
    names = {
        file: ".".join(("aivm", *file.relative_to(PACKAGE).with_suffix("").parts)) for file in PACKAGE.rglob("*.py")
    }
    modules = set(names.values())
    known = {
        name: {one if one in modules else one.rpartition(".")[0] for one in PIECES.imported(file)} & modules - {name}
        for file, name in names.items()
    }
    while free := {name for name, others in known.items() if not others}:
        known = {name: others - free for name, others in known.items() if name not in free}

    assert sorted(known) == []


def test_modules_and_rooms_stay_small() -> None:
    """A room with many modules is several, and a long module too."""
    files = [file for file in PACKAGE.rglob("*.py") if "__pycache__" not in file.parts]
    long = {file.name: lines for file in files if (lines := len(file.read_text("utf-8").splitlines())) > LONGEST}
    full = {room: found for room in PIECES.rooms() if (found := len([*(PACKAGE / room).glob("*.py")])) > FULLEST}

    assert long == {}
    assert full == {}


def test_the_picture_of_the_rooms_is_drawn_from_the_code() -> None:
    """`.venv/bin/python docs/pieces.py` draws it again."""
    assert PIECES.PICTURE.read_text(encoding="utf-8") == PIECES.picture()
