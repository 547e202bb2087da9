"""An agreement covers the words that were read with the person, on its days, under an id that she keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from aivm.config import Config, build_day
from aivm.problems import Where
from aivm.pulled.agreed import Agreements, agreements, companion, fingerprint, settled
from aivm.pulled.refresh import refreshed
from aivm.pulled.rows import Found, received
from aivm.pulled.snapshot import Snapshot
from aivm.records.raw import RawRecord
from aivm.sources.source import Source

from tests.conftest import TERRITORY

DAY = date(2026, 11, 22)
SOURCE = Source("gens", "yaml", "volunteers", Where("sources.toml", 1))
AWA = {
    "id": "awa-2026",
    "nom_affiche": "Awa",
    "presentation": "Elle aime les contes.",
    "langues": ["français", "peul"],
    "mission": {"debut": "01/10/2026", "fin": "31/07/2027"},
    "disponibilites": {"semaine": {"mardi": ["matin"]}},
}


def fiche(row: dict[str, Any] = AWA, read: str | None = None, **more: str) -> RawRecord:
    """What is noted here of a person: her agreement, for the words of `row` unless told otherwise."""
    agreed = {"date": "01/10/2026", "portee": ["nom"], "expire_le": "31/07/2028", **more}
    relu = fingerprint(row) if read is None else read
    return RawRecord({"id": row["id"], "consentement": {**agreed, "relu": relu}}, Where("volontaires.yaml", 4))


def noted(*fiches: RawRecord, day: date = DAY, removed: str = "") -> Agreements:
    return agreements(fiches, day, TERRITORY, lambda name: name == removed)


def found(*rows: dict[str, Any]) -> list[Found]:
    return [(row, RawRecord(row, Where("gens", 2))) for row in rows]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"nom_affiche": "Awa Touré"}, "nom_affiche"),
        ({"presentation": "Elle habite 12 rue du Puits."}, "presentation"),
        ({"presentation": ""}, "presentation"),
        ({"langues": ["français"]}, "langues"),
        ({"themes": "santé"}, "themes"),
        ({"mission": {"debut": "01/10/2026", "fin": "30/09/2027"}}, "mission"),
    ],
)
def test_what_changes_afterwards_waits_and_what_was_read_stays(change: dict[str, Any], column: str) -> None:
    """Told by its column, without repeating it; the line to paste makes it pass, once."""
    changed = {**AWA, **change}
    here = noted(fiche())
    out = settled(found(changed), [AWA], here)

    assert [row for row, _ in out.kept] == [AWA]
    assert f"« awa-2026 » : {column} à relire" in str(out.notices[0])
    assert str(change[column]) not in str(out.notices[0]) or not change[column]
    assert f"relu: {fingerprint(changed)}}}" in out.notices[0].hint
    again = settled(found(changed), [AWA], noted(fiche(changed)))
    assert [row for row, _ in again.kept] == [changed]
    assert settled(found(AWA), [changed], noted(fiche(changed))).notices != []


def test_her_week_is_never_shown_so_it_changes_at_once() -> None:
    """Beside words that wait too: an absence that was said yesterday must take its dates away today."""
    week = {"semaine": {"jeudi": ["matin"]}}
    ((row, _),) = settled(found({**AWA, "nom_affiche": "X", "disponibilites": week}), [AWA], noted(fiche())).kept

    assert row == {**AWA, "disponibilites": week}


def test_what_was_noted_stays_good() -> None:
    """A fingerprint keeps its length, or every agreement would have to be read again; a fiche has its file."""
    assert len(fingerprint(AWA)) == 12
    assert noted().where("inconnue") == Where("content/data/volontaires.yaml")
    unread = {**AWA, "mission": {"debut": "31/02/2027", "fin": "bientôt"}}  # her own validation tells why
    assert fingerprint(unread) != fingerprint(AWA)


def test_spacing_and_the_way_of_a_date_are_not_other_words() -> None:
    """« 2026-10-01 » is the first of October; two spaces are one."""
    other = {**AWA, "nom_affiche": " Awa ", "langues": "français, peul"}
    other["mission"] = {"debut": "2026-10-01", "fin": "2027-07-31"}

    assert fingerprint(other) == fingerprint(AWA)


def test_words_that_nobody_has_read_are_not_kept() -> None:
    """An agreement without a fingerprint, or for other words: the first time, and where the file was lost."""
    for read in ("", "0" * 12):
        out = settled(found(AWA), [], noted(fiche(read=read)))
        assert out.kept == []
        assert "rien n’en est repris" in out.refused[0].message
        assert fingerprint(AWA) in out.refused[0].hint


def test_two_people_who_exchange_their_ids_exchange_nothing() -> None:
    """Both agreed; neither is shown under the agreement of the other."""
    issa = {**AWA, "id": "issa-2026", "nom_affiche": "Issa", "presentation": "Il cultive."}
    swapped = [{**AWA, "id": "issa-2026"}, {**issa, "id": "awa-2026"}]
    here = noted(fiche(), fiche(issa))
    out = settled(found(*swapped), [AWA, issa], here)

    assert sorted((row["id"], row["nom_affiche"]) for row, _ in out.kept) == [
        ("awa-2026", "Awa"),
        ("issa-2026", "Issa"),
    ]
    assert len(out.notices) == 2
    assert settled(found(*swapped), [], here).kept == []


@pytest.mark.parametrize(
    ("more", "day", "why"),
    [
        ({}, date(2026, 9, 30), "ne commence que le 01/10/2026"),
        ({}, date(2026, 10, 1), ""),
        ({}, date(2026, 10, 2), ""),
        ({}, date(2028, 7, 30), ""),
        ({}, date(2028, 7, 31), ""),
        ({}, date(2028, 8, 1), "a pris fin le 31/07/2028"),
        ({"retire_le": "01/02/2027"}, date(2027, 1, 31), ""),
        ({"retire_le": "01/02/2027"}, date(2027, 2, 1), "a été retiré le 01/02/2027"),
        ({"retire_le": "01/02/2027"}, date(2027, 2, 2), "a été retiré le 01/02/2027"),
        ({"portee": "photo"}, date(2027, 1, 1), "ne couvre pas son nom"),
        ({"expire_le": "31/02/2028"}, date(2027, 1, 1), "ne se lit pas"),
    ],
)
def test_nobody_is_kept_on_a_day_without_an_agreement(more: dict[str, str], day: date, why: str) -> None:
    """The day before, the day, the day after; what was received before is not shown either."""
    here = noted(fiche(**more), day=day)
    out = settled(found(AWA), [AWA], here)

    assert bool(out.kept) is here.covers(AWA) is (not why)
    assert [why in problem.message for problem in out.refused] == ([True] if why else [])


@pytest.mark.parametrize(
    ("moment", "kept"),
    [
        (datetime(2028, 7, 31, 21, 59, tzinfo=UTC), True),  # 23:59 in Rennes, 21:59 in Mopti
        (datetime(2028, 7, 31, 22, 0, tzinfo=UTC), False),  # midnight in Rennes; in Mopti it is still her last day
        (datetime(2028, 8, 1, 0, 0, tzinfo=UTC), False),  # midnight in Mopti
        (datetime(2026, 9, 30, 21, 59, tzinfo=UTC), False),
        (datetime(2026, 9, 30, 22, 0, tzinfo=UTC), True),
    ],
)
def test_the_day_of_an_agreement_is_that_of_rennes(
    moment: datetime, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Around both midnights."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))

    assert noted(fiche(), day=build_day(Config(), TERRITORY.here.clock)).covers(AWA) is kept


def test_who_was_taken_off_the_site_is_not_received_again() -> None:
    """Whatever agreement is still noted."""
    out = settled(found(AWA), [AWA], noted(fiche(), removed="awa-2026"))

    assert out.kept == []
    assert "retirée du site" in out.refused[0].message


def test_a_person_without_an_id_of_the_source_or_with_one_of_two_is_refused() -> None:
    """No first name and rank, nor a mailbox, in its place."""
    rows = [{"nom_affiche": "Awa"}, {"id": "awa@asso.example", "nom_affiche": "Awa"}, AWA, {**AWA, "nom_affiche": "B"}]
    kept, problems = received(
        [RawRecord(row, Where("gens", line)) for line, row in enumerate(rows, 1)], SOURCE, TERRITORY
    )

    assert kept == []
    assert ["identifiant à elle" in one.message for one in problems] == [True, True, False, False]
    assert ["deux fiches" in one.message for one in problems] == [False, False, True, True]


def refresh(rows: list[dict[str, Any]], here: Agreements) -> Any:
    before = Snapshot("gens", "volunteers", datetime(2026, 11, 21, tzinfo=UTC), (AWA,))
    raws = [RawRecord(row, Where("gens", line)) for line, row in enumerate(rows, 1)]
    return refreshed(SOURCE, (raws, []), before, lambda row: [], here, datetime(2026, 11, 22, tzinfo=UTC), TERRITORY)


def test_a_source_that_loses_its_ids_changes_nothing() -> None:
    """What was read stays, and the remedy is told."""
    outcome = refresh([{key: value for key, value in AWA.items() if key != "id"}], noted(fiche()))

    assert outcome.fault
    assert "prenom-2027" in outcome.fault.hint
    assert outcome.snapshot.rows == (AWA,)


def test_a_newcomer_does_not_inherit_the_id_of_who_left() -> None:
    """People are never paired: what is alike may be somebody else."""
    outcome = refresh([{**AWA, "id": "fatou-2027"}], noted(fiche()))

    assert outcome.snapshot.rows == ()
    assert "« fatou-2027 » n’a pas d’accord noté ici" in outcome.refused[0].message


def test_a_fiche_that_completes_a_source_asks_for_nothing_while_it_waits() -> None:
    """Once her agreement is over, her name is still looked for; one that is whole by hand is shown as it was typed."""
    alone = fiche()
    ended = noted(alone, day=date(2029, 1, 1))
    known = companion(alone, ended, "Awa")
    whole = RawRecord({**alone.values, "nom_affiche": "Awa", "mission": AWA["mission"]}, Where("volontaires.yaml", 4))

    assert companion(alone, noted(alone)) is None
    assert known is not None
    assert known.values["nom_affiche"] == "Awa"
    assert companion(alone, ended) is None
    assert companion(whole, noted(whole)) is whole
