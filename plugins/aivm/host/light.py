"""Pages without what a browser does not need; the code in them stays as it is, since its hash must be known before."""

from __future__ import annotations

import minify_html


def light(html: str) -> str:
    """The page as it is served."""
    lighter: str = minify_html.minify(html, minify_css=False, minify_js=False)
    return lighter


def light_code(tag: str, code: str) -> str:
    """An inline sheet or script as it will be in a light page."""
    return light(f"<{tag}>{code}</{tag}>").removeprefix(f"<{tag}>").removesuffix(f"</{tag}>")
