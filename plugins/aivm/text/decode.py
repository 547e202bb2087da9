"""From the bytes of a file that a person saved to clean text: the first step for CSV, Markdown and .txt alike."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import replace
from itertools import islice

from aivm.problems import Problem, Severity, Where

# « Unicode » in the Windows Notepad and in Excel is UTF-16 with its mark.
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
UNREADABLE = re.compile("[\0-\x08\x0b\x0e-\x19\x1b-\x1f\x7f-\x9f\ufffd]")  # 1A ends files written by old DOS programs
BAD_LINES = 100  # damaged lines that are told; a file with more is damaged everywhere
LONGEST_STORY = 250_000  # bytes: a book of 150 pages; the longest story of the site has 6 000
MOSTLY = 0.1  # above this share of control or unreadable characters, no person wrote it
# é and è saved by « CSV (MS-DOS) » or « CSV (Macintosh) » and read as Windows-1252: signs that no word holds.
OLD_ENCODINGS = re.compile(r"(?<=[a-zA-Z])[‚ƒˆ‰]|[‚ƒˆ](?=[a-zA-Z])|(?<=[a-z])[ŽŠ]|\ufffd")
TWICE_DECODED = ("Ã©", "Ã¨", "Ã\xa0", "Ãª", "Ã§", "â€™")  # what é è à ê ç ’ become


def decode(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text of a file, tidied, read by its byte order mark, else as UTF-8, else as Windows-1252.

    A binary or an empty file is a Problem and gives "". One bad byte in a file that is UTF-8 everywhere else is a
    Problem of its own line: to read the rest as Windows-1252 would spoil every accent.
    """
    mixed = _mixed(raw)
    text = raw.decode("utf-8", errors="replace") if mixed else _read(raw)
    if text is None or _is_binary(text):
        return "", [_binary(file)]
    text = tidy(text)
    if not text.strip():
        return "", [Problem(Where(file), "ce fichier est vide.", "Écrivez-y le texte, ou supprimez le fichier.")]
    return text, _bad_bytes(text, file) if mixed else _garbled(text, file)


def decode_story(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """The same of a story or a page; one longer than any is told before it is read."""
    if len(raw) <= LONGEST_STORY:
        return decode(raw, file)
    message = f"ce texte est trop long : {len(raw) // 1000} ko, et {LONGEST_STORY // 1000} au plus."
    return "", [Problem(Where(file), message, "Faites-en plusieurs récits, ou retirez ce qui n’en fait pas partie.")]


def decode_afar(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """The same of a file that others keep: a damaged character is worth a look, and costs no row; NUL bytes go."""
    nulls = 0 if raw.startswith(tuple(mark for mark, _ in MARKS[1:])) else raw.count(0)
    text, problems = decode(raw.replace(b"\0", b"") if nulls else raw, file)
    if not text:
        hint = "Vérifiez l’adresse et le genre de cette source."
        return "", [replace(problem, hint=hint) for problem in problems]
    if nulls:
        message = "le fichier contient des octets nuls, qui ne sont pas du texte : ils sont retirés."
        problems.append(Problem(Where(file), message, "Publiez-le de nouveau."))
    return text, [replace(problem, severity=Severity.ADVICE) for problem in problems]


def _mixed(raw: bytes) -> bool:
    """True for UTF-8 with a few bytes that are not: more accents are right than wrong."""
    if raw.startswith(tuple(mark for mark, _ in MARKS[1:])):
        return False
    text = raw.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    return 0 < wrong < sum(char > "\x7f" for char in text) - wrong


def _bad_bytes(text: str, file: str) -> list[Problem]:
    hint = "Retapez ce caractère, puis enregistrez le fichier en UTF-8."
    lines = islice((number for number, line in enumerate(text.split("\n"), 1) if "\ufffd" in line), BAD_LINES)
    return [Problem(Where(file, number), "un caractère est abîmé (« \ufffd »).", hint) for number in lines]


def tidy(text: str) -> str:
    """The same text without byte order mark, with LF line ends, in NFC (é is one character)."""
    text = text.removeprefix("\ufeff").removesuffix("\x1a")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _read(raw: bytes) -> str | None:
    marked = next(((mark, name) for mark, name in MARKS if raw.startswith(mark)), None)
    try:
        return raw[len(marked[0]) :].decode(marked[1]) if marked else raw.decode("utf-8")
    except UnicodeDecodeError:
        return None if marked else raw.decode("cp1252", errors="replace")  # a byte it has not: an older encoding


def _is_binary(text: str) -> bool:
    return "\0" in text or sum(1 for _ in UNREADABLE.finditer(text)) > MOSTLY * len(text)


def _binary(file: str) -> Problem:
    return Problem(
        Where(file),
        "ce fichier n’est pas du texte (fichier binaire).",
        "Si c’est un document Word ou un PDF, copiez son texte dans un fichier .txt ; "
        "si c’est une photo, corrigez l’extension de son nom.",
    )


def _garbled(text: str, file: str) -> list[Problem]:
    """Accents lost before this file was saved, or by an old encoding: told once, since none can be trusted."""
    for number, line in enumerate(text.split("\n"), 1):
        lost = next((sign for sign in TWICE_DECODED if sign in line), None)
        if lost:
            hint = "Retapez les accents, puis enregistrez le fichier en UTF-8."
            return [Problem(Where(file, number), f"des accents sont abîmés (« {lost} »).", hint)]
        old = OLD_ENCODINGS.search(line)
        if old:
            hint = "Enregistrez le tableau de nouveau, en « CSV UTF-8 » et non « MS-DOS » ou « Macintosh »."
            return [Problem(Where(file, number), f"des accents sont abîmés (« {old.group()} »).", hint)]
    return []
