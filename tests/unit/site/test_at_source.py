"""Nobody is sent to content/data/recu/: what is wrong with something received is told at its source, under its name."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from aivm.config import Config
from aivm.problems import Problem, Report, Severity, Where
from aivm.pulled.snapshot import Snapshot, dump
from aivm.site.at_source import told_at_source
from aivm.site.data import Data, read_data
from aivm.site.project import Project
from aivm.sources.removals import Removals

from tests.conftest import TERRITORY, TODAY

SOURCES = """
[agenda]
genre = "ics"
adresse = "https://exemple.org/agenda.ics"
donne = "evenements"

[personnes]
genre = "csv"
adresse = "https://exemple.org/personnes.csv"
donne = "volontaires"
"""
CALENDAR = "data/recu/agenda.json"
EVENTS = [
    {"id": "a", "titre": "Causerie", "debut": "14/01/2027 20h", "public": "tout public", "commune": "Nulle-Part"},
    {"id": "b", "titre": "Visite", "debut": "15/01/2027 9h", "public": "scolaire", "commune": "Rennes"},
]
PEOPLE = [{"id": "awa-2027", "nom_affiche": "Awa Exemple", "mission": {"debut": "2026-09-15", "fin": "31/02/2027"}}]


def snapshot(name: str, gives: str, rows: list[dict[str, Any]]) -> str:
    """A file of recu as `pull` writes it."""
    return dump(Snapshot(name, gives, datetime.combine(TODAY, time(8), UTC), tuple(rows)))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A folder with a calendar and a table of people, both received today."""
    data = tmp_path / "data"
    (data / "recu").mkdir(parents=True)
    (data / "sources.toml").write_text(SOURCES, encoding="utf-8")
    (data / "secteurs.csv").write_text("commune;secteur\nRennes;Rennes\n", encoding="utf-8")
    (tmp_path / CALENDAR).write_text(snapshot("agenda", "events", EVENTS), encoding="utf-8")
    people = snapshot("personnes", "volunteers", PEOPLE)
    (data / "recu" / "personnes.json").write_text(people, encoding="utf-8")
    return Project(tmp_path, tmp_path, tmp_path, tmp_path, tmp_path, "", Config(), TODAY, TERRITORY, {})


@pytest.fixture
def read(project: Project) -> tuple[Data, list[Problem]]:
    """What was read, and what was found on the way."""
    report = Report()
    data = read_data(project, Removals(), report)
    return data, [*report]


def test_no_message_names_a_file_that_must_not_be_edited(project: Project, read: tuple[Data, list[Problem]]) -> None:
    """An unknown commune, a visit without anybody, a fiche that nobody has read: each has a place and a name."""
    data, found = read
    told = [str(problem) for problem in told_at_source(found, data, project)]

    assert any("recu/agenda.json" in str(problem) for problem in found)
    assert [text for text in told if "recu/" in text] == []
    (commune,) = [text for text in told if "Nulle-Part" in text]
    assert commune.startswith("data/sources.toml, ligne 2, « agenda » : « Causerie », identifiant « a » : ")
    assert "dans la source « agenda », ou par une ligne de content/data/evenements.csv" in commune
    assert "et la seule case « commune »" in commune


def test_a_visit_without_anybody_gives_the_words_to_add(project: Project, read: tuple[Data, list[Problem]]) -> None:
    """In the calendar, or as a row to paste."""
    data, found = read
    told = told_at_source(found, data, project)
    (visit,) = [one for one in told if one.message.startswith("« Visite », identifiant « b » : personne")]

    assert visit.hint.startswith("Ajoutez #prenom-2027 dans sa description, dans l’agenda ; ou collez à la fin de ")


def test_what_the_checks_find_in_a_row_is_told_at_its_source(
    project: Project, read: tuple[Data, list[Problem]]
) -> None:
    """On whichever line of the row; a line before every row, or another file, is let be."""
    data, _ = read
    lines = (project.content / CALENDAR).read_text(encoding="utf-8").splitlines()
    first, second = (next(n for n, line in enumerate(lines, 1) if title in line) for title in ("Causerie", "Visite"))
    where = [Where(CALENDAR, first + 1), Where(CALENDAR, second), Where(CALENDAR, 1), Where("recits/a/recit.md", 4)]
    told = [*told_at_source([Problem(one, "x", "y") for one in where], data, project)]

    assert [one.message for one in told] == [
        "« Causerie », identifiant « a » : x",
        "« Visite », identifiant « b » : x",
        "x",
        "x",
    ]
    assert [one.where.field for one in told] == ["agenda", "agenda", "", ""]


def test_a_person_is_named_by_her_id_alone(project: Project, read: tuple[Data, list[Problem]]) -> None:
    """A log may be public; the remedy is her fiche, or the source."""
    data, _ = read
    person = data.typed_rows["volunteers"] or data.rows["volunteers"]
    told = [str(one) for one in told_at_source(read[1], data, project)]

    assert person == []  # nobody has agreed: she is not there at all
    assert [text for text in told if "Awa" in text] == []


def test_severity_stays(project: Project, read: tuple[Data, list[Problem]]) -> None:
    """What stopped a publication stops it still."""
    data, _ = read
    where = Where(CALENDAR, 99)
    (told,) = told_at_source([Problem(where, "x", "y", Severity.ADVICE)], data, project)

    assert told.severity is Severity.ADVICE
