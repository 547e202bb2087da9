"""A program of its own: a workbook on its standard input, one sheet as JSON on its standard output.

calamine makes room for the whole rectangle of a sheet and may panic on malformed bytes; where memory runs out, Rust
ends the process, which no `except` can catch. Here it ends this process alone, and `workbook.py` says so in French.
Run with `-I`: neither the current folder nor the environment may put another module in the way.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[3]))  # -I leaves only Python and its packages

from aivm.sources.sheets.cell_text import as_typed

MEMORY_LIMIT = 400_000_000  # bytes of address space, where the system knows how to limit it (Linux)
ROWS_LIMIT = 10_000
COLUMNS_LIMIT = 200
TEXT_LIMIT = 10_000_000  # characters of all cells: one long text may be named by a million cells


def limit_memory() -> None:
    """Windows has no such limit and macOS ignores it: there, the limits of zip_limits and sheet_marks remain."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    except (ImportError, ValueError, OSError):
        return


def sheet_of(raw: bytes, wanted: str) -> dict[str, Any]:
    """The wanted sheet, or the first that is visible, with the names of all that are; rows start at A1."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    visible = [
        one.name
        for one in book.sheets_metadata
        if one.visible == SheetVisibleEnum.Visible and one.typ == SheetTypeEnum.WorkSheet
    ]
    name = wanted or next(iter(visible), "")
    if name not in visible:
        return {"visible": visible, "known": name in book.sheet_names}
    sheet = book.get_sheet_by_name(name)
    first_row, first_column = sheet.start or (0, 0)
    rows: list[list[str]] = [[] for _ in range(min(first_row, ROWS_LIMIT))]
    size = 0
    for cells in sheet.iter_rows() if sheet.start else ():
        if len(rows) == ROWS_LIMIT or size > TEXT_LIMIT:
            return {"visible": visible, "name": name, "too_long": len(rows)}
        row = [""] * first_column + [as_typed(cell) for cell in cells[: COLUMNS_LIMIT - first_column]]
        size += sum(map(len, row))
        while row and not row[-1]:
            row.pop()
        rows.append(row)
    merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]
    wide = sheet.total_width > COLUMNS_LIMIT
    return {"visible": visible, "name": name, "rows": rows, "merged": merged, "wide": wide}


def main() -> int:
    limit_memory()
    try:
        from python_calamine import PasswordError
    except ImportError:
        print(json.dumps({"missing": True}))
        return 0
    try:
        found = sheet_of(sys.stdin.buffer.read(), sys.argv[1] if len(sys.argv) > 1 else "")
    except PasswordError:
        found = {"password": True}
    except BaseException:  # a panic of calamine is a pyo3 PanicException, which is not an Exception
        return 1
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
