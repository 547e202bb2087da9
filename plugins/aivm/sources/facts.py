"""content/data/faits.yaml -> facts and their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from aivm.problems import Problem, Where, suggest
from aivm.records.build import parse_record
from aivm.records.fact import Fact, Reference
from aivm.records.raw import RawRecord
from aivm.sources.load import columns, unknown_columns
from aivm.sources.tables.yaml_rows import compose, rows
from aivm.territory import Territory
from aivm.text.fold import fold

SECTIONS = ("sources", "faits")  # of faits.yaml


@dataclass(frozen=True)
class Facts:
    """Facts and sources by id, in the order of the file."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    sources: Mapping[str, Reference] = field(default_factory=dict)


def read_facts(raw: bytes, file: str, territory: Territory) -> tuple[Facts, list[Problem]]:
    """Facts whose source is declared; one that is not, or is declared twice, is a Problem."""
    sections, problems = _sections(raw, file)
    sources = _by_id(Reference, sections.get("sources", []), problems, territory)
    facts = _by_id(Fact, sections.get("faits", []), problems, territory)
    for fact in facts.values():
        if fact.source not in sources:
            message = f"la source « {fact.source} » n’est pas déclarée."
            hint = suggest(fact.source, sources) or "Ajoutez-la sous « sources »."
            problems.append(Problem(Where(file, fact.where.line, "source"), message, hint))
    kept = {name: fact for name, fact in facts.items() if fact.source in sources}
    return Facts(kept, sources), problems


def _sections(raw: bytes, file: str) -> tuple[dict[str, list[RawRecord]], list[Problem]]:
    """Rows by section of a file whose top level names lists; a section that nobody knows is told, not lost."""
    tree, problems = compose(raw, file)
    sections: dict[str, list[RawRecord]] = {}
    if tree is not None and not isinstance(tree, yaml.MappingNode):
        problems.append(Problem(Where(file, 1), "on attend « sources: » et « faits: ».", "Remettez ces deux titres."))
        return sections, problems
    seen: set[int] = set()
    for key, items in tree.value if tree is not None else []:
        typed = key.value if isinstance(key, yaml.ScalarNode) else "(sans nom)"
        where = Where(file, key.start_mark.line + 1, typed)
        if fold(typed) not in SECTIONS:
            hint = suggest(typed, SECTIONS) or f"Les titres connus sont : {', '.join(SECTIONS)}."
            problems.append(Problem(where, f"le titre « {typed} » n’est pas connu.", hint))
        elif fold(typed) in sections:
            problems.append(Problem(where, "ce titre est là deux fois.", "Réunissez les deux listes."))
        else:
            sections[fold(typed)] = rows(items, file, problems, seen)
    return sections, problems


def _by_id(model: Any, found: list[RawRecord], problems: list[Problem], territory: Territory) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    problems += unknown_columns(found, columns(model))
    for row in found:
        record, faults = parse_record(model, row, territory)
        problems += faults
        if record is not None and record.id in kept:
            problems.append(Problem(row.at("id"), f"« {record.id} » est déjà pris.", "Donnez un autre identifiant."))
        elif record is not None:
            kept[record.id] = record
    return kept
