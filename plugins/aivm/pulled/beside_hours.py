"""Rows of events typed here: nobody stands beside an hour to come, whoever typed it and wherever (see who_goes.py).

Once the event is past, the row is shown as it was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from aivm.problems import Problem, Severity
from aivm.records.fields import parse_list, parse_stamp
from aivm.records.raw import RawRecord
from aivm.sources.who_goes import TEXTS, People, understood
from aivm.text.fold import fold

CLOSED = frozenset({"scolaire", "adherents"})  # nothing of these is shown beside an hour
CUT = "à côté d’une heure à venir, « {who} » n’est pas montré."
NOTED = "Écrivez qui vient dans « volontaires » : son nom y paraîtra une fois la date passée, si son accord le permet."
IN_ID = "« {id} » nomme quelqu’un dans l’adresse d’une date à venir."
OTHER_ID = "Changez cet identifiant, par exemple pour la date et le titre."


def without_people(row: RawRecord, everyone: People, today: date) -> tuple[RawRecord, list[Problem]]:
    """A row without those whom its words name, noted in `volontaires`; and what is told of it, at its line."""
    if not everyone.known or fold(str(row.values.get("public", ""))) in CLOSED or is_past(row.values, today):
        return row, []
    problems = []
    name = str(row.values.get("id", ""))
    if name and everyone.in_id(name):
        problems.append(Problem(row.at("id"), IN_ID.format(id=name), OTHER_ID))
    out = understood(row.values, everyone)
    changed = [column for column in (*TEXTS, "themes") if out.row.get(column) != row.values.get(column)]
    if not changed:
        return row, problems
    named = [*out.who, *out.unclear] or parse_list(out.row.get("volontaires", "")) or ["quelqu’un"]
    message = CUT.format(who=", ".join(named))
    return replace(row, values=out.row), [*problems, Problem(row.at(changed[0]), message, NOTED, Severity.ADVICE)]


def is_past(row: Mapping[str, Any], today: date) -> bool:
    """True where the last day that a row tells is over; what cannot be read is to come."""
    days = [day for column in ("debut", "fin") if (day := _day(row.get(column, "")))]
    return bool(days) and max(days) < today


def _day(typed: Any) -> date | None:
    try:
        return parse_stamp(str(typed)).day if typed else None
    except ValueError:  # PydanticCustomError is one
        return None
