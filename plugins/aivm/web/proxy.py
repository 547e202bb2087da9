"""The way out of a network that has only a proxy, as the environment says: HTTPS_PROXY, HTTP_PROXY, NO_PROXY.

A proxy is only ever asked to open a tunnel (RFC 9110 9.3.6) to a number that was judged here, as without it: were it
given the name, it would look it up again, and could be led to its own network. A host that the settings name may be
anywhere: the proxy is given its name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import getproxies_environment, proxy_bypass

from aivm.web.basic_auth import basic
from aivm.web.reachable import Target, numbers
from aivm.web.refused import PassingError, RefusedError

USUAL_PORT = 80
TYPED = "Elle est dans la variable HTTPS_PROXY (ou HTTP_PROXY), et ressemble à http://proxy.exemple.org:3128."
ANSWER = re.compile(r"Tunnel connection failed: (\d{3})")  # of http.client
REFUSALS = {  # what a proxy answers instead of a tunnel -> the sentence, the remedy
    "407": ("le proxy refuse le nom d’utilisateur ou le mot de passe.", TYPED),
    "403": (
        "le proxy n’autorise pas « {host} ».",
        "Demandez-le à qui tient le réseau ; s’il n’ouvre qu’à un nom, ajoutez ce serveur à pull_private_hosts.",
    ),
}


@dataclass(frozen=True)
class Proxy:
    """Where it listens, which may be a private address, and what it must be told."""

    host: str
    port: int
    headers: Mapping[str, str] = field(repr=False)  # its password is among them


def proxy_for(place: Target) -> Proxy | None:
    """The proxy that leads to an address; None where it is reached directly, as this machine itself always is."""
    typed = getproxies_environment()
    url = typed.get(place.scheme) or typed.get("all")
    if not url or itself(place.host) or proxy_bypass(f"{place.host}:{place.port}"):
        return None
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, port = parts.hostname or "", parts.port or USUAL_PORT
    except ValueError:  # its message may repeat the password
        host, port = "", 0
    if not host or not host.isascii():
        raise RefusedError("l’adresse du proxy ne se lit pas.", TYPED)
    if parts.scheme != "http":
        raise RefusedError(f"un proxy « {parts.scheme[:10]}:// » n’est pas pris en charge.", TYPED)
    return Proxy(host, port, basic("Proxy-Authorization", parts))


def itself(host: str) -> bool:
    """True for a name or number of this very machine, which to a proxy would be its own."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def hops(place: Target, proxy: Proxy | None, private_hosts: Collection[str]) -> list[str]:
    """What to connect to, each in turn: judged numbers, IPv4 first through a proxy; or the name, for a host named."""
    if proxy is None:
        return numbers(place, private_hosts)
    if place.host in private_hosts:
        return [place.host]
    try:
        return sorted(numbers(place, ()), key=lambda number: ":" in number)
    except PassingError as unknown:
        hint = (
            "Le site ne laisse pas le proxy chercher un nom à sa place. S’il le faut, ajoutez-le à pull_private_hosts."
        )
        raise PassingError(unknown.message, hint, unknown.why) from None


def refusal(error: Exception, place: Target, proxy: Proxy) -> RefusedError:
    """Why a proxy leads nowhere; its own words are not repeated."""
    answered = ANSWER.search(str(error))
    if answered and answered[1] in REFUSALS:
        message, hint = REFUSALS[answered[1]]
        return RefusedError(message.format(host=place.host), hint)
    if answered:
        return PassingError(f"le proxy ne joint pas « {place.host} » (réponse {answered[1]}).", TYPED)
    return PassingError(f"le proxy « {proxy.host} » ne répond pas.", TYPED)
