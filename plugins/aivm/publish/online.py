"""What is on line now, as the server holds it: its list, and every text of it, read here once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aivm.output.manifest import Manifest, files_of
from aivm.output.search import TEXTS
from aivm.output.tree import Tree, read_tree
from aivm.publish.compare import held, state_of
from aivm.publish.server import Server
from aivm.publish.state import State, digest

FOLDER = "en-ligne"  # of .cache: the texts of what is on line
READ = TEXTS | {".csv"}
RULES = (".htaccess", "_headers")


@dataclass(frozen=True)
class Online:
    """The site that visitors see: all its files by hash, and its texts."""

    state: State
    manifest: Manifest
    tree: Tree  # the texts alone


def online(server: Server, folder: Path, siteurl: str) -> Online | None:
    """The site of a server; its texts are kept in `folder`, where only what has changed is fetched the next time.

    None where nothing of ours is there. Raises SendingError, OSError.
    """
    state = state_of(server)
    if state is None:
        return None
    manifest = held(server, state)
    wanted = {path: entry for path, entry in manifest.files.items() if is_text(path)}
    folder.mkdir(parents=True, exist_ok=True)
    for path, file in files_of(folder).items():
        if path not in wanted or digest(file.read_bytes()) != wanted[path].sha256:
            file.unlink()
    lacking = wanted.keys() - files_of(folder).keys()
    if lacking:
        server.fetch(sorted(lacking), folder)
    return Online(state, manifest, read_tree(folder, siteurl))


def is_text(path: str) -> bool:
    """Whether a file is one that people or programs read, and not a compressed copy of it."""
    return PurePosixPath(path).suffix in READ or path in RULES
