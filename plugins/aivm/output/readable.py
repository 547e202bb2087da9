"""A text file as a person would read it: what is searched for names, places and unfinished words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

# Hyphens, joints, marks of direction, selectors, tags and frames around a letter: no reader sees them.
UNSEEN = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\u20e3\ufeff"
    "\U000e0000-\U000e0fff"
)
# Letters and digits dressed up, as a post of a social network has them (𝐀𝐰𝐚, ７６), and the digits of Arabic.
DRESSED = "\uff01-\uff5e\ufe50-\ufe6b\u0660-\u0669\u06f0-\u06f9\U0001d400-\U0001d7ff"
ODD = re.compile(f"[{UNSEEN}{DRESSED}]")
HIDDEN = re.compile(f"[{UNSEEN}]")
FOLD = re.compile(rb"\r?\n[ \t]")  # RFC 5545, 3.1: it may cut a letter in two
UNITS = re.compile(r"\\u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})*")
ESCAPED = re.compile("%[2-9A-Fa-f][0-9A-Fa-f]")
# Ends of lines and markup: said inside an address, they are not the page's.
NO_TEXT = re.compile("%(?:0[AaDd]|22|3[CcEe])")


def readable(path: str, content: bytes) -> str:
    """The text of a file: entities, folded lines and escapes undone, accents of one kind."""
    if path.lower().endswith(".ics"):
        content = FOLD.sub(b"", content)
    text = content.decode("utf-8", errors="replace")
    for undo in UNDO.get(PurePosixPath(path).suffix.lower(), ()):
        text = undo(text)
    for _ in range(2):  # an address inside another is escaped twice
        if ESCAPED.search(text):
            text = unquote(NO_TEXT.sub(" ", text))
    return unicodedata.normalize("NFC", ODD.sub(_plain, text))


def _plain(match: re.Match[str]) -> str:
    """A letter as a keyboard has it, or nothing for what is not seen."""
    letter = match[0]
    return "" if HIDDEN.match(letter) else str(unicodedata.decimal(letter, "")) or unicodedata.normalize("NFKC", letter)


def _unescape_ics(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: " " if match[1] in "nN" else match[1], text)  # RFC 5545, 3.3.11


def _unescape_json(text: str) -> str:
    text = re.sub(r"\\[nrt]", " ", text)
    return UNITS.sub(_of_units, text)


def _of_units(match: re.Match[str]) -> str:
    units = bytes.fromhex(match[0].replace("\\u", ""))
    return units.decode("utf-16-be", errors="replace")  # RFC 8259, 7: two units for 𝐀


UNDO: dict[str, tuple[Callable[[str], str], ...]] = {
    ".html": (unescape, _unescape_json),  # schema.org data is JSON inside HTML
    ".xml": (unescape, unescape),  # a page escaped once more, inside
    ".atom": (unescape, unescape),
    ".svg": (unescape,),
    ".ics": (_unescape_ics, unescape),
    ".json": (_unescape_json, unescape),
    ".webmanifest": (_unescape_json,),
}
