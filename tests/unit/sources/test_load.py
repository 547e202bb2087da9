"""A data folder becomes rows by kind; what nobody knows is named once."""

from __future__ import annotations

from pathlib import Path

from aivm.records.event import Event
from aivm.sources.load import columns, load, read_sectors


def test_a_folder_without_files_has_no_rows(tmp_path: Path) -> None:
    """No event, no volunteer, no association, no folder: normal states."""
    rows, problems = load([(tmp_path / "data", False)], tmp_path)

    assert rows == {"events": [], "volunteers": [], "associations": []}
    assert problems == []


def test_rows_of_the_examples_know_that_they_are(tmp_path: Path) -> None:
    """By their folder, whatever their columns say."""
    for name in ("data", "exemples"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "evenements.csv").write_text(f"id\n{name}\n", encoding="utf-8")
    rows, _ = load([(tmp_path / "data", False), (tmp_path / "exemples", True)], tmp_path)

    assert [(row.values["id"], row.example) for row in rows["events"]] == [("data", False), ("exemples", True)]


def test_an_unknown_column_is_named_once_with_the_one_meant(tmp_path: Path) -> None:
    """On the line of the header, however many rows there are."""
    (tmp_path / "evenements.csv").write_text("id;titrre\na;b\nc;d\n", encoding="utf-8")
    _, problems = load([(tmp_path, False)], tmp_path)

    assert [str(problem) for problem in problems] == [
        "evenements.csv, ligne 1, « titrre » : la colonne « titrre » n’est pas connue. Vouliez-vous dire « titre » ?"
    ]


def test_the_columns_a_person_may_type_are_those_of_the_model() -> None:
    """French, in order; nothing of our own."""
    assert columns(Event)[:5] == ["id", "titre", "resume", "texte", "debut"]
    assert "where" not in columns(Event)


def test_a_commune_has_one_sector(tmp_path: Path) -> None:
    """Two are told, and the first holds."""
    path = tmp_path / "secteurs.csv"
    path.write_text("commune;secteur\nRennes;Rennes\nVitré;Vitré\nRennes;Vitré\n", encoding="utf-8")
    sectors, (problem,) = read_sectors(path, tmp_path)

    assert sectors == {"Rennes": "Rennes", "Vitré": "Vitré"}
    assert problem.where.line == 4
