"""What people save: the files of the project that have an effect on the site, as they change."""

from __future__ import annotations

import queue
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from watchfiles import Change, watch

ROOMS = ("content", "theme", "plugins")
SETTINGS = "pelicanconf.py"
LITTER = re.compile(r"[.~].*|.*[~#]|.*\.(tmp|swp|part|crdownload)")  # of editors, office suites, browsers

Saved = queue.SimpleQueue[frozenset[Path]]
Chosen = Callable[[Change, str], bool]


def in_room(change: Change, path: str) -> bool:
    """True for every file of a room but the litter that programs leave while they work."""
    place = Path(path)
    return "__pycache__" not in place.parts and not LITTER.fullmatch(place.name)


def on_surface(change: Change, path: str) -> bool:
    """True for the settings, and for a room that comes back after it went away."""
    name = Path(path).name
    return name == SETTINGS or (change is Change.added and name in ROOMS)


def start(root: Path) -> Saved:
    """Watch from now on; each burst of saves comes out of the queue as one set of paths."""
    saved: Saved = queue.SimpleQueue()
    rooms = [root / name for name in ROOMS if (root / name).is_dir()]
    # The project's own folder is watched on its surface alone: .venv and output/ are in it. A file by itself cannot be
    # watched: most editors save by putting another file in its place.
    for paths, chosen, deep in ((rooms, in_room, True), ([root], on_surface, False)):
        threading.Thread(target=follow, args=(saved, paths, chosen, deep), daemon=True).start()
    return saved


def follow(saved: Saved, paths: list[Path], chosen: Chosen, deep: bool) -> None:
    """Put each burst of changes into the queue; where the system has no more watches to give, look again and again."""
    for polling in (None, True):
        try:
            for changes in watch(*paths, watch_filter=chosen, recursive=deep, force_polling=polling, step=25):
                saved.put(frozenset(Path(path) for _, path in changes))
        except OSError as error:
            print(f"Ce système surveille mal les fichiers ({error}) : l’aperçu les relit lui-même.", file=sys.stderr)


def next_burst(saved: Saved) -> frozenset[Path]:
    """All that was saved since the last time, as soon as there is something."""
    while True:
        try:
            paths = saved.get(timeout=1)  # Windows hears a Ctrl-C only between two waits
            break
        except queue.Empty:
            continue
    while not saved.empty():
        paths |= saved.get()
    return paths


def is_program(path: Path, root: Path) -> bool:
    """True for what was read once, at the start: the plugin and the settings."""
    return path == root / SETTINGS or path.is_relative_to(root / "plugins")


def needs_restart(paths: frozenset[Path], root: Path) -> bool:
    """True where the process that serves must start again: its own code changed, or a whole room came back."""
    mine = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    rooms = {root / name for name in ROOMS}
    return any(str(path) in mine or (path in rooms and path.exists()) for path in paths)
