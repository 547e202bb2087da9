"""What a source says now, beside what it said before -> the snapshot to keep, and what to tell of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from aivm.problems import Problem, Severity, Where, suggest
from aivm.pulled.agreed import Agreements, ToRead, settled
from aivm.pulled.merge import TITLE_SHOWN, corrected
from aivm.pulled.pairing import with_old_ids
from aivm.pulled.rows import OWN_ID_HINT, Found, received
from aivm.pulled.snapshot import Snapshot
from aivm.pulled.unread import shown, unread
from aivm.records.build import TypedIds, build_records
from aivm.records.fields import stamp_of
from aivm.records.places import Places
from aivm.records.raw import RawRecord
from aivm.sources.load import FILES, columns, needed
from aivm.sources.options import MOST_ROWS
from aivm.sources.source import Source
from aivm.sources.who_goes import NOBODY, Going, People
from aivm.territory import Territory

SHRINK = 0.5  # the share of coming events that may vanish at once; more is a broken export until someone says not
FEW = 2  # below it a vanished event is a vanished event, not a sign

Rows = Mapping[str, Mapping[str, Any]]
Judge = Callable[[RawRecord], list[Problem]]  # what keeps a row out


@dataclass(frozen=True)
class Outcome:
    """What became of one source. `fault`: why the snapshot stays as it was; then nothing else has changed."""

    source: Source
    snapshot: Snapshot | None  # to keep; None: there is none yet
    fault: Problem | None = None
    refused: tuple[Problem, ...] = ()  # the reason of each row left out
    notices: tuple[Problem, ...] = ()  # what the reader had to say besides
    to_read: tuple[ToRead, ...] = ()  # words about people that wait until somebody has read them
    added: int = 0
    changed: int = 0
    removed: int = 0


def refreshed(
    source: Source,
    read: tuple[Sequence[RawRecord], Sequence[Problem]],
    before: Snapshot | None,
    judge: Judge,
    noted: Agreements,
    now: datetime,
    territory: Territory,
    accept_shrink: bool = False,
    everyone: People = NOBODY,
) -> Outcome:
    """The new snapshot of a source from the rows of its reader, each judged; or the old one, with the reason.

    People are those whose agreement is `noted`: they are never paired, since what is alike may be somebody else.
    """
    rows, problems = read
    fault = unreadable(source, rows, problems)
    if fault:
        return Outcome(source, before, fault)
    going = Going(source, everyone, columns(FILES[source.gives][1]))
    read_again = going.read if source.gives == "events" else lambda row, raw: row
    found, faults = received(rows, source, territory, read_again)
    old = before.rows if before else ()
    people = settled(found, old, noted) if source.gives == "volunteers" else None
    kept, refused = judged(
        people.kept if people else with_old_ids(found, [row for row in old if not everyone.in_id(str(row["id"]))]),
        judge,
    )
    after = {str(row["id"]): row for row in kept}
    known = {str(row["id"]): row for row in old}
    said = (*problems, *faults)
    notices = tuple(problem for problem in said if problem.severity is Severity.ADVICE)
    told = (*(problem for problem in said if problem not in notices), *refused)
    notices += tuple(unread(rows, columns(FILES[source.gives][1]), source.name))
    notices += tuple(going.told(after, known))
    if people:
        told, notices = (*told, *people.refused), (*notices, *people.notices)
    fault = None if accept_shrink else shrunk(source, known, after, noted.today)
    if fault:
        return Outcome(source, before, fault, told, notices)
    snapshot = Snapshot(source.name, source.gives, now, tuple(after.values()))
    if before and known == after:
        snapshot = before.at(now)
    return Outcome(
        source,
        snapshot,
        refused=told,
        notices=notices,
        to_read=tuple(people.to_read) if people else (),
        added=len(after.keys() - known.keys()),
        changed=sum(after[name] != known[name] for name in after.keys() & known.keys()),
        removed=len(known.keys() - after.keys()),
    )


def unreadable(source: Source, rows: Sequence[RawRecord], problems: Sequence[Problem]) -> Problem | None:
    """Why nothing at all can be kept of what came: no row was read, or a column is missing everywhere."""
    where = Where(source.where.file, source.where.line, source.name)
    faults = [problem for problem in problems if problem.severity is not Severity.ADVICE]
    if not rows and faults:
        first = min(faults)
        return Problem(where, first.message, first.hint)
    if len(rows) > MOST_ROWS:
        message = f"la source a plus de {MOST_ROWS} dates."
        return Problem(where, message, "Gardez-en moins, par exemple les dernières années.")
    lacking = [
        name
        for name in needed(FILES[source.gives][1])
        if rows and name not in source.defaults and all(name not in row.values for row in rows)
    ]
    if source.gives == "volunteers" and rows and not any(row.values.get("id") for row in rows):
        lacking.insert(0, "id")  # what was read of people stays, rather than all of them be refused
    if not lacking:
        return None
    seen = list(dict.fromkeys(name for row in rows[:20] for name in map(row.typed.get, row.values) if name))
    near = next(
        (f"« {name[:40]} », est-ce « {lacking[0]} » ? " for name in seen if suggest(name[:60], lacking[:1])), ""
    )
    has = f" Elle a : {shown(seen)}." if seen else ""
    hint = "Dites dans « colonnes » comment la source la nomme, ou dans « si_vide » ce qui vaut partout."
    hint = OWN_ID_HINT if lacking[0] == "id" else hint
    return Problem(where, f"aucune fiche n’a de « {lacking[0]} ».", f"{near}{hint}{has}")


def judged(found: Sequence[Found], judge: Judge) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The rows that pass, and why each of the others does not."""
    kept: list[dict[str, Any]] = []
    refused: list[Problem] = []
    for row, raw in found:
        faults = judge(RawRecord(row, raw.where, raw.lines, raw.typed))
        refused += [titled(fault, row) for fault in faults]
        if not faults:
            kept.append(row)
    return kept, refused


def titled(problem: Problem, row: Mapping[str, Any]) -> Problem:
    """A fault under the title of its row: nobody sees the lines of a feed. A person is told by her id alone."""
    title = str(row.get("titre", ""))[:TITLE_SHOWN]
    return replace(problem, message=f"« {title} » : {problem.message}") if title else problem


def shrunk(source: Source, before: Rows, after: Rows, today: date) -> Problem | None:
    """The fault of a source that loses more than half of its coming events at once."""
    coming = {name for name, row in before.items() if _coming(row, today)}
    gone = len(coming - after.keys())
    if gone < FEW or gone <= SHRINK * len(coming):
        return None
    message = f"{gone} dates à venir sur {len(coming)} disparaissent d’un coup."
    hint = "Vérifiez la source ; si c’est voulu : python3 tasks.py pull --accept-shrink."
    return Problem(Where(source.where.file, source.where.line, source.name), message, hint)


def _coming(row: Mapping[str, Any], today: date) -> bool:
    stamp = stamp_of(row)
    return bool(stamp and stamp.day and stamp.day >= today)


def judge_of(source: Source, typed: Sequence[RawRecord], places: Places, ids: TypedIds) -> Judge:
    """How rows of this source are judged: as any other row, with what was typed by hand over them."""
    by_hand = {str(row.values.get("id", "")): row for row in reversed(typed) if not row.example}

    def judge(row: RawRecord) -> list[Problem]:
        local = by_hand.get(str(row.values["id"]))
        whole = RawRecord(corrected(row, local).values, row.where, row.lines, row.typed) if local else row
        _, problems = build_records({source.gives: [whole]}, places, ids)
        return [problem for problem in problems if problem.severity is Severity.BLOCKING]

    return judge
