"""Rows as people type them, and the records they become."""

from __future__ import annotations

from datetime import date
from typing import Any

from aivm.problems import Problem, Where
from aivm.records.build import Records, build_records
from aivm.records.places import Places
from aivm.records.raw import RawRecord

from tests.conftest import TERRITORY

TODAY = date(2026, 11, 22)
EVENT = {"id": "causerie", "titre": "Causerie", "debut": "14/01/2027 20h", "public": "tout public", "commune": "Rennes"}
PERSON = {
    "id": "personne",
    "nom_affiche": "Personne",
    "mission": {"debut": "2026-09-15", "fin": "2027-07-10"},
    "consentement": {"date": "2026-09-01", "portee": ["nom", "photo", "récits"], "expire_le": "2028-09-01"},
}

Row = dict[str, Any]
Built = tuple[Records, list[Problem]]


def places(today: date = TODAY) -> Places:
    """Two communes of two sectors, and the places of Mali from their file."""
    return Places({"Rennes": "Rennes", "Vitré": "Vitré"}, TERRITORY, today)


def raws(rows: list[Row], file: str, start: Row) -> list[RawRecord]:
    """Rows that complete `start`, one a line; a value None takes the column out."""
    completed = [{key: value for key, value in {**start, **row}.items() if value is not None} for row in rows]
    return [RawRecord(row, Where(file, line)) for line, row in enumerate(completed, start=2)]


def build(*events: Row, people: list[Row] | None = None, groups: list[Row] | None = None, today: date = TODAY) -> Built:
    """The records of some events, people and associations."""
    kinds = {
        "events": raws(list(events), "evenements.csv", EVENT),
        "volunteers": raws(people or [], "volontaires.yaml", PERSON),
        "associations": raws(groups or [], "associations.yaml", {}),
    }
    ids = {kind: frozenset(str(row.values.get("id")) for row in rows) for kind, rows in kinds.items()}
    return build_records(kinds, places(today), ids)
