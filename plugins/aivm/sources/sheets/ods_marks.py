"""content.xml of an ods (OASIS OpenDocument 1.3, part 3, 9.1): marks by sheet."""

from __future__ import annotations

from collections.abc import Mapping

from aivm.sources.sheets.marks import Marks, ignore, watch
from aivm.sources.sheets.zip_limits import Watch

HIDDEN = ("collapse", "filter")  # hidden by hand, or by a filter
CELLS = ("table-cell", "covered-table-cell")
GROUPS = ("table-row-group", "table-column-group")


class OdsMarks:
    """One pass over content.xml; a run of equal cells or rows is one element that says how many it stands for."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self.sheet = Marks()  # the one that is open
        self.row = self.column = 0
        self.rows = self.columns = 1  # how many this row, this cell stand for
        self.tables = 0  # how many are open, one inside the other
        self.groups: list[bool] = []  # the open groups: is each folded away?
        self.faulty = self.filled = False

    def watch(self, member: str) -> Watch | None:
        """The watch of one member of the zip; `mimetype` alone is not XML."""
        if member == "content.xml":
            return watch(self.start, self.end)
        return watch(ignore, ignore) if member.endswith(".xml") else None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table":
            self.tables += 1
            if self.tables == 1:
                self.sheet = self.sheets.setdefault(attributes.get("name", ""), Marks())
                self.row = self.column = 0
        elif self.tables != 1:  # before the sheets, or a table inside a cell
            return
        elif name in GROUPS:
            self.groups.append(attributes.get("display") == "false")
        elif name == "table-column":
            count = number(attributes, "number-columns-repeated")
            if self._is_hidden(attributes):
                self.sheet.hidden_columns.append((self.column, self.column + count - 1))
            self.column += count
        elif name == "table-row":
            self.rows, self.column = number(attributes, "number-rows-repeated"), 0
            if self._is_hidden(attributes):
                self.sheet.hidden_rows.append((self.row, self.row + self.rows - 1))
        elif name in CELLS:
            self._cell(attributes)

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self.columns = number(attributes, "number-columns-repeated")
        self.filled = "value-type" in attributes
        self.faulty = attributes.get("value-type") == "error"
        down, across = number(attributes, "number-rows-spanned"), number(attributes, "number-columns-spanned")
        if down > 1 or across > 1:
            self.sheet.merged.append((self.row, self.column, self.row + down - 1, self.column + across - 1))

    def _is_hidden(self, attributes: Mapping[str, str]) -> bool:
        return attributes.get("visibility") in HIDDEN or any(self.groups)

    def end(self, name: str, text: str) -> None:
        if name == "table":
            self.tables -= 1
            if self.tables == 0:
                self.sheet.check_size()
        elif self.tables != 1:
            return
        elif name in GROUPS and self.groups:
            self.groups.pop()
        elif name == "p":
            self.filled = True
            if self.faulty:
                self.sheet.faults[self.row, self.column] = text
        elif name in CELLS:
            self.column += self.columns
            if self.filled:
                self.sheet.fill(self.row + self.rows - 1, self.column - 1)
            self.filled = self.faulty = False
        elif name == "table-row":
            self.row += self.rows


def number(attributes: Mapping[str, str], name: str, default: int = 1) -> int:
    """A count that an attribute gives; anything else than a small number is what a missing one is."""
    digits = attributes.get(name, "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else default
