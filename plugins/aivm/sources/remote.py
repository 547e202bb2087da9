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
from urllib3.exceptions import DecodeError, HTTPError, IncompleteRead, InvalidHeader, ProtocolError, ReadTimeoutError
from urllib3.util.ssl_match_hostname import CertificateError

from aivm.sources.asked import LATER, Answer, Limits, Progress, Request
from aivm.sources.masks import told
from aivm.sources.proxy import hops, proxy_for, refusal
from aivm.sources.reachable import COPY_AGAIN, Target, joined, target
from aivm.sources.refused import PassingError, RefusedError
from aivm.sources.response import answer_of

REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5
logging.getLogger("urllib3").setLevel(logging.CRITICAL)  # it logs hosts, and what it says is told in French here
AGENT = "aivm-site/1 (lecture de calendriers)"


def get(request: Request, limits: Limits, progress: Progress = lambda received: None) -> Answer:
    """The answer at an address, in `limits.total` seconds at most; raises RefusedError with the sentence to tell.

    The work is done in a thread of its own that is left behind at the deadline: a name server or a handshake that
    trickles cannot be interrupted otherwise. Its connection is cut, so it ends soon after.
    """
    results: queue.SimpleQueue[Answer | BaseException] = queue.SimpleQueue()
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
    return RefusedError(f"la réponse n’est pas finie après {limits.total:g} secondes.", LATER)


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

    def patiently(self) -> Answer:
        """Try again what may pass, waiting longer each time, or as long as the server asks where that is reasonable."""
        for attempt in range(1, self.limits.tries + 1):
            try:
                return self.through_redirects()
            except PassingError as refusal:
                wait = max(refusal.wait, self.limits.back_off * 2 ** (attempt - 1))
                if attempt == self.limits.tries or wait > min(self.limits.longest_wait, self.left()):
                    raise
                time.sleep(wait)
        raise AssertionError("unreachable: the last try returns or raises")

    def through_redirects(self) -> Answer:
        """Follow at most five redirects by hand, each judged like the first address."""
        place = first = target(self.request.url)
        seen = {place.url}
        for _ in range(MOST_REDIRECTS + 1):
            headers = self.headers(place.origin == first.origin)
            if self.request.secret and place.scheme == "http" and place.host not in self.limits.private_hosts:
                raise RefusedError("un secret ne part pas sans chiffrement.", "Il faut une adresse en https://.")
            answer, location = self.hop(place, headers)
            if answer is not None:
                return answer
            following = joined(place, location)
            if place.scheme == "https" and following.scheme == "http":
                raise RefusedError(f"« {told(place.url)} » renvoie vers une adresse non chiffrée.", COPY_AGAIN)
            if following.url in seen:
                raise RefusedError(f"« {told(place.url)} » tourne en rond.", COPY_AGAIN)
            seen.add(following.url)
            place = following
        raise RefusedError(f"l’adresse renvoie plus de {MOST_REDIRECTS} fois vers une autre.", COPY_AGAIN)

    def headers(self, at_home: bool) -> dict[str, str]:
        """What is sent: validators and secret only to the server they are for."""
        sent = {"User-Agent": AGENT, "Accept": self.request.accept, "Accept-Encoding": "gzip, br"}
        if at_home:
            sent |= self.request.secret
        if self.request.etag:
            sent["If-None-Match"] = self.request.etag
        if self.request.last_modified:
            sent["If-Modified-Since"] = self.request.last_modified
        return sent

    def hop(self, place: Target, headers: Mapping[str, str]) -> tuple[Answer | None, str]:
        """One exchange: the answer, or where it sends us."""
        connection = self.connected(place)
        try:
            connection.timeout = min(self.limits.read, self.left())
            sent = {**headers, "Host": place.authority}
            connection.request("GET", place.path, headers=sent, preload_content=False)
            response = connection.getresponse()
            if response.status in REDIRECTS and response.headers.get("Location"):
                return None, response.headers["Location"]
            return answer_of(response, self.request, place.url, self.limits.size, self.received), ""
        except (ReadTimeoutError, TimeoutError):
            raise PassingError("le serveur ne répond plus.", LATER) from None
        except (IncompleteRead, ProtocolError, http.client.HTTPException) as error:
            if isinstance(error, InvalidHeader):
                raise RefusedError("la réponse du serveur est mal formée.", LATER) from None
            raise PassingError("la réponse s’est arrêtée en chemin.", LATER) from None
        except DecodeError:
            raise RefusedError("la réponse est mal compressée.", LATER) from None
        except (OSError, HTTPError):
            raise PassingError("la connexion s’est interrompue.", LATER) from None
        finally:
            connection.close()

    def connected(self, place: Target) -> HTTPConnection:
        """A connection to one of the addresses that were judged, its certificate checked against the name.

        Through a proxy, it is a tunnel to that address.
        """
        refused: RefusedError = PassingError(
            f"« {place.host} » ne répond pas.", "Vérifiez la connexion ; sinon recommencez plus tard."
        )
        proxy = proxy_for(place)
        for number in hops(place, proxy, self.limits.private_hosts):
            connection = self._connection(place, proxy.host if proxy else number, proxy.port if proxy else place.port)
            if proxy:
                connection.set_tunnel(number, place.port, proxy.headers)
            self.open = connection
            try:
                connection.connect()
                return connection
            except (ssl.SSLCertVerificationError, CertificateError):
                connection.close()
                message = f"le certificat de « {place.host} » n’est pas valable."
                raise RefusedError(message, "Prévenez la personne qui tient ce serveur.") from None
            except (OSError, HTTPError, http.client.HTTPException) as error:
                connection.close()
                refused = refusal(error, place, proxy) if proxy else refused
        raise refused

    def _connection(self, place: Target, host: str, port: int) -> HTTPConnection:
        timeout = min(self.limits.connect, self.left())
        if place.scheme == "http":
            return HTTPConnection(host, port, timeout=timeout)
        return HTTPSConnection(host, port, timeout=timeout, server_hostname=place.host, assert_hostname=place.host)
