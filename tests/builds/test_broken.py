"""A site with one of each fault: everything is reported at once, in French, and the rest is built."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from aivm.problems import Problem, Report

from tests.conftest import PROJECT, SITES, Build

pytestmark = pytest.mark.build

BROKEN = SITES / "broken"
EXPECTED = BROKEN / "rapport.txt"


def told(report: Report, output: Path) -> str:
    """The report, with the folder of this build under a fixed name."""
    return report.render(strict=False).replace((output.parent / "cache").as_posix(), "CACHE") + "\n"


def test_every_fault_is_told_at_once(broken: tuple[Report, Path]) -> None:
    """The complete report is the one kept beside the site; RENEW_GOLDEN=1 renews it after a change of words."""
    found = told(*broken)
    if os.environ.get("RENEW_GOLDEN"):
        EXPECTED.write_text(found, encoding="utf-8", newline="\n")

    assert found == EXPECTED.read_text(encoding="utf-8")


def test_each_fault_names_a_file_a_value_and_a_remedy(broken: tuple[Report, Path]) -> None:
    """No fault without a place that exists, a sentence and, unless it waits for the association, a remedy."""
    report, _ = broken

    def lacks(problem: Problem) -> bool:
        return not problem.message or (not problem.hint and problem.severity != "pending")

    assert [problem for problem in report if lacks(problem)] == []
    assert [problem.where.file for problem in report if not (PROJECT / problem.where.file).exists()] == []


def test_a_preview_keeps_what_is_sound(broken: tuple[Report, Path]) -> None:
    """The faulty records are left out, the sound ones are there, and the build succeeds."""
    report, output = broken

    assert report.exit_code(strict=False) == 0
    assert (output / "agenda" / "bon-2027" / "index.html").exists()
    assert not (output / "agenda" / "mali-2027").exists()
    assert not (output / "recits" / "sans-titre").exists()


def test_production_stops_and_leaves_the_site_as_it_was(build_site: Build) -> None:
    """A production build of the same site fails, and the folder published before keeps its every byte."""
    _, output = build_site(SITES / "minimal" / "content")
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    report, _ = build_site(BROKEN / "content")

    after = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}

    assert report.exit_code(strict=True) == 1
    assert after == before


def test_no_fault_reaches_a_page(broken: tuple[Report, Path]) -> None:
    """What was refused for safety is in no file: the person without consent, the place in Mali, the script."""
    _, output = broken

    files = {path: path.read_bytes() for path in output.rglob("*") if path.is_file() and path.name != ".manifest.json"}
    for secret in (b"SECRET-PERSONNE", b"Maison d", b"alert(1)", b"GPS", b"Exif"):
        assert [path.name for path, data in files.items() if secret in data] == [], secret
