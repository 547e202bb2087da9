"""How a visitor goes from one page to the next."""

from __future__ import annotations

from playwright.sync_api import Locator


def follow(link: Locator) -> None:
    """Tap a link and wait for its page: a browser shows the new address before it has the words."""
    with link.page.expect_navigation():
        link.click()
