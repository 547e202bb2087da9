"""One walk over every page of a site, on the narrowest screen: what each says, asks for and complains of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.browser.scripts import script


@dataclass(frozen=True)
class Visit:
    """What one page was seen to do."""

    facts: dict[str, Any]  # scripts/facts.js
    lines: list[str]  # scripts/lines.js
    requests: list[tuple[str, str]]  # (kind, address on the site or, elsewhere, whole), the page's own left out
    complaints: list[str]  # what the console shows


def survey(page: Page, site: str, addresses: list[str]) -> dict[str, Visit]:
    """Visit every address at 320 px."""
    seen: list[tuple[str, str]] = []
    said: list[str] = []
    page.on("request", lambda request: seen.append((request.resource_type, request.url)))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size({"width": 320, "height": 640})
    visits = {}
    for address in addresses:
        seen.clear()
        said.clear()
        page.goto(site + address, wait_until="domcontentloaded")
        facts, lines = page.evaluate(script("facts")), page.evaluate(script("lines"))
        asked = [(kind, url.removeprefix(site)) for kind, url in seen if url != page.url]
        visits[address] = Visit(facts, lines, asked, list(said))
    return visits
