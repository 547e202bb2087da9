"""What the server shows at this moment, and who waits for it to change."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from aivm.problems import Report


def new_version() -> str:
    """A name that no earlier build had, not even before a restart: by it a page knows that it is old."""
    return str(time.time_ns())


@dataclass(frozen=True)
class Shown:
    """One finished build."""

    folder: Path | None  # None: nothing could be built, the report says why
    report: Report
    version: str = field(default_factory=new_version)


class Board:
    """The last finished build, between the thread that builds and those that answer."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._shown: Shown | None = None

    def show(self, shown: Shown) -> None:
        """Put a build up, and wake those who wait."""
        with self._changed:
            self._shown = shown
            self._changed.notify_all()

    def wait(self, version: str = "", timeout: float | None = None) -> Shown | None:
        """The build shown as soon as it is another than `version`; None when that took `timeout` seconds.

        Before the first build is finished there is none: whoever asks waits for it.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._shown and self._shown.version != version, timeout)
            return self._shown if self._shown and self._shown.version != version else None
