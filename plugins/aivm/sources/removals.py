"""content/data/retraits.yaml: what was taken off the site, so that no source and no copy brings it back.

A story, an event or a page is named by its address. A text, a photo, a sound and a person are named by a mark, made
with a salt drawn for each row: the file is committed and read by others, and the name of whoever asked to be forgotten
has no place in it. Each row is one line, so that git may join those of two copies without mixing them (.gitattributes).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import date
from reprlib import Repr

import yaml

from aivm.problems import Problem, Where

FILE = "retraits.yaml"
HEADER = (
    "# Ce qui a été retiré du site : « python3 tasks.py remove » l’écrit. Une ligne effacée d’ici peut reparaître.\n"
)
SHOWN = Repr()  # of a row in a message: references in YAML can make one without end
SHOWN.maxstring = SHOWN.maxother = 200
ADDRESS = re.compile(r"/(?:[a-z0-9-]+/)+")
MARK = re.compile(r"[0-9a-f]{16}")
SALT = re.compile(r"[0-9a-f]{32}")
PLAIN = "adresse"  # the one kind that is told as it is
KINDS = (PLAIN, "texte", "photo", "son", "personne")
BESIDE = {"le", "sel"}  # what a row says besides
HINT = "Reprenez la dernière version de ce fichier dans git : ce qui a été retiré ne doit pas reparaître."


@dataclass(frozen=True)
class Removal:
    """One row: its kind, an address or a mark, and its salt (32 hexadecimal digits), empty in the rows of old."""

    kind: str
    value: str
    salt: str = ""

    def fits(self, content: bytes) -> bool:
        """Whether this is the mark of these bytes: a text, a photo, a published name, the id of a person."""
        return self.value == mark(content, self.salt)


@dataclass(frozen=True)
class Removals:
    """What must not come back."""

    rows: frozenset[Removal] = frozenset()

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses of stories, events and pages."""
        return frozenset(row.value for row in self.rows if row.kind == PLAIN)

    @property
    def tokens(self) -> frozenset[str]:
        """What the server keeps of the rows, for visitors to read: hashes of salts, which tell nothing."""
        return frozenset(
            hashlib.sha256(f"retrait {row.salt}".encode()).hexdigest()[:16] for row in self.rows if row.salt
        )

    def has(self, kind: str) -> bool:
        """Whether anything of this kind was removed: to read no file for nothing."""
        return any(row.kind == kind for row in self.rows)

    def knows(self, kind: str, content: bytes) -> bool:
        """Whether this text, photo, sound or id of a person was removed."""
        return any(row.kind == kind and row.fits(content) for row in self.rows)


def mark(content: bytes, salt: str = "") -> str:
    """The mark of some bytes. Without its salt, as it was once made, a short id could be guessed."""
    found = hashlib.sha256(content)
    return (hmac.new(salt.encode(), found.digest(), "sha256") if salt else found).hexdigest()[:16]


def read_removals(content: bytes, file: str) -> tuple[Removals, list[Problem]]:
    """The removals in a file; anything in it that is not understood is a Problem: it could be somebody's wish."""
    try:
        rows = yaml.safe_load(content.decode("utf-8-sig"))
    except (ValueError, RecursionError, yaml.YAMLError):  # not UTF-8, a number of 5 000 digits, a nest of brackets
        return Removals(), [Problem(Where(file), "ce fichier ne se lit plus.", HINT)]
    typed = rows if isinstance(rows, list) else [rows] if rows is not None else []
    read = [(row, _removal(row)) for row in typed]
    strange = [shown(row) for row, found in read if found is None]
    problems = [Problem(Where(file), f"« {row} » n’est pas un retrait.", HINT) for row in strange]
    return Removals(frozenset(found for _, found in read if found)), problems


def shown(row: object) -> str:
    """A row as a message repeats it."""
    try:
        return SHOWN.repr(row)
    except ValueError:  # a number of thousands of digits (sys.set_int_max_str_digits)
        return "…"


def _removal(row: object) -> Removal | None:
    """One row; None where it is none."""
    if not isinstance(row, dict) or len(row.keys() - BESIDE) != 1:
        return None
    (kind,) = row.keys() - BESIDE
    value, salt = _text(row[kind]), _text(row.get("sel", ""))
    if kind not in KINDS or not (ADDRESS if kind == PLAIN else MARK).fullmatch(value):
        return None
    return Removal(kind, value, salt) if SALT.fullmatch(salt) or "sel" not in row else None


def _text(value: object) -> str:
    """What was typed; nothing for a number that is longer than Python writes, which is no mark."""
    try:
        return str(value)
    except ValueError:
        return ""


def added(text: str, kind: str, what: bytes, day: date) -> str:
    """The text of the file with one more removal; the same text where it was there. `what` is an address, or bytes."""
    known, _ = read_removals(text.encode(), FILE)
    if known.knows(kind, what) or (kind == PLAIN and what.decode() in known.addresses):
        return text
    salt = secrets.token_hex(16)
    value = what.decode() if kind == PLAIN else mark(what, salt)
    before = text if not text or text.endswith("\n") else f"{text}\n"
    return f'{before or HEADER}- {{{kind}: "{value}", le: {day.isoformat()}, sel: "{salt}"}}\n'
