"""A build that cannot go on says why in one French sentence, and leaves the site as it was."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

import pytest
from aivm.commands.build import build
from aivm.commands.guard import disk_problem, guarded
from aivm.problems import Report

from tests.conftest import PROJECT


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


def test_a_reader_that_leaves_is_no_fault_of_the_disk(tmp_path: Path) -> None:
    """« pull | head » ends quietly, in tasks.py."""
    report = Report()

    def work() -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        guarded(tmp_path, report, work)
    assert list(report) == []
