"""One address of the live site, asked as a browser would: bounded in time, bytes and redirects, on one host only."""

from __future__ import annotations

import http.client
import socket
import ssl
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

import brotli

SECONDS = 10.0
MOST = 3_000_000  # bytes read of one answer
REDIRECTS = 5
MOVED = (301, 302, 303, 307, 308)
FAULTS = (  # the first that fits is told; whatever else keeps a host from answering says no more than that it did not
    (TimeoutError, "il ne répond pas à temps"),
    (socket.gaierror, "ce nom de domaine ne mène nulle part"),
    (ConnectionRefusedError, "aucun serveur n’y répond"),
    (ssl.SSLError, "il ne répond pas en HTTPS"),
    ((zlib.error, brotli.error), "il envoie une page mal compressée"),
    (Exception, "il ne répond pas"),
)


@dataclass(frozen=True)
class Answer:
    """What the host answered in the end: `fault` instead of the rest where nothing usable came."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)  # by name in small letters
    body: bytes = b""  # uncompressed
    address: str = ""  # the last one asked
    fault: str = ""  # a French half-sentence

    def header(self, name: str) -> str:
        """A header's value; empty where the host sends none."""
        return self.headers.get(name, "")


def ask(address: str, *, seconds: float = SECONDS) -> Answer:
    """Get an address; nothing is raised, and what went wrong is told in French."""
    host = urlsplit(address).hostname
    for _ in range(REDIRECTS):
        try:
            answer = _once(address, seconds)
        except ssl.SSLCertVerificationError as error:
            return Answer(address=address, fault=f"son certificat HTTPS n’est pas valable ({error.verify_message})")
        except (OSError, http.client.HTTPException, ValueError, zlib.error, brotli.error) as error:
            return Answer(address=address, fault=next(words for kind, words in FAULTS if isinstance(error, kind)))
        if answer.status not in MOVED or not answer.header("location"):
            return answer
        address = urljoin(address, answer.header("location"))
        if urlsplit(address).hostname != host:
            return Answer(answer.status, address=address, fault=f"il renvoie vers un autre site ({address})")
    return Answer(address=address, fault="il renvoie sans fin d’une adresse à l’autre")


def _once(address: str, seconds: float) -> Answer:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=seconds)
    try:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        connection.request("GET", path, headers={"Accept-Encoding": "br, gzip", "User-Agent": "aivm-publish"})
        found = connection.getresponse()
        headers = {name.lower(): value for name, value in found.getheaders()}
        body = found.read(MOST)
    finally:
        connection.close()
    return Answer(found.status, headers, _unpacked(body, headers.get("content-encoding", "")), address)


def _unpacked(body: bytes, encoding: str) -> bytes:
    """The bytes without their compression."""
    if encoding == "br":
        unpacked: bytes = brotli.decompress(body)
        return unpacked
    return zlib.decompress(body, wbits=31) if encoding == "gzip" else body
