"""A Google Sheet published as CSV is the same spreadsheet as the workbook that it could be downloaded as."""

from __future__ import annotations

import time
from datetime import date

from aivm.problems import Severity
from aivm.sources.options import Options
from aivm.sources.sheets.shared_csv import read
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TERRITORY

WINDOW = Options(
    date(2026, 9, 1), date(2027, 8, 31), columns={"intitule": "titre", "quand": "debut"}, territory=TERRITORY
)
SHEET = """\
Planning de la mission,,,,
,,,,
Intitulé ,Date,Horaires,Commune,Public
Contes,mar. 3 nov.,14h30-16h,Rennes,scolaire
idem,4/11/26,de 9h à 10h30,"Bruz
(centre)",scolaire
À caler,,,,
Causerie,12 décembre 2026,18h30,Rennes,tout public
#REF!,12/12/2026,,Rennes,tout public
Total,,,,
"""


def test_titles_hours_beside_dates_and_idem_are_read() -> None:
    """Each row on the line where it begins in the file; what is half typed or faulty is named."""
    found, problems = read(SHEET.encode(), "dates", WINDOW)

    assert [(row.where.line, row.values["titre"], row.values["debut"], row.values.get("fin", "")) for row in found] == [
        (4, "Contes", "03/11/2026 14h30", "16h"),
        (5, "Contes", "4/11/26 9h", "10h30"),
        (8, "Causerie", "12 décembre 2026 18h30", ""),
    ]
    assert found[1].values["commune"] == "Bruz\n(centre)"
    assert [(problem.where.line, problem.message[:20]) for problem in problems] == [
        (7, "« À caler » n’a pas "),
        (9, "la formule de cette "),
        (10, "« Total » n’a pas de"),
    ]


def test_a_row_cut_or_broken_costs_itself_alone() -> None:
    """A separator that nobody quoted would put every cell after it under the wrong column."""
    rows = ["titre;debut;public", "a;3/11/2026;x", "b;c;3/11/2026;x", 'd;"e', "f;4/11/2026;x"]
    found, problems = read("\n".join(rows).encode(), "dates", WINDOW)

    assert [row.values["titre"] for row in found] == ["a", "f"]
    assert sorted(problem.where.line for problem in problems) == [3, 4]


def test_a_sheet_of_thousands_of_columns_is_cut() -> None:
    """The rectangle of a sheet is bounded, however long its first line."""
    wide = f"titre;debut{';' * 18_000}\n" + "a;3/11/2026\n" * 10_000
    begins = time.monotonic()
    _, problems = read(wide.encode(), "dates", WINDOW)

    assert time.monotonic() - begins < 10
    assert any("ne sont pas lues" in problem.message for problem in problems)


def test_a_lone_french_quote_is_idem_too() -> None:
    """As people type it under a place."""
    found, _ = read("titre;debut;lieu\na;3/11/2026;Salle\nb;4/11/2026;«\n".encode(), "dates", WINDOW)

    assert [row.values["lieu"] for row in found] == ["Salle", "Salle"]


def test_a_damaged_letter_is_worth_a_look() -> None:
    """It is not said of the row that it was left out: it was not."""
    rows = ["titre;debut;commune", "Causerie d’été;3/11/2026;Fougères", "Conf\ufffdrence;4/11/2026;Vitré"]
    raw = "\n".join(rows).encode().replace("\ufffd".encode(), b"\xe9")
    found, (problem,) = read(raw, "dates", WINDOW)

    assert len(found) == 2
    assert (problem.where.line, problem.severity) == (3, Severity.ADVICE)


def test_nul_bytes_go_and_are_told() -> None:
    """One is not a reason to lose a whole sheet."""
    (row,), (problem,) = read(b"titre;debut\nCau\0serie;3/11/2026\n", "dates", WINDOW)

    assert row.values["titre"] == "Causerie"
    assert "octets nuls" in problem.message


@given(st.binary(max_size=300) | st.text('titre;,"debut\n3/12026 idem#', max_size=300).map(str.encode))
def test_no_bytes_end_in_an_exception(raw: bytes) -> None:
    """Whatever a stranger sends."""
    read(raw, "dates", WINDOW)
