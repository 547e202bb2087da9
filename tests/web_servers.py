"""Real web servers on loopback, each with a configuration of its own: a test starts one and stops it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.mortal import mortal

PATIENCE = 20  # seconds
WHERE = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"  # not in the PATH of an ordinary user on Debian
APACHE_MODULES = Path("/usr/lib/apache2/modules")
BROTLI_MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
# What a shared host has; autoindex and negotiation are there to be turned off by the site.
LOADED = (
    "mpm_event",
    "authz_core",
    "alias",
    "dir",
    "mime",
    "headers",
    "rewrite",
    "autoindex",
    "negotiation",
    "expires",
    "filter",
    "deflate",
)

NGINX = """
{modules}
daemon off;
pid {work}/nginx.pid;
error_log {work}/error.log;
{user}
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
  autoindex on;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    include {snippet};
  }}
}}
"""

# The least that a host allows a .htaccess which says anything: Debian gives that to the folders of its users.
APACHE = """
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {work}/apache.pid
ErrorLog {work}/error.log
DefaultRuntimeDir {work}
{user}
{modules}
<IfModule mod_mime.c>
  TypesConfig {work}/mime.types
</IfModule>
DocumentRoot {root}
<Directory {root}>
  Options Indexes FollowSymLinks MultiViews
  AllowOverride FileInfo
</Directory>
"""


@contextmanager
def nginx(work: Path, root: Path, snippet: str, *, brotli: bool = True) -> Iterator[str]:
    """An nginx that serves a folder with the snippet of the site; its address."""
    program = found("nginx", "nginx libnginx-mod-http-brotli-static")
    if brotli and not BROTLI_MODULE.exists():
        pytest.skip("le module brotli de nginx manque (apt install libnginx-mod-http-brotli-static)")
    if brotli:
        snippet = snippet.replace("# brotli_static on;", "brotli_static on;")
    (work / "site.conf").write_text(snippet, encoding="utf-8")
    modules = f"load_module {BROTLI_MODULE};" if brotli else ""
    user = "user root;" if os.geteuid() == 0 else ""
    with free_port() as port:
        text = NGINX.format(modules=modules, work=work, user=user, port=port, root=root, snippet=work / "site.conf")
    (work / "nginx.conf").write_text(text, encoding="utf-8")
    command = [program, "-p", str(work), "-c", str(work / "nginx.conf"), "-e", str(work / "error.log")]
    with running(command, port, work):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def apache(
    work: Path, root: Path, *, without: tuple[str, ...] = (), also: tuple[str, ...] = (), more: str = ""
) -> Iterator[str]:
    """An Apache that serves a folder, its `.htaccess` obeyed, as on a shared host.

    `without` and `also` are modules, `more` is what the host says in its own settings.
    """
    program = found("apache2", "apache2-bin")
    (work / "mime.types").write_text("text/html html\napplication/gzip gz\n", encoding="utf-8")
    names = [name for name in (*LOADED, *also) if name not in without]
    modules = "\n".join(f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in names)
    modules += "\nAddLanguage br .br\n" if "mime" in names else ""  # Breton, in the settings of many hosts
    modules += "\nExpiresActive On\nExpiresDefault A60\n" if "expires" in names else ""
    user = "User nobody\nGroup nogroup" if os.geteuid() == 0 else ""
    with free_port() as port:
        text = APACHE.format(port=port, work=work, user=user, modules=f"{modules}\n{more}", root=root)
    (work / "apache.conf").write_text(text, encoding="utf-8")
    with running([program, "-f", str(work / "apache.conf"), "-X"], port, work):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(command: list[str], port: int, work: Path, host: str = "127.0.0.1") -> Iterator[None]:
    """A server in the foreground, from its first answer on; its own words when there is none."""
    with (work / "said.log").open("wb") as said:
        process = subprocess.Popen(mortal(command), cwd=work, stdout=said, stderr=said)
    try:
        until = time.monotonic() + PATIENCE
        while not answers(port, host):
            if process.poll() is not None or time.monotonic() > until:
                logs = [
                    file.read_text(errors="replace")
                    for file in (work / "said.log", work / "error.log")
                    if file.exists()
                ]
                raise AssertionError(f"{command[0]} does not serve: {' '.join(logs)}")
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def answers(port: int, host: str = "127.0.0.1") -> bool:
    """True where somebody listens."""
    with socket.socket() as attempt:
        return attempt.connect_ex((host, port)) == 0


@contextmanager
def free_port() -> Iterator[int]:
    """A port that is free now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    yield port


def found(command: str, packages: str) -> str:
    """The path of a server, or a test that is skipped and says so."""
    program = shutil.which(command, path=WHERE)
    if program is None:
        pytest.skip(f"{command} manque : le site n’a pas été servi pour de vrai (apt install {packages})")
    return program
