"""French typography on the text nodes of clean HTML, and HTML brought back to plain text."""

from __future__ import annotations

import re
from html import escape, unescape

from aivm.text.typography import french_run

# The serialised HTML of nh3: `<` is escaped in text, attribute values are always in double quotes.
TAG = re.compile(r'(<(?:[^<>"]|"[^"]*")*+>)')
NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
LINE_END = re.compile(r"(?:(?<!\s)\s+)?\n\s*")  # with the spaces around it, which are read once
LANG = re.compile(r'\slang="([^"]*)"')

IN_A_SENTENCE = (
    "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr"
)
INLINE = frozenset(IN_A_SENTENCE.split())
VERBATIM = frozenset({"code", "pre", "kbd", "samp", "var", "script", "style"})
VOID = frozenset({"br", "hr", "img", "wbr", "source"})
CELLS = frozenset({"td", "th"})


def typeset(html: str) -> str:
    """The same HTML with its French text in French typography; code and other languages (`lang`) are left alone.

    A sentence is set as one across its inline elements: « <em>mot</em> » gets its two spaces.
    """
    pieces = TAG.split(html)
    run: list[int] = []
    verbatim: list[str] = []  # the open elements, from the outermost that is left alone
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            if not verbatim:
                run.append(index)
            continue
        if _name(piece) not in INLINE:
            _set_run(pieces, run)
            run = []
        _follow(piece, verbatim)
    _set_run(pieces, run)
    return "".join(pieces)


def plain(html: str) -> str:
    """The text of clean HTML: one block a paragraph, one space between cells, `<br>` as a line end."""
    text = TAG.sub(lambda match: _gap(match.group()), LINE_END.sub(" ", html))
    blocks = (re.sub(r"[ \t]*\n[ \t]*|[ \t]+", _squeeze, block).strip(" \n") for block in re.split(r"\n{2,}", text))
    return unescape("\n\n".join(block for block in blocks if block))


def _set_run(pieces: list[str], run: list[int]) -> None:
    for index, text in zip(run, french_run([unescape(pieces[index]) for index in run]) if run else [], strict=True):
        pieces[index] = escape(text, quote=False)


def _follow(tag: str, verbatim: list[str]) -> None:
    """Keep count of the open elements whose text is left alone."""
    name = _name(tag)
    lang = LANG.search(tag)
    if tag.startswith("</"):
        if verbatim and verbatim[-1] == name:
            verbatim.pop()
    elif name not in VOID and (verbatim or name in VERBATIM or (lang and not lang.group(1).startswith("fr"))):
        verbatim.append(name)


def _name(tag: str) -> str:
    match = NAME.match(tag)
    return match.group(1).lower() if match else ""


def _gap(tag: str) -> str:
    name = _name(tag)
    if name == "br":
        return "\n"
    if name in CELLS:
        return " "
    return "" if name in INLINE else "\n\n"


def _squeeze(match: re.Match[str]) -> str:
    return "\n" if "\n" in match.group() else " "
