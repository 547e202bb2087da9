"""Pages and sheets without what a browser does not need: the same bytes on every system."""

from __future__ import annotations

import re

import minify_html

# What a sheet keeps as it is typed (CSS Syntax 3, 4.3): strings, addresses without quotes, escapes (a white space ends
# a hexadecimal one), custom properties that are empty, licences.
KEPT = (
    r"""("(?:[^"\\\n]|\\.)*["\n]?|'(?:[^'\\\n]|\\.)*['\n]?|url\((?:[^"'()\\]|\\.)*\)|\\[0-9a-f]{1,6}\s?|\\."""
    r"""|--[\w-]+\s*:\s*(?=[;}])|/\*!.*?\*/)"""
)
AS_TYPED = re.compile(KEPT, re.DOTALL | re.IGNORECASE)
COMMENT = re.compile(KEPT + r"|/\*.*?(?:\*/|\Z)", re.DOTALL | re.IGNORECASE)
GAP = re.compile(r"(?:\s|/\*\*/)+")
# Around these a space says nothing. Before « : » and « ( » and after « ) » it does (« li :hover », « and ( »), and
# around « + » and « - » (calc).
NEEDLESS = re.compile(r"(?<=[{};,:>(])(?: |/\*\*/)|(?: |/\*\*/)(?=[{};,>)!])")
LAST = re.compile(r";+}")  # a rule needs no end before that of its block


def light(html: str) -> str:
    """The page as it is served; the code in it stays as it is, since its hash must be known before."""
    lighter: str = minify_html.minify(html, minify_css=False, minify_js=False)
    return lighter


def light_code(tag: str, code: str) -> str:
    """An inline sheet or script as it will be in a light page."""
    return light(f"<{tag}>{code}</{tag}>").removeprefix(f"<{tag}>").removesuffix(f"</{tag}>")


def light_sheet(css: str) -> str:
    """The same rules without comments and spare spaces; nothing is rewritten, nothing changes its place."""
    parts = AS_TYPED.split(COMMENT.sub(lambda found: found[1] or "/**/", css))
    parts[::2] = [_plain(part) for part in parts[::2]]
    return "".join(parts).strip()


def _plain(css: str) -> str:
    """Between what is kept. A comment alone parts two words without being a space (« a/**/b »): it stays, empty."""
    spaced = GAP.sub(lambda gap: " " if gap[0].strip("/*") else "/**/", css)
    return LAST.sub("}", NEEDLESS.sub("", spaced))
