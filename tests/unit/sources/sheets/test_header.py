"""Which rows of a sheet are its header."""

from __future__ import annotations

from aivm.sources.sheets.header import Header, find

EVENT = ["Eau", "3/11/26", "Bruz"]


def header(*rows: list[str], columns: dict[str, str] | None = None) -> Header:
    width = max(map(len, rows))
    found = find([row + [""] * (width - len(row)) for row in rows], [], columns or {})

    assert found is not None
    return found


def names(found: Header) -> list[str]:
    return [key for key, _ in found.columns]


def test_the_first_row_with_two_known_columns() -> None:
    """A title above may hold one of our words."""
    found = header(["Public : tous", "Rennes"], [], ["Titre", "Date", "Commune"], EVENT)

    assert (found.row, names(found)) == (2, ["titre", "date", "commune"])


def test_two_rows_are_one_header_when_the_second_holds_names() -> None:
    """The lower name when it is enough, else both; the line of the header is the lower one."""
    found = header(["Titre", "Date", "Classe", ""], ["", "Début", "niveau", "Fin"], EVENT)

    assert (found.row, names(found)) == (1, ["titre", "debut", "classe_niveau", "fin"])


def test_a_row_of_values_is_never_a_second_header() -> None:
    """Even when one of them is a word of ours."""
    assert header(["Titre", "Date", "Public"], ["Texte", "3/11/26", "scolaire"]).row == 0


def test_names_of_the_source_count_as_known() -> None:
    """options.columns says what they are."""
    found = header(["Liste"], ["Quoi", "Quand", "Commune"], EVENT, columns={"quoi": "titre", "quand": "debut"})

    assert (found.row, names(found)) == (1, ["titre", "debut", "commune"])


def test_without_a_known_name_the_nearest_row_is_the_header() -> None:
    """So that `load` can name each column with the one perhaps meant."""
    found = header(["Notre année", "2026"], ["Titres", "Dattes", "Comune"], EVENT)

    assert (found.row, names(found)) == (1, ["titres", "dattes", "comune"])


def test_a_sheet_of_single_cells_has_no_header() -> None:
    """A letter, a list."""
    assert find([["Bonjour"], ["merci"]], [], {}) is None
