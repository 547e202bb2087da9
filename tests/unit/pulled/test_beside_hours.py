"""Nobody stands beside an hour to come, in a row typed here as in one that was pulled."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from aivm.problems import Severity, Where
from aivm.pulled.beside_hours import without_people
from aivm.records.raw import RawRecord
from aivm.sources.who_goes import People, people

TODAY = date(2026, 11, 22)
FICHES = [
    RawRecord(
        {"id": "awa-2026", "nom_affiche": "Awa", "mission": {"debut": "01/10/2026", "fin": "31/07/2027"}}, Where("v")
    )
]
EVERYONE = people(FICHES)


def row(**values: Any) -> RawRecord:
    """A public date to come, typed at line 4."""
    told = {"id": "marche", "titre": "Contes", "debut": "23/11/2026 18h00", "public": "tout public", **values}
    return RawRecord(told, Where("evenements.csv", 4))


@pytest.mark.parametrize(
    ("typed", "shown", "column"),
    [
        ({"titre": "Contes avec Awa"}, {"titre": "Contes", "volontaires": "awa-2026"}, "titre"),
        ({"texte": "AWA raconte le fleuve."}, {"texte": "… raconte le fleuve.", "volontaires": "awa-2026"}, "texte"),
        ({"themes": ["eau", "awa-2026"]}, {"themes": "eau", "volontaires": "awa-2026"}, "themes"),
        ({"lieu": "Chez Awa", "public": ""}, {"volontaires": "awa-2026"}, "lieu"),
    ],
)
def test_who_is_named_goes_to_her_column_and_is_told_at_her_line(
    typed: dict[str, Any], shown: dict[str, str], column: str
) -> None:
    """In a title, a text, a place or among the themes, whether she agreed or not."""
    kept, (problem,) = without_people(row(**typed), EVERYONE, TODAY)

    assert shown.items() <= kept.values.items()
    assert "awa" not in str({**kept.values, "volontaires": ""}).casefold()
    assert (problem.where.line, problem.where.field, problem.severity) == (4, column, Severity.ADVICE)
    assert "volontaires" in problem.hint
    assert "« awa-2026 »" in problem.message


def test_who_is_already_in_her_column_is_told_by_it() -> None:
    """The column is right, and the title names her all the same; one sentence, at the first cell that does."""
    typed = row(titre="Contes avec Awa", texte="Awa raconte.", volontaires="awa-2026")
    kept, (problem,) = without_people(typed, EVERYONE, TODAY)

    assert kept.values["volontaires"] == "awa-2026"
    assert (problem.where.field, "« awa-2026 »" in problem.message) == ("titre", True)


def test_an_example_is_told_as_somebody() -> None:
    """Nobody is noted for an example: it goes nowhere."""
    fiche = RawRecord({"id": "exemple-2026", "nom_affiche": "Exemplaire"}, Where("v"), example=True)
    kept, (problem,) = without_people(row(titre="Contes avec Exemplaire"), people([fiche]), TODAY)

    assert (kept.values["titre"], kept.values.get("volontaires", "")) == ("Contes", "")
    assert "« quelqu’un »" in problem.message


@pytest.mark.parametrize(("today", "cut"), [(22, True), (23, True), (24, False)])
def test_a_past_date_says_what_was_typed(today: int, cut: bool) -> None:
    """The day before, the day, the day after: by its last day, where it has several."""
    once, _ = without_people(row(titre="Contes avec Awa"), EVERYONE, date(2026, 11, today))
    several = row(titre="Contes avec Awa", debut="20/11/2026", fin="23/11/2026")
    longer, _ = without_people(several, EVERYONE, date(2026, 11, today))

    assert [one.values["titre"] == "Contes" for one in (once, longer)] == [cut, cut]


def test_an_address_that_names_her_stops_production() -> None:
    """An identifier is an address, and cannot be changed for her."""
    _, (problem,) = without_people(row(id="contes-avec-awa"), EVERYONE, TODAY)

    assert (problem.where.field, problem.severity) == ("id", Severity.BLOCKING)


@pytest.mark.parametrize(
    "values", [{"titre": "Visite d’Awa", "public": "scolaire"}, {"titre": "Conseil", "id": "conseil"}]
)
def test_other_rows_stay_as_they_were_typed(values: dict[str, str]) -> None:
    """A closed date shows nothing, and most rows name nobody."""
    assert without_people(row(**values), EVERYONE, TODAY) == (row(**values), [])
    assert without_people(row(titre="Contes avec Awa"), People(), TODAY) == (row(titre="Contes avec Awa"), [])


def test_a_day_that_cannot_be_read_is_to_come() -> None:
    """Its own fault is told elsewhere; meanwhile nobody is shown."""
    kept, _ = without_people(row(titre="Contes avec Awa", debut="bientôt"), EVERYONE, TODAY)

    assert kept.values["titre"] == "Contes"
