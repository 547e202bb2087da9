"""What `mutate` tries is there: a room that moved away would be tried no more, in silence."""

from __future__ import annotations

import pytest

from tests.conftest import PROJECT
from tests.mutants import ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_each_module_and_its_tests_are_there(room: str) -> None:
    """As named in the table."""
    assert (PROJECT / "plugins" / "aivm" / f"{room}.py").is_file()
    assert [path for path in ROOMS[room] if not (PROJECT / path).exists()] == []
