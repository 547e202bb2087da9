"""The bytes of a workbook -> one sheet of text, or `UnreadableError`, in bounded time and memory.

A zip is measured and made anew (`zip_limits`), its XML is looked at in the same pass (`sheet_marks`), and calamine
reads the result in a process of its own (`workbook_child`): about 0.1 s for a sheet, whatever the bytes are.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aivm.problems import suggest
from aivm.sources.sheets.marks import Marks, Range
from aivm.sources.sheets.ods_marks import OdsMarks
from aivm.sources.sheets.unreadable import UnreadableError, damaged
from aivm.sources.sheets.workbook_child import ROWS_LIMIT
from aivm.sources.sheets.xlsx_marks import XlsxMarks
from aivm.sources.sheets.zip_limits import begins, names, repack, too_big

CHILD = Path(__file__).with_name("workbook_child.py")
SECONDS = 20  # an honest sheet of 10 000 rows takes one
ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how a file begins: zip; OLE2, of locked xlsx and of the old xls
LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream of a locked xlsx (MS-OFFCRYPTO 1.3.3)
KEYS = b"encryption-data"  # of META-INF/manifest.xml in a locked ods (ODF 1.3 part 2, 4.8)
OTHER_ZIPS = (  # a member of the zip -> what it is
    ("word/document.xml", "un document Word"),
    ("ppt/presentation.xml", "une présentation"),
    ("xl/workbook.bin", "un classeur binaire (.xlsb)"),
)
SAVE_AS = "Ouvrez-le dans LibreOffice, puis « Enregistrer sous » un classeur .ods ou .xlsx."


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows from its first line on, each as long as it is filled. `alone`: no other sheet is visible."""

    name: str
    rows: list[list[str]]
    merged: list[Range] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    alone: bool = True
    wide: bool = False  # it has columns beyond what is read


def open_sheet(raw: bytes, wanted: str) -> Sheet:
    """The sheet `wanted` by name, else the first that is visible. A hidden sheet is never read."""
    raw, marks = _measured(raw)
    found = _run(raw, wanted)
    visible = found.get("visible", [])
    if found.get("missing"):
        raise UnreadableError("le lecteur de classeurs n’est pas installé.", "Relancez « python3 tasks.py build ».")
    if found.get("password"):
        raise _locked()
    if "too_long" in found:
        raise too_big(f"plus de {ROWS_LIMIT} lignes, ou trop de texte")
    if "rows" not in found:
        raise _no_such_sheet(wanted, visible, known=found.get("known", False))
    ours = marks.get(found["name"])
    if ours is None:  # without its marks, what it hides would be read
        raise damaged()
    merged = [(top, left, bottom, right) for top, left, bottom, right in found["merged"]] or ours.merged
    return Sheet(found["name"], found["rows"], merged, ours, alone=len(visible) == 1, wide=found["wide"])


def _measured(raw: bytes) -> tuple[bytes, Mapping[str, Marks]]:
    """The workbook within the limits, and what it says of each sheet beside its values."""
    if raw.startswith(OLE):
        if LOCKED in raw:
            raise _locked()
        raise UnreadableError("ce fichier est d’un ancien format d’Office (.xls), qui n’est pas lu.", SAVE_AS)
    if not raw.startswith(ZIP):
        raise _not_a_workbook(raw)
    members = names(raw)
    if "content.xml" in members:
        if KEYS in begins(raw, "META-INF/manifest.xml"):
            raise _locked()
        ods = OdsMarks()
        return repack(raw, ods.watch), ods.sheets
    if "xl/workbook.xml" in members:
        xlsx = XlsxMarks()
        return repack(raw, xlsx.watch), xlsx.sheets
    kind = next((kind for member, kind in OTHER_ZIPS if member in members), "une archive zip")
    raise UnreadableError(f"ce fichier est {kind}, pas un classeur .ods ou .xlsx.", SAVE_AS)


def _run(raw: bytes, wanted: str) -> dict[str, Any]:
    """What the child says; however it ends, this process goes on."""
    command = [sys.executable, "-I", str(CHILD), wanted.replace("\0", "")]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=SECONDS, check=False)
        found = json.loads(done.stdout) if done.returncode == 0 else None
    except subprocess.TimeoutExpired as error:
        raise too_big(f"{SECONDS} secondes ne suffisent pas à le lire") from error
    except (OSError, ValueError) as error:
        raise damaged() from error
    if done.returncode < 0:  # ended by a signal: no memory left, or no stack
        raise too_big("sa lecture demande trop de mémoire")
    if not isinstance(found, dict):
        raise damaged()
    return found


def _locked() -> UnreadableError:
    hint = "Enregistrez-en une copie sans mot de passe, et sans les colonnes qui doivent rester secrètes."
    return UnreadableError("le classeur est protégé par un mot de passe.", hint)


def _no_such_sheet(wanted: str, visible: list[str], *, known: bool) -> UnreadableError:
    if not visible:
        return UnreadableError("le classeur n’a aucune feuille visible.", "Affichez la feuille de l’agenda.")
    if known:
        return UnreadableError(f"la feuille « {wanted} » est masquée.", "Affichez-la, ou choisissez-en une autre.")
    others = ", ".join(f"« {name} »" for name in visible[:10])
    hint = suggest(wanted, visible) or f"Les feuilles visibles sont : {others}."
    return UnreadableError(f"la feuille « {wanted} » n’existe pas.", hint)


def _not_a_workbook(raw: bytes) -> UnreadableError:
    """What the file is instead, as far as its first bytes tell."""
    start = raw[:2000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not start:
        return UnreadableError("le classeur est vide (aucun octet).", "Enregistrez-le de nouveau depuis le tableur.")
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<meta", b"<table")):
        hint = "Téléchargez le classeur lui-même : le lien mène peut-être à une page de connexion."
        return UnreadableError("ce fichier est une page web, pas un classeur.", hint)
    if start.startswith(b"<"):
        return UnreadableError("ce fichier est du XML, pas un classeur .ods ou .xlsx.", SAVE_AS)
    if b"\0" not in start and any(sign in start for sign in (b";", b",", b"\t")):
        return UnreadableError(
            "ce fichier est un CSV, pas un classeur.", "Donnez-lui l’extension .csv et le type « csv »."
        )
    return UnreadableError("ce fichier n’est pas un classeur .ods ou .xlsx.", SAVE_AS)
