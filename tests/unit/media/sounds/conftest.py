"""Real sounds of a second and a half, full of the word SECRET (tests/data/sounds/make.py)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import PROJECT

SOUNDS = PROJECT / "tests" / "data" / "sounds"


@pytest.fixture(scope="session")
def sound() -> Callable[[str], bytes]:
    """The bytes of a sound by its file name."""
    return lambda name: (SOUNDS / name).read_bytes()
