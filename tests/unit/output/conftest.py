"""A small finished folder, for whoever searches one."""

from __future__ import annotations

from pathlib import Path

from aivm.output.tree import Tree, read_tree


def site(folder: Path, files: dict[str, str | bytes]) -> Tree:
    """A finished folder with some files."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_tree(folder)
