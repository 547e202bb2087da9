"""How an address may be shown: in a message, a log or a report nobody can follow a secret link."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

PRIVATE = re.compile(r"private-", re.IGNORECASE)  # Google's « adresse secrète au format iCal »
TOKEN = re.compile(r"(?=\D*\d)[\w-]{16,}")  # the name of a share, long and with a figure: it opens what it names
SECRET_QUERY = re.compile(
    r"(?:^|[&;?])(?:key|api_?key|token|access_?token|secret|password|pass|pwd|auth|sig|signature|code)=", re.IGNORECASE
)


def told(url: str) -> str:
    """An address without user, query and fragment, its secret parts as « … »; a French word where it is none."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # « https://[ »
        return "(adresse illisible)"
    if not host:
        return "(adresse sans serveur)"
    host = f"[{host}]" if ":" in host else host
    path = "/".join(map(_segment, parts.path.split("/")))
    return f"{parts.scheme}://{host}{port}{path}"[:200]


def _segment(typed: str) -> str:
    plain = unquote(typed)
    if PRIVATE.match(plain):
        return "private-…"
    return "…" if TOKEN.fullmatch(plain) else "".join(char for char in typed if char.isprintable())


def holds_secret(url: str) -> bool:
    """True for an address that opens by itself what should be closed: a password, a key, Google's secret link."""
    try:
        parts = urlsplit(url)
        typed_in = parts.username or parts.password
    except ValueError:
        return False
    private = any(PRIVATE.match(unquote(segment)) for segment in parts.path.split("/"))
    return bool(typed_in) or private or bool(SECRET_QUERY.search(unquote(parts.query)))
