"""Publishing by FTP over TLS to ProFTPD: what crosses in clear, and whom the password is given to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from aivm.publish.faults import SendingError
from aivm.publish.server import Server
from aivm.publish.state import STATE

from tests.certificate import certificate
from tests.proftpd import IMPLICIT, proftpd
from tests.rclone import WORD, Cutter, Served, reached
from tests.servers.publish.conftest import content, publish
from tests.unit.publish.conftest import write

pytestmark = pytest.mark.build
IMPLICIT_AT = "127.0.9.90:990"  # a number of this machine alone, with the one port of FTP over TLS from the first byte


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for the two addresses of these servers."""
    return certificate(tmp_path_factory.mktemp("tls"), "IP:127.0.0.1", f"IP:{IMPLICIT_AT.partition(':')[0]}")


def trusting(to: Server, pem: Path) -> Server:
    """The same server, by a machine that knows who signed its certificate."""
    return replace(to, environment={**to.environment, "SSL_CERT_FILE": str(pem.with_suffix(".crt"))})


def publish_twice(to: Server, one: Served, build: Path) -> list[str]:
    """All of a site, then an edit of the same length and a deletion; what the second time sent."""
    publish(to, build)
    write(build, {"index.html": "<p>accueiL"})
    (build / "recits/été à Rennes #1/index.html").unlink()
    told: list[str] = []
    publish(to, build, told=told.append)

    assert content(one.folder) == content(build)
    assert publish(to, build).nothing
    return told


def test_nothing_crosses_in_clear(tmp_path: Path, build: Path, pem: Path) -> None:
    """Neither name, nor password, nor a command; commands and files alike, since this server refuses them in clear."""
    with proftpd(tmp_path, pem) as one:
        wire = Cutter(one.port)
        sent = publish_twice(trusting(reached(one, port=wire.port), pem), one, build)
        wire.close()

    assert sent == ["index.html"]
    assert wire.heard.startswith(b"AUTH TLS\r\n")
    assert not [word for word in (WORD.encode(), b"USER", b"PASS", b"aivm", b"STOR") if word in wire.heard]


def test_the_wire_of_these_tests_hears_a_password_in_clear(tmp_path: Path) -> None:
    """Plain FTP shows it: what was not heard elsewhere was not said."""
    with proftpd(tmp_path) as one:
        wire = Cutter(one.port)
        reached(one, port=wire.port).read(STATE)
        wire.close()

    assert f"PASS {WORD}".encode() in wire.heard


def test_tls_from_the_first_byte(tmp_path: Path, build: Path, pem: Path) -> None:
    """« ftps » on port 990, for the hosts that only have that."""
    try:
        with proftpd(tmp_path, pem, IMPLICIT, at=IMPLICIT_AT) as one:
            to = trusting(reached(one), pem)
            publish(to, build)

            assert content(one.folder) == content(build)
            assert publish(to, build).nothing
    except AssertionError as error:
        if "does not serve" not in str(error):
            raise
        pytest.skip("NON ESSAYÉ : cette machine ne laisse pas prendre le port 990 de FTP sur TLS implicite")


@pytest.mark.parametrize("name", ["IP:127.0.0.1", "DNS:ftp.exemple.org"])
def test_a_certificate_that_is_not_trusted_is_refused(name: str, tmp_path: Path, build: Path) -> None:
    """Signed by nobody, or made for another name: told with its remedy, and the password stays here."""
    pem = certificate(tmp_path, name)
    with proftpd(tmp_path, pem) as one:
        wire = Cutter(one.port)
        to = reached(one, port=wire.port)
        with pytest.raises(SendingError) as refused:
            publish(to if name == "IP:127.0.0.1" else trusting(to, pem), build)
        wire.close()

    assert "certificat" in refused.value.message
    assert "le nom de serveur que donne l’hébergeur" in refused.value.hint
    assert WORD.encode() not in wire.heard
    assert content(one.folder) == {}


def test_a_server_without_tls_gets_no_password(tmp_path: Path) -> None:
    """What was asked to be hidden is not sent in clear for want of better."""
    with proftpd(tmp_path) as one:
        wire = Cutter(one.port)
        with pytest.raises(SendingError, match="n’offre pas FTP sur TLS"):
            reached(replace(one, kind="ftps"), port=wire.port).read(STATE)
        wire.close()

    assert WORD.encode() not in wire.heard


def test_a_server_that_wants_tls_is_told(tmp_path: Path, pem: Path) -> None:
    """Plain FTP to it: the remedy is one letter, not another password."""
    with proftpd(tmp_path, pem) as one, pytest.raises(SendingError) as refused:
        reached(replace(one, kind="ftp")).read(STATE)

    assert "n’accepte que FTP sur TLS" in refused.value.message
    assert "« ftps:// »" in refused.value.hint
