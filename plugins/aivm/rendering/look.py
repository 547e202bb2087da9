"""The one sheet and the one script of the site, inlined, the same bytes wherever they are; and their policy."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from aivm.output.policy import page_policy
from aivm.rendering.light import light_code, light_sheet

SHEETS = ("tokens.css", "base.css", "layout.css", "components/*.css", "print.css")  # in the order they override


class Look(NamedTuple):
    """What every page carries."""

    css: str
    script: str
    policy: str  # the Content-Security-Policy that lets both run, and nothing else


def look_of(theme: Path) -> Look:
    """The look of a theme."""
    css, code = style(theme), script(theme)
    return Look(css, code, page_policy(light_code("style", css), light_code("script", code)))


def style(theme: Path) -> str:
    """The one sheet."""
    files = [path for pattern in SHEETS for path in sorted((theme / "css").glob(pattern))]
    return light_sheet("\n".join(path.read_text(encoding="utf-8") for path in files))


def script(theme: Path) -> str:
    """The one script, without its indentation."""
    lines = (theme / "js" / "dates.js").read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines)
