"""A build that cannot go on says why in one French sentence, and leaves the site as it was."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from aivm.commands.build import build
from aivm.commands.guard import disk_problem, guarded
from aivm.problems import Report

from tests.conftest import PROJECT, SITES, Build

MINIMAL = SITES / "minimal" / "content"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "le disque est plein"),
        (errno.EACCES, "l’accès est refusé"),
        (errno.EROFS, "en lecture seule"),
        (errno.EEXIST, "un fichier tient la place d’un dossier"),
        (errno.EISDIR, "un dossier tient la place d’un fichier"),
        (errno.EIO, "le disque ne répond pas"),
    ],
)
def test_what_the_disk_refuses_is_one_sentence(tmp_path: Path, code: int, words: str) -> None:
    """It names the file from the project, what happened, and what to do."""
    problem = disk_problem(OSError(code, os.strerror(code), str(tmp_path / "output" / "a.html")), tmp_path)

    assert problem.where.file == "output/a.html"
    assert words in problem.message
    assert problem.hint


def test_a_fault_of_our_own_is_one_sentence_and_a_file(tmp_path: Path) -> None:
    """No traceback reaches a volunteer: it waits in a file, to be sent."""
    report = Report()

    def fails() -> None:
        raise ZeroDivisionError("détail")

    guarded(tmp_path, report, fails)
    said = report.render(strict=False)

    assert report.exit_code(strict=False) == 1
    assert "Traceback" not in said
    assert ".cache/panne.txt" in said
    assert "ZeroDivisionError" in (tmp_path / ".cache" / "panne.txt").read_text(encoding="utf-8")


def test_an_unknown_setting_is_refused_with_the_one_meant() -> None:
    """« vouliez-vous dire », and nothing is built."""
    report = build(PROJECT, "preview", AIVM={"list_limite": 12, "today": date(2026, 11, 22)})

    assert report.exit_code(strict=False) == 1
    assert "Vouliez-vous dire « list_limit » ?" in report.render(strict=False)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 kB, where a site does not fit."""
    place = tmp_path / "petit"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("il faut être root sous Linux pour monter un petit disque : le disque plein n’a pas été essayé")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)], check=True)
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.build
def test_a_full_disk_is_said_and_the_published_pages_stay_whole(build_site: Build, tiny_disk: Path) -> None:
    """The build ends with one sentence; what was published before is still there, byte for byte."""
    _, output = build_site(MINIMAL)
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    (tiny_disk / "plein").write_bytes(bytes(200_000))
    report, _ = build_site(MINIMAL, AIVM_CACHE=tiny_disk / "cache")
    said = report.render(strict=True)

    assert "le disque est plein" in said
    assert report.exit_code(strict=True) == 1
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before


def test_a_reader_that_leaves_is_no_fault_of_the_disk(tmp_path: Path) -> None:
    """« pull | head » ends quietly, in tasks.py."""
    report = Report()

    def work() -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        guarded(tmp_path, report, work)
    assert list(report) == []
