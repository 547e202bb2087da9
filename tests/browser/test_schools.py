"""A teacher in a corridor, with a phone and thirty seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.walking import follow

pytestmark = pytest.mark.browser

LEVEL = "/ecoles/college/"
DAY = "2026-11-23T10:00:00"  # the day after the build
TARGET = 44  # pixels that a thumb does not miss

Open = Callable[[str], Page]


@pytest.fixture
def walk(browser: Browser, site: str) -> Iterator[Page]:
    """Home on a phone 360 px wide, JavaScript off."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    yield page
    context.close()


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Open]:
    """Opens an address on a phone, on the day after the build; a fault of the script fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.clock.set_fixed_time(DAY)

    def go(address: str) -> Page:
        page.goto(site + address)
        return page

    yield go
    context.close()
    assert faults == []


def visible(page: Page) -> int:
    """How many dates are to be seen."""
    return page.locator(".dates li:visible").count()


def test_two_taps_from_home_to_the_request(walk: Page) -> None:
    """Without JavaScript: the level, then the date, which opens the message; nothing to scroll before either."""
    start = walk.get_by_role("heading", name="Une date pour votre classe")
    level = walk.get_by_role("link", name="Collège", exact=True)
    heights = [(level.bounding_box() or {})["height"], (start.bounding_box() or {})["y"]]
    follow(level)
    date = walk.locator(".dates h3 a").first
    tile = date.locator("time").bounding_box() or {}
    target = urlsplit(date.get_attribute("href") or "")

    assert heights[0] >= TARGET
    assert heights[1] < 740
    assert tile["y"] + tile["height"] <= 740
    assert min(tile["width"], tile["height"]) >= TARGET
    assert target.scheme == "mailto"
    assert parse_qs(target.query)["subject"] == ["Animation 2026-12-07-am"]


def test_a_request_can_be_copied_without_javascript(walk: Page) -> None:
    """One touch under the date shows its words, and nothing of them before."""
    follow(walk.get_by_role("link", name="Collège", exact=True))
    words = walk.locator(".dates pre").first
    before = words.is_visible()
    walk.get_by_text("Copier la demande").first.click()

    assert not before
    assert words.is_visible()
    assert "référence : 2026-12-07-am" in words.inner_text()


def test_a_screen_reader_hears_dates_as_headings(walk: Page) -> None:
    """Month, then each date as a link in its heading, the state after it; the button says which request it shows."""
    follow(walk.get_by_role("link", name="Collège", exact=True))
    snapshot = walk.locator(".month").first.aria_snapshot()

    assert '- heading "Décembre 2026" [level=2]' in snapshot
    assert '- heading "lun. 7 déc. Matin" [level=3]' in snapshot
    assert '- link "lun. 7 déc. Matin"' in snapshot
    assert "Libre · Brocéliande, Rennes, Saint-Malo ou Vitré" in snapshot
    assert walk.get_by_label("Copier la demande : lundi 7 décembre 2026, matin").count() == 1


def test_no_page_for_schools_scrolls_sideways(walk: Page, site: str) -> None:
    """At 360 px, with the longest names, the sheet to print and the communes too."""
    for address in (
        LEVEL,
        "/ecoles/elementaire/broceliande/",
        "/ecoles/elementaire/2027-01/2/",
        "/ecoles/",
        "/ecoles/demande/",
        "/ecoles/secteurs/",
        "/agenda/suivre/",
        "/agenda/archives/2025-2026/",
    ):
        walk.goto(site + address)

        assert walk.locator("html").evaluate("root => root.scrollWidth") <= 360, address


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("lundi apres-midi", "3 dates"),
        ("LUNDI  après midi", "3 dates"),
        ("11 janvier", "1 date"),
        ("option", "1 date"),
        ("broceliande", "20 dates"),
        ("fougères", "0 date"),
        ("niveau collège à compléter", "0 date"),
        ("", "20 dates"),
    ],
)
def test_the_filter_looks_at_what_a_date_says(opened: Open, typed: str, said: str) -> None:
    """Whole names of days and months, without accents or capitals; never at the form to complete."""
    page = opened(LEVEL)
    page.get_by_label("Parmi les dates de cette page").fill("x")
    page.get_by_label("Parmi les dates de cette page").fill(typed)

    expect(page.get_by_role("status")).to_have_text(said)
    assert visible(page) == int(said.split()[0])
    assert page.locator(".month:visible").count() == page.locator(".month:has(li:visible)").count()


def test_the_choice_stays_in_the_address(opened: Open, site: str) -> None:
    """Loaded again, sent to a colleague, or come back to: the same dates."""
    page = opened(LEVEL)
    page.get_by_label("Parmi les dates de cette page").fill("11 janv. & été")
    page.get_by_label("Parmi les dates de cette page").fill("jeudi")
    asked = page.evaluate("location.href")
    page.reload()
    again = (page.get_by_role("status").inner_text(), visible(page))
    follow(page.get_by_role("link", name="Vitré", exact=True))
    other = page.get_by_label("Parmi les dates de cette page").input_value()
    page.go_back()

    assert asked == f"{site}{LEVEL}#q=jeudi"
    assert again == ("6 dates", 6)
    assert other == ""
    assert page.get_by_label("Parmi les dates de cette page").input_value() == "jeudi"
    assert visible(page) == 6


def test_an_address_changed_by_hand_is_followed(opened: Open) -> None:
    """Without loading the page again."""
    page = opened(f"{LEVEL}#q=jeudi")
    page.evaluate("location.hash = 'q=11 janvier'")

    expect(page.get_by_role("status")).to_have_text("1 date")


@pytest.mark.parametrize("fragment", ["#q=%E0%A4%A", "#%", "#q=", "#contenu", "#demande", "#q"])
def test_no_fragment_breaks_the_page(opened: Open, fragment: str) -> None:
    """A torn address, an anchor of the page: the filter is there and works; an anchor is no filter."""
    page = opened(LEVEL + fragment)
    shown = visible(page)
    page.get_by_label("Parmi les dates de cette page").fill("11 janvier")

    assert shown == (0 if "E0" in fragment else 20)
    assert visible(page) == 1
