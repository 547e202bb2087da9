"""Each photo has the quality that it needs and no more."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from aivm.media.images.choose import Search, Try, least, lightest
from aivm.media.images.encode import encode_all
from aivm.media.images.plan import Cut, Recipe, fit
from aivm.problems import Severity, Where
from PIL import Image

RECIPE = Recipe()
HERE = Where("content/recits/foule/recit.md", 5, "photo")


def noise(width: int, height: int) -> Image.Image:
    """What no encoder makes light."""
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(3 * width * height))


def sizes_of(image: Image.Image) -> Callable[[int], Image.Image]:
    """The image at any width, as `lightest` asks for it."""
    return lambda width: image.resize(fit(*image.size, width), Image.Resampling.LANCZOS)


def test_a_flat_picture_comes_down_to_the_least_quality() -> None:
    """Nothing is lost of it, wherever the search begins."""
    assert least(Image.new("RGB", (240, 180), "teal"), Cut(240, 25, 4), 60).quality == 25


def test_what_is_good_enough_is_never_made_better() -> None:
    """A few bytes too many are worth another try, at a lower quality, even where little may still be lost."""
    search = Search(noise(64, 48), Cut(64, 25, 0))
    passes, fails = Try(50, b"", search.allowed - 0.001), Try(50, b"", search.allowed + 0.001)

    assert search.beyond(passes) < 50
    assert search.beyond(fails) > 50


def test_a_heavy_photo_is_made_narrower_first() -> None:
    """Where the bytes do not suffice at 480 pixels, fewer pixels of the same quality are better than blocks."""
    at = sizes_of(noise(60, 45).resize((960, 720), Image.Resampling.BICUBIC))
    wide, *_ = lightest(at, Cut(480, 25, 4))
    light, data, _ = lightest(at, Cut(480, 25, 4, weight=5500, aim=5000, narrower=(400, 328)))

    assert wide.width == 480
    assert light.width in (400, 328)
    assert len(data) <= 5000 or light.width == 328


def test_a_photo_that_cannot_be_light_is_told_and_kept(save: Callable[..., Path], tmp_path: Path) -> None:
    """It is shown in a preview, at its narrowest, and the report says its weight, the limit and what to do."""
    path = save("foule.png", noise(800, 600), "PNG")
    pictures, problems = encode_all([(path, HERE)], tmp_path / "cache", RECIPE)
    again, same = encode_all([(path, HERE)], tmp_path / "cache", RECIPE)

    assert pictures[path].default.width == 328
    assert [problem.severity for problem in problems] == [Severity.BLOCKING]
    assert "« foule.png » pèse encore" in problems[0].message
    assert "pour 10 au plus" in problems[0].message
    assert "Recadrez-la" in problems[0].hint
    assert (again, same) == (pictures, problems)  # told at each build, from the cache too


def test_the_search_ends_even_where_nothing_is_good_enough() -> None:
    """Noise that no quality can keep is given the best one, in a few tries."""
    cut = Cut(64, 25, 0, similarity=0.9999)

    assert least(noise(64, 48), cut, 25)[1:3] == (95, False)
    assert not least(noise(64, 48), cut, 25, limit=100).alike
