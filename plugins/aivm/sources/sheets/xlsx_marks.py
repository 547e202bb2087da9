"""The parts of an xlsx (ECMA-376 part 1, 18.2 and 18.3): which part holds which sheet, and the marks of each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from aivm.sources.sheets.marks import Marks, ignore, watch
from aivm.sources.sheets.ods_marks import number
from aivm.sources.sheets.zip_limits import Watch

REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
YES = ("1", "true")


class XlsxMarks:
    """What each part says; `sheets` puts it together once all are read, whatever their order in the zip."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}  # relation -> part
        self.relations: dict[str, str] = {}  # sheet name -> relation
        self.parts: dict[str, Marks] = {}

    def watch(self, part: str) -> Watch | None:
        """The watch of one member of the zip; which parts are sheets is known when all are read."""
        if part == "xl/workbook.xml":
            return watch(self._workbook, ignore)
        if part == "xl/_rels/workbook.xml.rels":
            return watch(self._relation, ignore)
        if not part.endswith((".xml", ".rels")):
            return None
        reading = _Sheet(self.parts.setdefault(part, Marks()))
        return watch(reading.start, reading.end)

    def _workbook(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            self.relations[attributes.get("name", "")] = attributes.get("id", "")

    def _relation(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            self.targets[attributes.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"

    @property
    def sheets(self) -> dict[str, Marks]:
        found = {name: self.targets.get(relation, "") for name, relation in self.relations.items()}
        return {name: self.parts[part] for name, part in found.items() if part in self.parts}


class _Sheet:
    """One pass over a worksheet. A row or a cell that does not say where it stands follows the one before."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.row = self.column = -1
        self.faulty = self.computed = self.filled = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self.row, self.column = position(attributes.get("r", "")) or (self.row, self.column + 1)
            self.faulty, self.computed, self.filled = attributes.get("t") == "e", False, False
        elif name == "row":
            self.row, self.column = number(attributes, "r", self.row + 2) - 1, -1
            if attributes.get("hidden") in YES:
                self.marks.hidden_rows.append((self.row, self.row))
        elif name == "col" and attributes.get("hidden") in YES:
            self.marks.hidden_columns.append((number(attributes, "min") - 1, number(attributes, "max") - 1))

    def end(self, name: str, text: str) -> None:
        if name == "f":
            self.computed = True
        elif name in ("v", "t"):
            self.filled = self.filled or bool(text)
            if self.faulty:
                self.marks.faults[self.row, self.column] = text
        elif name == "c":
            if self.filled:
                self.marks.fill(self.row, self.column)
            elif self.computed:  # a program wrote the formula and computed nothing
                self.marks.faults[self.row, self.column] = ""
        elif name == "sheetData":
            self.marks.check_size()


def position(reference: str) -> tuple[int, int] | None:
    """The row and column, from 0, of a cell such as B12."""
    match = REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
