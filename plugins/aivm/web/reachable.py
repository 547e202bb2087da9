"""Which machine an address leads to, and whether a build may talk to it.

The name is resolved once, the answer judged, and the connection made to that very answer: a name that leads elsewhere
a second later (DNS rebinding) is not asked again.
"""

from __future__ import annotations

import socket
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin, urlsplit

from aivm.web.masks import told
from aivm.web.refused import PassingError, RefusedError, Why

SCHEMES = {"http": 80, "https": 443}
NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits
UNSAFE = "/%:@!$&'()*+,;=~-._"  # what a path keeps as typed
COPY_AGAIN = "Copiez de nouveau l’adresse ; le guide est dans docs/relier-un-agenda.md."


@dataclass(frozen=True)
class Target:
    """One address of the web, taken apart."""

    url: str
    scheme: str
    host: str  # ASCII, lower case
    port: int
    path: str  # with its query

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """The Host header (RFC 9110 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == SCHEMES[self.scheme] else f"{host}:{self.port}"


def target(url: str) -> Target:
    """An address to ask, without what follows a « # », nor user and password, which go in a header (`fetch`)."""
    try:
        parts = urlsplit(url)
        scheme = {"webcal": "https", "webcals": "https"}.get(parts.scheme, parts.scheme)
        host = (parts.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        port = parts.port or SCHEMES.get(scheme, 0)
    except ValueError:  # a broken bracket, a port of six figures, a name no server can have
        raise RefusedError("l’adresse ne se lit pas.", COPY_AGAIN, Why.ADDRESS) from None
    if scheme not in SCHEMES:
        message = f"l’adresse commence par « {scheme[:20]}: »."
        raise RefusedError(message, "Il faut une adresse en https://.", Why.ADDRESS)
    if not host:
        raise RefusedError("l’adresse n’a pas de nom de serveur.", COPY_AGAIN, Why.ADDRESS)
    query = f"?{quote(parts.query, safe=UNSAFE + '?[]')}" if parts.query else ""
    return Target(url, scheme, host, port, (quote(parts.path, safe=UNSAFE) or "/") + query)


def joined(place: Target, location: str) -> Target:
    """Where a redirect leads (RFC 9110 10.2.2: relative to the address that was asked)."""
    try:
        url = urljoin(place.url, location)
    except ValueError:
        raise RefusedError("l’adresse ne se lit pas.", COPY_AGAIN, Why.ADDRESS) from None
    return target(url)


def numbers(place: Target, private_hosts: Collection[str]) -> list[str]:
    """The IP addresses to connect to, in the order the system prefers; private ones only for a host the settings name.

    Raises where there is none.
    """
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        message = f"le serveur « {place.host[:80]} » est introuvable."
        raise PassingError(message, "Vérifiez la connexion et l’adresse.", Why.NAME) from None
    known = list(dict.fromkeys(str(info[4][0]) for info in found))
    allowed = known if place.host in private_hosts else [number for number in known if public(number)]
    if not allowed:
        message = f"« {told(place.url)} » est une adresse du réseau local."
        hint = "Le site ne lit que le web public. Si c’est voulu, ajoutez ce serveur à pull_private_hosts."
        raise RefusedError(message, hint)
    return allowed


def public(number: str) -> bool:
    """True for an address of the public internet, whatever an IPv6 address carries inside."""
    try:
        address = ip_address(number.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (address, *_inside(address)))


def _inside(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for: mapped (RFC 4291), 6to4 (RFC 3056), Teredo, NAT64."""
    if isinstance(address, IPv4Address):
        return []
    nat64 = IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None
    found = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()), nat64)
    return [one for one in found if one is not None]
