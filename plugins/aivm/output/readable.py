"""A text file as a person would read it: what is searched for names, places and unfinished words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # hyphens and joints that no reader sees


def readable(path: str, content: bytes) -> str:
    """The text of a file: entities, folded lines and escapes undone, accents of one kind."""
    text = content.decode("utf-8", errors="replace")
    for undo in UNDO.get(PurePosixPath(path).suffix.lower(), ()):
        text = undo(text)
    if "%C" in text or "%c" in text:
        text = unquote(text)
    text = UNSEEN.sub("", text)
    return unicodedata.normalize("NFC", text)


def _unfold(text: str) -> str:
    return re.sub(r"\r?\n[ \t]", "", text)  # RFC 5545, 3.1


def _unescape_ics(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: " " if match[1] in "nN" else match[1], text)  # RFC 5545, 3.3.11


def _unescape_json(text: str) -> str:
    text = re.sub(r"\\[nrt]", " ", text)
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


UNDO: dict[str, tuple[Callable[[str], str], ...]] = {
    ".html": (unescape, _unescape_json),  # schema.org data is JSON inside HTML
    ".xml": (unescape,),
    ".atom": (unescape,),
    ".svg": (unescape,),
    ".ics": (_unfold, _unescape_ics),
    ".json": (_unescape_json,),
    ".webmanifest": (_unescape_json,),
}
