"""Who waits for whom, and what is told."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from aivm.commands.turn import BusyError, turn
from aivm.host.own_folder import forget_builds, own_folder
from aivm.lock import TURN, hold


def test_the_second_waits_for_the_first_and_says_so_once(tmp_path: Path) -> None:
    """It begins when the other has ended, and its one sentence tells what the other does and since when."""
    order: list[str] = []
    said: list[str] = []
    inside, waits = threading.Event(), threading.Event()

    def heard(line: str) -> None:
        said.append(line)
        waits.set()

    def first() -> None:
        with turn(tmp_path, "publish", order.append):
            inside.set()
            assert waits.wait(10)
            order.append("first")

    other = threading.Thread(target=first)
    other.start()
    assert inside.wait(10)
    with turn(tmp_path, "build", heard):
        order.append("second")
    other.join()

    assert order == ["first", "second"]
    assert len(said) == 1
    assert said[0].startswith("Une autre construction est en cours (publish), depuis le ")


def test_patience_ends_in_a_true_sentence(tmp_path: Path) -> None:
    """A publication is told that nothing was sent; the lock of a task inside a task is its own."""
    lock = hold(tmp_path / TURN)
    assert lock is not None
    for task, left in (("publish", r"en cours\."), ("build", r"en cours : rien n’a été changé\.")):
        with pytest.raises(BusyError, match=left), turn(tmp_path, task, lambda line: None, patience=0):
            pytest.fail("this turn was not given")
    os.close(lock)
    with turn(tmp_path, "remove", lambda line: None), turn(tmp_path, "build", lambda line: None, patience=0):
        assert hold(tmp_path / TURN) is None


def test_two_builds_have_a_folder_each(tmp_path: Path) -> None:
    """Neither is seen by the other, nor by whoever cleans; the last that ends is left to look at, and nothing else."""
    with own_folder(tmp_path, "production") as one, own_folder(tmp_path, "production") as two:
        for folder in (one, two):
            folder.mkdir()
            (folder / "index.html").write_text(folder.parent.name, encoding="utf-8")
        forget_builds(tmp_path, finished=True)

        assert one != two
        assert (one / "index.html").read_text(encoding="utf-8") == one.parent.name
    left = [path.relative_to(tmp_path / "build").as_posix() for path in (tmp_path / "build").rglob("*.html")]

    assert left == ["production/index.html"]


def test_what_a_killed_build_left_is_deleted_by_the_next(tmp_path: Path) -> None:
    """And what ended well only when all is to be forgotten."""
    dead = tmp_path / "build" / "production-killed"
    (dead / "site").mkdir(parents=True)
    (dead / "verrou").touch()
    with own_folder(tmp_path, "preview") as folder:
        folder.mkdir()

        assert not dead.exists()
    forget_builds(tmp_path)
    assert (tmp_path / "build" / "preview").is_dir()
    forget_builds(tmp_path, finished=True)
    assert not any((tmp_path / "build").iterdir())
