"""A report goes from the process that builds to the one that serves."""

from __future__ import annotations

from aivm.preview.report_json import dump, load
from aivm.problems import Problem, Report, Severity, Where


def test_a_report_arrives_as_it_left() -> None:
    """One line, whatever the problems hold."""
    sent = Report([Problem(Where("é.csv", 2, "début"), "deux\nlignes", "", severity) for severity in Severity])
    line = dump(sent)

    assert "\n" not in line
    assert list(load(line)) == list(sent)
