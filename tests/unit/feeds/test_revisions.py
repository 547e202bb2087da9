from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from aivm.feeds.revisions import Revision, current, dump, fingerprint, read, updated
from aivm.problems import Severity
from aivm.records.public import PublicEvent, Ref
from aivm.records.status import STATUSES

MakeEvent = Callable[..., PublicEvent]
FILE = "content/data/revisions.json"
GOOD = '{"hash": "0123456789abcdef", "sequence": 2, "last_modified": "2027-01-02"}'
DAY = date(2027, 1, 10)


@pytest.mark.parametrize(
    "change",
    [
        {"past": True},
        {"people": (Ref("a", "Awa", "/volontaires/a/"),)},
        {"title": "Contes\u202fdu fleuve"},
        {"themes": ("eau", "contes")},
        {"address": "/ailleurs/"},
        {"cost": "2 €"},
    ],
)
def test_what_a_calendar_does_not_show_is_no_change(event: MakeEvent, change: dict[str, object]) -> None:
    """Time passing, a name, the kind of space, the order of themes and what only pages tell do not count."""
    base = event(themes=("contes", "eau"))

    assert fingerprint(event(**({"themes": ("contes", "eau")} | change))) == fingerprint(base)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Contes de la mer"},
        {"summary": "Autre."},
        {"text": "Autre."},
        {"begins": "2027-01-14T14:45"},
        {"ends": None},
        {"zone": "Africa/Bamako"},
        {"status": "annulé"},
        {"themes": ("eau",)},
        {"place": "Ailleurs"},
        {"commune": "Pacé"},
        {"remote": True},
    ],
)
def test_what_a_calendar_shows_is_a_change(event: MakeEvent, change: dict[str, object]) -> None:
    """Each value that reaches a calendar changes the fingerprint."""
    assert fingerprint(event(**change)) != fingerprint(event())


def test_fingerprint_is_pinned(event: MakeEvent) -> None:
    """Another way of computing it would tell subscribers that every event changed: that must be decided."""
    assert fingerprint(event()) == "eef446da11f925a7"


def test_current_counts_from_what_is_known(event: MakeEvent) -> None:
    """New: 0 and today. Same: as known. Changed: one more and today."""
    told = Revision(fingerprint(event()), 4, date(2026, 12, 1))
    known = {"contes-du-fleuve": told}

    assert current(event(), {}, DAY) == Revision(told.hash, 0, DAY)
    assert current(event(), known, DAY) == told
    moved = event(status="annulé")
    assert current(moved, known, DAY) == Revision(fingerprint(moved), 5, DAY)


def test_the_stamp_never_goes_back(event: MakeEvent) -> None:
    """A build for an earlier day keeps the later stamp beside the new sequence."""
    known = {"contes-du-fleuve": Revision("0" * 16, 1, DAY + timedelta(days=3))}

    assert current(event(), known, DAY).last_modified == DAY + timedelta(days=3)


def test_updated_tells_each_change_once(event: MakeEvent) -> None:
    """A new and a changed event are told; one that is the same, one that is gone and an example are not."""
    same, new, changed = event("meme"), event("nouveau"), event("change", title="Avant")
    gone = Revision("f" * 16, 7, DAY)
    known = {"meme": current(same, {}, DAY), "change": current(changed, {}, DAY), "disparu": gone}
    later = DAY + timedelta(days=1)
    example = event("essai", example=True)

    found, lines = updated([same, new, event("change", title="Après"), example], known, later)

    assert found["disparu"] == gone
    assert (found["change"].sequence, found["change"].last_modified) == (1, later)
    assert found["meme"].last_modified == DAY
    assert "essai" not in found
    assert lines == ["change : révision 1 (« Après »).", "nouveau : nouvel événement (« Contes du fleuve »)."]


def test_dump_is_read_back_and_stable(event: MakeEvent) -> None:
    """What is written is what was known, one event a line, whatever the order it came in."""
    known, _ = updated([event("b"), event("a", status="annulé")], {}, DAY)
    backwards = dict(reversed(known.items()))

    assert read(dump(known), FILE) == (known, [])
    assert dump(backwards) == dump(known)
    assert dump(known).count("\n") == 4
    assert read(dump({}), FILE) == ({}, [])


@pytest.mark.parametrize(
    ("text", "line"), [("", 1), ('{"a": 1,\n<<<<<<< HEAD', 2), ("[]", 0), ('"texte"', 0), ("null", 0)]
)
def test_a_broken_file_blocks(text: str, line: int) -> None:
    """Nothing is taken from it, and publishing waits: every sequence would start again at 0."""
    known, problems = read(text, FILE)

    assert known == {}
    assert [problem.where.line for problem in problems] == [line]
    assert problems[0].severity is Severity.BLOCKING


@pytest.mark.parametrize(
    "entry",
    [
        "{}",
        "[]",
        "3",
        GOOD.replace("2,", "-1,"),
        GOOD.replace("2,", "true,"),
        GOOD.replace("01-02", "13-02"),
        GOOD.replace("0123", "xyz"),
        GOOD.replace("hash", "empreinte"),
    ],
)
def test_broken_entries_are_all_named_and_the_others_kept(entry: str) -> None:
    """Each broken entry is one blocking problem with its event, and the good ones serve on."""
    known, problems = read(f'{{"un": {entry}, "bon": {GOOD}, "deux": {entry}}}', FILE)

    assert list(known) == ["bon"]
    assert [problem.where.field for problem in problems] == ["un", "deux"]
    assert all(problem.severity is Severity.BLOCKING for problem in problems)


@pytest.mark.parametrize("sequences", [("2", "5"), ("5", "2")])
def test_an_event_written_twice_keeps_the_highest_sequence(sequences: tuple[str, str]) -> None:
    """A merge in git can leave both versions: neither is lost in silence."""
    first, second = (GOOD.replace("2,", f"{sequence},") for sequence in sequences)
    known, problems = read(f'{{"a": {first}, "a": {second}, "b": {GOOD}}}', FILE)

    assert known["a"].sequence == 5
    assert [problem.where.field for problem in problems] == ["a"]


def test_status_is_compared_by_its_word(event: MakeEvent) -> None:
    """A status whose calendar meaning is the same (prévu, complet) still counts: the description says « Complet. »."""
    assert STATUSES["prévu"].ical == STATUSES["complet"].ical
    assert fingerprint(event(status="complet")) != fingerprint(event())
