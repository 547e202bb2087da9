"""The pictures of the guides, taken again from the site as it is: `.venv/bin/python docs/captures.py`.

It needs the packages of the tests and Debian's Chromium (`python3 tasks.py test` installs both). A day of each season
is built aside from the shipped content; each picture becomes a light WebP in docs/images. Only rapport-360.webp, which
shows the report of `serve` over a page, is taken by hand.
"""

from __future__ import annotations

import io
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "plugins"))

from aivm.host.site import build  # noqa: E402  # the package is found once its folder is on the path

IMAGES = ROOT / "docs" / "images"
SEASONS = {  # days on which the example missions are running, to come, and over
    "en-cours": date(2026, 11, 22),
    "a-venir": date(2026, 8, 20),
    "aucune": date(2027, 8, 20),
}
SHOTS = {  # picture -> season, address, width, height of the window
    "accueil-en-cours-1280": ("en-cours", "/", 1280, 960),
    "accueil-en-cours-360": ("en-cours", "/", 360, 740),
    "accueil-a-venir-360": ("a-venir", "/", 360, 740),
    "accueil-aucune-360": ("aucune", "/", 360, 740),
    "recit-360": ("en-cours", "/recits/la-planche-qui-se-repose/", 360, 740),
    "agenda-360": ("en-cours", "/agenda/", 360, 740),
}
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")


class Quiet(SimpleHTTPRequestHandler):
    """The standard library's server, without its log."""

    def log_message(self, format: str, *args: object) -> None:  # its own name
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def picture(browser: Browser, url: str, width: int, height: int) -> bytes:
    """What a window of that size shows of a page, as WebP."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(url, wait_until="networkidle")
    image = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    light = io.BytesIO()
    image.convert("RGB").save(light, "WEBP", quality=75, method=6)
    return light.getvalue()


def main() -> None:
    """Take every picture of SHOTS."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        for season, day in SEASONS.items():
            output = Path(work) / season
            build(ROOT, "preview", AIVM={"today": day}, AIVM_OUTPUT=output, AIVM_CACHE=Path(work) / "cache")
            with served(output) as site:
                for name, (wanted, address, width, height) in SHOTS.items():
                    if wanted == season:
                        (IMAGES / f"{name}.webp").write_bytes(picture(chromium, site + address, width, height))
        chromium.close()


if __name__ == "__main__":
    main()
