"""A spreadsheet as people keep it: each file of tests/data/table/ is one habit, saved by LibreOffice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from aivm.problems import Problem, Severity
from aivm.records.event import Event
from aivm.records.raw import RawRecord
from aivm.sources.load import columns, missing_columns, needed, unknown_columns
from aivm.sources.options import Options
from aivm.sources.sheets.spreadsheet import read

from tests.conftest import PROJECT, TERRITORY

TABLES = PROJECT / "tests" / "data" / "table"
WINDOW = Options(first=date(2025, 9, 1), last=date(2027, 8, 31), territory=TERRITORY)
SAVED = sorted(path.name for path in TABLES.iterdir() if path.suffix in (".ods", ".xlsx"))


def table(name: str, options: Options = WINDOW) -> tuple[list[RawRecord], list[Problem]]:
    return read((TABLES / name).read_bytes(), name, options)


def told(problems: list[Problem]) -> list[tuple[int, str, str, Severity]]:
    """Line, column, message and severity of each."""
    return [(one.where.line, one.where.field, one.message, one.severity) for one in problems]


@pytest.mark.parametrize("suffix", ["ods", "xlsx"])
def test_titles_blank_rows_and_two_header_rows(suffix: str) -> None:
    """The title, the month between two rows and the header said again are no events; a group names its columns."""
    records, problems = table(f"titles-and-two-header-rows.{suffix}")

    assert problems == []
    assert [record.where.line for record in records] == [7, 11]
    assert records[0].values == {
        **{"titre": "Le voyage de l’eau", "lieu": "École", "commune": "Bruz", "public": "scolaire"},
        **{"debut": "03/11/2026 14h30", "fin": "16h00"},
    }
    assert records[1].values["debut"] == "5/1/27 9h"


@pytest.mark.parametrize("suffix", ["ods", "xlsx"])
def test_every_way_of_saying_one_afternoon(suffix: str) -> None:
    """Real date cells, « 3/11/26 », « mar. 3 nov. », « 14h30-16h »: what records/fields reads."""
    records, problems = table(f"dates-and-hours.{suffix}")

    assert [(record.values["debut"], record.values.get("fin")) for record in records] == [
        ("03/11/2026 14h30", None),
        ("03/11/2026 14h30", None),
        ("3/11/26 14h30", "16h"),
        ("03/11/2026 14h30", "16h"),
        ("mardi 3 novembre 2026 14 h 30", "16 h"),
        ("03/11/2026 14h30", "16h"),
        ("03/11/2026", None),
    ]
    assert records[-1].values["journee_entiere"] == "oui"
    (problem,) = problems
    assert str(problem).startswith(f"dates-and-hours.{suffix}, feuille « Sheet », ligne 9, « Date » : le 3 novembre")
    assert "jamais un mercredi" in problem.message


@pytest.mark.parametrize("suffix", ["ods", "xlsx"])
def test_a_merged_value_and_idem_count_for_each_of_their_rows(suffix: str) -> None:
    """« idem », « " », « // » copy the cell above, over a blank row too; under nothing they are told."""
    records, problems = table(f"idem-and-merges.{suffix}")

    assert [(record.values["titre"], record.values["debut"], record.values["lieu"]) for record in records] == [
        ("Eau", "03/11/2026 14h30", "École"),
        ("Déchets", "03/11/2026 16h", "École"),
        ("Contes", "05/11/2026 16h", "École"),
        ("Rien au-dessus", "05/11/2026 16h", ""),
    ]
    assert told(problems) == [(7, "Lieu", "« idem » n’a rien au-dessus à répéter.", Severity.BLOCKING)]


def test_a_value_over_two_columns_stays_in_the_first() -> None:
    """A place written over the commune's cell is not the commune."""
    records, _ = table("idem-and-merges.ods")

    assert records[2].values["commune"] == ""


@pytest.mark.parametrize("suffix", ["ods", "xlsx"])
def test_what_is_hidden_is_never_read(suffix: str) -> None:
    """Hidden and very hidden sheets, a hidden column, a hidden row, a comment: notes that nobody meant to publish."""
    records, problems = table(f"hidden.{suffix}")

    assert [record.values["titre"] for record in records] == ["Eau", "Contes"]
    assert "SECRET" not in repr((records, problems))
    assert "telephone" not in records[0].values
    message = "cette ligne est masquée ou filtrée : elle n’est pas lue."
    assert told(problems) == [(3, "", message, Severity.ADVICE)]


def test_a_hidden_sheet_is_not_read_even_when_it_is_asked_for() -> None:
    """And what may be read is said."""
    hidden, missing = (table("hidden.ods", replace(WINDOW, sheet=name)) for name in ("Notes", "Agende"))

    assert (hidden[0], missing[0]) == ([], [])
    assert hidden[1][0].message == "la feuille « Notes » est masquée."
    assert missing[1][0].message == "la feuille « Agende » n’existe pas."
    assert missing[1][0].hint == "Vouliez-vous dire « Agenda » ?"


@pytest.mark.parametrize("suffix", ["ods", "xlsx"])
def test_a_formula_gives_its_value_and_an_error_leaves_its_row_out(suffix: str) -> None:
    """« idem » under an error is the error, never an empty cell; a text that begins with « = » is a text."""
    records, problems = table(f"formulas.{suffix}")

    assert [(record.values["titre"], record.values["debut"], record.values["places"]) for record in records] == [
        ("Eau à Bruz", "03/11/2026", "12"),
        ("Décimale", "06/11/2026", "12,5"),
        ("=cmd", "07/11/2026", "12"),
    ]
    assert records[0].values["exemple"] in ("oui", "1")
    message = "la formule de cette case donne une erreur : « #DIV/0! »."
    assert told(problems) == [(3, "Places", message, Severity.BLOCKING), (4, "Places", message, Severity.BLOCKING)]


def test_a_formula_that_nobody_computed_is_told() -> None:
    """A program wrote the workbook: its cells are empty until a spreadsheet saves it."""
    _, problems = table("formulas-never-computed.xlsx")

    assert {problem.where.line for problem in problems} == {2, 3, 4}
    assert problems[0].message == "la formule de cette case n’a pas encore de résultat."


def test_renamed_columns_are_mapped_folded_or_told() -> None:
    """options.columns first, then folding; what stays unknown is told by `load` with the name perhaps meant."""
    records, problems = table("renamed-columns.ods", replace(WINDOW, columns={"intitule": "titre"}))

    assert problems == []
    assert records[0].values["titre"] == "Eau"
    assert str(records[0].at("titre")) == "renamed-columns.ods, feuille « Sheet », ligne 2, « Intitulé »"
    unknown = unknown_columns(records, columns(Event))
    assert [(one.where.field, one.hint) for one in unknown[:1]] == [("Comune", "Vouliez-vous dire « commune » ?")]
    assert unknown[1].where.field == "Adhérents (nombre)"


def test_a_missing_column_is_not_a_half_typed_row() -> None:
    """It is told once, by `load`, not once a row."""
    records, problems = table("renamed-columns.ods")

    assert (len(records), problems) == (1, [])
    assert "la colonne « titre » manque." in [problem.message for problem in missing_columns(records, needed(Event))]


def test_a_row_half_typed_is_left_out_and_named() -> None:
    """Someone is typing it now: it stops nothing."""
    records, problems = table("half-typed-rows.ods")

    assert [record.values["titre"] for record in records] == ["Eau"]
    assert told(problems) == [
        (3, "", "« Sans date » n’a pas de date : la ligne est laissée de côté.", Severity.ADVICE),
        (4, "", "« Rennes » n’a pas de titre : la ligne est laissée de côté.", Severity.ADVICE),
        (6, "", "« * sous réserve » n’a pas de titre ni de date : la ligne est laissée de côté.", Severity.ADVICE),
    ]


@pytest.mark.parametrize("name", ["empty.ods", "empty.xlsx", "header-alone.ods", "header-alone.xlsx"])
def test_an_empty_sheet_and_a_header_alone_are_normal(name: str) -> None:
    """No event yet is no fault."""
    assert table(name) == ([], [])


def test_the_sheet_is_the_first_that_is_visible_or_the_one_that_is_named() -> None:
    """A first sheet without columns says where to name another."""
    first, named = (
        table("two-sheets.ods"),
        table("two-sheets.ods", replace(WINDOW, sheet="Agenda")),
    )

    assert first[0] == []
    assert "sources.toml" in first[1][0].hint
    assert [record.values["titre"] for record in named[0]] == ["Eau"]


@pytest.mark.parametrize("name", ["password.ods", "password.xlsx"])
def test_a_password_is_told(name: str) -> None:
    """Without trying any."""
    records, (problem,) = table(name)

    assert records == []
    assert problem.message == "le classeur est protégé par un mot de passe."


def test_an_old_workbook_is_told_with_its_remedy() -> None:
    """Saved by LibreOffice as .xls, a binary format that nothing here reads any more."""
    records, (problem,) = table("dates-and-hours.xls")

    assert records == []
    assert str(problem) == (
        "dates-and-hours.xls : ce fichier est d’un ancien format d’Office (.xls), qui n’est pas lu. "
        "Ouvrez-le dans LibreOffice, puis « Enregistrer sous » un classeur .ods ou .xlsx."
    )


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "vide"),
        (b"\n<!DOCTYPE html><html><table><tr><td>Titre", "une page web"),
        (b"\xef\xbb\xbfTitre;Date\r\nEau;3/11/26\r\n", "un CSV"),
        (b"<?xml version='1.0'?><office:document>", "du XML"),
        (b"%PDF-1.7\n\0", "n’est pas un classeur"),
    ],
)
def test_a_file_that_is_no_workbook_says_what_it_is(raw: bytes, message: str) -> None:
    """A name ending in .xlsx proves nothing: a login page saved by mistake, a CSV renamed."""
    records, (problem,) = read(raw, "agenda.xlsx", WINDOW)

    assert records == []
    assert message in problem.message
    assert problem.hint


@pytest.mark.parametrize("name", [name for name in SAVED if not name.startswith("password")])
def test_a_truncated_file_is_told(name: str) -> None:
    """A download that stopped."""
    raw = (TABLES / name).read_bytes()
    records, (problem,) = read(raw[: len(raw) * 2 // 3], name, WINDOW)

    assert records == []
    assert problem.message == "le classeur est abîmé ou coupé."


def test_the_files_here_are_small() -> None:
    """15 kB each at most."""
    assert [name for name in SAVED if Path(TABLES / name).stat().st_size > 15_000] == []
