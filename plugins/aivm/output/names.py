"""A finished folder names nobody who has not agreed: what people/names.py finds, in its texts and its addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from aivm.output.search import TEXTS, of_kind, stretch
from aivm.output.tree import Finding, Findings, Tree
from aivm.people.names import Named, Sought, seek
from aivm.problems import Severity

HINT = "Retirez ce nom, ou notez l’accord de la personne dans content/data/volontaires.yaml."
NAMED = "« {found} » est cité sans accord en vigueur : {around}."
ASK = "Si c’est elle, retirez ce nom ou notez son accord ; si c’est quelqu’un d’autre, il n’y a rien à faire."
MAYBE = "« {found} » : est-ce la personne nommée « %s », sans accord en vigueur ? {around}."
RECORD = re.compile(r"[ \t-]*(?:id|nom_affiche)\s*:.*")  # where a person is declared, nobody is told of her
# A word of which some letters are in bold, in a page and in Markdown.
BOLD = r"/?(?:b|strong|i|em|u|mark|small)>"
WITHIN = (  # each begins with its sign: pages are passed through fast
    (
        ("</b>", "</strong>", "</i>", "</em>", "</u>", "</mark>", "</small>"),
        re.compile(rf"<(?<=[^\W\d_]<){BOLD}(?:<{BOLD})*(?=[^\W\d_])"),
    ),
    (("*",), re.compile(r"\*(?<=[^\W\d_]\*)\*{0,2}(?=[^\W\d_])")),
)
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # so are people named to the program: « volontaires : awa-2027 »


def people(tree: Tree, names: Iterable[str], shown: Iterable[str] = ()) -> Findings:
    """Nobody without consent in force is named anywhere (RGPD, art. 6.1.a), nor in the address of a file.

    `names` are as displayed, and so are those `shown`, of people who agreed. A first name that somebody else also
    bears, with consent, is not for this list. A part of a name is a question, asked once a file.
    """
    sought = seek(names, shown)
    if not sought.forms:
        return
    for path in of_kind(tree, TEXTS):
        text = tree.text(path)
        told = set[str]()
        for read in _readings(text):
            found = [named for named in sought.in_text(read) if named.name not in told]
            told |= {named.name for named in found}
            yield from (_finding(path, read, named) for named in found)
        yield from (_finding(path, text, named) for named in sought.in_part(text))
    for path in tree.files:
        words = PurePosixPath(path).parts
        said = (name for part in words for way in (part, part.partition(".")[0]) for name in sought.in_address(way))
        for name in dict.fromkeys(said):
            yield Finding(path, f"l’adresse nomme « {name} », sans accord en vigueur.", HINT)


def _readings(text: str) -> Iterator[str]:
    """A text as it is; then, where a part of a word stands in bold, with that word whole. Lines are the same."""
    yield text
    joined = text
    for signs, letters in WITHIN:
        if any(sign in joined for sign in signs):
            joined = letters.sub("", joined)
    if joined != text:
        yield joined


def _finding(path: str, text: str, named: Named) -> Finding:
    if named.whole:
        return replace(stretch(path, text, named.start, named.end, NAMED, HINT), about=named.name)
    message = MAYBE % named.name.replace("{", "").replace("}", "")
    asked = stretch(path, text, named.start, named.end, message, ASK)
    return replace(asked, severity=Severity.ADVICE, about=named.name)


def retold(finding: Finding, source: str, sought: Sought) -> list[Finding]:
    """One finding for each line of a source that holds the name, one in all for a question; none where none does."""
    find = sought.in_part if finding.severity is Severity.ADVICE else sought.in_text
    for text in _readings(source):
        typed = [named for named in find(text) if named.name == finding.about]
        said = [named for named in typed if not RECORD.match(text, text.rfind("\n", 0, named.start) + 1)]
        said = [named for named in said if not ID.fullmatch(text[named.start : named.end])] or said
        if said:
            found = [_finding(finding.path, text, named) for named in said]
            lines = {one.line: replace(finding, message=one.message, typed=one.line) for one in reversed(found)}
            return [lines[line] for line in sorted(lines)]
    return []
