"""A test that looks at a page waits until it is there: what is read too early fails one time in a hundred."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

BROWSER = Path(__file__).parents[1] / "browser"
TAPPED = re.compile(r"""(?:"link"|\ba["' .\[]).*\.(?:click|tap)\(""")


@pytest.mark.parametrize("file", sorted(BROWSER.glob("test_*.py")), ids=lambda file: file.name)
def test_a_link_is_followed_to_its_page(file: Path) -> None:
    """Playwright's own click goes on as soon as the next page answers, before its words are there: follow() waits."""
    lines = file.read_text(encoding="utf-8").splitlines()

    assert [line.strip() for line in lines if TAPPED.search(line)] == []
