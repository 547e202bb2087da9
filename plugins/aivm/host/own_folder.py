"""A folder for each build, which nothing else writes in as long as the build lasts: what is checked there is what goes.

    .cache/build/production-k3xq0_1z/   one build that runs: its lock, and the site in `site`
    .cache/build/production/            the last one that ended, for whoever wants to see what a message names

Its name is never used again. A sending that outlived its command, killed, would otherwise send what a later build puts
there, and no check has read.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from aivm.lock import hold

FOLDER = "build"  # of .cache
LOCK = "verrou"
SITE = "site"


@contextmanager
def own_folder(cache: Path, mode: str) -> Iterator[Path]:
    """Where one build of `mode` puts its site. What killed builds have left is deleted first. Raises OSError."""
    builds = cache / FOLDER
    builds.mkdir(parents=True, exist_ok=True)
    forget_builds(cache)
    place, lock = _claimed(builds, mode)
    site = place / SITE
    try:
        yield site
    finally:
        with suppress(OSError):  # nobody had to look at it yet
            shutil.rmtree(builds / mode, ignore_errors=True)
            site.rename(builds / mode)
        os.close(lock)
        shutil.rmtree(place, ignore_errors=True)


def _claimed(builds: Path, mode: str) -> tuple[Path, int]:
    """A new folder and its lock; another where somebody who cleans has taken it for a dead one meanwhile."""
    while True:
        place = Path(tempfile.mkdtemp(prefix=f"{mode}-", dir=builds))
        with suppress(FileNotFoundError):
            lock = hold(place / LOCK)
            if lock is not None:
                return place, lock


def forget_builds(cache: Path, finished: bool = False) -> None:
    """Delete the folders of builds that do not run any more; those that ended well too where `finished`."""
    builds = cache / FOLDER
    for place in builds.iterdir() if builds.is_dir() else ():
        if not (place / LOCK).exists():
            if finished:
                shutil.rmtree(place, ignore_errors=True)
            continue
        with suppress(OSError):
            lock = hold(place / LOCK)
            if lock is not None:
                shutil.rmtree(place / SITE, ignore_errors=True)
                os.close(lock)
                shutil.rmtree(place, ignore_errors=True)
