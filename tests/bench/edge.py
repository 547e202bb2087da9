"""Pages on an emulated EDGE link (120 kbit/s, 650 ms, 1 % loss, TLS), beside a bare page as heavy as the story's HTML.

Run by `python3 tasks.py bench --only edge`, as root on Debian with chromium, nginx, libnginx-mod-http-brotli-static,
iproute2 and openssl. The site is that of `output/`; the bare page has words and nothing else, no sheet, no photo;
« plein » is the story at the limit of its budget, its photographs made heavier. Prints medians and the load;
asserts nothing.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

import brotli
from aivm.config import Config
from playwright.sync_api import sync_playwright

from tests.bench.link.relay import ADDRESSES, CLIENT, EDGE, OPEN, SERVER, link
from tests.bench.link.served import served
from tests.needs import needs

PROJECT = Path(__file__).parent.parent.parent
STORY = "recits/la-planche-qui-se-repose"
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 2, "is_mobile": True}
PAGES = (("nue", "/nue/"), ("récit", f"/{STORY}/"), ("plein", "/plein/"), ("accueil", "/"))
READ = """() => {
  const all = performance.getEntriesByType('resource'), page = performance.getEntriesByType('navigation')[0];
  return {painted: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    done: Math.max(page.responseEnd, ...all.map(one => one.responseEnd)),
    bytes: page.encodedBodySize + all.reduce((sum, one) => sum + one.encodedBodySize, 0)}; }"""
HEAD = '<!doctype html><html lang=fr><meta charset=utf-8><meta name=viewport content="width=device-width">'


def bare(size: int, words: list[str]) -> str:
    """A page of words that brotli makes as heavy as asked, or a little lighter."""

    def page(count: int) -> str:
        chance = random.Random(1)
        text = " ".join(f"{chance.choice(words)}{chance.randrange(100)}" for _ in range(count))
        return f"{HEAD}<title>Nue</title><link rel=icon href=data:,><h1>Nue</h1><p>{text}"

    low, high = 1, 20_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if len(brotli.compress(page(middle).encode(), quality=11)) <= size else (low, middle)
    return page(low)


def prepared(site: Path) -> None:
    """The site, a bare page as heavy as the story's HTML, and the story at the limit of its budget."""
    shutil.copytree(PROJECT / "output", site)
    story = (site / STORY / "index.html").read_text(encoding="utf-8")
    size = len(brotli.compress(story.encode(), quality=11))
    full, photos = story, list(dict.fromkeys(re.findall(r"photos/([0-9a-f]+-480\.webp)", story)))
    each = (Config().story_bytes - size) // len(photos) + Config().story_photo_bytes
    for number, photo in enumerate(photos):
        data = (site / "photos" / photo).read_bytes()  # a browser shows a WebP and leaves what follows it
        (site / "photos" / f"plein{number}.webp").write_bytes(data.ljust(each, b"\0"))
        full = full.replace(photo, f"plein{number}.webp")
    for name, html in (("nue", bare(size, re.findall(r"\w+", story))), ("plein", full)):
        (site / name).mkdir()
        (site / name / "index.html").write_text(html, encoding="utf-8")


def browser_in(work: Path) -> str:
    """A command that starts Chromium at the near end of the link."""
    path = work / "chromium"
    path.write_text(f'#!/bin/sh\nexec ip netns exec {CLIENT} {shutil.which("chromium")} "$@"\n')
    path.chmod(0o755)
    return str(path)


def measured(site: Path, work: Path, runs: int) -> dict[str, list[dict[str, float]]]:
    """What each page took, each time in a browser that has never seen the site."""
    with link() as line, served(site, work) as key, sync_playwright() as player:
        flags = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            f"--ignore-certificate-errors-spki-list={key}",
        ]
        browser = player.chromium.launch(executable_path=browser_in(work), args=flags)

        def load(address: str, seed: int) -> dict[str, float]:
            context = browser.new_context(**PHONE)
            page = context.new_page()
            line.use(EDGE if seed else OPEN, seed)
            page.goto(f"https://{ADDRESSES[SERVER]}{address}", wait_until="load", timeout=120_000)
            page.wait_for_load_state("networkidle", timeout=120_000)
            found: dict[str, float] = page.evaluate(READ)
            context.close()
            return found

        load("/", 0)  # the browser itself is warm
        return {name: [load(address, seed) for seed in range(1, runs + 1)] for name, address in PAGES}


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    needs("chromium", "nginx", "ip", "openssl", root=True)
    if not (PROJECT / "output" / STORY).is_dir():
        raise SystemExit("Cette mesure demande l’aperçu : tapez « python3 tasks.py build », puis relancez-la.")
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        prepared(work / "site")
        found = measured(work / "site", work, runs)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"EDGE, median of {runs}, load {load}")
    print(f"{'':<10}{'bytes':>8}{'painted (s)':>13}{'of bare':>9}{'all there (s)':>15}")
    first = statistics.median(one["painted"] for one in found["nue"])
    for name, loads in found.items():
        painted, done, size = (statistics.median(one[key] for one in loads) for key in ("painted", "done", "bytes"))
        print(f"{name:<10}{size:>8.0f}{painted / 1000:>13.2f}{painted / first:>9.2f}{done / 1000:>15.2f}")


if __name__ == "__main__":
    main()
