"""What a screen reader is told of each template, as kept in tests/golden/aria (RENEW_GOLDEN=1 renews it)."""

from __future__ import annotations

import os
import re

import pytest
from playwright.sync_api import Page

from tests.browser.templates import TREES
from tests.conftest import PROJECT

pytestmark = pytest.mark.browser

GOLDEN = PROJECT / "tests" / "golden" / "aria"
BY_WEIGHT = "tbody tr:has(a)"  # the heaviest pages: their order is the affair of other tests
DROP = "all => all.forEach(one => one.remove())"
LETTER = re.compile(r"(mailto:[^?\s]*\?)\S+")  # a letter already written has its own tests
PHOTO = re.compile(r"/photos/[0-9a-f]{16}")  # the name of its bytes: a better encoding changes it
WEIGHT = re.compile(r"\d[\d,]*\s(ko|Mo)\b")  # a comma of the sheet changes them all


@pytest.mark.parametrize("name", TREES)
def test_the_accessibility_tree_is_the_one_expected(still: Page, sites: dict[str, str], name: str) -> None:
    """Landmarks, headings, lists, links and words, in order, on a wide screen where everything is shown."""
    still.set_viewport_size({"width": 1280, "height": 800})
    still.goto(sites["templates"] + TREES[name])
    still.locator(BY_WEIGHT).evaluate_all(DROP)
    tree = still.locator("body").aria_snapshot() + "\n"
    for pattern, instead in ((LETTER, r"\1…"), (WEIGHT, r"… \1"), (PHOTO, "/photos/…")):
        tree = pattern.sub(instead, tree)
    path = GOLDEN / f"{name}.yml"
    if os.environ.get("RENEW_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tree, encoding="utf-8", newline="\n")

    assert tree == path.read_text(encoding="utf-8"), f"{name} changed: read it, then run again with RENEW_GOLDEN=1"


def test_no_tree_is_kept_for_a_template_that_is_gone() -> None:
    """One file for each line of TREES."""
    assert {path.stem for path in GOLDEN.glob("*.yml")} == set(TREES)
