"""All the photos of a build, made light once: by content, on every core, with progress told to the caller."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path

from PIL import Image
from PIL.Image import Resampling

from aivm.media.images import cache as store
from aivm.media.images.choose import Light, lightest, webp
from aivm.media.images.faults import Fault, absent, heavy, unreadable
from aivm.media.images.pixels import average, develop
from aivm.media.images.plan import Cut, Picture, Recipe, Rendition, key_of, name_of
from aivm.problems import Problem, Severity, Where

EASE = 12  # of quality, by which the sharp rendition passes what the small one needs: it is then good enough, unseen
MORE = 4  # of quality: what the other sharp ones mostly need beyond their small one
AT_ONCE = 8  # photos in memory at most, on a machine of many cores: a HEIC of 48 megapixels takes 300 MB
GPS = Fault(
    "dit où elle a été prise : la position GPS a été retirée de la version publiée ; l’original la garde.",
    "Retirez-la aussi de l’original si d’autres personnes le reçoivent.",
    Severity.ADVICE,
)


def encode_all(
    requests: Iterable[tuple[Path, Where]],
    cache: Path,
    recipe: Recipe,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    workers: int | None = None,
) -> tuple[dict[Path, Picture], list[Problem]]:
    """The picture of every photo asked for, in order, and the problems of the others at each place that asks for one.

    `on_progress(done, total)` counts files, from 0 to all, and is called in the caller's own thread; `workers` is the
    number of threads, by default two a core, AT_ONCE at most: one works while the other waits for Python or for the
    disk. OSError when the cache cannot be written.
    """
    asked = list(requests)
    if not asked:
        return {}, []
    paths = list(dict.fromkeys(path for path, _ in asked))
    report = on_progress or (lambda done, total: None)
    results = outcomes(paths, cache, recipe, report, workers or min(AT_ONCE, 2 * (os.cpu_count() or 1)))
    pictures = {path: result for path in paths if isinstance(result := results[path], Picture)}
    problems = []
    for path, where in asked:
        result = results[path]
        if isinstance(result, Fault):
            problems.append(result.at(where, path))
            continue
        if result.had_gps:
            problems.append(GPS.at(where, path))
        if recipe.default.weight and result.default.weight > recipe.default.weight:
            problems.append(heavy(result.default.weight, recipe.default.weight).at(where, path))
    return pictures, problems


def outcomes(
    paths: list[Path], cache: Path, recipe: Recipe, report: Callable[[int, int], None], workers: int
) -> dict[Path, Picture | Fault]:
    """What became of each path; the same bytes under several names are made once.

    Threads, not processes: Pillow lets other threads run while it decodes, resizes and encodes. 12-megapixel JPEGs on
    two cores take 0.30 s each alone, 0.17 s with two threads, 0.20 s with two spawned processes.
    """
    results: dict[Path, Picture | Fault] = {}
    report(0, len(paths))
    # Not a `with`: on Ctrl-C or a full disk, photos not begun must not be waited for.
    pool = ThreadPoolExecutor(workers)
    try:
        groups: dict[str, list[Path]] = {}
        for path, content in zip(paths, pool.map(digest, paths), strict=True):
            if isinstance(content, Fault):
                results[path] = content
            else:
                groups.setdefault(content, []).append(path)
        report(len(results), len(paths))
        jobs: dict[Future[Picture | Fault], list[Path]] = {
            pool.submit(picture_of, same[0], cache, key_of(content, recipe), recipe): same
            for content, same in groups.items()
        }
        for job in as_completed(jobs):
            results.update(dict.fromkeys(jobs[job], job.result()))
            report(len(results), len(paths))
        return results
    finally:
        pool.shutdown(cancel_futures=True)


def digest(path: Path) -> str | Fault:
    """The SHA-256 of a file's bytes, in hexadecimal, or why it cannot be read."""
    try:
        if not path.is_file():
            return absent(path)
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        return unreadable(error)


def picture_of(path: Path, cache: Path, key: str, recipe: Recipe) -> Picture | Fault:
    """The picture of one photo: from the cache when it is there whole, and nothing is decoded; else made and kept."""
    found = store.find(cache, key)
    if found:
        return found
    developed = develop(path, recipe.sharp.width)
    if isinstance(developed, Fault):
        return developed
    light = lightest(developed.at, recipe.default)
    default = rendition(light, key, recipe.default)
    files = {default: light.data}
    sharp = None
    if developed.has_more(light.image):
        made = sharp_of(developed.at, recipe.sharp, light.quality)
        sharp = rendition(made, key, recipe.sharp)
        files[sharp] = made.data
    picture = Picture(default, sharp, average(light.image), developed.had_gps)
    store.keep(cache, key, picture, files)
    return picture


def sharp_of(at: Callable[..., Image.Image], cut: Cut, needed: int) -> Light:
    """The sharp rendition of a photo whose small one needs quality `needed`; it need not be looked at if that is low.

    Pixels that are closer together differ less from one to the next. Of 71 photographs, the 41 whose small one needs
    EASE less than the sharp one gets had sharp ones of similarity 0.934 at least. Hamming will do for them, from 2000
    pixels or so to 1200: its SSIM is 0.997 on a smooth photo but 0.974 on leaves, more than the encoder may lose. The
    others are made by Lanczos, in 44 ms in place of 21.
    """
    if needed <= cut.quality - EASE:
        image = at(cut.width, Resampling.HAMMING)
        return Light(image, webp(image, cut.quality, cut.method), needed)
    return lightest(at, cut, start=needed + MORE)


def rendition(light: Light, key: str, cut: Cut) -> Rendition:
    """What is told of one published file."""
    return Rendition(name_of(key, cut), *light.image.size, len(light.data))
