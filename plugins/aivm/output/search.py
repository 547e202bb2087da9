"""Where something is said in a finished folder: the texts of a kind, and each place where a pattern is in one."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from aivm.output.tree import Finding, Findings, Tree
from aivm.people.meetings import without_keys

TEXTS = frozenset(
    {".html", ".svg", ".txt", ".css", ".js", ".xsl", ".vtt", ".webmanifest", ".xml", ".atom", ".ics", ".json"}
)
AROUND = 30  # characters shown on each side of what was found
WIDE = 600  # and read, for what opens a meeting to be known there, and not shown


def of_kind(tree: Tree, kinds: frozenset[str]) -> list[str]:
    """The files whose suffix is one of these."""
    return [path for path in tree.files if PurePosixPath(path).suffix.lower() in kinds]


def each(tree: Tree, path: str, pattern: re.Pattern[str], message: str, hint: str) -> Findings:
    """One finding for each place of a file where the pattern is."""
    text = tree.text(path)
    return (stretch(path, text, *match.span(), message, hint) for match in pattern.finditer(text))


def stretch(path: str, text: str, start: int, end: int, message: str, hint: str) -> Finding:
    """The finding about a stretch of a file: `message` may quote it as it is (`found`), and the words `around` it."""
    before = without_keys(text[max(0, start - WIDE) : start])[0][-AROUND:]
    after = without_keys(text[end : end + WIDE])[0][:AROUND]
    around = " ".join(f"{before}{text[start:end]}{after}".split())
    said = message.format(found=" ".join(text[start:end].split()), around=f"« …{around}… »")
    return Finding(path, said, hint, line=text.count("\n", 0, start) + 1, says=message)
