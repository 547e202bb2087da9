"""Bars on a terminal while something takes more than a moment; nothing anywhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn


@dataclass(frozen=True)
class Bar:
    """One bar, which is told how much is done, of how much, and what to write after it."""

    progress: Progress
    task: TaskID
    least: int

    def __call__(self, done: int, total: int | None = None, note: str = "") -> None:
        self.progress.update(self.task, completed=done, visible=(total or self.least) >= self.least, note=note)
        if total is not None:
            self.progress.update(self.task, total=total)


@contextmanager
def bars() -> Iterator[Callable[..., Bar]]:
    """A function that adds a bar under its name; it shows once there is work of at least `least`."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[note]}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:

        def added(name: str, least: int = 0) -> Bar:
            return Bar(progress, progress.add_task(name, total=None, visible=not least, note=""), least)

        yield added
