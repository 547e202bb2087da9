"""A copy that grows old says so, and folds away what is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = ("/", "/agenda/", "/ecoles/college/")
STALE = "Copie du 22 novembre 2026 : des dates ont pu changer depuis."
GONE = "Toutes les dates de cette page sont passées. L’association connaît les prochaines : écrivez-lui."

Read = Callable[[str, str], Page]


@pytest.fixture
def read(browser: Browser, site: str) -> Iterator[Read]:
    """Opens an address of the build of 22 November 2026 on another day."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, timezone_id="Europe/Paris")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))

    def go(address: str, day: str) -> Page:
        page.clock.set_fixed_time(f"{day}T08:00:00")
        page.goto(site + address)
        return page

    yield go
    context.close()
    assert faults == []


def days(page: Page) -> list[str]:
    """The days to be seen in the list."""
    seen: list[str] = page.locator(".dates li:visible time").evaluate_all("all => all.map(one => one.dateTime)")
    return seen


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("day", "old"), [("2026-12-02", False), ("2026-12-08", True), ("2027-05-22", True)])
def test_an_old_copy_says_so_and_shows_only_what_is_ahead(read: Read, address: str, day: str, old: bool) -> None:
    """After ten days nothing; after sixteen a banner; after six months what is over is gone, its month too."""
    page = read(address, day)

    assert page.get_by_text(STALE).count() == int(old)
    assert [seen for seen in days(page) if seen < day] == []
    assert page.locator(".month:visible").count() == page.locator(".month:has(li:visible)").count()
    assert page.get_by_text(GONE).count() == int(not days(page))


@pytest.mark.parametrize("address", PAGES)
def test_when_all_is_over_the_page_says_what_to_do(read: Read, address: str) -> None:
    """Three years later: no date, no filter, no empty heading; two sentences."""
    page = read(address, "2029-11-22")

    assert days(page) == []
    assert page.get_by_text(STALE).is_visible()
    assert page.get_by_text(GONE).is_visible()
    assert page.locator(".month:visible").count() == 0
    assert page.get_by_role("searchbox").count() == 0


def test_an_hour_counts(read: Read) -> None:
    """A morning is over at noon, an afternoon of the same day is not."""
    page = read("/ecoles/college/", "2026-12-07")
    morning = page.locator(".dates li:visible h3").first.inner_text()
    page.clock.set_fixed_time("2026-12-07T12:01:00")
    page.reload()
    afternoon = page.locator(".dates li:visible h3").first.inner_text()

    assert "Matin" in morning
    assert "Après-midi" in afternoon


@pytest.mark.parametrize("address", PAGES)
def test_without_javascript_the_day_of_the_build_is_at_the_top_of_the_list(
    browser: Browser, site: str, address: str
) -> None:
    """Before the first date."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + address)
    built = page.locator(".bar").bounding_box() or {}
    first = page.locator(".dates li").first.bounding_box() or {}
    said = page.locator(".bar").inner_text()
    context.close()

    assert said.split()[-4:] == ["le", "22", "novembre", "2026."]
    assert built["y"] < first["y"]
