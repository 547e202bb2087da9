"""A visitor walks from home to a story and to the agenda, on a phone, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.walking import follow

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page 360 px wide, JavaScript off."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_from_home_to_the_latest_story(phone: Page, site: str) -> None:
    """Home gives the first sentence of the latest story; one tap opens it, with both its dates and its photos."""
    phone.goto(site)
    follow(phone.get_by_role("link", name="Lire la suite"))

    assert "/recits/" in phone.url
    assert phone.get_by_role("heading", level=1).count() == 1
    assert phone.locator("dt", has_text="Écrit").count() == 1
    assert phone.locator("dt", has_text="Publié").count() == 1
    assert phone.locator("figure img").count() >= 1
    assert all(phone.locator("figure img").nth(rank).get_attribute("alt") for rank in range(2))


def test_from_home_to_an_event_and_its_calendar_file(phone: Page, site: str) -> None:
    """The agenda lists the next dates first; an event gives its file for the visitor's own calendar."""
    phone.goto(site)
    follow(phone.get_by_role("link", name="Agenda", exact=True))
    days = [day or "" for day in phone.locator(".dates time").evaluate_all("all => all.map(one => one.dateTime)")]
    follow(phone.locator(".dates a").first)
    link = phone.get_by_role("link", name="Ajouter à mon agenda").get_attribute("href")
    answer = phone.request.get(f"{site}{link}")

    assert days == sorted(days)
    assert 0 < len(days) <= 24
    assert answer.ok
    assert answer.text().startswith("BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("address", "state"),
    [("/agenda/atelier-cuisine-guichen-2027/", "annulé"), ("/agenda/projection-redon-2027/", "reporté")],
)
def test_a_date_that_no_longer_stands_is_corrected_not_added(phone: Page, site: str, address: str, state: str) -> None:
    """Nobody is asked to add it; who had done so gets the same event (same UID, RFC 5545 3.8.4.7), cancelled."""
    phone.goto(site + address)
    link = phone.get_by_role("link", name=f"marqué «\u202f{state}\u202f» (.ics)")
    file = phone.request.get(f"{site}{link.get_attribute('href')}").text()

    assert phone.get_by_role("link", name="Ajouter à mon agenda").count() == 0
    assert phone.get_by_text("Vous l’aviez ajouté à votre agenda").is_visible()
    assert "\r\nSTATUS:CANCELLED\r\n" in file
    assert f"\r\nUID:{address.split('/')[2]}@" in file


def test_no_page_asks_anything_of_another_host_or_scrolls_sideways(phone: Page, site: str) -> None:
    """Home, a list, a story, an event, the agenda: every request stays here, and 360 px are enough."""
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    for address in ("/", "/recits/", "/recits/la-planche-qui-se-repose/", "/agenda/", "/cooperation/", "/404.html"):
        phone.goto(site + address)
        width = phone.locator("html").evaluate("root => root.scrollWidth")

        assert width <= 360, address
    assert [url for url in asked if not url.startswith(site)] == []


def test_a_page_prints_without_its_controls(phone: Page, site: str) -> None:
    """On paper the navigation is gone and the text is there."""
    phone.goto(f"{site}/agenda/")
    phone.emulate_media(media="print")

    assert not phone.get_by_role("navigation").first.is_visible()
    assert phone.get_by_role("heading", level=1).is_visible()
