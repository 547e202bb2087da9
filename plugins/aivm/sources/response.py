"""One response -> its body within limits, or the sentence of its status (RFC 9110 15)."""

from __future__ import annotations

from urllib3 import BaseHTTPResponse, Retry
from urllib3.exceptions import HTTPError

from aivm.sources.asked import LATER, Answer, Progress, Request
from aivm.sources.not_data import refuse_a_page
from aivm.sources.refused import PassingError, RefusedError

BUSY = (429, 500, 502, 503, 504)
CHUNK = 65_536  # bytes


def answer_of(response: BaseHTTPResponse, request: Request, url: str, size: int, progress: Progress) -> Answer:
    """The body of a response, or the sentence of its status; `progress` ends it by raising, at the deadline."""
    if response.status == 304 and (request.etag or request.last_modified):
        return Answer(None, request.etag, request.last_modified)
    if response.status in BUSY:
        message = f"le serveur est occupé ou en panne (réponse {response.status})."
        raise PassingError(message, LATER, wait_of(response))
    if response.status != 200:
        raise RefusedError(*refusal_of(response.status))
    body = body_of(response, size, progress)
    refuse_a_page(body, response.headers.get("Content-Type", ""), request.url, url)
    validators = (response.headers.get(name, "")[:500] for name in ("ETag", "Last-Modified"))
    return Answer(body, *validators)


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


def refusal_of(status: int) -> tuple[str, str]:
    """What a status means for the person who typed the address, and what to do."""
    if status in (401, 403, 407):
        hint = "Rendez le partage public en lecture, ou vérifiez la clé dans la variable d’environnement."
        return f"le serveur refuse l’accès (réponse {status}).", hint
    if status in (404, 410):
        hint = "Le partage a peut-être été arrêté : refaites-le et copiez la nouvelle adresse."
        return f"il n’y a rien à cette adresse (réponse {status}).", hint
    return f"le serveur donne une réponse inattendue ({status}).", LATER
