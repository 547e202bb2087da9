"""The short tests stay short: what starts a server, a browser or a whole command has a folder of its own."""

from __future__ import annotations

import re

import pytest

from tests.conftest import PROJECT

SHORT = [*PROJECT.glob("tests/unit/**/*.py"), *PROJECT.glob("tests/rules/*.py")]
STARTS = (
    r"import (http\.server|socketserver|playwright)|from (http\.server|socketserver|playwright)\b",
    r"tests\.(apache_dav|loopback|proftpd|proxy|publish_on|rclone|serving|skewed_s3|web_servers)\b",
    r"tests\.(builds|browser|long|servers)\b",
    r"photographs: list",  # the fixture that asks Debian for them
    r"mark\.(build|browser)\b",
)


@pytest.mark.parametrize("sign", STARTS)
def test_a_short_test_starts_no_server_and_builds_no_site(sign: str) -> None:
    """`test --fast` runs two folders whole; tests of servers are in tests/servers, whole builds in tests/builds,
    what is pure but long in tests/long."""
    found = [
        f"{file.relative_to(PROJECT)}:{number}: {line.strip()}"
        for file in SHORT
        if file.name != "test_folders.py"
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(sign, line)
    ]

    assert len(SHORT) > 100
    assert found == []
