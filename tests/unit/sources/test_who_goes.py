"""Who goes is heard in any way people write it, and stands beside no hour to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from aivm.problems import Where
from aivm.pulled.agreed import agreements
from aivm.pulled.refresh import refreshed
from aivm.records.raw import RawRecord
from aivm.sources.source import Source
from aivm.sources.who_goes import NOBODY, People, people, understood

from tests.conftest import TERRITORY
from tests.unit.sources.conftest import OPTIONS, event, rows

MISSION = {"debut": "01/10/2026", "fin": "31/07/2027"}


def fiche(name: str, shown: str, example: bool = False, **more: Any) -> RawRecord:
    values = {"id": name, "nom_affiche": shown, "mission": MISSION, **more}
    return RawRecord(values, Where("volontaires.yaml", 1), example=example)


FICHES = (
    fiche("awa-2026", "Awa"),
    fiche("aissata-2026", "Aïssata Touré"),
    fiche("awa-2024", "Awa", mission={"debut": "01/10/2024", "fin": "31/07/2025"}),
    fiche("modele", "Fanta", example=True),
)
EVERYONE = people(FICHES, themes=("eau", "contes"))
OPTIONS_OF = replace(OPTIONS, people=EVERYONE)
NAMES = ("awa", "aissata", "aïssata", "toure", "touré", "fanta")


def heard(*lines: str, everyone: People = EVERYONE) -> tuple[dict[str, Any], str]:
    """A calendar of one event, read and understood as `pull` does: its row, and all that it says."""
    (row,), _ = rows(event(*lines), replace(OPTIONS, people=everyone))
    out = understood(row, everyone)
    return out.row, " ".join(str(value) for column, value in out.row.items() if column != "volontaires").casefold()


@pytest.mark.parametrize(
    ("lines", "who"),
    [
        (("SUMMARY:Contes", "DESCRIPTION:Soirée.\\n#toutpublic #awa-2026"), "awa-2026"),
        (("SUMMARY:Contes #Awa2026",), "awa-2026"),
        (("SUMMARY:Contes #awa",), "awa-2026"),
        (("SUMMARY:Contes", "CATEGORIES:Awa,Musique"), "awa-2026"),
        (("SUMMARY:Contes avec Awa",), "awa-2026"),
        (("SUMMARY:AWA : contes",), "awa-2026"),
        (("SUMMARY:Contes (avec Awa et Toure Aissata)",), "awa-2026, aissata-2026"),
        (("SUMMARY:Contes", "DESCRIPTION:On parle avec #awa du fleuve."), "awa-2026"),
        (("SUMMARY:Contes", "DESCRIPTION:Aïssata Touré raconte."), "aissata-2026"),
        (("SUMMARY:Contes", "LOCATION:Chez Awa\\, Rennes"), ""),
        (("SUMMARY:Contes #aissata-toure",), "aissata-2026"),
        (("SUMMARY:Contes", "ATTENDEE;CN=Awa;PARTSTAT=ACCEPTED:mailto:a@exemple.org"), "awa-2026"),
        (("SUMMARY:Contes", "ATTENDEE;CN=Awa;PARTSTAT=DECLINED:mailto:a@exemple.org"), ""),
        (("SUMMARY:Contes #fanta #modele",), ""),
        (("SUMMARY:Contes #issa-2027 #issa",), ""),
    ],
)
def test_who_goes_is_in_its_column_and_nowhere_else(lines: tuple[str, ...], who: str) -> None:
    """An example goes nowhere; of two who share a name, the one whose mission it is; a #mot of nobody is no theme."""
    row, said = heard(*lines)

    assert row.get("volontaires", "") == who
    assert not [name for name in (*NAMES, "issa") if name in said], said
    assert not {"@", "mailto"} & set(said.split())


def test_what_names_nobody_is_left_as_it_is() -> None:
    """A theme of the site, words that hold the letters of a name, a site without volunteers."""
    row, _ = heard("SUMMARY:Contes de Kawa #eau", "DESCRIPTION:Le fleuve.\\n\\nAwassa est loin.")
    free, _ = heard("SUMMARY:Contes #fleuve_Niger", everyone=NOBODY)

    assert (row["titre"], row["themes"], row["texte"]) == ("Contes de Kawa", "eau", "Awassa est loin.")
    assert free["themes"] == "fleuve Niger"


def test_the_title_reads_well_without_her() -> None:
    """And the id made of it tells nobody."""
    row, _ = heard("SUMMARY:Contes avec Awa")

    assert row["titre"] == "Contes"
    assert row["id"] == "contes-2027-01-14"
    assert [EVERYONE.in_id(name) for name in ("contes-avec-awa-2027", "atelier-aissata-toure", "contes-2027")] == [
        True,
        True,
        False,
    ]


def test_a_mot_that_could_be_a_name_is_told() -> None:
    """Once for the whole calendar, with both remedies."""
    _, (problem,) = rows(event("SUMMARY:Contes #issa #awa"), OPTIONS_OF)

    assert "« #issa »" in problem.message
    assert "#awa" not in problem.message
    assert "calendar_words" in problem.hint
    assert "volontaires.yaml" in problem.hint


def refresh(row: dict[str, str], before: Any = None) -> Any:
    source = Source("tableau", "csv", "events", Where("sources.toml", 1))
    raw = RawRecord({"debut": "06/04/2027 18h", "public": "tout public", **row}, Where("tableau", 2))
    noted = agreements((), date(2026, 11, 22), TERRITORY, lambda name: False)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    return refreshed(source, ([raw], []), before, lambda row: [], noted, now, TERRITORY, everyone=EVERYONE)


@pytest.mark.parametrize(
    "cells",
    [{"volontaires": "Awa"}, {"qui": "Awa"}, {"intervenante": "awa"}, {"titre": "Contes avec Awa"}, {"themes": "awa"}],
)
def test_a_table_says_it_in_any_column_and_it_is_told_once(cells: dict[str, str]) -> None:
    """What was understood, to whoever pulls; not again while it stays."""
    first = refresh({"titre": "Contes", **cells})
    again = refresh({"titre": "Contes", **cells}, first.snapshot)
    told = [problem for problem in first.notices if "compris" in problem.message]

    assert first.snapshot.rows[0]["volontaires"] == "awa-2026"
    assert first.snapshot.rows[0]["titre"] == "Contes"
    assert "awa-2026 à « Contes » (06/04/2027 18h)" in told[0].message
    assert [problem for problem in again.notices if "compris" in problem.message] == []


def test_a_name_that_two_people_share_on_a_day_is_asked_about() -> None:
    """Nobody is noted, and neither is shown."""
    both = people([*FICHES, fiche("awa-2027", "Awa")], themes=())
    out = understood({"titre": "Contes avec Awa", "debut": "06/04/2027"}, both)

    assert out.row["titre"] == "Contes"
    assert "volontaires" not in out.row
    assert out.unclear == ("Awa",)


def test_who_is_named_when_no_mission_of_hers_runs_is_not_noted() -> None:
    """« Awa, notre volontaire de l’an passé » does not go; her name is taken out all the same."""
    out = understood({"titre": "Souvenir d’Awa", "debut": "06/04/2029"}, EVERYONE)

    assert "Awa" not in str(out.row)
    assert out.row.get("volontaires", "") == ""
