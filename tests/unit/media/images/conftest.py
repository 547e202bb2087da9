"""Photos made on the spot: nothing heavy is committed."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

Save = Callable[..., Path]


def scene(width: int, height: int) -> Image.Image:
    """Smooth areas with some grain, the same at each run: it weighs about what a photo weighs."""
    size = (max(1, width // 32), max(1, height // 32))
    grain = Image.frombytes("L", size, random.Random(1).randbytes(size[0] * size[1]))
    sky = Image.linear_gradient("L").resize((width, height))
    return Image.blend(sky, grain.resize((width, height)), 0.2).convert("RGB")


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of an image in a format of Pillow, or in HEIC."""
    out = BytesIO()
    if kind == "HEIC":
        import pillow_heif

        pillow_heif.from_pillow(image).save(out, quality=50, **options)
    else:
        image.save(out, kind, **options)
    return out.getvalue()


def gps_exif(orientation: int = 1) -> Image.Exif:
    """The EXIF of a phone that knows where it is: 13° 48′ north, 4° 48′ west."""
    exif = Image.Exif()
    exif[0x010F] = "Telephone"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 48.0, 0.0), 3: "W", 4: (4.0, 48.0, 0.0)})
    return exif


@pytest.fixture(scope="session")
def make_scene() -> Callable[[int, int], Image.Image]:
    return scene


@pytest.fixture(scope="session")
def encode() -> Callable[..., bytes]:
    return encoded


@pytest.fixture(scope="session")
def exif_with_gps() -> Callable[..., Image.Exif]:
    return gps_exif


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Write an image under a name in a folder of the test, in the format `kind`."""

    def write(name: str, image: Image.Image, kind: str, **options: Any) -> Path:
        path = tmp_path / name
        path.write_bytes(encoded(image, kind, **options))
        return path

    return write
