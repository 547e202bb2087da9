"""A real WebDAV server of the kind that hosts run, Apache, on loopback."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.rclone import USER, WORD, Served
from tests.web_servers import apache

MODULES = ("dav", "dav_fs", "auth_basic", "authn_core", "authn_file", "authz_user")
CONFIG = """
DavLockDB {work}/verrous
<Directory {shown}>
  Dav On
  Options None
  DirectoryIndex disabled
  AuthType Basic
  AuthName aivm
  AuthUserFile {work}/users
  Require valid-user
</Directory>
"""


@contextmanager
def apache_dav(place: Path) -> Iterator[Served]:
    """Serve a folder of `place`, which everybody must be able to enter: as root, Apache works for « nobody »."""
    shown, work = place / "serveur-apache", place / "apache"
    for folder in (shown / "www", work):
        folder.mkdir(parents=True, exist_ok=True)
    for folder in (shown, shown / "www", work):
        folder.chmod(0o777)
    hashed = subprocess.run(["openssl", "passwd", "-apr1", WORD], check=True, capture_output=True, text=True).stdout
    (work / "users").write_text(f"{USER}:{hashed.strip()}\n", encoding="utf-8")
    with apache(work, shown, also=MODULES, more=CONFIG.format(work=work, shown=shown)) as address:
        yield Served("webdav", shown / "www", int(address.rpartition(":")[2]), work / "error.log", place)
