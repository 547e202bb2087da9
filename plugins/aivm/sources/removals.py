"""content/data/retraits.yaml: what was taken off the site, so that no source and no copy brings it back.

A story or an event is named by its address. A text, a photo and a person are named by a hash: the file is committed and
read by others, and the name of whoever asked to be forgotten has no place in it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date

import yaml

from aivm.problems import Problem, Where

FILE = "retraits.yaml"
HEADER = (
    "# Ce qui a été retiré du site : « python3 tasks.py remove » l’écrit. Une ligne effacée d’ici peut reparaître.\n"
)
ADDRESS = re.compile(r"/(?:recits|agenda)/[a-z0-9-]+/")
HASH = re.compile(r"[0-9a-f]{16}")
KINDS = ("adresse", "texte", "photo", "personne")
HINT = "Reprenez la dernière version de ce fichier dans git : ce qui a été retiré ne doit pas reparaître."


@dataclass(frozen=True)
class Removals:
    """What must not come back: addresses, hashes of texts, photos (or their published names) and people's ids."""

    addresses: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    photos: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


def mark(content: bytes) -> str:
    """The hash by which a text, a photo, or the id of a person, is named here."""
    return hashlib.sha256(content).hexdigest()[:16]


def read_removals(content: bytes, file: str) -> tuple[Removals, list[Problem]]:
    """The removals in a file; anything in it that is not understood is a Problem: it could be somebody's wish."""
    try:
        rows = yaml.safe_load(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError):
        return Removals(), [Problem(Where(file), "ce fichier ne se lit plus.", HINT)]
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    problems = []
    for row in rows if isinstance(rows, list) else [rows] if rows is not None else []:
        kind, value = _entry(row)
        if kind:
            found[kind].add(value)
        else:
            problems.append(Problem(Where(file), f"« {row} » n’est pas un retrait.", HINT))
    return Removals(*(frozenset(found[kind]) for kind in KINDS)), problems


def _entry(row: object) -> tuple[str, str]:
    """The kind and the value of one entry; two empty words where it is none."""
    if isinstance(row, dict) and row.keys() - {"le"} and len(row.keys() - {"le"}) == 1:
        ((kind, value),) = ((key, str(row[key])) for key in row if key != "le")
        if kind in KINDS and (ADDRESS if kind == "adresse" else HASH).fullmatch(value):
            return kind, value
    return "", ""


def added(text: str, kind: str, value: str, day: date) -> str:
    """The text of the file with one more removal; the same text where it was there."""
    if f'{kind}: "{value}"' in text:
        return text
    return f'{text or HEADER}- {kind}: "{value}"\n  le: {day.isoformat()}\n'
