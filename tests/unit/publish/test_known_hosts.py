"""The kinds of keys that ssh has noted for a server."""

from __future__ import annotations

import pytest
from aivm.publish.known_hosts import algorithms, noted_as

KNOWN = """# a remark
ssh.exemple.org,192.0.2.1 ssh-ed25519 AAAAC3Nz
ssh.exemple.org ssh-rsa AAAAB3Nz
|1|PTgpFI+mRgUnnkfBtEJ6XF75p+s=|VdCk24zXkRfn9nq+Cska3qLQY6o= ecdsa-sha2-nistp256 AAAAE2Vj
@revoked autre.exemple.org ssh-ed25519 AAAAC3Nz
half a
|1|not base64 at all|x ssh-ed25519 AAAAC3Nz
"""


@pytest.mark.parametrize(
    ("host", "port", "found"),
    [
        ("ssh.exemple.org", None, ["ssh-ed25519", "rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"]),
        ("192.0.2.1", 22, ["ssh-ed25519"]),
        ("127.0.0.1", 2022, ["ecdsa-sha2-nistp256"]),  # its name is a digest, as Debian's ssh writes it
        ("127.0.0.1", 22, []),
        ("autre.exemple.org", None, []),
    ],
)
def test_what_was_noted_of_a_server(host: str, port: int | None, found: list[str]) -> None:
    """By its name, its address or their digest; a port has keys of its own; a revoked key is none."""
    assert algorithms(KNOWN, noted_as(host, port)) == found
