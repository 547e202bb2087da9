"""An exception has its reason beside it; a file names nothing that is not in the repository."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.conftest import PROJECT

LISTED = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True).stdout.splitlines()
TEXTS = [name for name in LISTED if name.rpartition(".")[2] in ("py", "md", "toml", "yml", "html", "css", "in")]
OUTSIDE = r"\bDESIGN\b|\bshared/|/work/|\bfacts\.md\b"


def lines(*kinds: str) -> list[tuple[str, str]]:
    """Each line of the committed files of some kinds, with where it is; not those of this file, which quote."""
    names = [name for name in TEXTS if name.endswith(kinds) and not name.endswith("test_reasons.py")]
    assert names
    files = [(name, PROJECT / name) for name in names if (PROJECT / name).is_file()]
    return [
        (f"{name}:{rank}", line)
        for name, file in files
        for rank, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
    ]


def test_what_ruff_is_told_to_leave_has_a_reason() -> None:
    """`# noqa: CODE  # why`: the code alone says what, and nobody knows later whether it still holds."""
    told = [(where, line) for where, line in lines(".py") if "# noqa" in line]

    assert told
    assert [where for where, line in told if not re.search(r"# noqa: [A-Z]+\d+  # \S+", line)] == []


def test_what_the_settings_leave_out_has_a_reason() -> None:
    """On its line of pyproject.toml, or on the line above."""
    settings = (PROJECT / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.pytest")[0].splitlines()
    exceptions = r"^(ignore|untyped_calls_exclude|ignore_missing|implicit|disallow|allow|warn|\".*\.py\") ?.*="
    found = [rank for rank, line in enumerate(settings) if re.search(exceptions, line)]
    alone = [settings[rank] for rank in found if not any("#" in line for line in settings[max(0, rank - 2) : rank + 1])]

    assert len(found) > 3
    assert alone == []


def test_no_file_sends_its_reader_outside_the_repository() -> None:
    """What is promised is in docs/."""
    assert [where for where, line in lines(".py", ".md", ".toml", ".html", ".css") if re.search(OUTSIDE, line)] == []


@pytest.mark.parametrize("host", ["github", "forgejo"])
def test_actions_are_pinned_by_commit(host: str) -> None:
    """A tag can be moved to other code, which would read the password of the server; the version is told beside it."""
    text = (PROJECT / "docs" / "automate" / f"{host}.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (.*)", text)

    assert used
    assert [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}  # v[\d.]+", one)] == []
