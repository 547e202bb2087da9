"""Schemas of services that cannot be visited from here, drawn from `drawings.toml`; each says that it is one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from aivm.text.typography import french

TABLE = Path(__file__).with_name("drawings.toml")
NOTICE = "Schéma, pas une capture d’écran"
VERDICTS = {"oui": ("yes", "✓"), "non": ("no", "✗"), "": ("", "")}


def drawings() -> dict[str, dict[str, Any]]:
    """Every drawing, by the name of its picture."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def page(drawing: Mapping[str, Any], style: str) -> str:
    """One drawing in HTML: what it is, a window with its lines, where its words were read and when."""
    lines = "".join(_line(**line) for line in drawing["lignes"])
    source = escape(french(f"{drawing['source']} Lu le {drawing['lu']}, non essayé."))
    return (
        f'<!doctype html><meta charset="utf-8"><style>{style}</style>'
        f'<main class="schema"><p class="notice">{NOTICE}</p>'
        f"<section><h1>{escape(drawing['fenetre'])}</h1><ul>{lines}</ul></section><footer>{source}</footer></main>"
    )


def _line(genre: str, texte: str, signe: str = "", pas: int = 0, verdict: str = "", dit: str = "") -> str:
    """One line of a window: its step, its words, what stands at its right, and the reason."""
    kind, mark = VERDICTS[verdict]
    sign = f"<i>{escape(signe)}</i>" if signe else ""
    seal = f"<em>{mark}</em>" if mark else ""
    said = f"<small>{escape(french(dit))}</small>" if dit else ""
    words = f"<span><strong>{escape(texte)}</strong>{said}</span>"
    return f'<li class="{genre} {kind}"><b>{pas or ""}</b><div>{words}{sign}{seal}</div></li>'
