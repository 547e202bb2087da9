"""One text on its way through the converter: where it stands in its file, and what is found on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from aivm.problems import Problem, Severity, Where

# Private-use characters stand for facts and photos until the HTML is clean; the source may hold none.
PRIVATE = re.compile("[\ue000-\uf8ff]")
FACT_BASE, PHOTO_BASE = 0xE100, 0xF000


@dataclass(frozen=True)
class PhotoRef:
    """A photo called by a text: the figure is drawn by the template, from the file's name."""

    file: str
    alt: str
    line: int


@dataclass
class Reading:
    """One text being converted: what is asked of the converter, and what is found on the way."""

    text: str
    file: str
    first_line: int
    facts: Mapping[str, str]
    used: list[str] = field(default_factory=list)  # HTML of facts, in order of use
    photos: list[PhotoRef] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    positions: dict[str, int] = field(default_factory=dict)

    def line_of(self, needle: str) -> int:
        """The line of the next place that holds `needle` in the source, else the first line."""
        found = self.text.find(needle, self.positions.get(needle, 0))
        if found < 0:
            found = max(0, self.text.find(needle))
        self.positions[needle] = found + len(needle)
        return self.first_line + self.text.count("\n", 0, found)

    def tell(self, needle: str, message: str, hint: str, severity: Severity = Severity.BLOCKING) -> None:
        self.problems.append(Problem(Where(self.file, self.line_of(needle)), message, hint, severity))
