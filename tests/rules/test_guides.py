"""The guides: what they show exists, is light, is told to who cannot see it; what is drawn says that it is drawn."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent.parent
DOCS = PROJECT / "docs"
GUIDES = [PROJECT / "README.md", *sorted(DOCS.glob("*.md"))]
LINK = re.compile(r"(?P<shown>!?)\[(?P<words>[^\]]*(?:\[[^\]]*\][^\]]*)*)\]\((?P<where>[^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
MOST = {"schema-": 20_000, "accueil-en-cours-1280": 75_000, "": 40_000}  # bytes, by the beginning of the name
DRAWINGS = tomllib.loads((DOCS / "pictures" / "drawings.toml").read_text(encoding="utf-8"))


def links(guide: Path, *, shown: bool) -> list[tuple[str, str]]:
    """Words and address of each picture, or of each other link."""
    found = LINK.finditer(CODE.sub("", guide.read_text(encoding="utf-8")))
    return [(one["words"], one["where"]) for one in found if bool(one["shown"]) == shown]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_what_a_guide_points_at_is_there(guide: Path) -> None:
    """Pictures and neighbours; an address of the web is not asked."""
    everything = links(guide, shown=True) + links(guide, shown=False)
    near = [where.partition("#")[0] for _, where in everything if "://" not in where and not where.startswith("#")]

    assert [where for where in near if not (guide.parent / where).exists()] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_a_picture_is_told(guide: Path) -> None:
    """In a few words at least, and a schema says that it is one."""
    shown = links(guide, shown=True)

    assert [where for words, where in shown if len(words) < 10] == []
    assert [where for words, where in shown if "schema-" in where and not words.startswith("Schéma")] == []


def test_every_picture_is_light_and_shown() -> None:
    """None weighs more than its kind allows, none is kept for nobody."""
    named = {Path(where).name for guide in GUIDES for _, where in links(guide, shown=True)}
    pictures = sorted((DOCS / "images").iterdir())
    limit = {one.name: next(most for start, most in MOST.items() if one.name.startswith(start)) for one in pictures}

    assert [one.name for one in pictures if one.stat().st_size > limit[one.name]] == []
    assert [one.name for one in pictures if one.name not in named] == []


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_schema_says_in_its_caption_what_it_is(name: str) -> None:
    """That it is no screenshot, and on which day its words were read: the day that the picture itself says."""
    (guide,) = [guide for guide in GUIDES if f"images/{name}.webp" in guide.read_text(encoding="utf-8")]
    caption = guide.read_text(encoding="utf-8").partition(f"images/{name}.webp)")[2].strip().split("\n")[0]

    assert caption.startswith(f"*Schéma, pas une capture d'écran. Lu le {DRAWINGS[name]['lu']} :")
