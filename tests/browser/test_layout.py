"""Every template from 320 to 1600 px, and as a reader may change it: spaced, twice as large, zoomed, without its sheet."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Go, script
from tests.browser.templates import TEMPLATES

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 480, 768, 1024, 1280, 1600)
SPACED = """
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }
"""
LARGE = "html { font-size: 200% !important }"
READERS = {  # how: (width in CSS pixels, sheet added)
    "text spacing on a phone (WCAG 1.4.12)": (320, SPACED),
    "text spacing on a desk (WCAG 1.4.12)": (1280, SPACED),
    "text at 200 % on a desk (WCAG 1.4.4, RGAA 10.4)": (1280, LARGE),
    "text at 200 % on a tablet (WCAG 1.4.4, RGAA 10.4)": (720, LARGE),
}
ADD_SHEET = "css => document.head.appendChild(document.createElement('style')).textContent = css"
DROP_SHEETS = "() => document.querySelectorAll('style').forEach(sheet => sheet.remove())"
SAID = "() => document.querySelector('main').innerText.replace(/\\s/g, '')"
TOPS = "links => new Set(links.map(link => link.getBoundingClientRect().top)).size"


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_cut_or_covered_at_any_width(still: Page, go: Go, name: str) -> None:
    """No sideways scroll, no word beyond an edge, no word over another. 320 px is also 1280 px zoomed at 400 %."""
    go(still, name)
    faults = {}
    for width in WIDTHS:
        still.set_viewport_size({"width": width, "height": 256 if width == 320 else 800})
        faults[width] = still.evaluate(script("layout"))

    assert {width: found for width, found in faults.items() if found} == {}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_reader_may_space_and_enlarge_the_text(still: Page, go: Go, name: str, reader: str) -> None:
    """What a reader asks of the text takes no word away."""
    width, sheet = READERS[reader]
    go(still, name, width)
    still.evaluate(ADD_SHEET, sheet)

    assert still.evaluate(script("layout")) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_without_its_sheet_a_page_says_the_same(still: Page, go: Go, name: str) -> None:
    """The same words in the same order as on a desk, within 320 px."""
    go(still, name, 1280)
    dressed = still.evaluate(SAID)
    still.set_viewport_size({"width": 320, "height": 640})
    still.evaluate(DROP_SHEETS)

    assert still.evaluate(SAID) == dressed
    assert still.evaluate(script("layout")) == []


def test_no_line_begins_with_what_french_never_puts_there(still: Page, site: str, addresses: list[str]) -> None:
    """On every page, at 320 px: neither « : ; ! ? » » nor « h », « min » or « ko » is parted from the word before."""
    still.set_viewport_size({"width": 320, "height": 640})
    faults = {}
    for address in addresses:
        still.goto(site + address)
        faults[address] = still.evaluate(script("lines"))

    assert {address: found for address, found in faults.items() if found} == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_the_navigation_stays_in_one_row(still: Page, go: Go, width: int) -> None:
    """Five links side by side on a phone, and on a desk."""
    go(still, "home, mission under way", width)

    assert still.locator("header nav a").evaluate_all(TOPS) == 1
