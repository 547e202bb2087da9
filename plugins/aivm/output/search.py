"""Where something is said in a finished folder: the texts of a kind, and each place where a pattern is in one."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from aivm.output.tree import Finding, Findings, Tree

TEXTS = frozenset(
    {".html", ".svg", ".txt", ".css", ".js", ".xsl", ".vtt", ".webmanifest", ".xml", ".atom", ".ics", ".json"}
)
AROUND = 30  # characters shown on each side of what was found


def of_kind(tree: Tree, kinds: frozenset[str]) -> list[str]:
    """The files whose suffix is one of these."""
    return [path for path in tree.files if PurePosixPath(path).suffix.lower() in kinds]


def each(
    tree: Tree, path: str, pattern: re.Pattern[str], message: str, hint: str, searched: str | None = None
) -> Findings:
    """One finding for each place of a file where the pattern is; `searched` is its text, letter for letter."""
    text = tree.text(path)
    for match in pattern.finditer(text if searched is None else searched):
        line = text.count("\n", 0, match.start()) + 1
        around = " ".join(text[max(0, match.start() - AROUND) : match.end() + AROUND].split())
        found = text[match.start() : match.end()]  # as typed, not as it was searched
        yield Finding(path, message.format(found=found, around=f"« …{around}… »"), hint, line=line)
