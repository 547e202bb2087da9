"""Text too tangled to be read as Markdown in a bounded time: told before it is tried."""

from __future__ import annotations

import re

# What may open something, in a line or at its beginning. For each, Python-Markdown may look through the whole block.
MARKS = re.compile(r"[\[<*_`&\\{|]|(?<=[ \t])[ \t]+|^[ \t]*(?:[-+#>]|\d+\.)", re.MULTILINE)
BLOCK = re.compile(r"\n[ \t]*\n\s*")
# Marks of a block times its characters, over all the blocks of a text. The pages of this site are under 0.1 million
# each; at the limit the slowest marks take about a second, and twice the text would take four.
MOST = 4_000_000


def tangled(text: str) -> int:
    """The line (from 0) of the block that costs most, where a text is beyond what is read; -1 where it is not."""
    costs: dict[int, int] = {}
    start = 0
    for end in [*(match.end() for match in BLOCK.finditer(text)), len(text)]:
        costs[start] = sum(1 for _ in MARKS.finditer(text, start, end)) * (end - start)
        start = end
    if sum(costs.values()) <= MOST:
        return -1
    return text.count("\n", 0, max(costs, key=lambda at: costs[at]))
