"""axe-core finds no violation, on a phone and on a desk, by day and by night."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Go
from tests.browser.templates import TEMPLATES

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
SCREENS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]
RUN = """async () => (await axe.run({ resultTypes: ['violations'] })).violations
    .map(rule => [rule.id, rule.nodes.map(node => node.target.join(' '))])"""


@pytest.mark.parametrize("name", TEMPLATES)
def test_axe_finds_no_violation(lively: Page, go: Go, name: str) -> None:
    """All the rules of axe, best practices included, hold for every template."""
    if not AXE.exists():
        pytest.skip("axe-core manque : l’accessibilité n’a pas été vérifiée (npm ci dans tests/browser)")
    go(lively, name)
    lively.evaluate(AXE.read_text(encoding="utf-8"))
    found = {}
    for width, scheme in SCREENS:
        lively.set_viewport_size({"width": width, "height": 800})
        lively.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
        found[width, scheme] = lively.evaluate(RUN)

    assert {screen: violations for screen, violations in found.items() if violations} == {}
