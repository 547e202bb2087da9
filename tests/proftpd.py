"""A real FTP server of the kind that hosts run, ProFTPD, on loopback: with TLS or not, in any encoding, at any hour."""

from __future__ import annotations

import grp
import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.rclone import USER, WORD, Served, free_port
from tests.web_servers import found, running

CONFIG = """
ServerName aivm
DefaultAddress {host}
Port {port}
UseIPv6 off
User {user}
Group {group}
RootLogin on
PidFile {work}/pid
ScoreboardFile none
DelayTable none
WtmpLog off
TransferLog none
SystemLog {work}/error.log
AuthOrder mod_auth_file.c
AuthUserFile {work}/passwd
RequireValidShell off
AllowOverwrite on
"""
TLS = """
LoadModule mod_tls.c
TLSEngine on
TLSRequired on
TLSRSACertificateFile {pem}
TLSRSACertificateKeyFile {pem}
TLSLog {work}/tls.log
"""  # commands and files: nothing in clear is taken; a data connection must go on from its control connection's session
IMPLICIT = "TLSOptions UseImplicitSSL\n"  # TLS from the first byte, on port 990


@contextmanager
def proftpd(place: Path, pem: Path | None = None, more: str = "", *, at: str = "", hours: int = 0) -> Iterator[Served]:
    """Serve a folder of `place` by FTP, over TLS with the certificate `pem`.

    `more` is what the host says in its own settings, `at` another « host:port », `hours` how far its clock is ahead.
    """
    program = found("proftpd", "proftpd-core proftpd-mod-crypto")
    shown = place / "serveur-proftpd"
    (shown / "www").mkdir(parents=True, exist_ok=True)
    work = place / "proftpd"
    work.mkdir()
    user, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    hashed = subprocess.run(["openssl", "passwd", "-6", WORD], check=True, capture_output=True, text=True).stdout
    (work / "passwd").write_text(f"{USER}:{hashed.strip()}:{os.getuid()}:{os.getgid()}::{shown}:/bin/sh\n")
    (work / "passwd").chmod(0o600)
    host, _, port = (at or f"127.0.0.1:{free_port()}").partition(":")
    text = CONFIG.format(host=host, port=port, work=work, user=user, group=group)
    text += TLS.format(pem=pem, work=work) if pem else ""
    (work / "proftpd.conf").write_text(f"{text}{more}\n", encoding="utf-8")
    clock = ["env", f"LD_PRELOAD={faketime()}", f"FAKETIME=+{hours}h"] if hours else []
    with running([*clock, program, "-n", "-q", "-c", str(work / "proftpd.conf")], int(port), work, host):
        yield Served("ftps" if pem else "ftp", shown / "www", int(port), work / "error.log", place, host=host)


def faketime() -> Path:
    """The library that gives a program another hour."""
    places = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    if not places:
        pytest.skip("NON ESSAYÉ : l’horloge du serveur n’a pas été décalée (apt install faketime)")
    return places[0]
