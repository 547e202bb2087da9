"""The table of headers as nginx reads it: a file to include in the `server` of the site, which nobody may fetch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aivm.serving.headers import GONE, HIDDEN, Rule, headers_of
from aivm.serving.types import TYPES

BROTLI = "brotli_static on;"  # refused by an nginx without the module: there is no asking first


def snippet(rules: tuple[Rule, ...], prefix: str, gone: Iterable[str] = ()) -> str:
    """The whole file; `prefix` is the folder of the host where the site is, « /mopti », empty at its root.

    `gone` are addresses of what was removed: they answer 410, and so does all that was under them.
    """
    lines = ["# Écrit par le site à chaque construction : ne le corrigez pas ici (docs/servir.md)."]
    lines += _block(f"location {prefix}/", [*_site(prefix), *_gone(gone, prefix), *_headers(rules, prefix)])
    return "\n".join([*lines, ""])


def _site(prefix: str) -> Iterator[str]:
    yield from ("index index.html;", "autoindex off;", "absolute_redirect off;")
    yield from ("expires off;", "charset off;")  # a host that has its own would say two durations, or two charsets
    yield f"error_page 404 {prefix}/404.html;"
    yield f"error_page 403 =404 {prefix}/404.html;"  # a folder without a page
    yield from ("gzip on;", f'gzip_types "{TYPES[".html"]}";', "gzip_static on;", "gzip_vary on;")
    yield "gzip_proxied any;"  # to a cache on the way too: it is told, by Vary, whom that copy is for
    yield "# Avec le module brotli (Debian : libnginx-mod-http-brotli-static), retirez le « # » qui suit :"
    yield f"# {BROTLI}"
    yield from _block("types", [f'"{kind}" {suffix[1:]};' for suffix, kind in TYPES.items()])
    yield "default_type application/octet-stream;"


def _gone(gone: Iterable[str], prefix: str) -> Iterator[str]:
    for address in gone:
        lines = [f"error_page 410 {prefix}/{GONE};", "return 410;"]
        yield from _block(f'location ~ "^{prefix}{address.rstrip("/")}(?:/|$)"', lines)


def _headers(rules: tuple[Rule, ...], prefix: str) -> Iterator[str]:
    yield from _block(f'location ~ "^{prefix}{HIDDEN}"', ["return 404;"])
    for rule in reversed(rules):  # the first block that matches answers alone: each says everything
        said = headers_of(rule.example, rules).items()
        lines = [f'add_header {name} "{value}" always;' for name, value in said]
        yield from _block(f'location ~ "^{prefix}/(?:.*/)?{rule.pattern}$"', lines)


def _block(head: str, lines: list[str]) -> list[str]:
    return [f"{head} {{", *(f"  {line}" for line in lines), "}"]
