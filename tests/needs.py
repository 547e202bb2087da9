"""What a measure needs and Python packages cannot bring, named in one sentence before anything is done."""

from __future__ import annotations

import os
import shutil

PACKAGES = {  # of Debian, by command
    "chromium": "chromium",
    "nginx": "nginx libnginx-mod-http-brotli-static",
    "ip": "iproute2",
    "openssl": "openssl",
    "node": "nodejs",
    "npm": "npm",
}


def needs(*commands: str, root: bool = False) -> None:
    """End here, in French, where this machine lacks a command or a right."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin"
    missing = [command for command in commands if not shutil.which(command, path=path)]
    if missing:
        install = " ".join(PACKAGES[command] for command in missing)
        raise SystemExit(f"Cette mesure demande {', '.join(missing)} : sous Debian, « sudo apt install {install} ».")
    if root and (not hasattr(os, "geteuid") or os.geteuid()):
        raise SystemExit("Cette mesure demande d’être root sous Linux : « sudo python3 tasks.py bench --only … ».")
