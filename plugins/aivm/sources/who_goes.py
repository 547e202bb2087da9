"""Who goes to an event, as people write it in a calendar or a table -> the column `volontaires`, and nothing public.

A #mot, a category, a guest, a cell or a text that names somebody of volontaires.yaml, in any spelling, says who goes.
It is taken out of what is shown: a person never stands beside an hour to come. Once the event is past, its page names
her by `volontaires`, where she agreed to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from aivm.people.letters import slug
from aivm.people.names import seek
from aivm.problems import Problem, Severity, Where
from aivm.records.event import DETAILS
from aivm.records.fields import parse_day, parse_list, stamp_of
from aivm.records.raw import RawRecord, filled
from aivm.sources.source import Source
from aivm.text.fold import fold

TEXTS = ("titre", "resume", "texte", "lieu", *DETAILS.values())
GONE = "…"
WHICH = "Écrivez l’identifiant de sa fiche, par exemple #prenom-2027."
TOLD = 10  # events of one source whose people are told at once
UNDERSTOOD = "Ces noms ne sont montrés à côté d’aucune heure. Si ce n’est pas cela, corrigez « volontaires »."
YEARED = re.compile(r"[a-z]+(?:_[a-z]+)*_20\d\d")  # an id as the guide makes them: nobody calls a theme so
AND = r"(?:\s*(?:,|&|\+|\bet\b)\s*…)*"
COMES = re.compile(
    rf"[\s,:–—-]*\(?\b(?:avec|par|chez|(?:animée?|contée?|présentée?)s? par)\s+…{AND}\)?(?=\s*(?:[.,;:!?)\n]|$))",
    re.IGNORECASE,
)
BEGINS = re.compile(rf"^…{AND}\s*[:–—-]\s*")
TWICE = re.compile(rf"…{AND}")


Row = Mapping[str, Any]


class Person(NamedTuple):
    """Somebody who may be named: by her id, by her displayed name (or nothing), during her mission."""

    id: str
    name: str
    begins: date
    ends: date
    example: bool = False


class Understood(NamedTuple):
    """A row, whom it said, and what could not be made of it."""

    row: dict[str, Any]
    who: tuple[str, ...]  # ids that its words say, and that were not in its column
    unclear: tuple[str, ...]  # words that name several people, or an example


@dataclass(frozen=True)
class People:
    """Whom a source may name, and the themes of the site; without them every word may be one."""

    known: tuple[Person, ...] = ()
    themes: tuple[str, ...] | None = None  # folded, sorted

    def of(self, word: str) -> tuple[Person, ...]:
        """Those whom one word names: a #mot, a category, a cell. « awa-2026 », « Awa2026 », « awa », « Touré Awa »."""
        said = _joined(word)
        return tuple(person for person in self.known if said in _spellings(person) or _whole(person.name, word))

    def is_theme(self, word: str) -> bool:
        """False for a word that is nobody's theme, and could be somebody's name."""
        folded = fold(word)
        return not_an_id(word) and (self.themes is None or folded in self.themes)

    def in_id(self, name: str) -> bool:
        """True for an id that would tell somebody in an address: « contes-avec-awa-2027-04-06 », « awa-2026 »."""
        apart = f"-{slug(name)}-"
        told = [(f"-{person.id}-", rf"-(?:avec|par|chez)-{slug(person.name) or '-'}-") for person in self.known]
        names = seek(person.name for person in self.known if person.name)
        return any(one in apart or re.search(after, apart) for one, after in told) or bool(names.in_address(name))

    def without(self, text: str) -> tuple[str, tuple[str, ...]]:
        """A text without the people that it names, and these names as displayed."""
        if not text or not self.known:
            return text, ()
        found = list(seek(person.name for person in self.known if person.name).in_text(text))
        ids = "|".join(re.escape(person.id) for person in self.known if re.search("[0-9-]", person.id))
        typed = re.finditer(rf"(?<![\w-])(?:{ids})(?![\w-])", text, re.IGNORECASE) if ids else ()
        named = [(one.start, one.end, one.name) for one in found]
        spans = sorted([*named, *((match.start(), match.end(), match[0]) for match in typed)])
        if not spans:
            return text, ()
        kept, last = [], 0
        for start, end, _ in spans:
            if start >= last:
                kept += [text[last:start], GONE]
                last = end
        bare = TWICE.sub(GONE, BEGINS.sub("", COMES.sub("", "".join([*kept, text[last:]]))))
        return bare.strip() or GONE, tuple(dict.fromkeys(name for *_, name in spans))


NOBODY = People()


def people(fiches: Iterable[RawRecord], themes: Iterable[str] | None = None) -> People:
    """Everybody who has a fiche, examples and those who do not agree included; an unread mission is endless."""
    found: dict[str, Person] = {}
    for fiche in fiches:
        values = filled(fiche)
        name, mission = str(values.get("id", "")), values.get("mission")
        ends = mission if isinstance(mission, Mapping) else {}
        example = fiche.example or fold(str(values.get("exemple", "non"))) not in ("non", "false", "faux", "0")
        before = found.get(name)
        shown = str(values.get("nom_affiche", "")) or (before.name if before else "")
        most = (before.begins, before.ends) if before else (date.min, date.max)
        days = _day(ends.get("debut"), most[0]), _day(ends.get("fin"), most[1])
        if name:
            found[name] = Person(name, shown, *days, example)
    return People(tuple(found[name] for name in sorted(found)), tuple(sorted(themes)) if themes is not None else None)


def understood(row: Mapping[str, Any], everyone: People, *, closed: bool = False, texts: bool = True) -> Understood:
    """A row of an event whose people are in `volontaires` and nowhere else.

    `closed`: its themes are #mots, of which only those of the site are kept. `texts`: names are taken out of them too.
    """
    if not everyone.known and not closed:
        return Understood(dict(row), (), ())
    out, said = dict(row), list[str]()
    for column in TEXTS if texts else ():
        if row.get(column):
            out[column], names = everyone.without(str(row[column]))
            said += names
    themes = parse_list(row.get("themes", ""))
    shown = everyone.is_theme if closed else not_an_id
    kept = [word for word in themes if not everyone.of(word) and shown(word)]
    if kept != themes:
        out["themes"] = ", ".join(kept)
        said += [word for word in themes if everyone.of(word)]
    return _with_people(row, out, said, everyone)


def _with_people(row: Mapping[str, Any], out: dict[str, Any], said: list[str], everyone: People) -> Understood:
    typed = parse_list(row.get("volontaires", ""))
    ids, unclear, stamp = [], [], stamp_of(row)
    for word in [*typed, *said]:
        here = [person for person in everyone.of(word) if not person.example]
        on_day = [one for one in here if stamp and stamp.day and one.begins <= stamp.day <= one.ends]
        sure = here if word in {one.id for one in here} else on_day or (here if word in typed else [])
        exact = [one for one in sure if one.id == word] or sure
        if len(exact) == 1:
            ids.append(exact[0].id)
        elif everyone.of(word):
            unclear += [word] if len(exact) > 1 else []
        elif word in typed:
            ids.append(word)  # nobody knows whom: its judge says so
    ids = list(dict.fromkeys(ids))
    if ids or "volontaires" in row:
        out["volontaires"] = ", ".join(ids)
    return Understood(out, tuple(name for name in ids if name not in typed), tuple(dict.fromkeys(unclear)))


def cells(raw: RawRecord, known: Sequence[str], everyone: People) -> list[str]:
    """Whom the columns that the site does not read name: « Qui », « Intervenante », every cell of them a person."""
    found = []
    for column, value in raw.values.items():
        words = parse_list(value) if column not in known and isinstance(value, str) and len(value) < 200 else []
        found += words if words and all(map(everyone.of, words)) else []
    return found


def _spellings(person: Person) -> set[str]:
    first = fold(person.name).split("_")[0]
    bare = re.sub(r"_20\d\d$", "", fold(person.id))
    return {_joined(person.id), _joined(bare), _joined(person.name), first} - {""}


def _whole(name: str, word: str) -> bool:
    typed = " ".join(word.split())
    return bool(name) and any(one[:2] == (0, len(typed)) for one in seek([name]).in_text(typed))


def _joined(word: str) -> str:
    return fold(word).replace("_", "")


def not_an_id(word: str) -> bool:
    """False for « awa-2026 », even where nobody has that fiche."""
    return not YEARED.fullmatch(fold(word))


def _day(typed: Any, instead: date) -> date:
    try:
        return parse_day(str(typed)) if typed else instead
    except ValueError:
        return instead


@dataclass
class Going:
    """The rows of one source while they are read: whom each says, and what is told of it."""

    source: Source
    everyone: People
    columns: Sequence[str]
    unclear: dict[str, Where] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)  # what a column `volontaires` says as it is

    def read(self, row: dict[str, Any], raw: RawRecord) -> dict[str, Any]:
        """A row whose people are in `volontaires` alone."""
        row = {**row, "id": ""} if self.everyone.in_id(str(row.get("id", ""))) else row
        found = cells(raw, self.columns, self.everyone)
        both = ", ".join([*parse_list(row.get("volontaires", "")), *found])
        out = understood({**row, "volontaires": both} if both else row, self.everyone)
        self.unclear |= dict.fromkeys(out.unclear, raw.where)
        if self.source.kind != "ics" and str(row.get("volontaires", "")) == out.row.get("volontaires", ""):
            self.typed.add(str(row.get("volontaires", "")))
        return out.row

    def told(
        self, after: Mapping[str, Mapping[str, Any]], before: Mapping[str, Mapping[str, Any]]
    ) -> Iterator[Problem]:
        """Who was understood to go where, once: on the day it comes; and the names that several people have."""
        new = [
            f"{row['volontaires']} à « {str(row.get('titre', ''))[:60]} » ({row.get('debut', '')})"
            for name, row in after.items()
            if row.get("volontaires", "") not in self.typed | {before.get(name, {}).get("volontaires", "")}
        ]
        if new:
            more = f" ; et {len(new) - TOLD} autres" if len(new) > TOLD else ""
            message = f"compris, qui va où : {' ; '.join(new[:TOLD])}{more}."
            yield Problem(Where(self.source.name), message, UNDERSTOOD, Severity.ADVICE)
        for word, where in self.unclear.items():
            message = f"« {word} » peut être plusieurs personnes : personne n’est noté."
            yield Problem(
                where, message, "Écrivez l’identifiant de sa fiche, par exemple #prenom-2027.", Severity.ADVICE
            )
