"""Calendars to follow: all public events, and each sector's, as a calendar program reads them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events
from aivm.host.render import prepare
from aivm.problems import Report
from aivm.site.addresses import sector_feed
from aivm.site.site import Site
from icalendar import Calendar

from tests.builds.school_pages import parsed, said
from tests.conftest import PROJECT, TODAY

pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """What the preview knows before it makes a page."""
    folders: dict[str, Any] = {"AIVM_CACHE": tmp_path_factory.mktemp("run"), "AIVM": {"today": TODAY}}
    site = prepare(PROJECT, "preview", Report(), folders)
    assert site is not None
    return site


def sectors_of(site: Site) -> list[str]:
    """Every sector, by name."""
    return sorted(set(site.data.places.sectors.values()))


def read(path: Path) -> Any:
    """A calendar, without a fault that the library would tell."""
    calendar: Any = Calendar.from_ical(path.read_bytes())
    assert calendar.errors == []
    assert [event.errors for event in calendar.walk("VEVENT") if event.errors] == []
    return calendar


def names(calendar: Any) -> set[str]:
    """The events that a program would show, by id."""
    found = recurring_ical_events.of(calendar).between(TODAY - timedelta(days=1000), TODAY + timedelta(days=1000))
    return {str(event["UID"]).partition("@")[0] for event in found}


def test_each_sector_has_its_events_and_no_other(preview: tuple[Report, Path], site: Site) -> None:
    """Public ones to come, and those of the last sixty days; the common calendar has them all."""
    followed = [event for event in site.public.events if event.last_day >= TODAY - timedelta(days=60)]
    every = read(preview[1] / "agenda.ics")

    assert names(every) == {event.id for event in followed}
    assert any(event.past for event in followed)
    assert any(event.past for event in site.public.events if event not in followed)
    for sector in sectors_of(site):
        calendar = read(preview[1] / sector_feed(sector).lstrip("/"))
        assert names(calendar) == {event.id for event in followed if event.sector == sector}
        assert calendar["X-WR-CALNAME"].replace("\\,", ",") == f"Agenda, secteur {sector}"


def test_a_sector_without_an_event_is_served_all_the_same(rehearsal: tuple[Report, Path], site: Site) -> None:
    """A calendar with its time zone and nothing in it, which no program refuses."""
    assert len(sectors_of(site)) >= 5
    for sector in sectors_of(site):
        calendar = read(rehearsal[1] / sector_feed(sector).lstrip("/"))
        assert names(calendar) == set()
        assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]


def test_the_page_gives_each_calendar_as_a_link_and_as_an_address(preview: tuple[Report, Path], site: Site) -> None:
    """`webcal:` to touch, the whole address to copy, and how to in the four programs that people have."""
    page = preview[1] / "agenda" / "suivre" / "index.html"
    links = parsed(page).xpath("//ul[@class='feeds']//a/@href")
    addresses = parsed(page).xpath("//ul[@class='feeds']//code/text()")

    assert [link.partition(":")[0] for link in links] == ["webcal"] * (1 + len(sectors_of(site)))
    assert [f"https:{link.partition(':')[2]}" for link in links] == addresses
    assert all((preview[1] / address.removeprefix("https://site.example/")).is_file() for address in addresses)
    for program in ("Google Agenda", "Outlook", "Apple", "Thunderbird"):
        assert program in said(page)
    agenda = parsed(preview[1] / "agenda" / "index.html")
    assert agenda.xpath("//a[text()='Recevoir ces dates dans mon agenda']/@href") == ["/agenda/suivre/"]
