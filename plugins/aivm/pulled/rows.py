"""The rows of one source, as its reader gives them -> ids that stay, our own columns, defaults of the source.

An event without an id is given one. A person is not: her agreement is noted under her id, and one made of her first
name and a rank would be somebody else's at the next export.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from aivm.people.letters import slug
from aivm.problems import Problem
from aivm.records.fields import stamp_of
from aivm.records.raw import RawRecord
from aivm.sources.cells import cleaned
from aivm.sources.load import FILES, columns
from aivm.sources.source import Source
from aivm.territory import Territory

Row = dict[str, Any]
Reread = Callable[[Row, RawRecord], Row]  # what else is understood of a row before it has its name
Found = tuple[Row, RawRecord]  # cleaned, and as it was read

OWN_ID_HINT = (
    "Donnez-lui, dans une colonne « id » de la source, un identifiant qui ne change plus, par exemple prenom-2027 : "
    "son accord est noté sous ce nom dans content/data/volontaires.yaml."
)


def received(
    rows: Iterable[RawRecord], source: Source, territory: Territory, read: Reread = lambda row, raw: row
) -> tuple[list[Found], list[Problem]]:
    """Cleaned rows with an id each, in the order of the source; those beyond reason are told and left out."""
    known = columns(FILES[source.gives][1])
    found: list[Found] = []
    problems: list[Problem] = []
    for raw in rows:
        row, faults = cleaned(raw, known, territory)
        problems += faults
        if row:
            found.append((read({**source.defaults, **row}, raw), raw))
    if source.gives == "volunteers":
        return with_own_ids(found, problems), problems
    return with_ids(found), problems


def with_own_ids(found: Sequence[Found], problems: list[Problem]) -> list[Found]:
    """People under the ids of the source's own; without one, or with one that two of them have, nobody is passed on."""
    ids = [own_id(row) for row, _ in found]
    often = Counter(ids)
    for name, (_, raw) in zip(ids, found, strict=True):
        if not name:
            problems.append(Problem(raw.at("id"), "cette fiche n’a pas d’identifiant à elle.", OWN_ID_HINT))
        elif often[name] > 1:
            message = f"deux fiches portent l’identifiant « {name} » : aucune n’est reprise."
            problems.append(Problem(raw.at("id"), message, "Donnez à chaque personne le sien, à la source."))
    return [
        ({**row, "id": name}, raw) for name, (row, raw) in zip(ids, found, strict=True) if name and often[name] == 1
    ]


def own_id(row: Mapping[str, Any]) -> str:
    """The id that a source gives, made an address; "" where there is none; a mailbox is in none of ours."""
    given = str(row.get("id", ""))
    return "" if "@" in given else slug(given)


def with_ids(found: Sequence[Found]) -> list[Found]:
    """Each row under an id of its own: the one it has, made an address, else its title and day; then « -2 », « -3 »."""
    taken: dict[str, int] = defaultdict(int)
    named = []
    for row, raw in found:
        base = own_id(row) or proposed(row)
        taken[base] += 1
        name = base if taken[base] == 1 else f"{base}-{taken[base]}"
        named.append(({**row, "id": name}, raw))
    return named


def proposed(row: Mapping[str, Any]) -> str:
    """An id for a row without one."""
    start = stamp_of(row)
    day = start.day.isoformat() if start and start.day else ""
    title = str(row.get("titre", ""))
    return slug(f"{day} {title}") or "sans-titre"
