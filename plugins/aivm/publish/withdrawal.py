"""A site on line without what must go: which files change, and to what, whatever the rest of the content is like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from aivm.output.manifest import Manifest, of_folder
from aivm.publish.cut import Telling, cut
from aivm.publish.online import RULES, Online
from aivm.publish.state import short

COPIES = (".br", ".gz")
MEDIA = ("photos/", "sons/")
Changes = dict[str, bytes | None]  # by path; None: nothing stands there any more


def changed(
    online: Online,
    files: Iterable[str],
    telling: Callable[[str], Telling],
    instead: Mapping[str, bytes],
    away: bytes,
) -> Changes:
    """What becomes of each file that goes (`files`) or that tells: what is `instead` of it, the same file cut, or none.

    A page that cannot be parted from what it tells is `away` until the whole site can be published.
    """
    found: Changes = {path: instead.get(path) for path in files}
    for path in online.tree.files:
        if path in found or path in RULES or path in instead:
            continue
        content = online.tree.read(path)
        if telling(path).tells(path, content):
            moved = path.endswith(".html") and online.tree.pages[path].moved
            found[path] = None if moved else cut(path, content, telling(path))
            if found[path] is None and path.endswith(".html") and not moved:
                found[path] = away
    return found


def orphans(online: Online, changes: Changes) -> list[str]:
    """Photos and sounds that nothing shows any more, once the rest has changed."""
    media = {path for path in online.manifest.files if path.startswith(MEDIA) and path not in changes}
    for path in online.tree.files:
        content = changes[path] if path in changes else online.tree.read(path)
        media -= {one for one in media if one.encode() in (content or b"")}
    return sorted(media)


def written(changes: Changes, folder: Path) -> None:
    """Put what changes in an empty folder. Raises OSError."""
    for path, content in changes.items():
        if content is not None:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)


def manifest_of(online: Online, changes: Changes, folder: Path, left: str) -> Manifest:
    """The list of the site as it will be: what changes, with its compressed copies but those `left`, and the rest."""
    gone = {f"{path}{copy}" for path in changes for copy in ("", *COPIES)}
    kept = {path: entry for path, entry in online.manifest.files.items() if path not in gone}
    new = short(of_folder(folder, online.manifest.mode)).files
    return replace(
        online.manifest, files={**kept, **{path: entry for path, entry in new.items() if not path.endswith(left)}}
    )
