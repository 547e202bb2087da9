"""`_headers`: the table for hosts that only know addresses (Netlify, Cloudflare Pages and those that read their file).

Two rules that say the same header would be joined by a comma there, so an address has one rule for how long it is kept,
and what is for pages goes to everything: over HTTP/2, which those hosts speak, a header said twice costs one byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from aivm.serving.headers import ALL, FOLDERS, PAGES, Rule, headers_of

CACHE = "Cache-Control"


def headers_file(rules: tuple[Rule, ...], prefix: str, paths: Iterable[str]) -> str:
    """The whole file, for the files of the site at `paths`; `prefix` is the folder of the host where the site is."""
    page = {name: value for name, value in headers_of(PAGES[1], rules).items() if name != CACHE}
    lines = ["# Écrit par le site à chaque construction : ne le corrigez pas ici (docs/servir.md)."]
    lines += _rule(f"{prefix}/*", page)
    for address, name in sorted({_top(path) for path in paths}):
        lines += _rule(f"{prefix}{address}", {CACHE: headers_of(name, rules)[CACHE]})
    return "\n".join([*lines, ""])


def _top(path: str) -> tuple[str, str]:
    """The address of a file at the root of the site, or of the folder where it is; and a name that is kept as long."""
    folder, slash, _ = path.partition("/")
    if slash:
        return f"/{folder}/*", FOLDERS.get(folder, ALL)[1]
    return "/" if path == "index.html" else f"/{path}", path


def _rule(address: str, headers: Mapping[str, str]) -> Iterator[str]:
    yield address
    yield from (f"  {name}: {value}" for name, value in headers.items())
