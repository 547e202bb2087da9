"""Rows become records here, with every fault found on the way: in a field, across fields, across records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from aivm.people.letters import slug
from aivm.people.meetings import HINT, keys, told_keys, without_keys
from aivm.problems import Problem, Severity, Where, suggest
from aivm.records.association import Association
from aivm.records.clashes import clashes
from aivm.records.event import Event
from aivm.records.places import Places
from aivm.records.raw import RawRecord
from aivm.records.rules import ASSOCIATION_RULES, EVENT_RULES, VOLUNTEER_RULES
from aivm.records.volunteer import Volunteer
from aivm.territory import Territory

Model = TypeVar("Model", Event, Volunteer, Association)
Parsed = TypeVar("Parsed", bound=BaseModel)
Rule = Callable[[Any, Places], Iterator[Problem]]

TypedIds = Mapping[str, frozenset[str] | None]  # ids by kind, sound or not; None: its file was not read whole

MESSAGES: Mapping[str, tuple[str, str]] = {  # pydantic's error types -> French sentence and remedy
    "missing": ("cette information manque.", "Remplissez-la."),
    "too_short": ("cette information est vide.", "Remplissez-la."),
    "too_long": ("le texte a {actual_length} caractères.", "Raccourcissez-le à {max_length} caractères au plus."),
    "extra_forbidden": (
        "cette clé n’est pas connue.",
        "Reprenez une clé de l’exemple, ou retirez-la.",
    ),
    "model_type": ("on attend plusieurs lignes « clé : valeur ».", "Regardez l’exemple en tête du fichier."),
    "dict_type": ("on attend plusieurs lignes « clé : valeur ».", "Regardez l’exemple en tête du fichier."),
    "tuple_type": ("on attend une liste.", "Regardez l’exemple en tête du fichier."),
}
UNEXPECTED = ("la valeur « {value} » ne convient pas.", "Corrigez-la d’après l’exemple en tête du fichier.")


@dataclass(frozen=True)
class Records:
    """Everything that passed, in the order it was typed. `sectors` maps a commune to its sector."""

    events: tuple[Event, ...] = ()
    volunteers: tuple[Volunteer, ...] = ()
    associations: tuple[Association, ...] = ()
    sectors: Mapping[str, str] = field(default_factory=dict)


def build_records(
    raws: Mapping[str, Iterable[RawRecord]], places: Places, ids: TypedIds
) -> tuple[Records, list[Problem]]:
    """Records from rows by kind (`events`, `volunteers`, `associations`); one with a fault is left out and named."""
    problems: list[Problem] = []
    volunteers = _build(Volunteer, raws.get("volunteers", ()), places, VOLUNTEER_RULES, problems)
    associations = _build(Association, raws.get("associations", ()), places, ASSOCIATION_RULES, problems)
    events = _build(Event, raws.get("events", ()), places, EVENT_RULES, problems)
    linked = tuple(event for event in events if not _unknown_links(event, ids, problems))
    problems += [advice for person in volunteers for advice in _consent_advice(person, places.today)]
    problems += clashes(linked, places.today)
    return Records(linked, volunteers, associations, places.sectors), problems


def _build(
    model: type[Model], raws: Iterable[RawRecord], places: Places, rules: Iterable[Rule], problems: list[Problem]
) -> tuple[Model, ...]:
    """The records of one kind; the first of two with one id is kept."""
    kept: dict[str, Model] = {}
    for typed in raws:
        raw, opened = closed(typed)
        record, faults = parse_record(model, raw, places.territory)
        faults += opened
        if record is not None:
            faults += [fault for rule in rules for fault in rule(record, places)]
            faults += _duplicate(record, kept)
        problems += faults
        if record is not None and not any(fault.severity is Severity.BLOCKING for fault in faults):
            kept[record.id] = record
    return tuple(kept.values())


def parse_record(model: type[Parsed], raw: RawRecord, territory: Territory) -> tuple[Parsed | None, list[Problem]]:
    """One record of any model from its row, or None and every fault of its fields."""
    given = {column: value for column, value in raw.values.items() if value not in ("", None, [])}
    if raw.example:
        given["exemple"] = "oui"
    try:
        return model.model_validate({**given, "where": raw.where}, context=territory), []
    except ValidationError as error:
        return None, [_french(model, raw, detail) for detail in error.errors()]


def closed(raw: RawRecord) -> tuple[RawRecord, list[Problem]]:
    """A row without what opens an online meeting, each told at its line: a page is read by anybody."""
    texts = {column: value for column, value in raw.values.items() if isinstance(value, str)}
    opened = {column: value for column, value in texts.items() if keys(value)}
    if not opened:
        return raw, []
    advice = [
        Problem(raw.at(column), message, HINT, Severity.ADVICE)
        for column, value in opened.items()
        for _, message in told_keys(value)
    ]
    return replace(raw, values={**raw.values, **{column: without_keys(opened[column])[0] for column in opened}}), advice


def _french(model: type[BaseModel], raw: RawRecord, detail: ErrorDetails) -> Problem:
    """One pydantic error as a Problem; our own faults carry their words, the rest take them from `MESSAGES`."""
    column = ".".join(part for part in detail["loc"] if isinstance(part, str) and part != "[key]")
    context = {"value": detail["input"], **detail.get("ctx", {})}
    message, hint = MESSAGES.get(detail["type"], UNEXPECTED)
    if detail["type"] == "aivm":
        message, hint = context["message"], context["hint"]
    elif detail["type"] == "missing" and column == "id":
        hint = f"Proposition à coller : {_proposed_id(raw)}"
    else:
        message, hint = message.format(**context), hint.format(**context)
    where = raw.at(column) if column in raw.lines or column in raw.typed else raw.at(column.split(".")[0])
    return Problem(Where(where.file, where.line, where.field if "." not in column else column), message, hint)


def _proposed_id(raw: RawRecord) -> str:
    """An identifier to paste: the title and the year, as an address would have them."""
    title = str(raw.values.get("titre") or raw.values.get("nom") or raw.values.get("nom_affiche") or "")
    digits = "".join(char if char.isdigit() else " " for char in str(raw.values.get("debut", ""))).split()
    year = next((number for number in digits if len(number) == 4), "")
    return slug(f"{title} {year}") or "un-mot-et-une-annee"


def _duplicate(record: Model, kept: Mapping[str, Model]) -> list[Problem]:
    if record.id not in kept:
        return []
    first = kept[record.id].where
    where = Where(record.where.file, record.where.line, "id")
    message = f"l’identifiant « {record.id} » est déjà pris par {first}."
    return [Problem(where, message, "Donnez-en un autre à l’une des deux fiches.")]


def _unknown_links(event: Event, ids: TypedIds, problems: list[Problem]) -> bool:
    """True where the event names a person or an association that nobody declared."""
    named = {"volontaires": event.volunteers, "associations": event.associations}
    declared = {"volontaires": ids["volunteers"], "associations": ids["associations"]}
    known = {column: found for column, found in declared.items() if found is not None}
    faults = [
        Problem(
            Where(event.where.file, event.where.line, column),
            f"« {name} » n’est pas dans {column}.yaml.",
            _suggest_id(name, known[column], column),
        )
        for column in known
        for name in named[column]
        if name not in known[column]
    ]
    problems += faults
    return bool(faults)


def _suggest_id(name: str, known: Iterable[str], column: str) -> str:
    return suggest(name, sorted(known)) or f"Ajoutez sa fiche dans {column}.yaml, ou retirez ce nom."


def _consent_advice(person: Volunteer, today: date) -> Iterator[Problem]:
    where = Where(person.where.file, person.where.line, "consentement")
    if person.agrees("nom", today):
        if person.agreement_ends_soon(today) and person.consent:
            message = f"l’accord de « {person.id} » finit le {person.consent.expires_on:%d/%m/%Y}."
            hint = "Demandez s’il continue et notez-le ; sans cela, cette personne disparaît du site le lendemain."
            yield Problem(where, message, hint, Severity.ADVICE)
        return
    message = f"« {person.id} » n’a pas d’accord en vigueur pour son nom : cette personne n’apparaît nulle part."
    yield Problem(where, message, "Demandez son accord écrit, puis notez-en la date et la portée.", Severity.ADVICE)
