"""What is run in the page, one function a file."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def script(name: str) -> str:
    """The function of that name."""
    return (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8")
