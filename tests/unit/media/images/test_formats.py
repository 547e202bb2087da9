"""What a file really is, and what a volunteer is told when it is not a photo."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from aivm.media.images.faults import BROKEN, Fault
from aivm.media.images.formats import FORMATS, SUFFIXES, Format, identify, open_photo
from PIL import Image

SMALL = Image.new("RGB", (96, 72), "teal")  # multiples of 8: HEIC then has no crop box to hide its size


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int) -> bytes:
    """A PNG whose header declares a size that its few bytes do not hold."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int, encode: Callable[..., bytes]) -> bytes:
    data = encode(SMALL, "JPEG")
    start = data.index(b"\xff\xc0") + 5
    return data[:start] + struct.pack(">HH", height, width) + data[start + 4 :]


def webp_of(width: int, height: int, encode: Callable[..., bytes]) -> bytes:
    """An animated WebP: a small frame on a canvas of the size declared."""
    frame = encode(Image.new("RGB", (8, 8)), "WEBP", lossless=True)[12:]
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    drawn = bytes(6) + (7).to_bytes(3, "little") * 2 + bytes(4) + frame
    parts = ((b"VP8X", b"\2\0\0\0" + canvas), (b"ANIM", bytes(6)), (b"ANMF", drawn))
    body = b"WEBP" + b"".join(name + struct.pack("<I", len(data)) + data for name, data in parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def heic_of(width: int, height: int, encode: Callable[..., bytes]) -> bytes:
    data = encode(SMALL, "HEIC")
    start = data.index(b"ispe") + 8
    return data[:start] + struct.pack(">II", width, height) + data[start + 8 :]


def opened(data: bytes) -> object:
    """What `open_photo` says of bytes in an accepted format."""
    kind = next(kind for kind in FORMATS if kind.recognises(data))
    return open_photo(kind, BytesIO(data))


@pytest.mark.parametrize(("kind", "label"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("WEBP", "WebP"), ("HEIC", "HEIC")])
@pytest.mark.parametrize("name", ["photo.jpg", "photo.txt", "photo"])
def test_content_decides_and_not_the_suffix(kind: str, label: str, name: str, save: Callable[..., Path]) -> None:
    """A PNG called .jpg is a PNG, and is accepted."""
    found = identify(save(name, SMALL, kind))

    assert isinstance(found, Format)
    assert found.label == label


def test_a_heic_file_may_put_its_brand_among_the_compatible_ones(tmp_path: Path) -> None:
    """Several phones write `mif1` first and `heic` after it."""
    path = tmp_path / "photo.heic"
    path.write_bytes(struct.pack(">I", 24) + b"ftypmif1" + bytes(4) + b"mif1heic" + b"\0\0\0\x08meta")
    found = identify(path)

    assert isinstance(found, Format)
    assert found.label == "HEIC"


def test_suffixes_are_in_lower_case_and_known_once() -> None:
    """Suffixes are compared with a lower-cased suffix, and each belongs to one format."""
    every = [suffix for kind in FORMATS for suffix in kind.suffixes]

    assert sorted(every) == sorted(SUFFIXES)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in every)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "est un PDF."),
        (b"II*\0\x08\0\0\0", "est une image TIFF, ou le RAW d’un appareil photo."),
        (b"GIF89a\x01\0", "est une image GIF."),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "est une image AVIF."),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", "est une image AVIF."),
        (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", "est une vidéo ou un son."),
        (b"\0\0\0\x18ftypcrx \0\0\0\1crx isom", "est le RAW d’un appareil photo."),
        (b"PK\x03\x04\x14\0", "est un document de bureautique ou une archive ZIP."),
        (b"version https://git-lfs.github.com/spec/v1\n", "est un renvoi de Git LFS : l’image n’a pas été reçue."),
        (b'<?xml version="1.0"?><svg width="9"/>', "est un dessin SVG."),
        (b"\n<!DOCTYPE html><title>Album</title>", "est une page web."),
        ("Légende de la photo, été 2025".encode(), "est un texte."),
        ("é".encode() * 400, "est un texte."),
        (("a" + "é" * 400).encode(), "est un texte."),
        (b"\x07\0\xfe\xfa" * 40, "n’est pas une image reconnue."),
        (b"\xe9t\xe9 " * 200, "n’est pas une image reconnue."),
    ],
)
def test_another_file_called_jpg_is_named_for_what_it_is(data: bytes, said: str, tmp_path: Path) -> None:
    """The person learns what they really put there, and which formats are accepted."""
    path = tmp_path / "marché.jpg"
    path.write_bytes(data)
    fault = identify(path)

    assert isinstance(fault, Fault)
    assert fault.what == said
    assert fault.hint == "Enregistrez-la en JPEG, PNG, WebP ou HEIC."


@pytest.mark.parametrize("make", [lambda w, h, encode: png_of(w, h), jpeg_of, webp_of, heic_of])
def test_a_header_of_many_pixels_is_refused_at_no_cost(
    make: Callable[..., bytes], encode: Callable[..., bytes]
) -> None:
    """A few hundred bytes that announce 144 or 256 megapixels are refused before any memory is taken for them."""
    resource = pytest.importorskip("resource")
    bombs = [make(12_000, 12_000, encode), make(16_000, 16_000, encode)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    faults = [opened(bomb) for bomb in bombs]
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

    assert all(isinstance(fault, Fault) and "mégapixels" in fault.what for fault in faults)
    assert grown < 60_000  # kB


def test_the_largest_bomb_names_its_size() -> None:
    """The message gives the size that the file announces, and the limit."""
    assert opened(png_of(60_000, 60_000)) == Fault(
        "annonce 60000 × 60000 pixels, soit 3600 mégapixels ; la limite est de 100.",
        "Réduisez-la à 4000 pixels de large.",
    )


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0\0\x10JF", b"\x89PNG\r\n\x1a\n\0\0", b"RIFF\4\0\0\0WEBP"])
def test_a_header_cut_short_is_a_fault(data: bytes) -> None:
    """A copy that stopped within the first bytes is a damaged photo."""
    assert opened(data) == BROKEN


@pytest.mark.parametrize("size", [(0, 0), (0, 50), (1, 1), (15, 4000), (4000, 200)])
def test_absurd_sizes_are_refused(size: tuple[int, int]) -> None:
    """Nothing, a dot, a rule: these are not photos."""
    assert isinstance(opened(png_of(*size)), Fault)


def test_a_photo_too_long_is_to_be_cropped() -> None:
    """Nobody is told that 12 000 pixels are too few."""
    assert opened(png_of(12_000, 800)) == Fault(
        "mesure 12000 × 800 pixels : elle est trop étirée.",
        "Recadrez-la : son plus long côté, au plus 12 fois l’autre.",
    )


@pytest.mark.parametrize("size", [(16, 16), (16384, 3900), (1170, 2532)])
def test_icons_panoramas_and_screenshots_are_accepted(size: tuple[int, int]) -> None:
    """The limits leave room for what phones really make."""
    assert not isinstance(opened(png_of(*size)), Fault)
