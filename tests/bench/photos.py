"""200 photographs of 12 megapixels made light: ours beside eleventy-img, the same photos, the same bytes in all.

Run by `python3 tasks.py bench --only photos`, or with fewer photos: `… bench --only photos -- --count 20`. The photos
are parts of real ones (tests/photographs.py), enlarged or reduced to 4000 × 3000. eleventy-img comes from npm into a
temporary folder; both make a 480 and a 1200 pixels WebP. Its quality is one number for all, found here on a sample so
that its files weigh in all what ours do. Both run in turn, from nothing; then once more, with nothing left to make.
Prints one table of medians with the load of the machine; asserts nothing.

SSIM is that of `media.images.similarity`, with the photo resized by Pillow: this favours ours by a few thousandths.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from aivm.media.images.plan import Recipe, key_of, name_of
from aivm.media.images.similarity import Original
from PIL import Image

from tests.needs import needs
from tests.photographs import photographs

PROJECT = Path(__file__).parent.parent.parent
SIZE = (4000, 3000)
SAMPLE = 10  # photos on which the quality of eleventy-img is found
PEER = "@11ty/eleventy-img@6.0.4"
OURS = """
import sys
from pathlib import Path
from aivm.media.images.encode import encode_all
from aivm.media.images.plan import Recipe
from aivm.problems import Where
photos = sorted(Path(sys.argv[1]).glob("*.jpg"))[: int(sys.argv[3])]
encode_all([(photo, Where(photo.name)) for photo in photos], Path(sys.argv[2]), Recipe())
"""
THEIRS = """
import Image from "@11ty/eleventy-img";
import fs from "node:fs";
import path from "node:path";
const [folder, outputDir, count, quality] = process.argv.slice(2);
const photos = fs.readdirSync(folder).filter(name => name.endsWith(".jpg")).sort().slice(0, Number(count));
await Promise.all(photos.map(name => Image(path.join(folder, name), {
  widths: [480, 1200], formats: ["webp"], outputDir, sharpWebpOptions: { quality: Number(quality) },
  filenameFormat: (id, src, width) => `${path.parse(src).name}-${width}.webp`,
})));
"""


@dataclass(frozen=True)
class Measure:
    """One run: seconds by the clock, and of processors."""

    clock: float
    cpu: float


def timed(command: list[str], folder: Path) -> Measure:
    """Run a command to its end."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins")}
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=environment)
    clock, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Measure(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def median(runs: list[Measure]) -> Measure:
    return Measure(statistics.median(run.clock for run in runs), statistics.median(run.cpu for run in runs))


def made(folder: Path, count: int) -> list[Path]:
    """So many photographs of 12 megapixels, each another part of a real one, at another angle."""
    sources = photographs()
    if not sources:
        raise SystemExit("Cette mesure demande des photographies d’un paquet Debian : un système Debian, et le réseau.")
    folder.mkdir()

    def one(number: int) -> Path:
        chance = random.Random(number)
        with Image.open(sources[number % len(sources)]) as source:
            image = source.convert("RGB").rotate(chance.choice((0, 0, 90, 180)), expand=True)
        width = min(image.width, image.height * 4 / 3) * chance.uniform(0.6, 1)
        left, top = (chance.uniform(0, space) for space in (image.width - width, image.height - width * 3 / 4))
        part = image.resize(SIZE, Image.Resampling.BICUBIC, (left, top, left + width, top + width * 3 / 4))
        path = folder / f"{number:04}.jpg"
        part.save(path, quality=88)
        return path

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(one, range(count)))


def weigh(files: list[Path]) -> int:
    return sum(file.stat().st_size for file in files)


def likenesses(photos: list[Path], light: Callable[[Path], Path]) -> list[float]:
    """SSIM of the light version of each photo, at its own size."""

    def one(path: Path) -> float:
        with Image.open(light(path)) as after, Image.open(path) as photo:
            photo.draft("RGB", (1000, 750))
            before = photo.convert("RGB").resize(after.size, Image.Resampling.LANCZOS)
            return Original(before).similarity(after.convert("RGB"))

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(one, photos))


def light_files(cache: Path, photos: list[Path]) -> dict[Path, Path]:
    """Our default rendition of each photo, by its content."""
    recipe = Recipe()
    keys = {photo: key_of(hashlib.sha256(photo.read_bytes()).hexdigest(), recipe) for photo in photos}
    return {photo: cache / Path(name_of(key, recipe.default)).name for photo, key in keys.items()}


def equal_quality(peer: Path, photos: Path, wanted: int, count: int) -> int:
    """The quality at which eleventy-img makes files of that weight out of the first `count` photos."""
    low, high = 20, 90
    while high - low > 1:
        middle = (low + high) // 2
        shutil.rmtree(peer / "sample", ignore_errors=True)
        timed(["node", "run.mjs", str(photos), "sample", str(count), str(middle)], peer)
        if weigh(list((peer / "sample").glob("*.webp"))) > wanted:
            high = middle
        else:
            low = middle
    return low


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    first: Measure
    again: Measure
    small: int  # bytes of the 480 pixels files
    all: int
    scores: list[float]

    def __str__(self) -> str:
        times = f"{self.first.clock:>8.1f}{self.first.cpu:>8.1f}{self.again.clock:>8.1f}"
        likeness = f"{statistics.mean(self.scores):>7.3f}{min(self.scores):>7.3f}"
        poor = sum(score < 0.90 for score in self.scores)
        return f"{self.name:<28}{times}{self.small / 1000:>9.0f}{self.all / 1000:>9.0f}{likeness}{poor:>6}"


@dataclass(frozen=True)
class Contestant:
    """Who makes photos light: by which command, run where, into which folder."""

    name: str
    command: list[str]
    folder: Path
    out: Path
    light: Callable[[Path], Path]  # the 480 pixels file of a photo

    def run(self) -> Measure:
        return timed(self.command, self.folder)

    def afresh(self) -> Measure:
        shutil.rmtree(self.out, ignore_errors=True)
        return self.run()

    def row(self, runs: list[Measure], photos: list[Path]) -> Row:
        """Its line of the table; its files are there already."""
        again, files = self.run(), list(self.out.glob("*.webp"))
        small = [file for file in files if file.stem.endswith("-480")]
        return Row(self.name, median(runs), again, weigh(small), weigh(files), likenesses(photos, self.light))


def compared(folder: Path, count: int, runs: int) -> list[Row]:
    """Both contestants on the same photos, in turn."""
    photos, peer = made(folder / "photos", count), folder / "peer"
    peer.mkdir()
    (peer / "run.mjs").write_text(THEIRS, encoding="utf-8")
    if subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", PEER], cwd=peer).returncode:
        raise SystemExit(f"npm n’a pas pu prendre {PEER} : vérifiez le réseau, puis relancez cette mesure.")
    ours, sample = [sys.executable, "-c", OURS, str(folder / "photos")], min(SAMPLE, count)
    timed([*ours, str(folder / "sample"), str(sample)], folder)
    quality = equal_quality(peer, folder / "photos", weigh(list((folder / "sample").glob("*.webp"))), sample)
    theirs = ["node", "run.mjs", str(folder / "photos"), "out", str(count), str(quality)]
    cache, light = folder / "cache", light_files(folder / "cache", photos)
    contestants = (
        Contestant("ours", [*ours, str(cache), str(count)], folder, cache, lambda path: light[path]),
        Contestant(
            f"eleventy-img, quality {quality}",
            theirs,
            peer,
            peer / "out",
            lambda path: peer / "out" / f"{path.stem}-480.webp",
        ),
    )
    turns = [[each.afresh() for each in contestants] for _ in range(runs)]
    return [each.row([turn[place] for turn in turns], photos) for place, each in enumerate(contestants)]


def main() -> None:
    """Measure both and print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=200, help="how many photos (200)")
    parser.add_argument("--runs", type=int, default=3, help="how many times each (3)")
    asked = parser.parse_args()
    needs("node", "npm")
    with tempfile.TemporaryDirectory() as place:
        rows = compared(Path(place), asked.count, asked.runs)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{asked.count} photos of 12 megapixels, median of {asked.runs}, {os.cpu_count()} cores, load {load}")
    print(f"{'':<28}{'clock':>8}{'CPU':>8}{'again':>8}{'480 kB':>9}{'all kB':>9}{'SSIM':>7}{'least':>7}{'<0.90':>6}")
    print("\n".join(map(str, rows)))


if __name__ == "__main__":
    main()
