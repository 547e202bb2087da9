"""What `ssh` has noted of a server: the kinds of keys to ask it for, since rclone takes any other kind for a false one.

A server has several keys, `ssh` notes the one it was shown, and rclone would be shown another. Lines: sshd(8).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator

RSA = ("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa")  # three ways to sign with one kind of key (RFC 8332)


def noted_as(host: str, port: int | None) -> str:
    """The name of a server in known_hosts."""
    return host if port in (None, 22) else f"[{host}]:{port}"


def algorithms(known_hosts: str, name: str) -> list[str]:
    """The algorithms of the keys noted for a server, in their order; none where it was never met."""
    kinds = _kinds(known_hosts, name)
    return list(dict.fromkeys(one for kind in kinds for one in (RSA if kind == "ssh-rsa" else (kind,))))


def _kinds(known_hosts: str, name: str) -> Iterator[str]:
    for line in known_hosts.splitlines():
        words = line.split()
        if len(words) >= 3 and not words[0].startswith(("#", "@")) and _names(words[0], name):
            yield words[1]


def _names(field: str, name: str) -> bool:
    """Whether the first field of a line means that server; it may be a digest, so that a thief learns no name."""
    if not field.startswith("|1|"):
        return name in field.split(",")
    salt, _, digest = field.removeprefix("|1|").partition("|")
    try:
        made = hmac.new(base64.b64decode(salt, validate=True), name.encode(), hashlib.sha1)
    except ValueError:
        return False
    return base64.b64encode(made.digest()).decode() == digest
