"""Lists that stop at their limit and lose nothing; archives by school year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from aivm.agenda.listing import (
    Listing,
    Month,
    archives,
    by_month,
    coming,
    entry_month,
    gone,
    listing,
    month_pages,
    part_address,
)
from aivm.agenda.school_year import school_year
from aivm.records.public import PublicEvent, PublicView
from hypothesis import given
from hypothesis import strategies as st

View = Callable[[list[tuple[int, bool]]], PublicView]

offsets = st.lists(st.tuples(st.integers(-700, 700), st.booleans()), max_size=60)
limits = st.integers(1, 24)


def shown(page: Listing) -> list[str]:
    """The ids on a page, in order."""
    return [entry.id for month in page.months for entry in month.entries]


def ids(view: PublicView) -> list[str]:
    """All that can be listed: what is open to all. No visit to a school is, alone or with others."""
    return [event.id for event in view.events]


@given(offsets, limits)
def test_a_list_stops_at_its_limit_and_says_where_it_goes_on(
    view: View, days: list[tuple[int, bool]], limit: int
) -> None:
    """Shown or under a month that is named: nothing is lost; the first shown are the next to come."""
    upcoming = coming(view(days))
    page = listing(upcoming, limit)
    named = {entry.id for month in page.more for entry in month.entries}

    assert shown(page) == [event.id for event in upcoming[:limit]]
    assert named | set(shown(page)) == {event.id for event in upcoming}
    assert all(month.total > sum(entry.id in shown(page) for entry in month.entries) for month in page.more)


@given(offsets, limits)
def test_a_month_is_one_heading_and_one_link(view: View, days: list[tuple[int, bool]], limit: int) -> None:
    """In the order of the calendar; its total counts what the page does not show."""
    upcoming = coming(view(days))
    page = listing(upcoming, limit)
    totals = {month.first: month.total for month in by_month(upcoming)}

    for months in (page.months, page.more):
        assert [month.first for month in months] == sorted({month.first for month in months})
        assert all(month.total == totals[month.first] for month in months)


def test_a_list_without_entries_has_no_months() -> None:
    """No event is a normal state."""
    assert listing([], 24) == Listing((), ())


def test_a_list_without_room_only_names_its_months(event: Callable[..., PublicEvent]) -> None:
    """The page is full, the entries are a link away."""
    page = listing([event(1, date(2027, 1, 14))], 0)

    assert page.months == ()
    assert [(month.address, month.total) for month in page.more] == [("/agenda/2027-01/", 1)]


def test_two_clocks_at_the_end_of_a_month_do_not_cut_it_in_two(event: Callable[..., PublicEvent]) -> None:
    """In Rennes it is December already, while Mopti still has an evening of November to come."""
    rennes = event(1, date(2026, 12, 1), 0, 15)
    mopti = event(2, date(2026, 11, 30), 23, 30, "Africa/Bamako")
    noon = event(3, date(2026, 12, 1), 12)
    page = listing([rennes, mopti, noon], 24)

    assert rennes.begins < mopti.begins < noon.begins
    assert [month.first for month in page.months] == [date(2026, 12, 1), date(2026, 11, 1)]
    assert [month.total for month in page.months] == [2, 1]


@given(offsets, limits)
def test_month_pages_hold_every_entry_once(view: View, days: list[tuple[int, bool]], limit: int) -> None:
    """Each page within the limit, each entry under its own month, no address twice."""
    everything = view(days)
    pages = month_pages(everything, limit)
    found = [entry.id for page in pages for entry in page.month.entries]

    assert sorted(found) == sorted(ids(everything))
    assert all(0 < len(page.month.entries) <= limit for page in pages)
    assert all(entry_month(entry) == page.month.first for page in pages for entry in page.month.entries)
    assert [page.month.first for page in pages] == sorted(page.month.first for page in pages)
    assert len({page.address for page in pages}) == len(pages)
    assert {page.month.address for page in pages} <= {page.address for page in pages}


@given(offsets, limits)
def test_every_month_a_list_names_has_its_page(view: View, days: list[tuple[int, bool]], limit: int) -> None:
    """The agenda and the archives send nobody to a page that is not there."""
    everything = view(days)
    addresses = {page.address for page in month_pages(everything, limit)}
    lists = [listing(coming(everything), limit), *(archive.listing for archive in archives(everything, limit))]

    assert {month.address for page in lists for month in (*page.months, *page.more)} <= addresses


def test_a_long_month_goes_on_under_its_own_address(event: Callable[..., PublicEvent]) -> None:
    """The first part has the address of the month, the others a number."""
    month = Month(date(2027, 1, 1), (event(1, date(2027, 1, 14)),), 30)

    assert part_address(month, 1) == "/agenda/2027-01/"
    assert part_address(month, 2) == "/agenda/2027-01/2/"


@given(offsets)
def test_today_is_still_to_come(view: View, days: list[tuple[int, bool]]) -> None:
    """What is past is in the archives, the rest in the agenda: never in both, never in neither."""
    everything = view([*days, (0, True)])
    ahead, behind = coming(everything), gone(everything)

    assert f"e{len(days)}" in {event.id for event in ahead}
    assert sorted([event.id for event in ahead] + [entry.id for entry in behind]) == sorted(ids(everything))
    assert [entry_month(entry) for entry in behind] == sorted(map(entry_month, behind), reverse=True)


@given(offsets, limits)
def test_archives_hold_the_past_and_nothing_else(view: View, days: list[tuple[int, bool]], limit: int) -> None:
    """Each school year its own, the latest first, within the limit of a list; one whose visits are not told too."""
    everything = view(days)
    found = archives(everything, limit)
    years = {school_year(visit.month) for visit in everything.visits}

    assert {archive.years for archive in found} == years | {school_year(entry_month(one)) for one in gone(everything)}
    assert [archive.years for archive in found] == sorted({archive.years for archive in found}, reverse=True)
    for archive in found:
        months = [*archive.listing.months, *archive.listing.more]
        events = {entry.id: entry for month in months for entry in month.entries}
        assert {school_year(month.first) for month in months} <= {archive.years}
        assert len(shown(archive.listing)) <= limit
        assert archive.total == len(events) + (archive.numbers.total or 0)
        assert all(event.past for event in events.values())
        assert archive.address == f"/agenda/archives/{archive.years}/"


def test_a_year_of_one_or_two_visits_has_a_page_that_tells_none(view: View) -> None:
    """A story told of one leads there; its total counts what the page tells, and nothing else."""
    (year,) = archives(view([(-60, False)] * 2), 24)
    (more,) = archives(view([(-60, False)] * 3 + [(-50, True)]), 24)

    assert (year.years, year.total, year.listing, year.numbers.total) == ("2026-2027", 0, Listing((), ()), None)
    assert (more.total, more.numbers.total, shown(more.listing)) == (4, 3, ["e3"])
