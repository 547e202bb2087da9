"""A file that the site writes is whole, or as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from aivm.files import write_whole


def test_a_write_that_fails_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    """The system's refusal goes up to the caller, and the folder is as before."""
    taken = tmp_path / "taken"
    (taken / "inside").mkdir(parents=True)
    with pytest.raises(OSError):
        write_whole(taken, b"new")

    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_text_and_bytes_arrive_as_they_are(tmp_path: Path) -> None:
    """UTF-8, the line ends as given: a disk of another system holds the same bytes."""
    path = tmp_path / "été.txt"
    write_whole(path, "é\r\nà\n")
    first = path.read_bytes()
    write_whole(path, b"\0", "12")

    assert first == "é\r\nà\n".encode()
    assert path.read_bytes() == b"\0"
    assert list(tmp_path.iterdir()) == [path]
