"""The icons of the theme, published under the hash of their content, so that a browser may keep them for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from aivm.pages.feeds import File


def icon_address(file: Path) -> str:
    """/icones/3f2a90c1d4e5b6a7.svg."""
    return f"/icones/{hashlib.sha256(file.read_bytes()).hexdigest()[:16]}{file.suffix}"


def icon_files(theme: Path) -> Iterator[File]:
    """All of them."""
    for file in sorted((theme / "icons").iterdir()):
        yield File(icon_address(file), file.read_bytes())
