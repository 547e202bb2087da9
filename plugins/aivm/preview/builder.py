"""The serving side of the process that builds (worker.py): started when needed, asked, ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from aivm.preview.report_json import load
from aivm.problems import Problem, Report, Severity, Where


class Builder:
    """One process that builds, made anew after the program has changed or when it has died."""

    def __init__(self, root: Path, name: str) -> None:
        """`name` is the function that builds, as « module:function »: this room does not import it."""
        self.root = root
        self.name = name
        self.process: subprocess.Popen[str] | None = None

    def build(self, folder: Path, siteurl: str) -> Report:
        """Build into `folder` and give the report; a process that dies on the way is a fatal Problem of it."""
        process = self.process = self.process or start(self.root, self.name)
        assert process.stdin and process.stdout
        try:
            process.stdin.write(json.dumps({"folder": str(folder), "siteurl": siteurl}) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:  # its end of the pipe is closed
            line = ""
        if line:
            return load(line)
        self.stop()
        return Report([died(process.returncode)])

    def stop(self) -> None:
        """End the process; what it was writing is built again before anybody sees it."""
        if self.process is None:
            return
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # a line that nobody reads any more
                    continue
        self.process = None


def start(root: Path, name: str) -> subprocess.Popen[str]:
    """The process, away from the Ctrl-C of the terminal: the server ends it."""
    return subprocess.Popen(
        [sys.executable, "-m", "aivm.preview.worker", str(root), name],
        cwd=root,
        env=environment(root),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=os.name != "nt",
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def environment(root: Path) -> dict[str, str]:
    """The environment of a child that imports `aivm`."""
    return {**os.environ, "PYTHONPATH": str(root / "plugins")}


def died(code: int) -> Problem:
    """The Problem of a process that ended without a word."""
    message = f"la construction s’est arrêtée d’un coup (code {code})."
    hint = "Enregistrez de nouveau votre fichier ; si cela revient, prévenez la personne qui s’occupe du site."
    return Problem(Where("programme"), message, hint, Severity.FATAL)
