"""A file is there whole or not at all: it is written beside its place, then moved there."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: str | bytes, writer: str = "", durable: bool = False) -> None:
    """Write a file so that a reader sees the old bytes or the new ones. Raises OSError, and then leaves the old file.

    A text is written in UTF-8, its line ends as they are. `writer` tells apart those who may write it at one time.
    `durable` waits until its bytes are on the disk: without it, a power cut may leave zeros under the new name.
    """
    draft = path.with_name(f"{path.name}{writer and f'.{writer}'}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
