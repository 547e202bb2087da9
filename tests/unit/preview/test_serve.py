"""What the command says before and between builds."""

from __future__ import annotations

from pathlib import Path

import pytest
from aivm.preview.serve import names, port_number


def test_the_port_is_8000_or_the_one_asked_for() -> None:
    """Any port that needs no right."""
    assert [port_number(typed) for typed in ("", "8001", "65535")] == [8000, 8001, 65535]


@pytest.mark.parametrize("typed", ["abc", "80", "0", "-1", "65536", "8000.5", "８０００", "9" * 5000])
def test_a_port_that_is_none_is_refused_in_french(typed: str) -> None:
    """The sentence repeats what was typed and gives the bounds."""
    with pytest.raises(ValueError, match=f"« {typed[:9]}.* n’est pas un port : .* entre 1024 et 65535"):
        port_number(typed)


def test_what_was_saved_is_named_shortly(tmp_path: Path) -> None:
    """The first file and how many more; what an editor put down and took away is not counted."""
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).touch()
    paths = [tmp_path / name for name in ("a.md", "b.md", "c.md", "4913")]

    assert names(frozenset(paths[:1])) == "a.md"
    assert names(frozenset([paths[0], paths[3]])) == "a.md"
    assert names(frozenset(paths[:2])) == "a.md et 1 autre"
    assert names(frozenset(paths)) == "a.md et 2 autres"
    assert names(frozenset(paths[3:])) == "4913"
