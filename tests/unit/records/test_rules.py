"""Rules across the fields of one record."""

from __future__ import annotations

from datetime import date

import pytest
from aivm.records.build import build_records
from aivm.records.places import Places

from tests.conftest import TERRITORY
from tests.unit.records.conftest import EVENT, TODAY, build, raws

BAMAKO = {"fuseau": "Africa/Bamako", "commune": "Cercle de Mopti"}


def told(row: dict[str, object]) -> list[tuple[str, str]]:
    """What is said of one event: field and sentence."""
    return [(problem.where.field, problem.message) for problem in build(row)[1]]


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ({"debut": "14h30"}, "debut", "il n’y a qu’une heure"),
        ({"journee_entiere": "oui"}, "journee_entiere", "la journée est entière"),
        ({"debut": "14/01/2027", "journee_entiere": "non"}, "debut", "l’heure manque"),
        ({"debut": "14/01/2027", "fin": "16h"}, "debut", "le début n’en a pas"),
        ({"fin": "15/01/2027"}, "fin", "la fin n’en a pas"),
        ({"fin": "18h"}, "fin", "n’est pas après le début"),
        ({"fin": "13/01/2027 22h"}, "fin", "n’est pas après le début"),
        ({"debut": "28/03/2027 2h30"}, "debut", "l’horloge change"),
        ({"debut": "28/03/2027 1h", "fin": "2h30"}, "fin", "l’horloge change"),
        ({"debut": "14/01/2027 00:00"}, "debut", "le début est à minuit"),  # a spreadsheet’s way of writing a day
        ({"id": "archives"}, "id", "réservé"),
        ({"id": "2027-01"}, "id", "réservé"),
        ({"commune": "Rene"}, "commune", "n’est pas connue"),
        ({"commune": "Un village", "lieu_public": "oui"}, "commune", "n’est pas connue"),  # it decides for Mali only
    ],
)
def test_what_does_not_agree_is_told(row: dict[str, object], field: str, words: str) -> None:
    """One fault, in the field where a person can mend it."""
    ((found, message),) = told(row)

    assert found == field
    assert words in message


@pytest.mark.parametrize(
    "row",
    [
        {"debut": "28/03/2027 3h"},
        {"debut": "31/10/2027 2h30"},  # twice on the clock: the first is meant
        {"debut": "28/03/2027 2h30", **BAMAKO},  # Bamako keeps its clock
        {"debut": "14/01/2027", "fin": "16/01/2027"},
        {"debut": "14/01/2027 22h", "fin": "15/01/2027 1h"},
        {"commune": "RENNES"},
        {"commune": "", "lieu": "en ligne"},
        {"debut": "14/01/2027 0h", "journee_entiere": "non"},
    ],
)
def test_what_is_sound_is_not_told(row: dict[str, object]) -> None:
    """No sentence for a sound event."""
    assert told(row) == []


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ({**BAMAKO, "lieu": "Maison du quartier"}, False),
        ({**BAMAKO, "lieu": "Maison du quartier", "lieu_public": "oui"}, True),
        ({**BAMAKO, "lieu": ""}, True),
        ({**BAMAKO, "lieu": "En ligne"}, True),
        ({"commune": "Cercle de Mopti", "lieu": "Maison du quartier"}, False),  # the place tells, whatever the clock
        ({"fuseau": "Africa/Bamako", "commune": "Un village"}, False),
        ({"fuseau": "Africa/Bamako", "commune": "Rennes"}, False),
        ({"fuseau": "Africa/Bamako", "commune": "Une ville", "lieu_public": "oui"}, True),
    ],
)
def test_in_mali_a_place_is_a_region_or_a_cercle(row: dict[str, object], kept: bool) -> None:
    """Unless someone decided otherwise in writing; what is precise is left out, not shortened."""
    records, _ = build(row)

    assert bool(records.events) is kept


def test_a_village_in_mali_is_refused_even_without_the_list_of_communes() -> None:
    """The places that may be told are settings; the list of communes is a file that can be missing."""
    rows = raws([{"fuseau": "Africa/Bamako", "commune": "Un village"}, {"id": "b"}], "evenements.csv", EVENT)
    nowhere = Places({}, TERRITORY, TODAY)
    ids = {"volunteers": frozenset[str](), "associations": frozenset[str]()}
    records, problems = build_records({"events": rows}, nowhere, ids)

    assert [event.id for event in records.events] == ["b"]
    assert [problem.where.field for problem in problems] == ["commune"]


def test_an_option_that_has_ended_frees_its_date_and_is_told() -> None:
    """The day after its last day; on its last day it still holds."""
    row = {"statut": "option", "option_jusqu_au": "22/11/2026"}
    _, on_the_day = build(row, today=date(2026, 11, 22))
    _, after = build(row, today=date(2026, 11, 23))
    _, once_past = build(row, today=date(2027, 1, 15))

    assert on_the_day == once_past == []
    assert [problem.severity for problem in after] == ["advice"]
    assert "la date est libérée" in after[0].message


def test_an_option_without_an_end_is_worth_a_look() -> None:
    """It stops nothing."""
    records, problems = build({"statut": "option"})

    assert [problem.severity for problem in problems] == ["advice"]
    assert len(records.events) == 1


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ({}, ["commune", "volontaires"]),
        ({"commune": "Rennes"}, ["volontaires"]),
        ({"lieu": "en ligne", "volontaires": "personne"}, []),
        ({"volontaires": "personne"}, ["commune"]),
        ({"commune": "Rennes", "debut": "14/01/2026"}, []),  # past: whoever went, it is over
        ({"statut": "annulé"}, []),
        ({"statut": "option", "option_jusqu_au": "21/11/2026"}, ["option_jusqu_au"]),  # ended: it takes nothing
        ({"public": "tout public"}, []),
    ],
)
def test_what_a_school_visit_leaves_blank_is_worth_a_look(row: dict[str, object], fields: list[str]) -> None:
    """A request that was pasted takes its half-day at once; its blanks are told until they are filled."""
    event = {"public": "scolaire", "commune": None, "debut": "14/01/2027", **row}
    records, problems = build(event, people=[{}])

    assert [problem.where.field for problem in problems] == fields
    assert {problem.severity for problem in problems} <= {"advice"}
    assert len(records.events) == 1


@pytest.mark.parametrize(
    ("today", "status", "slot"),
    [
        (date(2026, 11, 22), "option", "option"),
        (date(2026, 11, 23), "option", "libre"),
        (date(2026, 11, 23), "à confirmer", "option"),
        (date(2026, 11, 23), "prévu", "réservé"),
        (date(2026, 11, 23), "annulé", "libre"),
    ],
)
def test_only_an_option_ends(today: date, status: str, slot: str) -> None:
    """What it leaves of the half-day, by the table of states and the day."""
    records, _ = build({"statut": status, "option_jusqu_au": "22/11/2026"}, today=today)

    assert records.events[0].slot_on(today) == slot


@pytest.mark.parametrize(
    ("week", "field", "words"),
    [
        ({"secteurs": ["Renne"]}, "disponibilites.secteurs", "Vouliez-vous dire « Rennes » ?"),
        ({"secteurs": ["xyz"]}, "disponibilites.secteurs", "Les secteurs sont : Rennes, Vitré."),
        (
            {"exceptions": [{"du": "2027-01-05", "au": "2026-01-09"}]},
            "disponibilites.exceptions",
            "l’absence du 05/01/2027 finit avant de commencer",
        ),
    ],
)
def test_a_week_that_cannot_be_kept_is_refused(week: dict[str, object], field: str, words: str) -> None:
    """An absence that is none, or a sector that nobody knows, would offer dates in the air."""
    records, (problem,) = build(people=[{"disponibilites": {"secteurs": ["vitre"], **week}}])

    assert problem.where.field == field
    assert words in str(problem)
    assert records.volunteers == ()


def test_a_week_without_a_sector_is_worth_a_look() -> None:
    """It offers nothing; a week without half-days neither, and that is what it says."""
    records, problems = build(people=[{"disponibilites": {"semaine": {"mardi": ["matin"]}}}])
    _, none = build(people=[{"disponibilites": {"exceptions": []}}])

    assert [(problem.where.field, problem.severity) for problem in problems] == [("disponibilites.secteurs", "advice")]
    assert none == []
    assert len(records.volunteers) == 1


def test_a_mission_runs_forward_and_a_portrait_has_words() -> None:
    """Both are told in the person's own record."""
    mission = {"debut": "2027-09-15", "fin": "2026-07-10"}
    records, problems = build(people=[{"mission": mission, "photo": "portrait.jpg"}])

    assert {problem.where.field for problem in problems} == {"mission.fin", "photo_alt"}
    assert records.volunteers == ()
