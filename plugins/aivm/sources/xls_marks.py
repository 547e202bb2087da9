"""The workbook stream of an .xls (MS-XLS 2.4): hidden rows and columns, formulas that fail, the size of each sheet."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from aivm.sources.ole_stream import stream
from aivm.sources.sheet_marks import Marks
from aivm.sources.unreadable import damaged

STREAMS = ("Workbook", "Book")
BEGINS, ENDS, SHEET, LOCKED = 0x0809, 0x000A, 0x0085, 0x002F  # BOF, EOF, BoundSheet8, FilePass
ROW, COLUMNS, FORMULA, FAULT = 0x0208, 0x007D, 0x0006, 0x0205  # Row, ColInfo, Formula, BoolErr
ROW_HIDDEN, COLUMN_HIDDEN = 0x20, 0x01  # fDyZero (2.4.221), fHidden (2.4.53)
FAULTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}  # BErr, 2.5.10
SEVERAL = 0x00BD  # MulRk: a run of numbers; its last column is at its end
CELLS = frozenset((0x0203, 0x00FD, 0x0204, 0x027E, SEVERAL, FORMULA, FAULT))  # Number, LabelSst, Label, RK

Record = tuple[int, bytes]


def xls_marks(raw: bytes) -> tuple[Mapping[str, Marks], bool]:
    """The marks of each sheet by its name, and whether a password locks the workbook (nothing can be read then)."""
    data = stream(raw, STREAMS)
    sheets: dict[str, Marks] = {}
    for kind, body in _records(data, 0):
        if kind == LOCKED:
            return {}, True
        if kind == SHEET and len(body) >= 8:
            (offset,) = struct.unpack_from("<I", body)
            name = body[8:].decode("utf-16-le" if body[7] & 1 else "latin-1", "replace")
            sheets[name] = _sheet(data, offset)
    if not sheets:
        raise damaged()
    return sheets, False


def _records(data: bytes, at: int) -> Iterator[Record]:
    """The records from `at` to the end of their part of the stream."""
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == ENDS:
            return
        yield kind, data[at + 4 : at + 4 + length]
        at += 4 + length


def _sheet(data: bytes, offset: int) -> Marks:
    marks = Marks()
    for kind, body in _records(data, offset):
        if kind == ROW and len(body) >= 14:
            row, _, _, _, _, _, flags = struct.unpack_from("<7H", body)
            if flags & ROW_HIDDEN:
                marks.hidden_rows.append((row, row))
        elif kind == COLUMNS and len(body) >= 10:
            first, last, _, _, flags = struct.unpack_from("<5H", body)
            if flags & COLUMN_HIDDEN:
                marks.hidden_columns.append((first, last))
        elif kind in CELLS and len(body) >= 6:
            row, column = struct.unpack_from("<2H", body)
            marks.fill(row, column if kind != SEVERAL else struct.unpack_from("<H", body, len(body) - 2)[0])
            code = _fault(kind, body)
            if code is not None:
                marks.faults[row, column] = FAULTS.get(code, "#ERREUR!")
    marks.check_size()
    return marks


def _fault(kind: int, body: bytes) -> int | None:
    """The code of the error that a cell holds, if it holds one."""
    if kind == FAULT and len(body) >= 8 and body[7] == 1:
        return body[6]
    if kind == FORMULA and len(body) >= 14 and body[6] == 2 and body[12:14] == b"\xff\xff":  # FormulaValue, 2.5.133
        return body[8]
    return None
