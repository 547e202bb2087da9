"""One address of the live site, asked as a browser would: on one host, wherever that is, within bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aivm.web.get import get
from aivm.web.refused import RefusedError, Why
from aivm.web.request import Limits, Request

SECONDS = 10.0  # for each step
MOST = 3_000_000  # bytes of one answer, uncompressed
AGENT = "aivm-site/1 (contrôle après publication)"
FAULTS = {  # what else keeps a host from answering is told as it came
    Why.ADDRESS: "il ne répond pas",
    Why.NAME: "ce nom de domaine ne mène nulle part",
    Why.CLOSED: "aucun serveur n’y répond",
    Why.LATE: "il ne répond pas à temps",
    Why.TLS: "il ne répond pas en HTTPS",
    Why.CERTIFICATE: "son certificat HTTPS n’est pas valable",
    Why.PACKED: "il envoie une page mal compressée",
    Why.CIRCLE: "il renvoie sans fin d’une adresse à l’autre",
}


@dataclass(frozen=True)
class Reply:
    """What the host answered in the end: `fault` instead of the rest where nothing usable came."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)  # by name in small letters
    body: bytes = b""  # uncompressed
    address: str = ""  # the last one asked
    fault: str = ""  # a French half-sentence

    def header(self, name: str) -> str:
        """A header's value; empty where the host sends none."""
        return self.headers.get(name, "")


def ask(address: str) -> Reply:
    """Get an address; nothing is raised, and what went wrong is told in French."""
    request = Request(address, agent=AGENT, one_host=True)
    try:
        response = get(request, Limits(SECONDS, SECONDS, 3 * SECONDS, MOST, tries=1, private_hosts=_host(address)))
    except RefusedError as refusal:
        fault = FAULTS.get(refusal.why, refusal.message.rstrip("."))
        return Reply(address=refusal.url or address, fault=f"{fault} ({refusal.detail})" if refusal.detail else fault)
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Reply(response.status, headers, response.body, response.url)


def _host(address: str) -> tuple[str, ...]:
    """The site itself may be on the local network."""
    try:
        return (urlsplit(address).hostname or "",)
    except ValueError:  # told by whoever takes the address apart
        return ()
