"""No file tells where in Mali something is, nor how to reach somebody who did not ask for it (RGPD, art. 5 and 32)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from aivm.output.search import TEXTS, stretch
from aivm.output.tree import Finding, Findings, Tree
from aivm.people.contacts import Allowed, contacts
from aivm.people.letters import origins, plain
from aivm.people.map_codes import codes_there, unreadable
from aivm.people.meetings import keys, may_open
from aivm.people.points import points_there
from aivm.territory import Territory

# What draws is made of pairs of numbers: paths, points and places inside the picture. What is said is not in these.
DRAWN = re.compile(
    r"\s(?:d|points|transform|(?:gradient|pattern)Transform|values|viewBox|[xy][12]?|[cdr][xy]|r|width|height|offset)=(?:\"[^\"]*\"|'[^']*'|[^\s>]+)"
    r"|<style[^>]*>[^<]*</style>|\ssrc=[\"']?data:[^\s>]+"
)
# A number with a part in bold is the same number: tags that say nothing themselves are no part of a text.
DRESS = re.compile(r"</?(?:b|strong|i|em|u|t?span|small|mark|code|wbr)(?:\s+class=(?:\"[^\"]*\"|[^\s>\"]+))?\s*>")
MARKED = frozenset({".html", ".svg", ".xml", ".atom"})
OPENING = "ce qui ouvre une réunion en ligne est écrit là."  # and is not repeated
OPENS = "Retirez-le : donnez-le aux personnes inscrites, par courriel."
REACH = (
    "Retirez-le, ou donnez-le dans content/data/contact.yaml si c’est celui de l’association "
    "(réglage public_contacts s’il s’agit d’un organisme)."
)


def whereabouts(tree: Tree, allowed: Allowed) -> Findings:
    """Every coordinate over there, and every e-mail, telephone or address that is not `allowed`, with its line."""
    territory = allowed.territory
    there = territory.there
    nowhere = f"Retirez cette position : {there.within}, un lieu se dit par {there.levels_said}."
    for path in tree.files:
        suffix = PurePosixPath(path).suffix.lower()
        if suffix not in TEXTS and suffix != ".csv":
            continue
        text = tree.text(path)
        if suffix in MARKED:
            text = DRESS.sub("", DRAWN.sub(same_lines, text))
        told = 0
        for start, end in sorted((*points_there(text, territory), *codes_there(text, territory))):
            if start >= told:  # « ?q=14.484,-4.196 » is a point in two ways
                yield found(path, text, start, end, f"donne la position d’un lieu {there.within}", nowhere)
                told = end
        for start, end in unreadable(text):
            if not allowed.says(text[start:end]):
                yield found(path, text, start, end, "mène à un point d’une carte, on ne sait où", unread(territory))
        for start, end, _ in keys(text) if may_open(text) else ():
            yield found(path, text, start, end, OPENING, OPENS)
        for start, end, kind in contacts(text, allowed):
            yield found(path, text, start, end, f"({kind}) n’est pas dans les coordonnées du site", REACH)


def unread(territory: Territory) -> str:
    """What to write instead of a link that leads one does not know where."""
    here, there = territory.here, territory.there
    within = there.within[0].upper() + there.within[1:]
    return f"{within}, dites {there.levels_said} ; {here.within}, écrivez l’adresse (réglage public_contacts)."


def found(path: str, text: str, start: int, end: int, what: str, hint: str) -> Finding:
    """The finding about a stretch of text, and the letters and digits by which it is known again."""
    says = what if what == OPENING else f"« {{found}} » {what} : {{around}}."
    one = stretch(path, text, start, end, says, hint)
    return replace(one, about="".join(_letters(text[start:end])[1]))


def retold(finding: Finding, text: str) -> list[Finding]:
    """The same words in the text of a source, however they are spaced or marked there: once a line for each way."""
    places, letters = _letters(text)
    bare, about = "".join(letters), finding.about
    ways: dict[tuple[int, str], Finding] = {}
    start = bare.find(about)
    while start >= 0:
        first, last = places[start], places[start + len(about) - 1]
        if not (text[first - 1 : first].isalnum() or text[last + 1 : last + 2].isalnum()):
            again = stretch(finding.path, text, first, last + 1, finding.says, finding.hint)
            way = again.line, text[first : last + 1]
            ways.setdefault(way, replace(finding, message=again.message, typed=again.line))
        start = bare.find(about, start + len(about))
    return list(ways.values())


def _letters(text: str) -> tuple[list[int], list[str]]:
    """The letters and digits of a text as a keyboard has them, and the place of each."""
    read, places = plain(text).lower(), origins(text)
    kept = [rank for rank, char in enumerate(read) if char.isalnum() or char in "@_"]
    return [places[rank] for rank in kept], [read[rank] for rank in kept]


def same_lines(match: re.Match[str]) -> str:
    """Nothing in the place of a match, but the lines that it took: those after it keep their number."""
    return "\n" * match[0].count("\n") or " "
