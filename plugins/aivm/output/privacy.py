"""What must never leave: hidden data of photos, source files, unfinished words, examples. People are in names.py."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from aivm.output.context import NOTHING, Context
from aivm.output.metadata import UnreadableError, is_known, telltales
from aivm.output.search import TEXTS, each, of_kind
from aivm.output.tree import Finding, Findings, Tree
from aivm.problems import Severity

PICTURES = frozenset({".jpg", ".png", ".webp", ".avif", ".svg", ".ico"})
MEDIA = PICTURES | {".mp3", ".m4a", ".ogg", ".opus"}
BY_WORDS = frozenset({".svg", ".ico"})  # have no first bytes of their own: the words of other kinds are looked for
# Everything that a web site of ours serves, and whose type its servers say (types.py). Another kind (.csv, .yaml, .md,
# .heic, .docx…) is somebody's working file, and a .pdf, .gif or .mp4 holds data that nothing here can read.
SERVED = (MEDIA | TEXTS) - {".txt"}
COPIES = (".br", ".gz")  # of a file that is there
SERVED_NAMES = frozenset(
    {"poids.csv", "robots.txt", ".well-known/security.txt", ".htaccess", "_headers", "_redirects", "CNAME"}
)
# What a table of values lacks is told there already: its mark says « asked ».
TODO = re.compile(r"(?<!<mark class=asked>)(?<!<mark class=\"asked\">)[ÀA]\s+COMPL[ÉE]TER")
# Cut in lines, as Inkscape writes it.
INSIDE = re.compile(rb"data:(?:image|audio)/[\w.+-]+(?:;[\w.=-]+)*;base64,((?:[A-Za-z\d+/]++|\s++|&#10;|&#xA;|%0A)*+)")
BREAKS = re.compile(rb"\s+|&#10;|&#xA;|%0A")


def hidden_data(tree: Tree, context: Context = NOTHING) -> Findings:
    """No EXIF, XMP, IPTC, GPS or tag in a photo or a sound: the place where a child was photographed is in there."""
    for path, content in _media(tree):
        try:
            found = telltales(content)
        except UnreadableError:
            yield Finding(path, "ce fichier est abîmé ou coupé.", "Remettez l’original, puis reconstruisez le site.")
            continue
        if PurePosixPath(path).suffix.lower() in MEDIA - BY_WORDS and not is_known(content):
            message = "ce fichier n’est pas ce que dit son nom : rien ici ne sait y chercher de données cachées."
            yield Finding(path, message, "Laissez le site préparer ce fichier, ou retirez-le.")
        if found:
            hint = "Laissez le site préparer ce fichier, au lieu de le copier tel quel."
            if path.endswith(".svg"):
                hint = (
                    "Dans Inkscape, enregistrez-le comme « SVG optimisé » ; une photo dedans passe d’abord par le site."
                )
            yield Finding(path, f"ce fichier contient encore des données cachées : {', '.join(found)}.", hint)


def _media(tree: Tree) -> Iterator[tuple[str, bytes]]:
    """The pictures and the sounds of a folder, and those that a page, a sheet or a drawing holds inside."""
    for path in of_kind(tree, MEDIA):
        yield path, tree.read(path)
    for path in of_kind(tree, TEXTS):
        content = tree.read(path)
        if b";base64," in content:  # most texts hold none, and are read no further
            yield from ((path, _decoded(match[1])) for match in INSIDE.finditer(content))


def _decoded(written: bytes) -> bytes:
    letters = BREAKS.sub(b"", written)
    whole = len(letters) - (len(letters) % 4 == 1)  # one letter alone is no byte: the text was cut there
    return b64decode(letters[:whole] + b"=" * (-whole % 4))


def foreign_files(tree: Tree, context: Context = NOTHING) -> Findings:
    """Only what a browser asks for: a table of volunteers or a photo out of the camera is not for publication."""
    for path in tree.files:
        kind = PurePosixPath(path).suffix.lower()
        copied = kind in COPIES and path.removesuffix(kind) in tree.files
        if path not in SERVED_NAMES and kind not in SERVED and not copied:
            hint = "Retirez-le de theme/static ou du dossier d’où il vient."
            yield Finding(path, f"un fichier « {kind or path} » n’a rien à faire sur le site.", hint)


def unfinished(tree: Tree, context: Context = NOTHING) -> Findings:
    """« À COMPLÉTER » stands for a fact that nobody has given yet: a visitor must not read it, and its file says so."""
    for path in (path for path in of_kind(tree, TEXTS) if path not in context.told):
        hint = "Donnez ce qui manque, ou retirez la phrase."
        for finding in each(tree, path, TODO, "il reste « {found} » : {around}.", hint):
            yield replace(finding, severity=Severity.PENDING)


def examples(tree: Tree, context: Context) -> Findings:
    """An invented event or person has no place in production; an empty marker looks for nothing."""
    if not context.marker:
        return
    pattern = re.compile(re.escape(context.marker))
    for path in of_kind(tree, TEXTS):
        hint = "Construisez avec « --production », et ne citez aucun exemple dans les vraies pages."
        yield from each(tree, path, pattern, "un exemple est resté : {around}.", hint)
