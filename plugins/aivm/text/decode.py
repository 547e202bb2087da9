"""From the bytes of a file that a person saved to clean text: the first step for CSV, Markdown and .txt alike."""

from __future__ import annotations

import codecs
import unicodedata

from aivm.problems import Problem, Severity, Where

# « Unicode » in the Windows Notepad and in Excel is UTF-16 with its mark.
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
PLAIN_CONTROLS = frozenset("\t\n\r\f\x1a")  # 1A ends files written by old DOS programs
MOSTLY = 0.1  # above this share of control characters, no person wrote it
TWICE_DECODED = ("Ã©", "Ã¨", "Ã\xa0", "Ãª", "Ã§", "â€™")  # what é è à ê ç ’ become


def decode(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text of a file, tidied, read by its byte order mark, else as UTF-8, else as Windows-1252.

    A binary or an empty file is a Problem and gives "".
    """
    text = _read(raw)
    if text is None or _is_binary(text):
        return "", [_binary(file)]
    text = tidy(text)
    if not text.strip():
        return "", [Problem(Where(file), "ce fichier est vide.", "Écrivez-y le texte, ou supprimez le fichier.")]
    return text, _twice_decoded(text, file)


def tidy(text: str) -> str:
    """The same text without byte order mark, with LF line ends, in NFC (é is one character)."""
    text = text.removeprefix("\ufeff").removesuffix("\x1a")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _read(raw: bytes) -> str | None:
    marked = next(((mark, name) for mark, name in MARKS if raw.startswith(mark)), None)
    attempts = [(raw[len(marked[0]) :], marked[1])] if marked else [(raw, "utf-8"), (raw, "cp1252")]
    for data, name in attempts:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return None


def _is_binary(text: str) -> bool:
    controls = sum(unicodedata.category(char) == "Cc" and char not in PLAIN_CONTROLS for char in text)
    return "\0" in text or controls > MOSTLY * len(text)


def _binary(file: str) -> Problem:
    return Problem(
        Where(file),
        "ce fichier n’est pas du texte (fichier binaire).",
        "Si c’est un document Word ou un PDF, copiez son texte dans un fichier .txt ; "
        "si c’est une photo, corrigez l’extension de son nom.",
    )


def _twice_decoded(text: str, file: str) -> list[Problem]:
    """An ADVICE when accents were already lost before the file was saved: « Ã© » for « é »."""
    for number, line in enumerate(text.split("\n"), 1):
        garbled = next((sign for sign in TWICE_DECODED if sign in line), None)
        if garbled:
            hint = "Retapez les accents, puis enregistrez le fichier en UTF-8."
            return [Problem(Where(file, number), f"des accents sont abîmés (« {garbled} »).", hint, Severity.ADVICE)]
    return []
