"""One at a time: whoever builds to output/, publishes, pulls or removes waits for the one who does, then has its turn.

`serve`, `check` and `alerts` wait for nobody: each builds in a folder of its own, and writes nothing that another reads
half (own_folder.py). The lock ends with its process, even killed, so it is never in the way of nobody (lock.py).
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

from aivm.files import write_whole
from aivm.lock import TURN, hold
from aivm.problems import Problem, Severity, Where

HOLDER = "construction.json"  # of .cache, beside TURN: who holds it, and since when
PATIENCE = 600.0  # seconds: longer than any build, and than most publications
PAUSE = 0.1  # seconds
HELD: ContextVar[frozenset[Path]] = ContextVar("HELD", default=frozenset())  # `remove` builds in its own turn
Say = Callable[[str], None]


class BusyError(Exception):
    """Somebody else had not ended when patience did."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@contextmanager
def turn(cache: Path, task: str, say: Say, patience: float = PATIENCE) -> Iterator[None]:
    """Have the project of this cache for `task` alone. `say` tells once whom it waits for; BusyError after `patience`.

    Raises OSError where nothing can be written there.
    """
    place = cache.resolve()
    if place in HELD.get():
        yield
        return
    place.mkdir(parents=True, exist_ok=True)
    lock = _waited(place, task, say, patience)
    token = HELD.set(HELD.get() | {place})
    try:
        write_whole(place / HOLDER, json.dumps({"tache": task, "depuis": datetime.now(UTC).isoformat()}))
        yield
    finally:
        HELD.reset(token)
        os.close(lock)


def _waited(place: Path, task: str, say: Say, patience: float) -> int:
    """The lock, as soon as it is free."""
    until = time.monotonic() + patience
    said = False
    while (lock := hold(place / TURN)) is None:
        if time.monotonic() >= until:
            raise BusyError(refusal(task, holder(place)))
        if not said:
            said = True
            say(f"Une autre construction est en cours{holder(place)} : celle-ci attend son tour.")
        time.sleep(PAUSE)
    return lock


def holder(place: Path) -> str:
    """« (publish), depuis le 01/12/2026 à 04 h 15 »; nothing where the other has not said it yet."""
    try:
        told = json.loads((place / HOLDER).read_text(encoding="utf-8"))
        since = datetime.fromisoformat(told["depuis"]).astimezone()
        return f" ({told['tache']}), depuis le {since:%d/%m/%Y à %H h %M}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def refusal(task: str, other: str) -> Problem:
    """What is told when the other takes too long."""
    left = "" if task == "publish" else " : rien n’a été changé"  # a publication ends with a line of its own
    hint = "Attendez qu’elle finisse (elle pose peut-être une question dans une autre fenêtre), puis relancez."
    return Problem(Where(task), f"une autre construction est en cours{other}{left}.", hint, Severity.FATAL)
