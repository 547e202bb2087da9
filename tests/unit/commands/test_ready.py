"""What a server is told, by where the site is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from aivm.commands.ready import rules_of
from aivm.config import Config
from aivm.site.project import Project

from tests.conftest import PROJECT, TERRITORY


@pytest.mark.parametrize(
    ("siteurl", "shared", "told"),
    [
        ("https://site.example", False, True),
        ("https://site.example", True, False),
        ("https://hote.example/mopti", False, False),
        ("https://hote.example/~asso/mopti", True, False),
        ("https://site.example:8443", False, True),
    ],
)
def test_hsts_is_for_a_host_of_our_own(siteurl: str, shared: bool, told: bool) -> None:
    """Neither in a folder of somebody's host, nor where the settings say that it is shared."""
    here, config = Path(), Config(shared_host=shared)
    project = Project(here, here, here, here, PROJECT / "theme", siteurl, config, date(2026, 11, 22), TERRITORY, {})
    rules, prefix = rules_of(project)

    assert ("Strict-Transport-Security" in rules[0].headers) == told
    assert siteurl.endswith(prefix)
