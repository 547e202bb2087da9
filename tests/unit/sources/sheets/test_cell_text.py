"""A cell of a workbook as a person would have typed it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from aivm.sources.sheets.cell_text import Cell, as_typed


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        (True, "oui"),
        (False, "non"),
        (12.0, "12"),
        (12, "12"),
        (0.5, "0,5"),
        (1e300, "1e+300"),
        ("12.0", "12"),
        ("Web 2.0", "Web 2.0"),
        (date(2026, 11, 3), "03/11/2026"),
        (datetime(2026, 11, 3, 14, 30), "03/11/2026 14h30"),
        (datetime(2026, 11, 3, 14, 29, 59, 990_000), "03/11/2026 14h30"),
        (datetime(2026, 11, 3, 23, 59, 59), "03/11/2026 23h59"),
        (datetime.max, "31/12/9999 23h59"),
        (time(9), "09h00"),
        (timedelta(hours=30), "30h00"),
        ("PT30H00M00S", "30h00"),
        (" École\u00a0\u202f\n", "École"),
        ("une ligne\r\ndeux\rtrois_x000D_", "une ligne\ndeux\ntrois"),
        ("a\0b\x1f", "ab"),
        ("e\u0301", "é"),
    ],
)
def test_a_cell_reads_like_the_same_cell_of_a_csv(cell: Cell, typed: str) -> None:
    """Dates in French order, no « .0 », no control character."""
    assert as_typed(cell) == typed
