"""Whom a source may show: an agreement noted here, in force on the day, and for these very words.

The association notes an agreement in content/data/volontaires.yaml, under the id that the source gives. `relu` beside
it is the fingerprint of the words that somebody read with her: what the source says otherwise afterwards waits, and the
words that were read stay. A fiche typed by hand needs none, since whoever typed it has read it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from pydantic import ValidationError

from aivm.problems import Problem, Severity, Where
from aivm.pulled.rows import Found
from aivm.records.fields import parse_day, parse_list
from aivm.records.raw import RawRecord, filled
from aivm.records.volunteer import Consent, Volunteer
from aivm.sources.load import FILES, needed
from aivm.territory import Territory

HERE = f"content/data/{FILES['volunteers'][0]}"
# All that the site shows of her and that a source may give: portraits and the agreement itself are decided here.
SHOWN = ("nom_affiche", "presentation", "langues", "themes", "mission")
LENGTH = 12  # characters of a fingerprint: nobody finds other words for one by trying (2^48)
FICHE = "- {{id: {id}, nom_affiche: PRÉNOM, consentement: {{date: JJ/MM/AAAA, portee: [nom], expire_le: JJ/MM/AAAA}}}}"

Row = Mapping[str, Any]


class ToRead(NamedTuple):
    """Words that wait for somebody to read them: by column, now at the source, and as they were read (or nothing)."""

    id: str
    now: Mapping[str, str]
    before: Mapping[str, str]


@dataclass(frozen=True)
class Agreements:
    """The agreements that are noted here, as they stand on one day."""

    typed: Mapping[str, RawRecord]  # fiches of volontaires.yaml by id, examples apart
    today: date
    territory: Territory
    removed: Callable[[str], bool]  # whether the person of this id was taken off the site

    def lack(self, name: str) -> tuple[str, str]:
        """Why nobody may be shown under this id, and the remedy; two empty texts where an agreement is in force."""
        fiche = self.typed.get(name)
        given = fiche and filled(fiche).get("consentement")
        if self.removed(name):
            return f"« {name} » a été retirée du site.", "Ôtez sa fiche à la source."
        if not given:
            hint = f"Avec son accord écrit, ajoutez dans {HERE} : {FICHE.format(id=name)}"
            return f"« {name} » n’a pas d’accord noté ici.", hint
        consent = consent_of(given, self.territory)
        if consent is None:
            return f"l’accord de « {name} » ne se lit pas.", f"Corrigez-le dans {HERE}."
        if consent.covers("nom", self.today):
            return "", ""
        ask = f"Demandez son accord écrit, puis notez-en la date et la portée dans {HERE}."
        return f"l’accord de « {name} » {_out_of_force(consent, self.today)}.", ask

    def covers(self, row: Row) -> bool:
        """True for a row that may be kept and shown: an agreement in force, whose words are those that were read."""
        return not self.lack(str(row["id"]))[0] and fingerprint(row) == self._read(str(row["id"]))

    def where(self, name: str) -> Where:
        """Where the agreement of this id is noted, or should be."""
        fiche = self.typed.get(name)
        return fiche.at("consentement") if fiche else Where(HERE)

    def line(self, row: Row) -> str:
        """The line to paste once these words were read."""
        fiche = self.typed[str(row["id"])]
        given = {key: value for key, value in filled(fiche)["consentement"].items() if key != "relu"}
        said = {**given, "portee": f"[{', '.join(parse_list(given['portee']))}]", "relu": fingerprint(row)}
        return f"consentement: {{{', '.join(f'{key}: {value}' for key, value in said.items())}}}"

    def _read(self, name: str) -> str:
        consent = consent_of(filled(self.typed[name])["consentement"], self.territory)
        return consent.read if consent else ""


@dataclass(frozen=True)
class Settled:
    """What becomes of the fiches of a source."""

    kept: list[Found]
    refused: list[Problem]
    notices: list[Problem]  # who is shown in the words that were read, while others wait
    to_read: list[ToRead]


def agreements(
    typed: Iterable[RawRecord], today: date, territory: Territory, removed: Callable[[str], bool]
) -> Agreements:
    """Of two fiches with one id the first counts, as everywhere."""
    real = [row for row in typed if not row.example]
    return Agreements({str(row.values.get("id", "")): row for row in reversed(real)}, today, territory, removed)


def consent_of(given: Any, territory: Territory) -> Consent | None:
    """An agreement as it was typed, or None where it cannot be read."""
    try:
        return Consent.model_validate(given, context=territory)
    except ValidationError:
        return None


def settled(found: Sequence[Found], old: Iterable[Row], noted: Agreements) -> Settled:
    """The fiches that may be kept; whoever has others waiting keeps those that were read, where there are some."""
    before = {str(row["id"]): row for row in old if noted.covers(row)}
    out = Settled([], [], [], [])
    for row, raw in found:
        name = str(row["id"])
        message, hint = noted.lack(name)
        if message:
            out.refused.append(Problem(raw.at("id"), message, hint))
        elif noted.covers(row):
            out.kept.append((row, raw))
        else:
            last = before.get(name)
            out.to_read.append(ToRead(name, words(row), words(last) if last else {}))
            problem = unread_words(row, last, noted)
            (out.notices if last else out.refused).append(problem)
            out.kept.extend([({**unshown(row), **shown(last)}, raw)] if last else [])
    return out


def unread_words(row: Row, last: Row | None, noted: Agreements) -> Problem:
    """What is said of words that nobody has read, without repeating them: a log may be public."""
    now, before = words(row), words(last) if last else {}
    changed = [column for column in SHOWN if now.get(column) != before.get(column)]
    name = str(row["id"])
    stays = "ce qui avait été relu reste" if last else "rien n’en est repris"
    message = f"« {name} » : {', '.join(changed)} à relire, {stays}."
    hint = f"Relisez avec elle ces mots à la source, puis remplacez dans sa fiche par : {noted.line(row)}"
    return Problem(noted.where(name), message, hint, Severity.ADVICE if last else Severity.BLOCKING)


def words(row: Row) -> dict[str, str]:
    """What the site would show of her, by column, whatever the spacing; a mission by its months, as told."""
    mission = row.get("mission")
    months = [_month(mission.get(end, "")) for end in ("debut", "fin")] if isinstance(mission, Mapping) else []
    said = {
        **{column: " ".join(str(row.get(column, "")).split()) for column in ("nom_affiche", "presentation")},
        **{column: ", ".join(parse_list(row.get(column, ""))) for column in ("langues", "themes")},
        "mission": " → ".join(months),
    }
    return {column: text for column, text in said.items() if text}


def shown(row: Row) -> dict[str, Any]:
    """The cells that the site shows; her week, which it does not, is always the last that was said."""
    return {column: row[column] for column in SHOWN if column in row}


def unshown(row: Row) -> dict[str, Any]:
    """The other cells."""
    return {column: value for column, value in row.items() if column not in SHOWN}


def fingerprint(row: Row) -> str:
    """A digest of her id and of `words`: those of two people are never one."""
    told = json.dumps([str(row["id"]), words(row)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:LENGTH]


def companion(fiche: RawRecord, noted: Agreements, name: str = "") -> RawRecord | None:
    """A fiche that only completes what a source gives, while the source gives nothing: None where she merely waits.

    Where her agreement is over, she stays known by her name (`name`: as a source last gave it), so that the site goes
    on looking for it and nothing else is asked for; None where nobody has it. A fiche that is whole is itself.
    """
    lacking = [column for column in needed(Volunteer) if not filled(fiche).get(column)]
    given = filled(fiche).get("consentement")
    if fiche.example or not lacking or not given:
        return fiche
    message, _ = noted.lack(str(fiche.values.get("id", "")))
    if not message or not (name or filled(fiche).get("nom_affiche")):
        return None
    day = (noted.today - timedelta(days=1)).isoformat()  # a mission that is over tells nothing
    stub = {"nom_affiche": name, "mission": {"debut": day, "fin": day}}
    values = {**fiche.values, **{column: value for column, value in stub.items() if column in lacking}}
    return RawRecord(values, fiche.where, fiche.lines, fiche.typed)


def _month(day: Any) -> str:
    try:
        return f"{parse_day(str(day)):%m/%Y}"
    except ValueError:  # PydanticCustomError is one
        return str(day)


def _out_of_force(consent: Consent, today: date) -> str:
    if consent.withdrawn_on is not None and consent.withdrawn_on <= today:
        return f"a été retiré le {consent.withdrawn_on:%d/%m/%Y}"
    if consent.expires_on < today:
        return f"a pris fin le {consent.expires_on:%d/%m/%Y}"
    if consent.given_on > today:
        return f"ne commence que le {consent.given_on:%d/%m/%Y}"
    return "ne couvre pas son nom"
