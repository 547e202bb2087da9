"""Every setting is documented where it stands; every word of the interface is used, and every word used exists."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from aivm.config import Config
from aivm.records.event import DETAILS

from tests.conftest import PROJECT

LITERAL = re.compile(r"""(?:\bt|\bcount|translate)\(\s*(?:project,\s*)?["']([\w.]+)["'](\s*~)?""")
ANY_STRING = re.compile(r"""["']([a-z_]+\.[\w.]+)["']""")
ROWS = tuple(f"event.{name}" for name in DETAILS)
PARTS = ("season.", "season_text.", "action.")
BUILT = (
    *(
        "weekday.",
        "month.",
        "status.",
        "status_long.",
        "people.season.",
        "levels.",
        "levels_short.",
        "contact.",
        "visit.",
        "form.",
        "slot.",
        "schools.class.",
        "weights.kinds.",
    ),
    *(
        "accessibility.short.",
        "accessibility.long.",
        *(f"{page}.{part}" for page in ("home", "schools") for part in PARTS),
    ),
    *ROWS,
)


def flat_values(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """The words of a TOML table by dotted key."""
    words: dict[str, str] = {}
    for key, value in table.items():
        words |= flat_values(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value}
    return words


def sources() -> str:
    """All templates and all code, as one text."""
    files = [*(PROJECT / "theme" / "templates").rglob("*.html"), *(PROJECT / "plugins" / "aivm").rglob("*.py")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


WORDS = flat_values(tomllib.loads((PROJECT / "theme" / "strings" / "fr.toml").read_text(encoding="utf-8")))


def test_every_setting_says_what_it_is_for() -> None:
    """The comment beside a field of Config, or right above it, is its documentation."""
    lines = (PROJECT / "plugins" / "aivm" / "config.py").read_text(encoding="utf-8").splitlines()

    for name in Config.model_fields:
        rank = next(rank for rank, line in enumerate(lines) if line.strip().startswith(f"{name}: "))
        assert "  # " in lines[rank] or lines[rank - 1].strip().startswith("# "), name


def test_every_word_asked_for_exists() -> None:
    """A literal key is a key of fr.toml, alone or with .one and .many; a key made of parts begins as some keys do."""
    missing = [
        key
        for key, built in LITERAL.findall(sources())
        if key not in WORDS
        and f"{key}.one" not in WORDS
        and not (built and any(word.startswith(key) for word in WORDS))
        and not key.endswith(".")
    ]

    assert missing == []


def test_every_word_is_used() -> None:
    """No sentence waits in fr.toml for a page that is gone."""
    used = set(ANY_STRING.findall(sources())) | {key for key, _ in LITERAL.findall(sources())}
    stems = {word.removesuffix(".one").removesuffix(".many") for word in WORDS if not word.startswith(BUILT)}

    assert sorted(stems - used) == []
