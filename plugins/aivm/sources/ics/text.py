"""The texts of an event as plain prose: no HTML, no control, nothing that a spreadsheet runs, no way to a person.

`clean` of `text/` and then `plain` make the words of a web page out of HTML, so that a `javascript:` link is only its
words; the keys of an online meeting, which calendars add below a line of signs, are left out. Postal addresses are left
to `cells`, which knows where the event is.
"""

from __future__ import annotations

import html
import re
import unicodedata

from aivm.people.personal import without_personal
from aivm.sources.cells import harmless
from aivm.territory import Territory
from aivm.text.cleaning import clean
from aivm.text.typeset import plain

TITLE, SUMMARY, TEXT, PLACE = 140, 200, 5000, 120  # characters; the first two are the limits of records/event.py
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-z]{2,8}|#\d{1,6});")
BLOCKS = re.compile(r"<(?:br|p|div|li|h[1-6])\b", re.IGNORECASE)
MEETING = re.compile(r"^[ \t]*(?:_{20,}|-::~[:~]{10}|─{20,})", re.MULTILINE)  # Teams, Google Meet, Zoom
# Controls (3.1 allows the tab alone), marks that turn the reading direction, and the byte order mark.
UNSEEN = dict.fromkeys(
    [code for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc" and chr(code) not in "\t\n"]
    + [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF]
)


def unescaped(value: str) -> str:
    """TEXT as its author typed it (RFC 5545 3.3.11)."""
    return ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value) if "\\" in value else value


def prose(value: str) -> str:
    """A value as plain text: tags gone, line ends kept, nothing unseen. #mots and addresses are still there."""
    text = unescaped(value)
    if MARKUP.search(text):
        text = text if BLOCKS.search(text) else text.replace("\n", "<br>")
        text = html.unescape(plain(clean(text)))
    return text.replace("\r", "\n").translate(UNSEEN)


def line(text: str, territory: Territory) -> str:
    """`text` on one line, safe to publish and to open in a spreadsheet."""
    return harmless(without_personal(" ".join(text.split()), territory, place=None))


def paragraphs(text: str, territory: Territory) -> str:
    """`text` with single blank lines between its paragraphs, safe to publish; what opens a meeting is left out."""
    meeting = MEETING.search(text)
    lines = [" ".join(part.split()) for part in (text[: meeting.start()] if meeting else text).split("\n")]
    return harmless(re.sub(r"\n{3,}", "\n\n", without_personal("\n".join(lines), territory, place=None)).strip())


def summary_and_text(text: str) -> tuple[str, str]:
    """A first paragraph short enough is the summary, and the rest the text: our own calendars are written so."""
    first, _, rest = text.partition("\n\n")
    return (first.replace("\n", " "), rest.strip()) if len(first) <= SUMMARY else ("", text)


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, ended between words by « … » where it was longer."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    return f"{kept.rsplit(None, 1)[0] if ' ' in kept[limit // 2 :] else kept}…"
