"""A program that does not load, told by its line: by the process that builds, or before becoming a new server."""

from __future__ import annotations

import re
import subprocess
import sys
import traceback
from pathlib import Path

from aivm.preview.builder import environment
from aivm.problems import Problem, Severity, Where

TRIAL = "import aivm.preview.serve, aivm.preview.worker"
FAULT_LINE = re.compile(r'File "([^"]+)", line (\d+)')
HINT = "Reprenez la dernière version qui marchait, puis refaites le changement."


def unreadable(root: Path, error: Exception) -> Problem:
    """The Problem of a program that does not load: the deepest of our own lines on the way to the fault."""
    frames = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):  # the faulty line was read, not run
        frames.append((error.filename or "", error.lineno or 0))
    ours = [(Path(file), line) for file, line in frames if Path(file).is_relative_to(root / "plugins")]
    return unloadable(ours, f"{type(error).__name__} : {getattr(error, 'msg', None) or error}", root)


def trial(root: Path) -> Problem | None:
    """What is wrong with the program on the disk, before becoming it; None when it loads."""
    command = [sys.executable, "-c", TRIAL]
    done = subprocess.run(command, cwd=root, env=environment(root), capture_output=True, encoding="utf-8")
    if done.returncode == 0:
        return None
    found = FAULT_LINE.findall(done.stderr)
    ours = [(Path(file), int(line)) for file, line in found if Path(file).is_relative_to(root / "plugins")]
    return unloadable(ours, (done.stderr.strip().splitlines() or ["?"])[-1], root)


def unloadable(ours: list[tuple[Path, int]], said: str, root: Path) -> Problem:
    """The Problem of what Python `said`, at the deepest of our lines on the way to the fault."""
    where = Where(ours[-1][0].relative_to(root).as_posix(), ours[-1][1]) if ours else Where("programme")
    return Problem(where, f"le programme ne se charge pas ({said}).", HINT, Severity.FATAL)
