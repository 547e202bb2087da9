"""Levels, audience, themes, state and commune of an event, read from its categories and from the #mots in its texts.

The table is a setting (`calendar_words`). A #mot that it does not hold says who goes, where it names somebody; it is a
theme where the site has that theme already, and else it is told and not shown: it could be somebody's name. A category
that it does not hold is not used, and is told: calendars have their own, such as the names of colours.
Closed by default: without a word that opens an event, it is what its source says of all of them (`si_vide`), else
« scolaire »; where several words disagree, the most closed is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aivm.problems import Problem, Where, suggest
from aivm.records.event import AUDIENCES, LEVELS
from aivm.records.status import STATUSES
from aivm.sources.ics.lines import Block
from aivm.sources.ics.text import line, unescaped
from aivm.sources.who_goes import GONE, NOBODY, People
from aivm.territory import Territory
from aivm.text.fold import fold

PRIVATE = "privé"  # an audience that no record has: the event is left out
CLOSED_FIRST = (PRIVATE, "adhérents", "scolaire", "tout public")
CHOICES: Mapping[str, tuple[str, ...]] = {  # what a column of the table may be given; the others take any words
    "public": (*AUDIENCES, PRIVATE),
    "niveaux": LEVELS,
    "statut": tuple(STATUSES),
}
COLUMNS = (*CHOICES, "themes", "commune", "lieu")
HASHED = re.compile(r"(?<![\w/&#?=.])#(?!\d+(?![\w-]))(\w(?:[\w-]*\w)?)")  # no end of an address, no « #3 »
MARK = r"(annul[ée]e?s?|report[ée]e?s?|complet|complète)"
MARKED = re.compile(
    rf"^(?:[\[(] ?{MARK} ?[\])] ?[:–—-]?|{MARK} ?[:!–—-]) ?|(?: [\[(] ?{MARK} ?[\])]| [–—-] ?{MARK}) ?!?$",
    re.IGNORECASE,
)
MARKS = {"a": "annulé", "r": "reporté", "c": "complet"}  # by first letter
MOST = 40  # words of one event; more are noise

Words = Mapping[str, tuple[str, str]]


@dataclass
class Said:
    """What the words of one event say, by column; and the categories that the table does not hold."""

    values: dict[str, list[str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)  # #mots that are no theme of the site, and could be a name

    def all(self, column: str) -> str:
        """Every value of a column, as they are typed in a cell."""
        return ", ".join(dict.fromkeys(self.values.get(column, ())))

    def one(self, column: str) -> str:
        return next(iter(self.values.get(column, ())), "")

    @property
    def audience(self) -> str:
        """The most closed of those that were said; empty where none was."""
        said = self.values.get("public", ())
        return next((audience for audience in CLOSED_FIRST if audience in said), "")


def table(entries: Iterable[str], file: str) -> tuple[dict[str, tuple[str, str]], list[Problem]]:
    """The words of the setting `calendar_words`, whose entries are « colonne : valeur = mot, mot »."""
    words: dict[str, tuple[str, str]] = {}
    problems = []
    for entry in entries:
        target, _, spellings = entry.partition("=")
        column, _, value = (part.strip() for part in target.partition(":"))
        known = CHOICES.get(column, (value,))
        where = Where(file, field="AIVM['calendar_words']")
        if column not in COLUMNS or not value or not fold(spellings):
            hint = suggest(column, COLUMNS) or "Écrivez par exemple « niveaux : collège = collège, 6e »."
            problems.append(Problem(where, f"« {entry} » ne se lit pas.", hint))
        elif value not in known:
            hint = suggest(value, known) or f"Écrivez l’un de : {', '.join(known)}."
            problems.append(Problem(where, f"« {value} » n’est pas une valeur de « {column} ».", hint))
        else:
            words |= {fold(word): (column, value) for word in spellings.split(",") if fold(word)}
    return words, problems


def said(block: Block, texts: Iterable[str], words: Words, territory: Territory, people: People = NOBODY) -> Said:
    """What the categories of an event and the #mots of its `texts` say; one that names somebody says who goes."""
    found = Said()
    for name in _categories(block)[:MOST]:
        if fold(name) in words:
            column, value = words[fold(name)]
            found.values.setdefault(column, []).append(value)
        elif people.of(name):
            found.values.setdefault("volontaires", []).append(line(name, territory))
        elif fold(name):
            found.unknown.append(line(name, territory)[:40])
    for word in [word for text in texts for word in HASHED.findall(text)][:MOST]:
        if fold(word):
            column, value = words.get(fold(word), ("themes", line(re.sub(r"[_-]+", " ", word), territory)[:40]))
            if fold(word) not in words and people.of(word):
                column, value = "volontaires", line(word, territory)
            elif fold(word) not in words and not people.is_theme(word):
                found.strange.append(line(word, territory)[:40])
                continue
            found.values.setdefault(column, []).append(value)
    return found


def _categories(block: Block) -> list[str]:
    """CATEGORIES, several to a line and several lines (RFC 5545 3.8.1.2)."""
    lines = [given.value for given in block.properties.get("CATEGORIES", ())]
    return [unescaped(name).strip() for value in lines for name in re.split(r"(?<!\\),", value)]


def without_words(text: str, people: People = NOBODY) -> str:
    """`text` without the #mots that end its lines; those inside a sentence lose their sign and stay, but for people."""
    if "#" not in text:
        return text
    kept = []
    for row in text.split("\n"):
        parts = row.split(" ")
        while parts and (not parts[-1] or HASHED.fullmatch(parts[-1])):
            parts.pop()
        kept.append(HASHED.sub(lambda match: _in_words(match[1], people), " ".join(parts)))
    return "\n".join(kept)


def _in_words(word: str, people: People) -> str:
    persons = people.of(word)
    return persons[0].name or persons[0].id if persons else word if people.is_theme(word) else GONE


def marked(title: str) -> tuple[str, str]:
    """A title without the state that people write in it (« ANNULÉ : Contes », « Contes (complet) »), and that state."""
    match = MARKED.search(title)
    rest = (title[: match.start()] + title[match.end() :]).strip() if match else ""
    if match is None or not rest:
        return title, ""
    word = next(group for group in match.groups() if group)
    return rest, MARKS[word[0].casefold()]
