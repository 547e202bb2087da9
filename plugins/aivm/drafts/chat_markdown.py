"""Text as it is typed in WhatsApp -> Markdown that shows the same: *gras*, _italique_, lists, line ends, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aivm.text.typography import WEB_ADDRESS

AS_IS = re.compile(rf"({WEB_ADDRESS}|```[^`]+```)")  # an address, or what was put between code marks
PRIVATE = re.compile("[\ue000-\uf8ff]")
BOLD, ITALIC = "\ue000", "\ue001"  # stand for marks while the rest is escaped

# What WhatsApp reads as a mark: stuck to its words, and not inside a word.
MARKS = tuple(
    (re.compile(rf"(?<![\w{sign}])[{sign}](?=[^\s{sign}])([^{sign}]*[^\s{sign}])[{sign}](?![\w{sign}])"), new)
    for sign, new in (("*", rf"{BOLD}\1{BOLD}"), ("_", rf"{ITALIC}\1{ITALIC}"), ("~", r"\1"))
)
# Only what Markdown would read otherwise.
ESCAPES = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"\\(?=[\\`*_{}\[\]()>#+.!-]|$)", r"\\\\"),  # at the end too: a mark of ours may follow
        (r"&(?=#?\w+;)", "&amp;"),
        (r"<(?=[a-zA-Z/!?])", "&lt;"),
        (r"\|", "&#124;"),  # two lines with a bar would be a table
        (r"`", r"\\`"),
        (r"\*(?=\S)|(?<=\S)\*", r"\\*"),
        (r"(?<!\w)_|_(?!\w)", r"\\_"),
        (r"\[(?=[^\[\]]*(?:\]\s?[(\[{:]|$))", r"\\["),  # closed here, or on a line below
        (r"\](?=\s?[(\[{:])", r"\\]"),
        (r"\{(?=\s*(?i:fait))", r"\\{"),
        (r"^([#>])", r"\\\1"),
        (r"^(\d+)\.(?=\s|$)", r"\1\\."),
        (r"^([-+*])(?=\s|$)", r"\\\1"),
    )
)
SEPARATOR = re.compile(r"(?=.*[-=*_~#|].*[-=*_~#|])[-=*_~#|:.\s]+|=")  # « --- » under a line would make it a heading
ITEM = re.compile(r"(?:(\d{1,3})\.|[-*+•])\s+(?=\S)")
WRAPPED_AT = 60  # a longer line was cut by a mail program, a shorter one by its writer


def strip_marks(line: str) -> str:
    """A line without WhatsApp's marks, for a title."""
    for pattern, _ in MARKS:
        line = pattern.sub(r"\1", line)
    return line.replace("```", "")


def to_markdown(lines: Sequence[str]) -> str:
    """Paragraphs, lists and line ends as they were typed; a line of dashes is only a break."""
    cleaned = [PRIVATE.sub("", line).strip() for line in lines]
    cleaned = ["" if SEPARATOR.fullmatch(line) else line for line in cleaned]
    text = ""
    for index, line in enumerate(cleaned):
        before = cleaned[index - 1] if index else ""
        item = _list_item(cleaned, index)
        if not line:
            text += "\n\n"
        elif item:
            text += ("\n" if _list_item(cleaned, index - 1) else "\n\n") + item
        elif not before or _list_item(cleaned, index - 1):
            text += "\n\n" + _escaped(line)
        else:
            text += ("\n" if len(before) >= WRAPPED_AT else "  \n") + _escaped(line)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _list_item(lines: Sequence[str], index: int) -> str:
    """The Markdown of a line that is one of several items; "" for another, such as « 2026. Une belle année » alone."""
    mark = ITEM.match(lines[index]) if 0 <= index < len(lines) else None
    if not mark:
        return ""
    around = [ITEM.match(lines[near]) for near in (index - 1, index + 1) if 0 <= near < len(lines)]
    rank = int(mark[1] or 0)
    beside = {int(near[1] or 0) for near in around if near and bool(near[1]) == bool(mark[1])}
    if not beside or (mark[1] and not beside & {rank - 1, rank + 1}):
        return ""
    return (f"{rank}. " if mark[1] else "- ") + _escaped(lines[index][mark.end() :])


def _escaped(line: str) -> str:
    """One line with its marks in Markdown, its web addresses as links, and nothing else that Markdown would read."""
    pieces = AS_IS.split(line)
    for index, piece in enumerate(pieces):
        if index % 2:
            pieces[index] = f"`{piece[3:-3]}`" if piece.startswith("```") else f"<{piece}>"
        else:
            pieces[index] = _escaped_words(piece, at_start=index == 0)
    return "".join(pieces)


def _escaped_words(words: str, *, at_start: bool) -> str:
    for pattern, new in MARKS:
        words = pattern.sub(new, words)
    for pattern, new in ESCAPES:
        if at_start or not pattern.pattern.startswith("^"):
            words = pattern.sub(new, words)
    return words.replace(BOLD, "**").replace(ITALIC, "*")
