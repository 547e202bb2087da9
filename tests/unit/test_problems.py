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


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (Where("a.csv"), "a.csv"),
        (Where("a.csv", 3), "a.csv, ligne 3"),
        (Where("a.csv", field="titre"), "a.csv, « titre »"),
        (Where("a.csv", 3, "titre"), "a.csv, ligne 3, « titre »"),
    ],
)
def test_a_place_says_only_what_is_known(where: Where, said: str) -> None:
    """Line 0 is the whole file."""
    assert str(where) == said


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


@pytest.mark.parametrize("strict", [False, True])
def test_something_fatal_says_that_nothing_was_built(strict: bool) -> None:
    """In any mode; and all that was found is counted."""
    report = Report()
    report.add(problem(1, Severity.FATAL))
    report.extend([problem(2), problem(3, Severity.PENDING), problem(4, Severity.ADVICE)])

    closing = report.render(strict=strict).splitlines()[-1]
    assert closing == "2 à corriger, 1 à compléter, 1 à voir : rien n’a été construit, le site d’avant reste en place."


def test_advice_alone_leaves_a_production_whole() -> None:
    """It is worth a look, and stops nothing."""
    said = Report([problem(1, Severity.ADVICE)]).render(strict=True)

    assert said.splitlines()[-1] == "1 à voir. Le site est construit."


def test_a_clean_report_is_one_line() -> None:
    """Nothing to say is said."""
    assert Report().render(strict=True) == "Aucun problème."


def test_a_word_is_suggested_only_when_it_is_close() -> None:
    """A wild guess helps nobody."""
    assert suggest("titr", ["titre", "lieu"]) == "Vouliez-vous dire « titre » ?"
    assert suggest("xyz", ["titre", "lieu"]) == ""
