"""The process that builds, apart from the one that serves: Python and Pelican stay warm in it, and it can be ended.

It is told on its standard input, a line of JSON a build, and answers with the report, a line too. Whatever is printed
meanwhile goes to standard error, which is the terminal.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name

from aivm.preview.program import unreadable
from aivm.preview.report_json import dump
from aivm.problems import Report

Build = Callable[[Path, Path, str], Report]  # the project, the folder to build in, the address of the preview


def main(root: Path, name: str) -> None:
    """Build each time a line asks for it, until there are no more: the server has ended."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    build = builder(root, name)
    for line in sys.stdin:
        asked = json.loads(line)
        report = build(root, Path(asked["folder"]), asked["siteurl"])
        try:
            print(dump(report), file=answers, flush=True)
        except OSError:  # the server was killed meanwhile
            os._exit(1)  # an ordinary exit would try to flush that line again, aloud


def builder(root: Path, name: str) -> Build:
    """The function called `name` (« module:function »); for a program that cannot be read, one that says so."""
    try:
        return resolve_name(name)  # type: ignore[no-any-return]
    except Exception as error:  # a program in the middle of being written can fail in every way
        problem = unreadable(root, error)
        return lambda root, folder, siteurl: Report([problem])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
