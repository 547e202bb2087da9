"""The bytes of a response, within limits, and the time that it asks to wait."""

from __future__ import annotations

from urllib3 import BaseHTTPResponse, Retry
from urllib3.exceptions import HTTPError

from aivm.web.refused import RefusedError
from aivm.web.request import Progress

CHUNK = 65_536  # bytes


def body_of(response: BaseHTTPResponse, size: int, progress: Progress) -> bytes:
    """All bytes, decompressed by small pieces so that a bomb is seen while it swells."""
    received = bytearray()
    # not `stream`, which reads the length of a chunk without limit: http.client, below `read`, has one
    while piece := response.read(CHUNK, decode_content=True):
        received += piece
        progress(len(received))
        if len(received) > size:
            message = f"la réponse dépasse {size / 1_000_000:g} Mo."
            raise RefusedError(message, "Vérifiez l’adresse, ou relevez pull_megabytes dans les réglages.")
    return bytes(received)


def wait_of(response: BaseHTTPResponse) -> float:
    """Seconds that a busy server asks to wait, 0 where it says nothing that can be understood."""
    try:
        return max(0.0, Retry().parse_retry_after(response.headers.get("Retry-After", "0").strip()))
    except (HTTPError, ValueError, OverflowError):
        return 0.0
