"""Servers that end with the tests that started them, however these end."""

from __future__ import annotations

import shutil


def mortal(command: list[str]) -> list[str]:
    """The same command, that the system ends when its parent is killed, which no `finally` sees (Linux, prctl(2))."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", *command] if setpriv else command
