"""One remote source -> its bytes, or the sentence of its status (RFC 9110 15)."""

from __future__ import annotations

from dataclasses import dataclass

from aivm.sources.not_data import refuse_a_page
from aivm.web.get import BUSY
from aivm.web.get import get as get_address
from aivm.web.refused import RefusedError
from aivm.web.request import LATER, Limits, Progress, Request


@dataclass(frozen=True)
class Answer:
    """What came. No body: nothing has changed since the validators of the request (RFC 9110 15.4.5)."""

    body: bytes | None
    etag: str = ""
    last_modified: str = ""


def get(request: Request, limits: Limits, progress: Progress = lambda received: None) -> Answer:
    """What the source holds now; raises RefusedError with the sentence to tell."""
    response = get_address(request, limits, progress)
    if response.status == 304 and (request.etag or request.last_modified):
        return Answer(None, request.etag, request.last_modified)
    if response.status != 200:
        raise RefusedError(*refusal_of(response.status))
    refuse_a_page(response.body, response.headers.get("Content-Type", ""), request.url, response.url)
    validators = (response.headers.get(name, "")[:500] for name in ("ETag", "Last-Modified"))
    return Answer(response.body, *validators)


def refusal_of(status: int) -> tuple[str, str]:
    """What a status means for the person who typed the address, and what to do."""
    if status in (401, 403, 407):
        hint = "Rendez le partage public en lecture, ou vérifiez la clé dans la variable d’environnement."
        return f"le serveur refuse l’accès (réponse {status}).", hint
    if status in (404, 410):
        hint = "Le partage a peut-être été arrêté : refaites-le et copiez la nouvelle adresse."
        return f"il n’y a rien à cette adresse (réponse {status}).", hint
    if status in BUSY:
        return f"le serveur est occupé ou en panne (réponse {status}).", LATER
    return f"le serveur donne une réponse inattendue ({status}).", LATER
