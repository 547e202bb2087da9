"""A snapshot is stable, readable, cleaned; any other file under its name is a sentence."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aivm.problems import Where
from aivm.pulled.pairing import with_old_ids
from aivm.pulled.rows import received
from aivm.pulled.snapshot import Snapshot, dump, raw_records, read
from aivm.records.event import Event
from aivm.records.raw import RawRecord
from aivm.sources.cells import LONGEST, cleaned, text
from aivm.sources.load import columns
from aivm.sources.source import Source
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TERRITORY

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROWS = ({"id": "b", "titre": "Bé"}, {"titre": "A", "id": "a", "debut": "14/01/2027"})
SOURCE = Source("asso", "csv", "events", Where("sources.toml", 1))


def test_the_same_rows_give_the_same_text() -> None:
    """By id, columns in our order, one event a block."""
    given_once = dump(Snapshot("asso", "events", NOW, ROWS))

    assert given_once == dump(Snapshot("asso", "events", NOW, tuple(reversed(ROWS))))
    assert given_once.index('"a"') < given_once.index('"b"')
    assert '    {\n      "id": "a",\n      "titre": "A",\n      "debut": "14/01/2027"\n    },' in given_once
    assert given_once.endswith("}\n")


def test_what_was_written_is_read_back_with_its_lines() -> None:
    """So that a message leads to the block."""
    written = dump(Snapshot("asso", "events", NOW, ROWS))
    snapshot, problems = read(written, "recu/asso.json")
    assert snapshot is not None
    found = raw_records(snapshot, written, "recu/asso.json")

    assert problems == []
    assert snapshot.read_at == NOW
    assert [(row.values["id"], written.splitlines()[row.where.line - 1]) for row in found] == [
        ("a", "    {"),
        ("b", "    {"),
    ]


def test_the_moment_moves_with_the_day_only() -> None:
    """Or every pull would be a commit."""
    snapshot = Snapshot("asso", "events", NOW, ROWS)

    assert snapshot.at(NOW + timedelta(hours=3)) is snapshot
    assert snapshot.at(NOW + timedelta(days=1)).read_at == NOW + timedelta(days=1)


@pytest.mark.parametrize("typed", ["", "{", "[]", "null", '{"fiches": 3}', "[" * 100_000, "1" * 5000, '"\\ud800"'])
def test_a_spoilt_snapshot_is_told(typed: str) -> None:
    """And holds nothing."""
    snapshot, (problem,) = read(typed, "recu/asso.json")

    assert snapshot is None
    assert "git" in problem.hint


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(JSON, JSON, JSON)
def test_no_file_ends_in_an_exception(gives: Any, moment: Any, rows: Any) -> None:
    """Whatever its types."""
    shapes = [{"source": "a", "donne": gives, "lu_le": moment, "fiches": rows}, rows]
    good = {"source": "a", "donne": "events", "lu_le": "2026-11-22T12:00Z", "fiches": rows}
    for shape in [*shapes, good]:
        written = json.dumps(shape)
        snapshot, problems = read(written, "recu/a.json")
        assert (snapshot is None) is bool(problems)
        if snapshot:
            raw_records(snapshot, written, "recu/a.json")


@given(st.dictionaries(st.sampled_from(columns(Event)), JSON | st.text(max_size=50)))
def test_whatever_a_reader_gives_is_written_and_read_back(values: dict[str, Any]) -> None:
    """Cleaned values are texts, lists and mappings of texts; half characters are gone."""
    found, _ = received([RawRecord(values, Where("asso", 1))], SOURCE, TERRITORY)
    snapshot = Snapshot("asso", "events", NOW, tuple(row for row, _ in found))
    written = dump(snapshot)
    written.encode("utf-8")
    again, problems = read(written, "recu/asso.json")

    assert problems == []
    assert again == snapshot


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('=HYPERLINK("x")', 'HYPERLINK("x")'),
        ("@SUM(1)", "SUM(1)"),
        ("+cmd|' /C calc'!A0", "plus cmd|' /C calc'!A0"),
        ("-2+3+cmd|' /C calc'!A0", "–2+3+cmd|' /C calc'!A0"),
        ("=-1", "–1"),
        ("\t=1+1", "1+1"),
        ("-10 °C dehors", "–10 °C dehors"),
        ("+ de paix", "plus de paix"),
        ("a\0b\x1b[31mc\u202ed\ufeff", "ab[31mcd"),
        ("un\r\ndeux\rtrois", "un deux trois"),
        ("e\u0301", "é"),
        ("\ud83d", ""),
    ],
)
def test_a_cell_is_words_only(typed: str, kept: str) -> None:
    """No formula, control, right-to-left mark, line end, half character."""
    assert text(typed, TERRITORY, "titre") == kept


def test_paragraphs_keep_their_lines() -> None:
    """Two at most between them."""
    assert text("Un.\r\n\r\n\r\n\r\nDeux  mots.\nTrois.", TERRITORY, "texte") == "Un.\n\nDeux mots.\nTrois."


def test_a_cell_beyond_reason_is_told_at_no_cost() -> None:
    """A megabyte, a list without end, a bomb of lists."""
    bomb: Any = "a"
    for _ in range(30):
        bomb = [bomb, bomb]
    for value in ("a" * 1_000_000, ["a"] * 10_000, bomb):
        kept, (problem,) = cleaned(RawRecord({"titre": value}, Where("asso", 4)), ["titre"], TERRITORY)
        assert kept == {}
        assert str(LONGEST) in problem.hint


def test_only_our_columns_and_not_those_that_are_decided_here() -> None:
    """A stranger decides neither of a consent nor of a place in Mali."""
    values = {
        "id": "a",
        "titre": "T",
        "lieu_public": "oui",
        "exemple": "non",
        "participants": "Awa",
        "consentement": "x",
    }

    assert cleaned(RawRecord(values, Where("asso", 2)), columns(Event), TERRITORY) == ({"id": "a", "titre": "T"}, [])


def test_rows_have_an_id_of_their_own() -> None:
    """Theirs made an address, else their day and title; a number where two are one."""
    rows = [
        {"id": "Réunion n° 3", "titre": "x"},
        {"titre": "Conte", "debut": "20/02/2027 20h"},
        {"titre": "Conte", "debut": "20/02/2027 20h"},
        {"debut": "?"},
    ]
    found, _ = received([RawRecord(row, Where("asso", 2)) for row in rows], SOURCE, TERRITORY)

    assert [row["id"] for row, _ in found] == ["reunion-n-3", "2027-02-20-conte", "2027-02-20-conte-2", "sans-titre"]


SAID = {"titre": "Conte", "debut": "20/02/2027 20h", "commune": "Rennes"}
UID = "0123456789abcdef"


def ids(now: list[dict[str, Any]], before: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row, _ in with_old_ids([(row, RawRecord({}, Where("asso", 1))) for row in now], before)]


def test_a_new_name_for_the_same_content_is_the_old_one() -> None:
    """Pairs are made once, and only of what vanished."""
    before = [{"id": "a", **SAID}, {"id": "b", **SAID}, {"id": "c", "titre": "Autre", "debut": "1/1/2027"}]

    assert ids([{"id": "x", **SAID, "debut": "2027-02-20 20:00"}, {"id": "c", "titre": "Conte"}], before) == ["a", "c"]


def test_a_uid_holds_an_event_together_when_its_title_changes() -> None:
    """And a new event that wants the name it keeps is numbered."""
    before = [{"id": "conte-2027-02-20", **SAID, "_uid": UID}]
    now = [{"id": "conte-2027-02-20", **SAID}, {"id": "fable-2027-02-20", **SAID, "titre": "Fable", "_uid": UID}]

    assert ids(now, before) == ["conte-2027-02-20-2", "conte-2027-02-20"]


def test_an_id_that_is_an_e_mail_address_is_not_kept() -> None:
    """It would be in the snapshot, and in an address of the site."""
    rows = [RawRecord({"id": "awa@asso.example", "titre": "Conte", "debut": "20/02/2027"}, Where("asso", 2))]
    (row, _), *_ = received(rows, SOURCE, TERRITORY)[0]

    assert row["id"] == "2027-02-20-conte"


def test_of_two_visits_on_one_day_the_one_that_stays_keeps_its_address() -> None:
    """Their ids are made of title and day: when the first goes, the second is named like it."""
    first, second = SAID, {**SAID, "debut": "20/02/2027 10h"}
    before = [{"id": "2027-02-20-conte", **first}, {"id": "2027-02-20-conte-2", **second}]

    assert ids([{"id": "2027-02-20-conte", **second}], before) == ["2027-02-20-conte-2"]


def test_a_uid_that_changes_alone_changes_nothing() -> None:
    """Or the snapshot of a source that draws new ones would be another file every day."""
    before = [{"id": "a", **SAID, "_uid": UID}]
    ((row, _),) = with_old_ids([({"id": "x", **SAID, "_uid": UID[::-1]}, RawRecord({}, Where("asso", 1)))], before)

    assert row == before[0]


def test_a_uid_is_kept_only_as_a_hash() -> None:
    """One that could hold an e-mail address is not."""
    rows = [{"id": "a", "titre": "T", "_uid": UID}, {"id": "b", "titre": "T", "_uid": "awa@exemple.org"}]
    found, _ = received([RawRecord(row, Where("asso", 2)) for row in rows], SOURCE, TERRITORY)

    assert [row.get("_uid") for row, _ in found] == [UID, None]
