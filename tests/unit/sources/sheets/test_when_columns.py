"""The columns where a sheet says when, and the year that nobody typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from aivm.problems import Problem, Severity, Where
from aivm.records.raw import RawRecord
from aivm.sources.options import Options
from aivm.sources.sheets.when_columns import hours_of, say_when

from tests.conftest import TERRITORY

YEAR = Options(first=date(2026, 9, 1), last=date(2027, 8, 31), territory=TERRITORY)


def said(options: Options = YEAR, **values: str) -> tuple[RawRecord, list[Problem]]:
    typed = {column: column.capitalize() for column in values}
    return say_when(RawRecord(values, Where("agenda.ods", 4), typed=typed), options)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("14h30-16h", ("14h30", "16h")),
        ("14 h 30 – 16 h", ("14 h 30", "16 h")),
        ("14:30 - 16:00", ("14:30", "16:00")),
        ("de 14h à 16h", ("14h", "16h")),
        ("9-12h", ("9h", "12h")),
        ("14h30", ("14h30", "")),
        ("le matin", ("le matin", "")),
    ],
)
def test_two_hours_in_one_cell(typed: str, hours: tuple[str, str]) -> None:
    """What is no pair of hours stays whole, for records/fields to refuse."""
    assert hours_of(typed) == hours


@pytest.mark.parametrize(
    ("values", "debut", "fin"),
    [
        ({"date": "3/11/26", "heure": "14h30"}, "3/11/26 14h30", None),
        ({"date": "3/11/26", "horaires": "14h30-16h"}, "3/11/26 14h30", "16h"),
        ({"date": "3/11/26", "debut": "14h30", "fin": "16h"}, "3/11/26 14h30", "16h"),
        ({"date": "3/11/26", "heure_debut": "9h", "heure_fin": "10h"}, "3/11/26 9h", "10h"),
        ({"date_debut": "3/11/26", "date_fin": "5/11/26"}, "3/11/26", "5/11/26"),
        ({"debut": "3/11/26 14h30-16h"}, "3/11/26 14h30", "16h"),
        ({"debut": "3/11/26 14h30", "fin": ""}, "3/11/26 14h30", ""),
        ({"date": "03/11/2026 00h00", "heure": "14h30"}, "03/11/2026 14h30", None),
        ({"jour": "mardi", "date": "3/11/26"}, "mardi 3/11/26", None),
        ({"jour": "mardi", "date": "3/11", "heure": "9h"}, "03/11/2026 9h", None),
        ({"date": "", "heure": ""}, "", None),
        ({"date": "", "heure": "14h"}, "14h", None),
    ],
)
def test_columns_that_say_when_become_two(values: dict[str, str], debut: str, fin: str | None) -> None:
    """And are no longer there: `load` would call them unknown."""
    row, problems = said(titre="Eau", **values)

    assert problems == []
    assert row.values == {"titre": "Eau", "debut": debut} | ({} if fin is None else {"fin": fin})


def test_a_sheet_that_says_nothing_of_days_is_left_as_it_is() -> None:
    """Its missing column is told by `load`."""
    row, problems = said(titre="Eau")

    assert (row.values, problems) == ({"titre": "Eau"}, [])


def test_a_fault_names_the_column_that_the_person_filled() -> None:
    """« Date », not « debut »."""
    row, _ = said(date="3/11/26", horaires="14h-16h")

    assert (row.at("debut").field, row.at("fin").field) == ("Date", "Horaires")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"date": "3/11/26", "debut": "4/11/26 14h"}, "il y a deux dates, « 3/11/26 » et « 4/11/26 »."),
        ({"debut": "3/11/26 14h", "heure": "15h"}, "il y a deux heures, « 14h » et « 15h »."),
    ],
)
def test_two_answers_that_differ_are_told(values: dict[str, str], message: str) -> None:
    """Nobody here can choose."""
    _, (problem,) = said(**values)

    assert problem.message == message
    assert problem.severity is Severity.BLOCKING


@pytest.mark.parametrize(
    ("typed", "debut"),
    [("mar. 3 nov.", "03/11/2026"), ("5 janvier", "05/01/2027"), ("mardi 05/01 14h", "05/01/2027 14h")],
)
def test_a_day_without_a_year_takes_the_only_one_that_fits(typed: str, debut: str) -> None:
    """Inside the site's window, by its weekday when it has one."""
    row, problems = said(debut=typed)

    assert (row.values["debut"], problems) == (debut, [])


def test_two_years_that_fit_are_told_and_the_later_is_read() -> None:
    """3 November is a Tuesday in 2026 and in 2020."""
    row, (problem,) = said(replace(YEAR, first=date(2020, 1, 1)), debut="mardi 3 novembre")

    assert row.values["debut"] == "03/11/2026"
    assert problem.message == "« mardi 3 novembre » peut être en 2020 ou 2026 : on lit 2026."
    assert problem.severity is Severity.ADVICE


@pytest.mark.parametrize(
    ("options", "typed", "message"),
    [
        (YEAR, "mercredi 3 novembre", "le 3 novembre 2026 est un mardi, pas un mercredi."),
        (
            Options(date(2025, 9, 1), date(2027, 8, 31), territory=TERRITORY),
            "3 nov.",
            "l’année de « 3 nov. » manque : 2025 ou 2026 ?",
        ),
        (YEAR, "29 février", "« 29 février » n’est pas entre le 1er septembre 2026 et le 31 août 2027."),
    ],
)
def test_a_year_is_never_guessed(options: Options, typed: str, message: str) -> None:
    """A wrong weekday is an error in the sheet; without a weekday, two years are one too many."""
    row, (problem,) = said(options, debut=typed)

    assert row.values["debut"] == typed
    assert problem.message == message
    assert problem.severity is Severity.BLOCKING
    assert problem.hint
