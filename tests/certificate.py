"""A certificate that nobody but a test trusts, made by openssl for the names it is given."""

from __future__ import annotations

import subprocess
from pathlib import Path


def certificate(folder: Path, *names: str) -> Path:
    """`server.pem`, key and certificate, for names such as « DNS:localhost »; `server.crt` beside is what to trust."""
    key, crt = folder / "server.pem", folder / "server.crt"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "36500", "-subj", "/CN=localhost"]
    alternative = ["-addext", f"subjectAltName={','.join(names)}"]
    subprocess.run([*command, *alternative, "-keyout", key, "-out", crt], check=True, capture_output=True)
    key.write_bytes(key.read_bytes() + crt.read_bytes())
    return key
