"""A lock is one process's at a time, and ends with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from aivm.lock import hold

from tests.conftest import PROJECT

HOLDS = (
    "import sys; from pathlib import Path; sys.path[:0] = [sys.argv[1]]\n"
    "from aivm.lock import hold; print(hold(Path(sys.argv[2])) is not None, flush=True); sys.stdin.read()"
)


def holding(path: Path) -> subprocess.Popen[str]:
    """Another process that has tried to hold `path`, and waits."""
    command = [sys.executable, "-c", HOLDS, str(PROJECT / "plugins"), str(path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_one_at_a_time_and_none_after_a_kill(tmp_path: Path) -> None:
    """Held by another, it is refused; that one killed, without a word, it is free, and its file is in nobody's way."""
    path = tmp_path / "verrou"
    other = holding(path)
    assert other.stdout and other.stdout.readline() == "True\n"
    assert hold(path) is None
    other.kill()
    other.wait()
    mine = hold(path)

    assert mine is not None
    assert hold(path) is None  # in the same process too
    os.close(mine)


def test_a_lock_deleted_by_the_one_who_held_it_is_not_two_locks(tmp_path: Path) -> None:
    """`clean` deletes the file: what is held afterwards is the one that is there."""
    path = tmp_path / "verrou"
    first = hold(path)
    path.unlink()
    second = hold(path)

    assert first is not None and second is not None
    assert os.path.samestat(os.fstat(second), path.stat())
    os.close(first)
    os.close(second)
