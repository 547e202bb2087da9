"""Lists that stop at their limit and lose nothing; archives by school year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from aivm.agenda.listing import archives, coming, entry_month, gone, listing, month_pages
from aivm.agenda.school_year import school_year
from aivm.config import Config
from aivm.problems import Where
from aivm.records.build import build_records
from aivm.records.public import PublicView
from aivm.records.public_view import public_view
from aivm.records.raw import RawRecord
from aivm.records.rules import Places
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 11, 22)
PLACES = Places({"Rennes": "Rennes"}, Config().places_in_mali, TODAY)

offsets = st.lists(st.tuples(st.integers(-700, 700), st.booleans()), max_size=60)


def view(days: list[tuple[int, bool]]) -> PublicView:
    """Events so many days from today, open to all or for a school."""
    rows = [
        {
            "id": f"e{rank}",
            "titre": "Titre",
            "debut": f"{TODAY + timedelta(days=offset):%d/%m/%Y}",
            "public": "tout public" if opened else "scolaire",
            "commune": "Rennes",
        }
        for rank, (offset, opened) in enumerate(days)
    ]
    raws = [RawRecord(row, Where("e.csv", line)) for line, row in enumerate(rows)]
    records, problems = build_records(
        {"events": raws}, PLACES, {"volunteers": frozenset(), "associations": frozenset()}
    )
    assert problems == []
    return public_view(records, PLACES, str)


@pytest.mark.parametrize(
    ("day", "years"),
    [(date(2026, 8, 31), "2025-2026"), (date(2026, 9, 1), "2026-2027"), (date(2027, 1, 1), "2026-2027")],
)
def test_a_school_year_begins_on_the_first_of_september(day: date, years: str) -> None:
    """And ends on 31 August."""
    assert school_year(day) == years


@given(offsets, st.integers(1, 24))
def test_a_list_stops_at_its_limit_and_says_where_it_goes_on(days: list[tuple[int, bool]], limit: int) -> None:
    """Shown or under a month that is named: nothing is lost; the first shown are the next to come."""
    upcoming = coming(view(days))
    page = listing(upcoming, limit)
    shown = [entry for month in page.months for entry in month.entries]
    reachable = {entry.id for month in page.more for entry in month.entries} | {entry.id for entry in shown}

    assert shown == list(upcoming[:limit])
    assert reachable == {entry.id for entry in upcoming}


@given(offsets, st.integers(1, 24))
def test_month_pages_hold_every_entry_once(days: list[tuple[int, bool]], limit: int) -> None:
    """Each page within the limit, each entry under its own month, no address twice."""
    shown = view(days)
    pages = month_pages(shown, limit)
    found = [entry.id for page in pages for entry in page.month.entries]

    assert sorted(found) == sorted(entry.id for entry in (*shown.events, *shown.visits))
    assert all(len(page.month.entries) <= limit for page in pages)
    assert all(entry_month(entry) == page.month.first for page in pages for entry in page.month.entries)
    assert len({page.address for page in pages}) == len(pages)


@given(offsets)
def test_archives_hold_the_past_and_nothing_else(days: list[tuple[int, bool]]) -> None:
    """Each school year its own, the latest first."""
    shown = view(days)
    found = archives(shown, 24)

    assert (
        sum(archive.total for archive in found)
        == len(gone(shown))
        == len(shown.visits) + sum(e.past for e in shown.events)
    )
    assert [archive.years for archive in found] == sorted({archive.years for archive in found}, reverse=True)
    for archive in found:
        months = [*archive.listing.months, *archive.listing.more]
        assert {school_year(month.first) for month in months} == {archive.years}
