"""`event-ics`: the school that asked gets its own calendar file, which never becomes a part of the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from aivm.commands.school_calendar import event_ics

from tests.conftest import PROJECT, SITES

pytestmark = pytest.mark.build

CONTENT = str(SITES / "minimal" / "content")


def test_a_closed_event_has_its_file_without_a_name_of_a_person(tmp_path: Path) -> None:
    """Date, place and title, for the school alone; the volunteer is not named."""
    said: list[str] = []
    report = event_ics(PROJECT, "classe-secrete-2027", said.append, PATH=CONTENT, AIVM_CACHE=tmp_path)
    text = (tmp_path / "ecoles" / "classe-secrete-2027.ics").read_bytes().decode()

    assert list(report) == []
    assert str(tmp_path / "ecoles" / "classe-secrete-2027.ics") in said[0]
    assert "UID:classe-secrete-2027@" in text
    assert "DTSTART" in text
    assert "Personne A" not in text


def test_an_unknown_event_is_told_with_the_one_meant(tmp_path: Path) -> None:
    """Nothing is written."""
    report = event_ics(PROJECT, "classe-secrete-2028", PATH=CONTENT, AIVM_CACHE=tmp_path)

    assert [problem.hint for problem in report] == ["Vouliez-vous dire « classe-secrete-2027 » ?"]
    assert not (tmp_path / "ecoles").exists()
