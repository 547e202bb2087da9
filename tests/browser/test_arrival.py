"""How a page arrives: alone, readable at once, and without moving when its photos come."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import Go, opened
from tests.browser.scripts import script
from tests.browser.survey import Visit

pytestmark = pytest.mark.browser

PATIENCE = 15  # seconds for a page to be painted at all, on a busy machine
LATE = 0.2  # seconds before a photo is answered
MOVED = 0.01  # layout shift that nobody sees (web.dev: under 0.1 is good)
WITH_PHOTOS = ("home, mission under way", "story", "story, draft", "volunteer")
PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"


def test_a_page_asks_for_nothing_but_its_photos(visits: dict[str, Visit]) -> None:
    """No sheet, font or script to wait for, and no other host; a browser fetches the icon of its tab when it likes."""
    everything = {one for visit in visits.values() for one in visit.requests}
    asked = {(kind, url) for kind, url in everything if not (kind == "other" and url.startswith("/icones/"))}

    assert {kind for kind, _ in asked} == {"image"}
    assert [url for _, url in asked if not url.startswith("/photos/")] == []


def test_the_console_stays_silent(visits: dict[str, Visit]) -> None:
    """No error and no warning on any page."""
    assert {address: visit.complaints for address, visit in visits.items() if visit.complaints} == {}


@pytest.mark.parametrize("name", WITH_PHOTOS)
def test_a_page_is_readable_while_nothing_else_answers(browser: Browser, go: Go, name: str) -> None:
    """With every other request left without an answer, the page is there, painted, its title in sight."""
    with opened(browser) as page:
        page.goto = lambda url: Page.goto(page, url, wait_until="commit")  # type: ignore[method-assign,assignment]
        page.route("**/*", only_the_page)
        go(page, name, 360)
        painted(page)

        assert page.get_by_role("heading", level=1).is_visible()
        assert page.get_by_text("Cette page pèse").count() == 1


def painted(page: Page) -> None:
    """Wait for the first words: asked again and again, since the page's own policy forbids waiting inside it."""
    until = time.monotonic() + PATIENCE
    while not page.evaluate(PAINTED) and time.monotonic() < until:
        time.sleep(0.05)


def only_the_page(route: Route) -> None:
    """Answer for the page itself; keep the rest waiting."""
    if route.request.resource_type == "document":
        route.continue_()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", WITH_PHOTOS)
def test_late_photos_move_nothing(browser: Browser, go: Go, name: str, width: int) -> None:
    """Down the page, each photo coming when its place is already being read."""
    with opened(browser) as page:
        page.route("**/photos/*", after_a_while)
        go(page, name, width)
        moved = page.evaluate(script("shifts"))

        assert moved["photos"] > 0
        assert moved["shift"] < MOVED


def after_a_while(route: Route) -> None:
    """A photo on a slow link."""
    time.sleep(LATE)
    route.continue_()
