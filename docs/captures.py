"""The pictures of the guides, taken again from the project as it is: `.venv/bin/python docs/captures.py`.

With names of KINDS (`docs/captures.py schemas`), those alone. It needs Linux, the packages of the
tests and Debian's Chromium (`python3 tasks.py test` installs both); it takes about two minutes. Three kinds of
pictures become light WebP in docs/images: pages of the site, terminals where the commands really ran, and schemas of
services that cannot be visited from here. Only rapport-360.webp, the report of `serve` over a page, is taken by hand.
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
sys.path[:0] = [str(ROOT), str(ROOT / "plugins"), str(ROOT / "docs")]

from aivm.commands.build import build  # noqa: E402  # the packages are found once their folders are on the path
from pictures import drawings, walk  # noqa: E402  # the same

IMAGES = ROOT / "docs" / "images"
STYLE = "".join(
    (ROOT / sheet).read_text(encoding="utf-8") for sheet in ("theme/css/tokens.css", "docs/pictures/style.css")
)
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
}
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")
SHARP = 1.5  # pixels of a drawn picture for one of its page: text stays clean, and still as wide as a guide
COLOURS = (64, 32, 24, 16, 12, 8)  # of a drawn picture: the most that keep it under its bytes
SCHEMA, TERMINAL = 20_000, 40_000  # bytes at most


class Quiet(SimpleHTTPRequestHandler):
    """The standard library's server, without its log."""

    def log_message(self, format: str, *args: object) -> None:  # its own name
        """Say nothing."""


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[str]:
    """The address of a folder while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def picture(browser: Browser, url: str, width: int, height: int) -> bytes:
    """What a window of that size shows of a page, as WebP."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(url, wait_until="networkidle")
    image = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    light = io.BytesIO()
    image.convert("RGB").save(light, "WEBP", quality=75, method=6)
    return light.getvalue()


def drawn(browser: Browser, html: str, most: int) -> bytes:
    """A page of text and lines as WebP without loss, in as many colours as `most` bytes allow."""
    page = browser.new_page(device_scale_factor=SHARP)
    page.set_content(html)
    image = Image.open(io.BytesIO(page.locator("main").screenshot())).convert("RGB")
    page.close()
    for colours in COLOURS:
        light = io.BytesIO()
        flat = image.quantize(colours, dither=Image.Dither.NONE).convert("RGB")
        flat.save(light, "WEBP", lossless=True, method=6)
        if light.tell() <= most:
            return light.getvalue()
    raise SystemExit(f"une image reste trop lourde : {light.tell()} octets, {most} au plus")


def pages(browser: Browser, work: Path) -> Iterator[tuple[str, bytes]]:
    """The pictures of SHOTS, from a build for each season."""
    for season, day in SEASONS.items():
        output = work / season
        build(ROOT, "preview", AIVM={"today": day}, AIVM_OUTPUT=output, AIVM_CACHE=work / "cache")
        with served(output) as site:
            for name, (wanted, address, width, height) in SHOTS.items():
                if wanted == season:
                    yield name, picture(browser, site + address, width, height)


def schemas(browser: Browser, work: Path) -> Iterator[tuple[str, bytes]]:
    """The services that cannot be visited."""
    for name, drawing in drawings.drawings().items():
        yield name, drawn(browser, drawings.page(drawing, STYLE), SCHEMA)


def walked(browser: Browser, work: Path) -> Iterator[tuple[str, bytes]]:
    """A calendar bound, then a site published: the terminals, and the pages as a phone gets them."""
    for name, html, address in walk.walk(ROOT, work, served, STYLE):
        yield name, drawn(browser, html, TERMINAL) if html else picture(browser, address, 360, 740)


KINDS = {"pages": pages, "schemas": schemas, "terminaux": walked}


def main() -> None:
    """Take every picture, or those of the kinds that are asked."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        for take in [KINDS[kind] for kind in sys.argv[1:] or KINDS]:
            with tempfile.TemporaryDirectory() as work:
                for name, content in take(chromium, Path(work)):
                    (IMAGES / f"{name}.webp").write_bytes(content)
                    print(f"{name}.webp : {len(content)} octets")
        chromium.close()


if __name__ == "__main__":
    main()
