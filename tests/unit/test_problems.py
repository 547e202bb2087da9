"""The report: everything at once, sorted, printed once, and alone to decide the exit code."""

from __future__ import annotations

import pytest
from aivm.problems import Problem, Report, Severity, Where, suggest


def problem(line: int, severity: Severity = Severity.BLOCKING) -> Problem:
    """A fault on a line."""
    return Problem(Where("a.csv", line, "titre"), "la case est vide.", "Remplissez-la.", severity)


@pytest.mark.parametrize(
    ("severity", "preview", "production"),
    [
        (Severity.FATAL, 1, 1),
        (Severity.BLOCKING, 0, 1),
        (Severity.PENDING, 0, 1),
        (Severity.ADVICE, 0, 0),
    ],
)
def test_the_severity_decides_what_stops(severity: Severity, preview: int, production: int) -> None:
    """A preview stops only for what is fatal, production for all but advice."""
    report = Report([problem(1, severity)])

    assert report.exit_code(strict=False) == preview
    assert report.exit_code(strict=True) == production


def test_problems_are_told_once_in_the_order_of_the_file() -> None:
    """Ten before two would be the order of letters, not of lines."""
    report = Report([problem(10), problem(2), problem(10)])

    assert [one.where.line for one in report] == [2, 10]


def test_a_line_names_place_fault_and_remedy() -> None:
    """As a person reads it."""
    said = Report([problem(2)]).render(strict=True)

    assert said.splitlines()[0] == "ERREUR · a.csv, ligne 2, « titre » : la case est vide. Remplissez-la."
    assert said.endswith("1 à corriger : rien n’est publié, le site d’avant reste en place.")


def test_a_short_report_counts_what_stops_nothing() -> None:
    """It lists what was left out, counts the rest, and says where to read it."""
    said = Report([problem(2), problem(3, Severity.ADVICE)]).render(strict=False, full=False)

    assert "ligne 2" in said
    assert "ligne 3" not in said
    assert "1 à corriger, 1 à voir. Le reste du site est construit." in said
    assert "tasks.py check" in said


def test_a_clean_report_is_one_line() -> None:
    """Nothing to say is said."""
    assert Report().render(strict=True) == "Aucun problème."


def test_a_word_is_suggested_only_when_it_is_close() -> None:
    """A wild guess helps nobody."""
    assert suggest("titr", ["titre", "lieu"]) == "Vouliez-vous dire « titre » ?"
    assert suggest("xyz", ["titre", "lieu"]) == ""
