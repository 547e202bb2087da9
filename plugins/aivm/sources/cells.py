"""A row from afar -> only our own columns, cleaned: what strangers typed is data, never markup, formula or command."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from aivm.people.meetings import HINT, told_keys
from aivm.people.personal import GONE, without_personal
from aivm.people.postal import at_home
from aivm.problems import Problem, Severity
from aivm.records.raw import RawRecord
from aivm.territory import Territory

LONGEST = 20_000  # characters of one cell; OpenAgenda's longest field has 10 000
DEEPEST = 6  # of a volunteer's fiche, which has three levels
MOST_ITEMS = 500
# What only the association decides, in its own files: an agreement, a precise place over there, a portrait, an example.
DECIDED_HERE = frozenset({"consentement", "lieu_public", "photo", "photo_alt", "exemple"})
PARAGRAPHS = frozenset({"texte", "presentation"})
AS_IT_IS = frozenset({"id", "debut", "fin", "option_jusqu_au", "places"})  # figures that no phone number hides in
LINKS = frozenset({"source", "site"})
UID = re.compile(r"[0-9a-f]{16}(?:/\d{4}-\d\d-\d\d)?")  # a hash, so that a UID made of an e-mail address tells none
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # control, format (right-to-left marks), half characters
# A spreadsheet runs what begins so (OWASP, CSV injection): these signs go, or become the word or the dash they are.
FORMULA = ((re.compile(r"^[\s=@]+"), ""), (re.compile(r"^-"), "–"), (re.compile(r"^\+\s*"), "plus "))


def cleaned(row: RawRecord, known: Collection[str], territory: Territory) -> tuple[dict[str, Any], list[Problem]]:
    """The values of a row under columns of ours that may come from afar; a cell beyond reason is a Problem.

    Whoever keeps the source is told that what opens a meeting was taken out, once: it is not in what is kept.
    """
    kept: dict[str, Any] = {}
    place = str(row.values.get("lieu") or "")
    place = "" if at_home(place) else place
    for column in known:
        value = row.values.get(column, "")
        if column in DECIDED_HERE or value in ("", None, [], {}):
            continue
        size = _size(value)
        if size > LONGEST:
            message = f"la case a {'plus de ' if size > 10 * LONGEST else ''}{min(size, 10 * LONGEST)} caractères."
            hint = f"Raccourcissez-la à la source : {LONGEST} au plus."
            return {}, [Problem(row.at(column), message, hint)]
        clean = _clean(value, column, DEEPEST, place, territory)
        if clean not in ("", [], {}):
            kept[column] = clean
    opened = [
        Problem(row.at(column), message, HINT, Severity.ADVICE)
        for column in kept
        if isinstance(row.values[column], str)
        for _, message in told_keys(row.values[column])
    ]
    if kept and UID.fullmatch(str(row.values.get("_uid", ""))[:64]):
        kept["_uid"] = row.values["_uid"]
    return kept, opened


def _size(value: Any, depth: int = DEEPEST) -> int:
    """Characters in a value, nested ones included; nested beyond reason counts as beyond size."""
    if isinstance(value, Mapping | list):
        if not depth or len(value) > MOST_ITEMS:
            return LONGEST + 1
        items = [*value, *value.values()] if isinstance(value, Mapping) else value
        return sum(_size(item, depth - 1) for item in items)
    return len(str(value))


def _clean(value: Any, column: str, depth: int, place: str, territory: Territory) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _clean(one, column, depth - 1, place, territory) for key, one in value.items()}
    if isinstance(value, list):
        return [one for one in (_clean(one, column, depth - 1, place, territory) for one in value) if one != ""]
    return text(str(value), territory, column, place)


def text(typed: str, territory: Territory, column: str = "", place: str = "") -> str:
    """One cell as the snapshot keeps it: NFC, on one line where it is not paragraphs, without what cannot be seen.

    `place`: where the event is, whose address its texts may tell.
    """
    normal = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    seen = "".join(char if char == "\n" else " " if char == "\t" else _visible(char) for char in normal)
    lines = [" ".join(line.split()) for line in seen.split("\n")]
    if column in PARAGRAPHS:
        joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    else:
        joined = " ".join(line for line in lines if line)
    if column in AS_IT_IS:
        return joined
    clean = without_personal(joined, territory, place)
    if column in LINKS and GONE in clean:  # of an address, what is left leads nowhere
        return ""
    return harmless(clean)


def harmless(typed: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    for begins, instead in FORMULA:
        typed = begins.sub(instead, typed)
    return typed


def _visible(char: str) -> str:
    return "" if unicodedata.category(char) in INVISIBLE else char
