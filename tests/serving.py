"""`python3 tasks.py serve` on a project of its own, whose files a test may edit."""

from __future__ import annotations

import http.client
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aivm.territory import FILE

from tests.conftest import PROJECT, SITES

PATIENCE = 60  # seconds: a test that waits longer than that has failed
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
FREE = "18100"  # where tests begin to look for a free port


def minimal_project(root: Path) -> Path:
    """The project with the minimal site for content."""
    root.mkdir()
    for name in ("theme", "plugins"):
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(SITES / "minimal" / "content", root / "content")
    for name in ("tasks.py", "requirements.txt", "pelicanconf.py", "publishconf.py", FILE):
        shutil.copy(PROJECT / name, root / name)
    (root / ".venv").symlink_to(PROJECT / ".venv")
    return root


@dataclass
class Served:
    """A running `serve`: its project, its port, and what it prints."""

    root: Path
    process: subprocess.Popen[str]
    printed: list[str] = field(default_factory=list)
    lines: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)
    port: int = 0

    def listen(self) -> None:
        """Keep what is printed, line by line."""
        for line in self.process.stdout or ():
            self.lines.put(line)

    def heard(self, words: str) -> str:
        """The next printed line that holds `words`."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                line = self.lines.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"« {words} » was not printed: {''.join(self.printed)}") from None
            self.printed.append(line)
            if words in line:
                return line

    def get(self, address: str, **headers: str) -> tuple[int, str]:
        """Status and text of an address."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", errors="replace")

    def shows(self, address: str, words: str, *, absent: bool = False) -> tuple[int, str]:
        """Status and text of an address as soon as it holds `words` (or, `absent`, no longer does)."""
        until = time.monotonic() + PATIENCE
        found = (0, "")
        while time.monotonic() < until:
            try:
                found = self.get(address)
            except OSError:  # it is starting again
                found = (0, words if absent else "")
            if (words in found[1]) != absent:
                return found
            time.sleep(0.05)
        raise AssertionError(f"{address}: « {words} » did not {'go' if absent else 'come'}: {found}")

    def edit(self, name: str, old: str, new: str) -> None:
        """Put other words in a file of the project."""
        file = self.root / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def end(self) -> tuple[int, str]:
        """Ctrl-C: the exit code, and all that was printed."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE)
        while not self.lines.empty():
            self.printed.append(self.lines.get())
        return code, "".join(self.printed)


@contextmanager
def serving(root: Path, *words: str) -> Iterator[Served]:
    """`serve` on a project, from its first build on."""
    command = [sys.executable, str(root / "tasks.py"), "serve", *(words or ("--port", FREE))]
    process = subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795305600"},  # 2026-11-22
    )
    served = Served(root, process)
    reader = threading.Thread(target=served.listen, daemon=True)
    reader.start()
    try:
        found = ADDRESS.search(served.heard("http://"))
        assert found
        served.port = int(found[1])
        yield served
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
        reader.join(PATIENCE)
