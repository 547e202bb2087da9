"""The keyboard alone goes everywhere, in order, and always shows where it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Go
from tests.browser.scripts import script
from tests.browser.templates import TEMPLATES

pytestmark = pytest.mark.browser

SCHEMES = ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"})


def walk(page: Page) -> dict[str, object]:
    """Press Tab through the whole page, and once more; what was met on the way."""
    page.evaluate(script("focus"))
    for _ in range(page.evaluate("window.walk.stops") + 1):
        page.keyboard.press("Tab")
    answer: dict[str, object] = page.evaluate("window.walk")
    return answer


@pytest.mark.parametrize("name", TEMPLATES)
def test_tab_reaches_everything_in_order(lively: Page, go: Go, name: str) -> None:
    """Each link and control once, in the order of the page, in sight, outlined; nothing keeps the focus."""
    go(lively, name, 360)
    met = walk(lively)

    assert met["order"] == list(range(int(str(met["stops"]))))
    assert met["faults"] == []


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: "-".join(scheme.values()))
def test_the_focus_is_seen_in_every_scheme(lively: Page, go: Go, scheme: dict[str, str]) -> None:
    """By day, by night, and where the reader's system forces its own colours."""
    lively.emulate_media(**scheme)  # type: ignore[arg-type]  # one option and its word
    go(lively, "home, mission under way", 1280)
    met = walk(lively)
    lively.emulate_media(color_scheme="light", forced_colors="none")

    assert met["faults"] == []


@pytest.mark.parametrize("name", ["home, mission under way", "story", "event", "not found"])
def test_the_first_stop_skips_to_the_content(still: Page, go: Go, name: str) -> None:
    """The first Tab shows a link; Enter on it, and the next Tab is in the content, past the navigation."""
    go(still, name, 360)
    still.keyboard.press("Tab")
    first = still.locator(":focus")

    assert first.inner_text() == "Aller au contenu"
    assert first.evaluate("one => one.getBoundingClientRect().left >= 0 && one.getBoundingClientRect().top >= 0")

    still.keyboard.press("Enter")
    still.keyboard.press("Tab")
    expected = still.locator("main a[href], footer a[href]").locator("visible=true").first

    assert still.locator(":focus").evaluate("one => one.outerHTML") == expected.evaluate("one => one.outerHTML")
