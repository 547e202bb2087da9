"""Rows become records; a row with a fault is left out and told, field by field, all at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aivm.records.build import parse_record
from aivm.records.event import Event

from tests.conftest import TERRITORY
from tests.unit.records.conftest import EVENT, PERSON, build, raws


def told(*events: dict[str, object], **more: object) -> list[str]:
    """The problems of some events as sentences."""
    return [str(problem) for problem in build(*events, **more)[1]]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ({"titre": None}, "titre", "manque"),
        ({"titre": "x" * 141}, "titre", "141 caractères. Raccourcissez-le à 140"),
        ({"resume": "x" * 201}, "resume", "Raccourcissez-le à 200"),
        ({"public": None}, "public", "manque"),
        ({"debut": "31/02/2027"}, "debut", "« 31/02/2027 » n’existe pas"),
        ({"debut": "04/24/27"}, "debut", "Le mois est-il avant le jour ?"),
        ({"debut": "bientôt"}, "debut", "« bientôt » n’est pas une date"),
        ({"debut": "46341 0,4166666667"}, "debut", "mettez la case au format Date"),
        ({"debut": "14/01/2027 25h"}, "debut", "« 25h » n’existe pas"),
        ({"debut": "mardi 14 janvier 2027"}, "debut", "le 14 janvier 2027 est un jeudi, pas un mardi"),
        ({"debut": "14 janvier"}, "debut", "l’année de « 14 janvier » manque"),
        ({"debut": "14/01/2027 14h30-16h"}, "debut", "« 14h30-16h » n’est pas une heure"),
        ({"debut": "14/01/20270"}, "debut", "n’est pas une date"),
        ({"debut": "14/01/1884"}, "debut", "Vérifiez l’année"),
        ({"statut": "prevus"}, "statut", "Vouliez-vous dire « prévu » ?"),
        ({"fuseau": "Europe/Berlin"}, "fuseau", "n’est pas connue"),
        ({"niveaux": "collège, lycées"}, "niveaux", "Vouliez-vous dire « lycée » ?"),
        ({"places": "trente"}, "places", "« trente » n’est pas un nombre entier"),
        ({"places": "3²"}, "places", "« 3² » ne convient pas"),
        ({"journee_entiere": "peut-être"}, "journee_entiere", "ni oui ni non"),
        ({"source": "javascript:alert(1)"}, "source", "n’est pas une adresse de site"),
        ({"id": "Causerie été"}, "id", "ne peut pas servir d’adresse"),
        ({"id": "e" * 81}, "id", "ne peut pas servir d’adresse"),
        ({"id": None}, "id", "Proposition à coller : causerie-2027"),
    ],
)
def test_each_bad_value_is_named_with_its_remedy(row: dict[str, object], field: str, words: str) -> None:
    """One sentence: the file, the line, the field, the value, what to do; and the record is left out."""
    records, problems = build(row)

    assert len(problems) == 1
    assert str(problems[0]).startswith(f"evenements.csv, ligne 2, « {field} » : ")
    assert words in str(problems[0])
    assert records.events == ()


def test_all_faults_of_all_rows_are_told_at_once() -> None:
    """Three faults in two rows are three sentences, and the sound row stays."""
    records, problems = build({"titre": None, "debut": "hier"}, {"id": "b", "statut": "?"}, {"id": "c"})

    assert [problem.where.line for problem in problems] == [2, 2, 3]
    assert [event.id for event in records.events] == ["c"]


def test_the_first_of_two_with_one_identifier_is_kept() -> None:
    """The other is named with the place of the first."""
    records, problems = build({"titre": "Un"}, {"titre": "Deux"})

    assert [event.title for event in records.events] == ["Un"]
    assert "déjà pris par evenements.csv, ligne 2" in str(problems[0])


def test_an_unknown_person_or_association_is_named() -> None:
    """With the one meant where it is close."""
    problems = told({"volontaires": "persone", "associations": "rien"}, people=[{}])

    assert any("« persone »" in one and "Vouliez-vous dire « personne » ?" in one for one in problems)
    assert any("« rien » n’est pas dans associations.yaml" in one for one in problems)


def test_a_person_whose_record_is_faulty_does_not_take_their_events_along() -> None:
    """The fault is told once, where it is."""
    records, problems = build({"volontaires": "personne"}, people=[{"mission": {"debut": "hier", "fin": "demain"}}])

    assert [event.id for event in records.events] == ["causerie"]
    assert {problem.where.file for problem in problems} == {"volontaires.yaml"}
    assert [problem.where.field for problem in problems] == ["mission.debut", "mission.fin"]


def test_what_comes_from_the_examples_is_an_example() -> None:
    """Whatever the row says of itself."""
    row = replace(raws([{"exemple": "non"}], "evenements.csv", EVENT)[0], example=True)
    event, problems = parse_record(Event, row, TERRITORY)

    assert problems == []
    assert event is not None and event.example


def test_no_consent_is_a_normal_state() -> None:
    """It is worth a look, and stops nothing: the person is nowhere anyway."""
    records, problems = build(people=[{"consentement": None}])

    assert [problem.severity for problem in problems] == ["advice"]
    assert "n’apparaît nulle part" in str(problems[0])
    assert len(records.volunteers) == 1


def test_a_key_of_consent_that_is_not_understood_is_never_passed_over() -> None:
    """It could be a limit: the person stays out until it is read."""
    records, problems = build(people=[{"consentement": {**PERSON["consentement"], "sauf": "photo"}}])

    assert records.volunteers == ()
    assert [problem.where.field for problem in problems] == ["consentement.sauf"]


def test_a_half_typed_person_is_told_field_by_field() -> None:
    """Nested keys are named by their path."""
    consent = {**PERSON["consentement"], "portee": ["nom", "visage"], "expire_le": "jamais"}
    _, problems = build(people=[{"consentement": consent}])

    assert [problem.where.field for problem in problems] == ["consentement.portee", "consentement.expire_le"]


@pytest.mark.parametrize(
    ("week", "field", "words"),
    [
        ({"semaine": {"mardii": ["matin"]}}, "disponibilites.semaine.mardii", "Vouliez-vous dire « mardi » ?"),
        ({"semaine": {"mardi": ["soir"]}}, "disponibilites.semaine.mardi", "Écrivez l’un de : matin, après-midi."),
        ({"exceptions": [{"du": "x", "au": "2026-12-05"}]}, "disponibilites.exceptions.du", "n’est pas une date"),
        ("mardi", "disponibilites", "on attend plusieurs lignes"),
    ],
)
def test_a_fault_inside_a_week_is_named_by_its_path(week: object, field: str, words: str) -> None:
    """In the words a person typed, none of the validator’s own."""
    _, (problem,) = build(people=[{"disponibilites": week}])

    assert problem.where.field == field
    assert words in str(problem)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("31/12/1983", False), ("01/01/1984", True), ("14 janvier 1927", False), ("1983-12-31 14h30", False)],
)
def test_no_date_is_before_the_first_year_of_the_cooperation(typed: str, kept: bool) -> None:
    """It is a typo; the first year stands with the two places."""
    records, problems = build({"debut": typed, "fin": None})

    assert bool(records.events) is kept
    assert any("est hors du calendrier du site" in problem.message for problem in problems) is not kept


def test_a_record_is_never_read_without_its_territory() -> None:
    """Else its clock and its first year would be guessed: a fault of our own, and no traceback hides it."""
    with pytest.raises(TypeError, match="territory"):
        Event.model_validate({"id": "a", "titre": "A", "debut": "14/01/2027", "public": "scolaire"})
