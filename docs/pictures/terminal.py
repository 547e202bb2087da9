"""A command really run in a terminal of Linux, and the page that shows what it printed, word for word."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

COLUMNS, ROWS = 96, 60  # characters: the widest table of the commands fits
READ = 80  # characters of a line in a picture: what a page of a code forge shows without shrinking it much
PLAIN = {"TERM": "xterm-256color", "NO_COLOR": "1"}  # a guide is also printed in grey
TOKEN = re.compile(r"\x1b\[(?P<count>[0-9;?]*)(?P<order>[A-Za-z])|(?P<move>[\r\n\b])|(?P<text>[^\x1b\r\n\b]+)|\x1b")


def run(command: str, root: Path, environment: Mapping[str, str], answers: Mapping[str, str] | None = None) -> str:
    """All that a command wrote to its terminal; `answers` are typed when the words they answer come.

    Raises AssertionError where a question that was expected never came.
    """
    waiting = dict(answers or {})
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    env = {**os.environ, **environment, **PLAIN}
    process = subprocess.Popen(
        command.split(), cwd=root, env=env, stdin=its, stdout=its, stderr=its, start_new_session=True
    )
    os.close(its)
    written = b""
    while data := _read(ours):
        written += data
        for words in [words for words in waiting if words.encode() in written]:
            os.write(ours, f"{waiting.pop(words)}\n".encode())
    os.close(ours)
    process.wait()
    assert not waiting, f"{command}: « {', '.join(waiting)} » never came\n{written.decode()}"
    return written.decode()


def _read(end: int) -> bytes:
    """What is there to read; nothing once the other end is closed, which Linux tells by an error."""
    try:
        return os.read(end, 65_536)
    except OSError:
        return b""


def screens(written: str) -> Iterator[str]:
    """What the screen showed, each time something was about to be wiped off it, and at the end."""
    lines, row, column = [""], 0, 0
    for token in TOKEN.finditer(written):
        text, move, order = token["text"], token["move"], token["order"]
        if text:
            lines[row] = lines[row][:column].ljust(column) + text + lines[row][column + len(text) :]
            column += len(text)
        elif move == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif move == "\r":
            column = 0
        elif move == "\b":
            column = max(0, column - 1)
        elif order == "A":
            row = max(0, row - int(token["count"] or 1))
        elif order == "K":
            yield "\n".join(lines).rstrip()
            lines[row] = ""
    yield "\n".join(lines).rstrip()


def page(command: str, printed: str, style: str) -> str:
    """A window with a command and what it printed, in HTML; as wide as the table in it, if there is one."""
    width = COLUMNS if "│" in printed else READ
    return (
        f'<!doctype html><meta charset="utf-8"><style>{style}</style><main class="terminal" style="width: {width}ch">'
        f"<p><span>$</span> {escape(command)}</p><pre>{escape(printed)}</pre></main>"
    )
