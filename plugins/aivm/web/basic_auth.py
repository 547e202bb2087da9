"""The user and the password of an address, as HTTP is told them (RFC 7617)."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import SplitResult, unquote


def basic(header: str, parts: SplitResult) -> dict[str, str]:
    """The header of that name; none where the address has no user."""
    login = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return {header: f"Basic {b64encode(login.encode()).decode()}"} if parts.username else {}
