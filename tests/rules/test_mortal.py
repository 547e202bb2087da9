"""Nothing that a test started outlives it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import PROJECT

PARENT = (
    "import subprocess, time; from tests.mortal import mortal\n"
    "print(subprocess.Popen(mortal(['sleep', '60'])).pid, flush=True); time.sleep(60)"
)


def test_a_server_ends_when_the_tests_are_killed() -> None:
    """Not stopped, killed: no `finally` has run."""
    if not shutil.which("setpriv"):
        pytest.skip("NON ESSAYÉ : setpriv manque, les serveurs des essais survivraient à un essai tué")
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        time.sleep(0.3)  # setpriv asks the system, then becomes the server
        parent.kill()
    until = time.monotonic() + 5
    while running(child) and time.monotonic() < until:
        time.sleep(0.05)

    assert not running(child)


def running(process: int) -> bool:
    """True for a process that is there and does something: one that ended may wait to be counted."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
