"""Every template from 320 to 1600 px, and as readers may change it: spaced, enlarged, recoloured, without its sheet."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Go
from tests.browser.scripts import script
from tests.browser.survey import Visit
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
NEW_SHEET = "() => document.head.appendChild(document.createElement('style'))"
UNFOLD = "() => document.querySelectorAll('details').forEach(one => { one.open = true })"
DROP_PAPER = "() => document.querySelectorAll('.print-only').forEach(one => one.remove())"
DROP_SHEETS = "() => document.querySelectorAll('style').forEach(sheet => sheet.remove())"
SAID = "() => document.querySelector('main').innerText.replace(/\\s/g, '')"
SIDES = """one => ["Top", "Bottom"].filter(side => {
    const { [`border${side}Width`]: width, [`border${side}Color`]: colour, backgroundColor } = getComputedStyle(one)
    return parseFloat(width) > 0 && colour !== backgroundColor
}).length"""
TOPS = "links => new Set(links.map(link => link.getBoundingClientRect().top)).size"


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_cut_or_covered_at_any_width(still: Page, go: Go, name: str) -> None:
    """No sideways scroll, no word beyond an edge, no word over another. 320 px is also 1280 px zoomed at 400 %."""
    go(still, name)
    still.evaluate(UNFOLD)
    faults = {}
    for width in WIDTHS:
        still.set_viewport_size({"width": width, "height": 256 if width == 320 else 800})
        faults[width] = still.evaluate(script("layout"))

    assert {width: found for width, found in faults.items() if found} == {}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_reader_may_space_and_enlarge_the_text(still: Page, go: Go, name: str) -> None:
    """What a reader asks of the text takes no word away."""
    go(still, name)
    sheet = still.evaluate_handle(NEW_SHEET)
    faults = {}
    for reader, (width, css) in READERS.items():
        still.set_viewport_size({"width": width, "height": 800})
        sheet.evaluate("(sheet, css) => { sheet.textContent = css }", css)
        faults[reader] = still.evaluate(script("layout"))

    assert {reader: found for reader, found in faults.items() if found} == {}


@pytest.mark.parametrize("name", TEMPLATES)
def test_without_its_sheet_a_page_says_the_same(still: Page, go: Go, name: str) -> None:
    """The same words in the same order as on a desk, within 320 px."""
    go(still, name, 1280)
    still.evaluate(DROP_PAPER)
    dressed = still.evaluate(SAID)
    still.set_viewport_size({"width": 320, "height": 640})
    still.evaluate(DROP_SHEETS)

    assert still.evaluate(SAID) == dressed
    assert still.evaluate(script("layout")) == []


def test_no_line_begins_with_what_french_never_puts_there(visits: dict[str, Visit]) -> None:
    """On every page, at 320 px: neither « : ; ! ? » » nor « h », « min » or « ko » is parted from the word before."""
    assert {address: visit.lines for address, visit in visits.items() if visit.lines} == {}


@pytest.mark.parametrize("width", [320, 360])
def test_the_hours_of_an_event_are_not_parted(still: Page, go: Go, width: int) -> None:
    """« 20 h – 22 h » goes to the next line whole: a line that began after the dash began with its space."""
    go(still, "event, put off", width)

    assert still.locator("dd .hours").evaluate("one => one.getClientRects().length") == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_the_navigation_stays_in_one_row(still: Page, go: Go, width: int) -> None:
    """Five links side by side on a phone, and on a desk."""
    go(still, "home, mission under way", width)

    assert still.locator("header nav a").evaluate_all(TOPS) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_what_colour_said(still: Page, go: Go, scheme: str) -> None:
    """In the reader's own colours the current section, the button, the states and the date tiles keep their lines."""
    still.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
    go(still, "agenda", 1280)
    lines = {name: still.locator(name).first.evaluate(SIDES) for name in (".head [aria-current]", ".state", ".date")}
    go(still, "home, mission under way", 1280)
    lines[".button"] = still.locator(".button").first.evaluate(SIDES)
    still.emulate_media(forced_colors="none", color_scheme="light")

    assert {name: sides for name, sides in lines.items() if sides < 1} == {}
