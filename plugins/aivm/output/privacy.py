"""What must never leave: hidden data of photos, source files, unfinished words, people who did not agree, examples."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

from aivm.output.metadata import UnreadableError, telltales
from aivm.output.tree import Finding, Findings, Tree
from aivm.problems import Severity

PICTURES = frozenset({".jpg", ".png", ".webp", ".avif", ".svg", ".ico"})
MEDIA = PICTURES | {".mp3", ".m4a", ".ogg", ".opus"}
FEEDS = frozenset({".xml", ".atom", ".ics", ".json"})
TEXTS = FEEDS | {".html", ".svg", ".txt", ".css", ".js", ".xsl", ".vtt", ".webmanifest"}
# Everything that a web site of ours serves, and whose type its servers say (types.py). Another kind (.csv, .yaml, .md,
# .heic, .docx…) is somebody's working file, and a .pdf, .gif or .mp4 holds data that nothing here can read.
SERVED = (MEDIA | TEXTS) - {".txt"}
COPIES = (".br", ".gz")  # of a file that is there
SERVED_NAMES = frozenset(
    {"poids.csv", "robots.txt", ".well-known/security.txt", ".htaccess", "_headers", "_redirects", "CNAME"}
)
# What a table of values lacks is told there already: its mark says « asked ».
TODO = re.compile(r"(?<!<mark class=asked>)(?<!<mark class=\"asked\">)[ÀA]\s+COMPL[ÉE]TER")
INSIDE = re.compile(rb"data:(?:image|audio)/[\w.+-]+;base64,((?:[\w+/]{4})*(?:[\w+/]{4}|[\w+/]{3}=|[\w+/]{2}==))")
AROUND = 30  # characters shown on each side of a name


def hidden_data(tree: Tree) -> Findings:
    """No EXIF, XMP, IPTC, GPS or tag in a photo or a sound: the place where a child was photographed is in there."""
    for path, content in _media(tree):
        try:
            found = telltales(content)
        except UnreadableError:
            yield Finding(path, "ce fichier est abîmé ou coupé.", "Remettez l’original, puis reconstruisez le site.")
            continue
        if found:
            hint = "Laissez le site préparer ce fichier, au lieu de le copier tel quel."
            yield Finding(path, f"ce fichier contient encore des données cachées : {', '.join(found)}.", hint)


def _media(tree: Tree) -> Iterator[tuple[str, bytes]]:
    """The pictures and the sounds of a folder, and those that a page, a sheet or a drawing holds inside."""
    for path in _of_kind(tree, MEDIA):
        yield path, tree.read(path)
    for path in _of_kind(tree, TEXTS):
        content = tree.read(path)
        yield from ((path, b64decode(match[1])) for match in INSIDE.finditer(content) if b";base64," in content)


def foreign_files(tree: Tree) -> Findings:
    """Only what a browser asks for: a table of volunteers or a photo out of the camera is not for publication."""
    for path in tree.files:
        kind = PurePosixPath(path).suffix.lower()
        copied = kind in COPIES and path.removesuffix(kind) in tree.files
        if path not in SERVED_NAMES and kind not in SERVED and not copied:
            hint = "Retirez-le de theme/static ou du dossier d’où il vient."
            yield Finding(path, f"un fichier « {kind or path} » n’a rien à faire sur le site.", hint)


def unfinished(tree: Tree) -> Findings:
    """« À COMPLÉTER » stands for a fact that nobody has given yet: a visitor must not read it."""
    for path in _of_kind(tree, TEXTS):
        hint = "Donnez ce qui manque, ou retirez la phrase."
        for finding in _each(tree, path, TODO, "il reste « {found} » : {around}.", hint):
            yield replace(finding, severity=Severity.PENDING)


def people(tree: Tree, names: Iterable[str]) -> Findings:
    """Nobody without consent in force is named anywhere (RGPD, art. 6.1.a), nor in the address of a file.

    `names` are as displayed. A first name that somebody else also bears, with consent, is not for this list.
    """
    wanted = _wanted(names)
    if not wanted:
        return
    hint = "Retirez ce nom, ou notez l’accord de la personne dans content/data/volontaires.yaml."
    patterns = _patterns(wanted)
    for path in _of_kind(tree, TEXTS):
        for pattern, read in patterns:
            yield from _each(tree, path, pattern, "« {found} » est cité sans accord en vigueur : {around}.", hint, read)
    slugs = {slug(name): name for name in wanted}
    for path in tree.files:
        for part in PurePosixPath(path).parts:
            for name in _named_by(slug(part.partition(".")[0]), slugs):
                yield Finding(path, f"l’adresse nomme « {name} », sans accord en vigueur.", hint)


def names_one_of(names: Iterable[str]) -> Callable[[str], bool]:
    """Whether a text, or the words that an address will be made of, is what `people` would object to."""
    wanted = _wanted(names)
    patterns, slugs = _patterns(wanted), {slug(name): name for name in wanted}
    return lambda text: (
        any(pattern.search(read(unicodedata.normalize("NFC", text))) for pattern, read in patterns)
        or bool(_named_by(slug(text), slugs))
    )


def _wanted(names: Iterable[str]) -> list[str]:
    return sorted({" ".join(name.split()) for name in names if name.strip()}, key=len, reverse=True)


def _patterns(wanted: list[str]) -> list[tuple[re.Pattern[str], Callable[[str], str]]]:
    whole = [name for name in wanted if COMPOUND.search(name)]
    alone = [name for name in wanted if name not in whole]
    return [(_names_pattern(alone), unaccented), (_whole_names_pattern(whole), searchable)]


def _named_by(part: str, slugs: Mapping[str, str]) -> list[str]:
    """The names that a part of an address tells: a whole name anywhere in it, a first name only if it is all of it."""
    return [name for key, name in slugs.items() if part == key or ("-" in key and f"-{key}-" in f"-{part}-")]


def examples(tree: Tree, marker: str) -> Findings:
    """An invented event or person has no place in production; an empty marker looks for nothing."""
    if not marker:
        return
    pattern = re.compile(re.escape(marker))
    for path in _of_kind(tree, TEXTS):
        hint = "Construisez avec « --production », et ne citez aucun exemple dans les vraies pages."
        yield from _each(tree, path, pattern, "un exemple est resté : {around}.", hint)


def readable(path: str, content: bytes) -> str:
    """A text file as a person would read it: entities, folded lines and escapes undone, accents of one kind."""
    text = content.decode("utf-8", errors="replace")
    for undo in UNDO.get(PurePosixPath(path).suffix.lower(), ()):
        text = undo(text)
    if "%C" in text or "%c" in text:
        text = unquote(text)
    text = UNSEEN.sub("", text)
    return unicodedata.normalize("NFC", text)


def slug(name: str) -> str:
    """A name as an address writes it: « Aïssata Touré » is « aissata-toure », « N’Golo » is « n-golo »."""
    plain = (
        unicodedata.normalize("NFD", re.sub("[’‘ʼ]", "'", name.casefold())).encode("ascii", "ignore").decode("ascii")
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _unfold(text: str) -> str:
    return re.sub(r"\r?\n[ \t]", "", text)  # RFC 5545, 3.1


def _unescape_ics(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: " " if match[1] in "nN" else match[1], text)  # RFC 5545, 3.3.11


def _unescape_json(text: str) -> str:
    text = re.sub(r"\\[nrt]", " ", text)
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


COMPOUND = re.compile("[ '’‘ʼ-]")  # a name of several words, which no common word can be: Jean-Baptiste, N’Golo
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # hyphens and joints that no reader sees
NOTHING = r"(?!)"  # matches nowhere
BETWEEN = r"(?:<[^<>]*>|[^\w<]|_){0,12}"  # between two words of a name: whole tags; in #AïssataTouré nothing

UNDO: dict[str, tuple[Callable[[str], str], ...]] = {
    ".html": (unescape, _unescape_json),  # schema.org data is JSON inside HTML
    ".xml": (unescape,),
    ".atom": (unescape,),
    ".svg": (unescape,),
    ".ics": (_unfold, _unescape_ics),
    ".json": (_unescape_json,),
    ".webmanifest": (_unescape_json,),
}


def searchable(text: str) -> str:
    """A text with each letter small and without accent, one for one, so that places stay the same."""
    return "".join(map(_bare, text)).lower()


def unaccented(text: str) -> str:
    """A text with each letter without its accent, one for one."""
    return "".join(map(_bare, text))


@cache
def _bare(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]


def _names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Names of one word, as displayed or in capitals: « Rose » is not the colour, nor a part of « Roseline »."""
    words = [unaccented(unicodedata.normalize("NFC", name)) for name in names]
    each = "|".join(map(re.escape, dict.fromkeys(form for word in words for form in (word, word.upper()))))
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)" if each else NOTHING)


def _whole_names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Names of several words, in any case, the last one first or last, across apostrophes and markup.

    For `searchable` texts.
    """
    orders = dict.fromkeys(" ".join(order) for name in names for order in _orders(name.split()))
    each = [BETWEEN.join(slug(name).split("-")) for name in orders]
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)" if each else NOTHING)


def _orders(words: list[str]) -> tuple[list[str], list[str]]:
    """« Aïssata Touré », as a list of people turns it: « Touré Aïssata »."""
    return words, [*words[-1:], *words[:-1]]


def _of_kind(tree: Tree, kinds: frozenset[str]) -> list[str]:
    return [path for path in tree.files if PurePosixPath(path).suffix.lower() in kinds]


def _each(
    tree: Tree,
    path: str,
    pattern: re.Pattern[str],
    message: str,
    hint: str,
    read: Callable[[str], str] = str,
) -> Findings:
    """One finding for each different place of a file where the pattern is."""
    text = readable(path, tree.read(path))
    for match in pattern.finditer(read(text)):
        line = text.count("\n", 0, match.start()) + 1
        around = " ".join(text[max(0, match.start() - AROUND) : match.end() + AROUND].split())
        found = text[match.start() : match.end()]  # as typed, not as it was searched
        yield Finding(path, message.format(found=found, around=f"« …{around}… »"), hint, line=line)
