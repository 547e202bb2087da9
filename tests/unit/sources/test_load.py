"""A data folder becomes rows by kind; what nobody knows is named once."""

from __future__ import annotations

from pathlib import Path

import pytest
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
        (tmp_path / name / "evenements.csv").write_text(f"titre;debut;public;id\n;;;{name}\n", encoding="utf-8")
    rows, _ = load([(tmp_path / "data", False), (tmp_path / "exemples", True)], tmp_path)

    assert [(row.values["id"], row.example) for row in rows["events"]] == [("data", False), ("exemples", True)]


def test_an_unknown_column_is_named_once_with_the_one_meant(tmp_path: Path) -> None:
    """On the line of the header, however many rows there are."""
    (tmp_path / "evenements.csv").write_text("id;titre;debut;public;lieux\na;;;;b\nc;;;;d\n", encoding="utf-8")
    _, problems = load([(tmp_path, False)], tmp_path)

    assert [str(problem) for problem in problems] == [
        "evenements.csv, ligne 1, « lieux » : la colonne « lieux » n’est pas connue. Vouliez-vous dire « lieu » ?"
    ]


def test_a_column_that_is_missing_is_told_once(tmp_path: Path) -> None:
    """Not once for each of 5 000 rows, which without it can become nothing."""
    rows = "".join(f"e{number};Titre;14/01/2027\n" for number in range(5000))
    (tmp_path / "evenements.csv").write_text(f"id;titre;debut\n{rows}", encoding="utf-8")
    found, problems = load([(tmp_path, False)], tmp_path)

    assert found["events"] == []
    assert [str(problem) for problem in problems] == [
        "evenements.csv, ligne 1, « public » : la colonne « public » manque. Ajoutez-la à la ligne d’en-tête."
    ]


def test_rows_without_a_column_of_identifiers_are_kept(tmp_path: Path) -> None:
    """Each will be told with an identifier to paste."""
    (tmp_path / "evenements.csv").write_text("titre;debut;public\nTitre;14/01/2027;scolaire\n", encoding="utf-8")
    found, problems = load([(tmp_path, False)], tmp_path)

    assert (len(found["events"]), problems) == (1, [])


def test_a_fiche_may_leave_out_any_key(tmp_path: Path) -> None:
    """A list of fiches has no header: what one lacks is told with its own line, later."""
    (tmp_path / "associations.yaml").write_text("- id: a\n- id: b\n  nom: B\n", encoding="utf-8")
    found, problems = load([(tmp_path, False)], tmp_path)

    assert (len(found["associations"]), problems) == (2, [])


def test_a_filled_column_without_a_name_is_told(tmp_path: Path) -> None:
    """What is typed there is not lost in silence."""
    (tmp_path / "evenements.csv").write_text("id;titre;debut;public;\na;;;;note\n", encoding="utf-8")
    _, (problem,) = load([(tmp_path, False)], tmp_path)

    assert str(problem).startswith("evenements.csv, ligne 1, « (sans nom) » : ")


def test_an_unknown_key_of_yaml_has_its_own_line(tmp_path: Path) -> None:
    """Once per file too, and the list of keys where none is close."""
    (tmp_path / "associations.yaml").write_text("- id: a\n  xyz: 1\n- id: b\n  xyz: 2\n", encoding="utf-8")
    _, (problem,) = load([(tmp_path, False)], tmp_path)

    assert problem.where.line == 2
    assert "Les colonnes connues sont : id, nom" in problem.hint


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    """And the other files are read."""
    (tmp_path / "evenements.csv").mkdir()
    (tmp_path / "associations.yaml").write_text("- id: a\n", encoding="utf-8")
    rows, (problem,) = load([(tmp_path, False)], tmp_path)

    assert len(rows["associations"]) == 1
    assert str(problem).startswith("evenements.csv : le fichier ne s’ouvre pas.")


def test_a_file_is_named_from_the_root_with_slashes(tmp_path: Path) -> None:
    """The same on every machine."""
    (tmp_path / "content" / "data").mkdir(parents=True)
    (tmp_path / "content" / "data" / "associations.yaml").write_text("- id: a\n", encoding="utf-8")
    rows, _ = load([(tmp_path / "content" / "data", False)], tmp_path)

    assert rows["associations"][0].where.file == "content/data/associations.yaml"


def test_the_columns_a_person_may_type_are_those_of_the_model() -> None:
    """French, in order; nothing of our own."""
    assert columns(Event)[:5] == ["id", "titre", "resume", "texte", "debut"]
    assert "where" not in columns(Event)


def test_a_sector_is_written_in_one_way(tmp_path: Path) -> None:
    """« Vitre » is no sector of its own: told at its line, and the commune is in « Vitré »."""
    path = tmp_path / "secteurs.csv"
    path.write_text("commune;secteur\nAmanlis;Vitre\nVitré;Vitré\nBais;VITRÉ\nDomagné;Vitré\n", encoding="utf-8")
    sectors, problems = read_sectors(path, tmp_path)

    assert set(sectors.values()) == {"Vitré"}
    assert [(problem.where.line, problem.where.field) for problem in problems] == [(2, "secteur"), (4, "secteur")]
    assert "« Vitre » s’écrit ailleurs « Vitré »" in problems[0].message


def test_a_commune_has_one_sector(tmp_path: Path) -> None:
    """Two are told, and the first holds."""
    path = tmp_path / "secteurs.csv"
    path.write_text("commune;secteur\nRennes;Rennes\nVitré;Vitré\nRennes;Vitré\n", encoding="utf-8")
    sectors, (problem,) = read_sectors(path, tmp_path)

    assert sectors == {"Rennes": "Rennes", "Vitré": "Vitré"}
    assert problem.where.line == 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("commune;secteur\nRennes;\nVitré;Vitré\n", ["la commune ou le secteur manque."]),
        ("commune\nRennes\nVitré\n", ["la colonne « secteur » manque."]),
    ],
)
def test_a_sector_that_is_not_there_is_told(tmp_path: Path, text: str, told: list[str]) -> None:
    """By row where a case is empty, once where the column is."""
    path = tmp_path / "secteurs.csv"
    path.write_text(text, encoding="utf-8")
    sectors, problems = read_sectors(path, tmp_path)

    assert "Rennes" not in sectors
    assert [problem.message for problem in problems] == told
