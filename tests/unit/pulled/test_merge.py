"""One row an event: what is typed wins by field, the source of higher priority wins by event, and all of it is told."""

from __future__ import annotations

import time

import pytest
from aivm.problems import Severity, Where
from aivm.pulled.merge import merge
from aivm.records.raw import RawRecord

from tests.conftest import TERRITORY

BASE = {"titre": "Causerie sur le fleuve", "debut": "14/01/2027 20h", "commune": "Vitré"}


def row(file: str, name: str, example: bool = False, **values: str) -> RawRecord:
    return RawRecord({"id": name, **BASE, **values}, Where(file, 3), example=example)


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        ({}, True),
        ({"titre": "Causerie sur le fleuve Niger"}, True),
        ({"titre": "CAUSERIE, sur le fleuve !"}, True),
        ({"titre": "Atelier de cuisine"}, False),
        ({"debut": "14/01/2027 20h15"}, True),
        ({"debut": "14/01/2027 19:45"}, True),
        ({"debut": "14/01/2027 20h16"}, False),
        ({"debut": "15/01/2027 20h"}, False),
        ({"debut": "14/01/2027"}, False),
        ({"commune": "vitre"}, True),
        ({"commune": "Rennes"}, False),
        ({"debut": "14/01/2027 19h", "fuseau": "Africa/Bamako"}, True),
        ({"debut": "14/01/2027 20h", "fuseau": "Bamako"}, False),
        ({"debut": "bientôt"}, False),
    ],
)
def test_the_same_event_of_two_sources(other: dict[str, str], is_one: bool) -> None:
    """Start within 15 minutes, same commune, similar title: kept once, from the first, and told as an advice."""
    merged = merge([], [[row("a.json", "a")], [row("b.json", "b", **other)]], TERRITORY)

    assert [found.values["id"] for found in merged.rows] == (["a"] if is_one else ["a", "b"])
    assert [problem.severity for problem in merged.problems] == ([Severity.ADVICE] if is_one else [])


def test_a_start_near_midnight_is_seen_from_the_day_beside() -> None:
    """23:55 and 0:05."""
    merged = merge(
        [], [[row("a.json", "a", debut="14/01/2027 23h55")], [row("b.json", "b", debut="15/01/2027 0h05")]], TERRITORY
    )

    assert len(merged.rows) == 1


def test_one_source_may_hold_two_that_look_alike() -> None:
    """It knows what it says."""
    assert len(merge([], [[row("a.json", "a"), row("a.json", "b")]], TERRITORY).rows) == 2


def test_what_is_typed_wins_cell_by_cell() -> None:
    """And an example corrects nothing; where each cell came from is known."""
    typed = RawRecord({"id": "a", "titre": "Corrigé", "lieu": ""}, Where("evenements.csv", 9))
    merged = merge(
        [row("ex.csv", "a", example=True, titre="Exemple"), typed], [[row("a.json", "a", lieu="Salle")]], TERRITORY
    )

    assert [found.values.get("titre") for found in merged.rows] == ["Exemple", "Corrigé"]
    assert merged.rows[1].values["lieu"] == "Salle"
    assert merged.origins["a"]["titre"] == Where("evenements.csv", 9, "titre")
    assert merged.origins["a"]["lieu"] == Where("a.json", 3, "lieu")


def test_a_typed_event_hides_its_twin_from_afar() -> None:
    """The hand has the highest priority."""
    merged = merge([row("evenements.csv", "main")], [[row("a.json", "loin")]], TERRITORY)

    assert [found.values["id"] for found in merged.rows] == ["main"]
    assert "evenements.csv, ligne 3" in str(merged.problems[0])


def test_a_line_alone_stays_a_line_alone() -> None:
    """Without a pulled event of that id it will be refused as incomplete, as ever."""
    typed = RawRecord({"id": "a", "titre": "T"}, Where("evenements.csv", 2))

    assert merge([typed], [], TERRITORY).rows == [typed]


def test_a_thousand_twins_are_compared_in_bounded_time() -> None:
    """Anagrams, the worst for difflib, at one hour in one commune, in two sources."""
    titles = [("abcdefghij" * 14)[rank % 140 :] + ("abcdefghij" * 14)[: rank % 140] for rank in range(3000)]
    sources = [
        [row(f"{name}.json", f"{name}{rank}", titre=title) for rank, title in enumerate(titles)] for name in "ab"
    ]
    begins = time.process_time()
    merge([], sources, TERRITORY)

    assert time.process_time() - begins < 30  # a bound against an endless comparison, not a measure


def test_ten_thousand_events_at_one_hour_cost_seconds() -> None:
    """Of one source, which are not compared, and of two, whose pairs are counted."""
    begins = time.process_time()
    rows = [row("a.json", f"a{rank}", titre=f"Atelier {rank}") for rank in range(10_000)]
    others = [row("b.json", f"b{rank}", titre=f"Veillée {rank}") for rank in range(5_000)]

    assert len(merge([], [rows, others], TERRITORY).rows) == 15_000
    assert time.process_time() - begins < 12
