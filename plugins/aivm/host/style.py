"""The one sheet and the one script of the site, the same bytes on every page that has them, inlined."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from aivm.host.light import light_sheet

SHEETS = ("tokens.css", "base.css", "layout.css", "components/*.css", "print.css")  # in the order they override


def style(theme: Path) -> str:
    """The one sheet, the same bytes on every page, inlined."""
    files = [path for pattern in SHEETS for path in sorted((theme / "css").glob(pattern))]
    return light_sheet("\n".join(path.read_text(encoding="utf-8") for path in files))


def script(theme: Path) -> Markup:
    """The one script, the same bytes on every page that has dates, inlined without its indentation."""
    lines = (theme / "js" / "dates.js").read_text(encoding="utf-8").splitlines()
    return Markup("\n".join(line.strip() for line in lines))
