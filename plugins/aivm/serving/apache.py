"""`.htaccess`: the table of headers as Apache 2.4 reads it from the folder of the site, on a host that we do not rule.

Each part asks first whether its module is there: without it the site is served all the same, only less well. Nothing
here needs more than « AllowOverride FileInfo »: one line that a host forbids would be an error 500 at every address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aivm.serving.headers import GONE, HIDDEN, Rule
from aivm.serving.types import TEXTS, TYPES

# As sent: « br » also among others, but not refused by « br;q=0 » (RFC 9110, 12.5.3).
ACCEPTED = r"(?:^|[,\s]){coding}(?=\s*(?:[,;]|$))(?!\s*;\s*q=0(?:\.0+)?\s*(?:,|$))"
COPY = r"(?:\.br|\.gz)?"  # « page.html.br » is the page


def htaccess(rules: tuple[Rule, ...], prefix: str, gone: Iterable[str] = ()) -> str:
    """The whole file; `prefix` is the folder of the host where the site is, « /mopti », empty at its root.

    `gone` are addresses of what was removed: they answer 410, and so does all that was under them.
    """
    parts = _site(prefix), _gone(gone, prefix), _types(), _headers(rules), _compressed(prefix)
    return "\n".join([*(line for part in parts for line in part), ""])


def _site(prefix: str) -> Iterator[str]:
    yield "# Écrit par le site à chaque construction : ne le corrigez pas ici (docs/servir.md)."
    yield f"ErrorDocument 403 {prefix}/404.html"
    yield f"ErrorDocument 404 {prefix}/404.html"
    yield from _if("mod_alias.c", [f'RedirectMatch 404 "^{prefix}{HIDDEN}"'])
    # The page of a folder, before any that the host put there; without one, an error and not the list of its files.
    # Only for whoever reads: a process of Apache ends where WebDAV asks about a folder that became a page.
    readers, index = 'RewriteCond %{REQUEST_METHOD} "^(?:GET|HEAD)$"', 'RewriteRule "^(.*/)?$" "$1index.html" [L]'
    yield from _if("mod_rewrite.c", ["RewriteEngine On", f"RewriteBase {prefix}/", readers, index])


def _gone(gone: Iterable[str], prefix: str) -> Iterator[str]:
    lines = [f'Redirect gone "{prefix}{address.rstrip("/")}"' for address in gone]
    if lines:
        yield f"ErrorDocument 410 {prefix}/{GONE}"
        yield from _if("mod_alias.c", lines)


def _types() -> Iterator[str]:
    for suffix, kind in TYPES.items():
        # Not AddType: the table of the host may give a type to « .gz », and then « page.html.gz » would have that one.
        yield from _files(_ending(suffix), [f'ForceType "{kind}"'])


def _headers(rules: tuple[Rule, ...]) -> Iterator[str]:
    lines = ["# Ce que l’hôte dit lui-même serait dit deux fois, et pas pareil.", "Header onsuccess unset Expires"]
    for rule in rules:
        lines += _files(rf"^{rule.pattern}{COPY}$", _said(rule))
    yield from _if("mod_headers.c", lines)


def _said(rule: Rule) -> Iterator[str]:
    for name, value in rule.headers.items():
        yield f"Header onsuccess unset {name}"  # another table than that of « always », which does not replace it
        yield f'Header always set {name} "{value}"'


def _compressed(prefix: str) -> Iterator[str]:
    """The .br or the .gz that lies beside a file, to whoever can read it."""
    lines: list[str] = []
    for coding, suffix in (("br", "br"), ("gzip", "gz")):
        lines += [
            f'RewriteCond %{{HTTP:Accept-Encoding}} "{ACCEPTED.format(coding=coding)}"',
            f"RewriteCond %{{REQUEST_FILENAME}}.{suffix} -f",
            f'RewriteRule "^(.+)$" "$1.{suffix}" [L]',
        ]
        lines += _files(rf"\.{suffix}$", [f"AddEncoding {coding} .{suffix}", f"RemoveLanguage .{suffix}"])
    lines += _files(_ending(*TEXTS), ["Header always merge Vary Accept-Encoding"])
    yield from _if("mod_rewrite.c", _if("mod_mime.c", _if("mod_headers.c", lines)))
    # A page is published without its .gz (publish/send.py): a browser without brotli gets it compressed on the way.
    # Apache adds « -gzip » to its tag, then does not know that tag when the browser asks whether the page has changed.
    yield from _if("mod_filter.c", _if("mod_deflate.c", ["AddOutputFilterByType DEFLATE text/html"]))
    yield from _if("mod_headers.c", ['RequestHeader edit* If-None-Match "-(?:gzip|br)\\"" "\\""'])


def _ending(*suffixes: str) -> str:
    """The pattern of files of these kinds, compressed or not."""
    return rf"\.(?:{'|'.join(suffix[1:] for suffix in suffixes)}){COPY}$"


def _if(module: str, lines: Iterable[str]) -> list[str]:
    return [f"<IfModule {module}>", *_indented(lines), "</IfModule>"]


def _files(pattern: str, lines: Iterable[str]) -> list[str]:
    return [f'<FilesMatch "{pattern}">', *_indented(lines), "</FilesMatch>"]


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]
