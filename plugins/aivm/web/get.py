"""One address of the web -> its bytes, or a sentence: conditional, bounded in time and size, careful where it goes.

RFC 9110: redirects (15.4), conditional requests (13), Retry-After (10.2.3). RFC 9111: a stored answer stays good (4.3).
"""

from __future__ import annotations

import http.client
import logging
import queue
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    IncompleteRead,
    InvalidHeader,
    ProtocolError,
    ReadTimeoutError,
)
from urllib3.util.ssl_match_hostname import CertificateError

from aivm.web.body import body_of, wait_of
from aivm.web.masks import told
from aivm.web.proxy import hops, proxy_for, refusal
from aivm.web.reachable import COPY_AGAIN, Target, joined, target
from aivm.web.refused import PassingError, RefusedError, Why
from aivm.web.request import LATER, Limits, Progress, Request, Response

REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5
logging.getLogger("urllib3").setLevel(logging.CRITICAL)  # it logs hosts, and what it says is told in French here
UNREACHED: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Why], ...] = (
    (ConnectionRefusedError, Why.CLOSED),  # first: to urllib3 every failed connection is a ConnectTimeoutError
    ((TimeoutError, ConnectTimeoutError), Why.LATE),
    (ssl.SSLError, Why.TLS),
)
BUSY = (429, 500, 502, 503, 504)


def get(request: Request, limits: Limits, progress: Progress = lambda received: None) -> Response:
    """What is at an address, in `limits.total` seconds at most; raises RefusedError with the sentence to tell.

    The work is done in a thread of its own that is left behind at the deadline: a name server or a handshake that
    trickles cannot be interrupted otherwise. Its connection is cut, so it ends soon after.
    """
    results: queue.SimpleQueue[Response | BaseException] = queue.SimpleQueue()
    asking = Asking(request, limits, progress, time.monotonic() + limits.total)

    def work() -> None:
        try:
            results.put(asking.patiently())
        except BaseException as error:  # it belongs to the thread that waits
            results.put(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        result = results.get(timeout=limits.total)
    except queue.Empty:
        asking.cut()
        raise too_slow(limits) from None
    if isinstance(result, BaseException):
        raise result
    return result


def too_slow(limits: Limits) -> RefusedError:
    return RefusedError(f"la réponse n’est pas finie après {limits.total:g} secondes.", LATER, Why.LATE)


@dataclass
class Asking:
    """One request under way, over its tries and redirects."""

    request: Request
    limits: Limits
    progress: Progress
    deadline: float  # of time.monotonic
    open: HTTPConnection | None = None

    def cut(self) -> None:
        """End what is under way, from another thread."""
        sock = self.open.sock if self.open else None
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:  # closed meanwhile
                return

    def left(self) -> float:
        """Seconds until the deadline; raises when there is none left."""
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise too_slow(self.limits)
        return seconds

    def received(self, count: int) -> None:
        """Tell how much has come; raises at the deadline."""
        self.left()
        self.progress(count)

    def patiently(self) -> Response:
        """Try again what may pass, waiting longer each time, or as long as the server asks where that is reasonable."""
        for attempt in range(1, self.limits.tries + 1):
            wait, last = self.limits.back_off * 2 ** (attempt - 1), attempt == self.limits.tries
            try:
                response, asked_wait = self.through_redirects()
                wait = max(asked_wait, wait)
                if response.status not in BUSY or last or self.too_long(wait):
                    return response
            except PassingError:
                if last or self.too_long(wait):
                    raise
            time.sleep(wait)
        raise AssertionError("unreachable: the last try returns or raises")

    def too_long(self, wait: float) -> bool:
        """Whether nobody should wait that long."""
        return wait > min(self.limits.longest_wait, self.left())

    def through_redirects(self) -> tuple[Response, float]:
        """Follow at most five redirects by hand, each judged like the first address; the seconds to wait with it."""
        place = first = target(self.request.url)
        seen = {place.url}
        for _ in range(MOST_REDIRECTS + 1):
            try:
                found = self.hop(place, self.headers(place, first))
                if isinstance(found, tuple):
                    return found
                place = self.next_place(place, found)
            except RefusedError as refusal:
                refusal.url = refusal.url or place.url
                raise
            if place.url in seen:
                raise RefusedError(f"« {told(place.url)} » tourne en rond.", COPY_AGAIN, Why.CIRCLE)
            seen.add(place.url)
        message = f"l’adresse renvoie plus de {MOST_REDIRECTS} fois vers une autre."
        raise RefusedError(message, COPY_AGAIN, Why.CIRCLE)

    def next_place(self, place: Target, location: str) -> Target:
        """Where a redirect leads, if it may."""
        following = joined(place, location)
        if self.request.one_host and following.host != place.host:
            refused = RefusedError(f"il renvoie vers un autre site ({told(following.url)}).", COPY_AGAIN)
            refused.url = following.url
            raise refused
        if place.scheme == "https" and following.scheme == "http" and not self.request.one_host:
            raise RefusedError(f"« {told(place.url)} » renvoie vers une adresse non chiffrée.", COPY_AGAIN)
        return following

    def headers(self, place: Target, first: Target) -> dict[str, str]:
        """What is sent: the secret only to the server it is for, and encrypted."""
        request = self.request
        if request.secret and place.scheme == "http" and place.host not in self.limits.private_hosts:
            raise RefusedError("un secret ne part pas sans chiffrement.", "Il faut une adresse en https://.")
        sent = {"Host": place.authority, "User-Agent": request.agent, "Accept": request.accept}
        sent["Accept-Encoding"] = "gzip, br"
        if place.origin == first.origin:
            sent |= request.secret
        if request.etag:
            sent["If-None-Match"] = request.etag
        if request.last_modified:
            sent["If-Modified-Since"] = request.last_modified
        return sent

    def hop(self, place: Target, headers: Mapping[str, str]) -> tuple[Response, float] | str:
        """One exchange: the response and the seconds it asks to wait, or where it sends us."""
        connection = self.connected(place)
        try:
            connection.timeout = min(self.limits.read, self.left())
            connection.request("GET", place.path, headers=headers, preload_content=False)
            response = connection.getresponse()
            if response.status in REDIRECTS and response.headers.get("Location"):
                return str(response.headers["Location"])
            body = body_of(response, self.limits.size, self.received) if response.status == 200 else b""
            return Response(response.status, response.headers, body, place.url), wait_of(response)
        except (ReadTimeoutError, TimeoutError):
            raise PassingError("le serveur ne répond plus.", LATER, Why.LATE) from None
        except (IncompleteRead, ProtocolError, http.client.HTTPException) as error:
            if isinstance(error, InvalidHeader):
                raise RefusedError("la réponse du serveur est mal formée.", LATER) from None
            raise PassingError("la réponse s’est arrêtée en chemin.", LATER) from None
        except DecodeError:
            raise RefusedError("la réponse est mal compressée.", LATER, Why.PACKED) from None
        except (OSError, HTTPError):
            raise PassingError("la connexion s’est interrompue.", LATER) from None
        finally:
            connection.close()

    def connected(self, place: Target) -> HTTPConnection:
        """A connection to one of the addresses that were judged, its certificate checked against the name.

        Through a proxy, it is a tunnel to that address.
        """
        refused = silent(place, Why.OTHER)
        proxy = proxy_for(place)
        for number in hops(place, proxy, self.limits.private_hosts):
            connection = self._connection(place, proxy.host if proxy else number, proxy.port if proxy else place.port)
            if proxy:
                connection.set_tunnel(number, place.port, proxy.headers)
            self.open = connection
            try:
                connection.connect()
                return connection
            except (ssl.SSLCertVerificationError, CertificateError) as error:
                connection.close()
                message = f"le certificat de « {place.host} » n’est pas valable."
                hint, detail = "Prévenez la personne qui tient ce serveur.", getattr(error, "verify_message", "")
                raise RefusedError(message, hint, Why.CERTIFICATE, detail) from None
            except (OSError, HTTPError, http.client.HTTPException) as error:
                connection.close()
                refused = refusal(error, place, proxy) if proxy else silent(place, _why(error))
        raise refused

    def _connection(self, place: Target, host: str, port: int) -> HTTPConnection:
        timeout = min(self.limits.connect, self.left())
        if place.scheme == "http":
            return HTTPConnection(host, port, timeout=timeout)
        return HTTPSConnection(host, port, timeout=timeout, server_hostname=place.host, assert_hostname=place.host)


def silent(place: Target, why: Why) -> RefusedError:
    return PassingError(f"« {place.host} » ne répond pas.", "Vérifiez la connexion ; sinon recommencez plus tard.", why)


def _why(error: Exception) -> Why:
    """What kept a server from being reached; urllib3 wraps what the system said."""
    for kinds, why in UNREACHED:
        if isinstance(error, kinds) or isinstance(error.__cause__, kinds):
            return why
    return Why.OTHER
