"""A folder served as a careful host would: nginx, HTTP/2, TLS 1.3, brotli made beforehand, a chain of usual size."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli

from tests.bench.link.relay import ADDRESSES, SERVER

SQUEEZED = (".html", ".svg", ".json", ".xml", ".css", ".js")
CONFIG = """
load_module modules/ngx_http_brotli_static_module.so;
user root; worker_processes 1; daemon off; pid {work}/pid; error_log {work}/error.log;
events {{ }}
http {{
  include /etc/nginx/mime.types; charset utf-8; access_log off; tcp_nopush on; brotli_static on;
  ssl_certificate {work}/chain.pem; ssl_certificate_key {work}/leaf.key; ssl_protocols TLSv1.3; ssl_buffer_size 4k;
  server {{ listen {address}:443 ssl http2; root {root}; index index.html; }}
}}
"""
SUBJECT = "/C=FR/O=Une autorite au nom de longueur ordinaire/CN=Intermediaire E1"


def squeeze(root: Path) -> None:
    """A .br beside every text."""
    for path in [path for path in root.rglob("*") if path.suffix in SQUEEZED]:
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(path.read_bytes(), quality=11))


def certificates(work: Path) -> str:
    """A leaf and its intermediate, and the hash of its key, which spares the browser a question."""

    def openssl(*words: str) -> bytes:
        return subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=work).stdout

    key = ("-newkey", "ec", "-pkeyopt")
    openssl(
        "req",
        "-x509",
        *key,
        "ec_paramgen_curve:P-384",
        "-nodes",
        "-keyout",
        "ca.key",
        "-out",
        "ca.pem",
        "-subj",
        SUBJECT,
    )
    openssl(
        "req",
        *key,
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        "leaf.key",
        "-out",
        "leaf.csr",
        "-subj",
        "/CN=site.example",
    )
    stamps = "1.3.6.1.4.1.11129.2.4.2=ASN1:OCTETSTRING:" + "s" * 240  # as long as what certificate transparency adds
    (work / "ext").write_text(f"subjectAltName=IP:{ADDRESSES[SERVER]},DNS:site.example\n{stamps}\n")
    signed = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "ext", "-out", "leaf.pem")
    openssl("x509", "-req", "-in", "leaf.csr", *signed)
    (work / "chain.pem").write_text((work / "leaf.pem").read_text() + (work / "ca.pem").read_text())
    public = openssl("pkey", "-in", "leaf.key", "-pubout", "-outform", "der")
    return base64.b64encode(hashlib.sha256(public).digest()).decode()


@contextmanager
def served(root: Path, work: Path) -> Iterator[str]:
    """Serve a folder from the far end of the link; gives the hash of the server's key."""
    squeeze(root)
    hashed = certificates(work)
    (work / "nginx.conf").write_text(CONFIG.format(work=work, root=root, address=ADDRESSES[SERVER]))
    command = ["ip", "netns", "exec", SERVER, "nginx", "-c", str(work / "nginx.conf"), "-e", str(work / "error.log")]
    process = subprocess.Popen(command)
    time.sleep(1)
    try:
        if process.poll() is not None:
            raise SystemExit("nginx n’a pas démarré : apt install nginx libnginx-mod-http-brotli-static")
        yield hashed
    finally:
        process.terminate()
        process.wait(10)
