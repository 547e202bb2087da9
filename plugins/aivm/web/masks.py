"""How an address may be shown: in a message, a log or a report nobody can follow a secret link."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

PRIVATE = re.compile(r"private-", re.IGNORECASE)  # Google's « adresse secrète au format iCal »
ADDRESS = re.compile(r"\b[a-z][a-z0-9+]{1,15}://[^\s<>\"'«»]{1,2000}|(?<=\burl: )/\S+", re.IGNORECASE)
SECRET_QUERY = re.compile(
    r"(?:^|[&;?])(?:key|api_?key|token|access_?token|secret|password|pass|pwd|auth|sig|signature|code)=", re.IGNORECASE
)


def told(url: str) -> str:
    """The server of an address, and nothing that follows it; a French word where it is none.

    What a share is called opens it, however short: no rule tells a secret part of a path from another.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # « https://[ »
        return "(adresse illisible)"
    if not host:
        return "(adresse sans serveur)"
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}{port}"[:200]


def masked(text: str) -> str:
    """A text with the server alone of each address in it: a trace, or a line that somebody typed elsewhere."""
    return ADDRESS.sub(lambda match: told(match[0]), text)


def holds_secret(url: str) -> bool:
    """True for an address that opens by itself what should be closed: a password, a key, Google's secret link."""
    try:
        parts = urlsplit(url)
        typed_in = parts.username or parts.password
    except ValueError:
        return False
    private = any(PRIVATE.match(unquote(segment)) for segment in parts.path.split("/"))
    return bool(typed_in) or private or bool(SECRET_QUERY.search(unquote(parts.query)))
