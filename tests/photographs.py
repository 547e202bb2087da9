"""Real photographs for the tests and the measures, from a Debian package: none is committed.

lomiri-wallpapers-16.04 holds fifteen photographs by people of the Ubuntu Touch community, of 1.5 to 16 megapixels:
water, leaves, stones, an animal, a street. One is CC0 1.0, the others CC BY 4.0 or CC BY-SA 4.0; the package's own
`copyright` file names each author. They are read and measured here, and what is made from them stays in .cache.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

PACKAGE = "lomiri-wallpapers-16.04"
FOLDER = Path(__file__).parent.parent / ".cache" / "photographs"


def photographs() -> list[Path]:
    """The photographs by name, fetched once as any user of Debian may; none where they cannot be had."""
    found = sorted(FOLDER.rglob("*_by_*.jpg"))
    if found or not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return found
    FOLDER.mkdir(parents=True, exist_ok=True)
    for command in (["apt-get", "-qq", "download", PACKAGE], ["apt-get", "-qq", "update"]):
        done = subprocess.run(command, cwd=FOLDER, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if command[2] == "download" and not done.returncode:
            break
    else:  # the list of packages was not there yet
        subprocess.run(["apt-get", "-qq", "download", PACKAGE], cwd=FOLDER, stderr=subprocess.DEVNULL)
    for package in FOLDER.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", str(package), str(FOLDER)], check=True)
    return sorted(FOLDER.rglob("*_by_*.jpg"))
