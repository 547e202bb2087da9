"""From files of every kind to upright sRGB pixels."""

from __future__ import annotations

import struct
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from aivm.media.images.faults import BROKEN, Fault
from aivm.media.images.pixels import Developed, average, develop
from aivm.media.images.similarity import Original
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.Image import Transpose
from PIL.PngImagePlugin import PngInfo

SMALL, LARGE = 480, 1200  # pixels wide
Save = Callable[..., Path]
Scene = Callable[[int, int], Image.Image]


def developed(path: Path) -> Developed:
    result = develop(path, LARGE)

    assert isinstance(result, Developed)
    return result


def shown(path: Path) -> Image.Image:
    return developed(path).at(SMALL)


def colour(path: Path) -> str:
    return average(shown(path))


def near(colour: object, expected: tuple[int, int, int], tolerance: int = 6) -> bool:
    """Whether a colour, `#rrggbb` or a pixel, is the one expected, the losses of encoders apart."""
    values = bytes.fromhex(colour[1:]) if isinstance(colour, str) else colour
    assert isinstance(values, bytes | tuple)
    return all(abs(value - wanted) <= tolerance for value, wanted in zip(values, expected, strict=True))


def quarters() -> Image.Image:
    """Red, green, blue and white quarters, so that any wrong turn shows."""
    image = Image.new("RGB", (160, 120), "white")
    for colour, corner in (("red", (0, 0)), ("lime", (80, 0)), ("blue", (0, 60))):
        image.paste(colour, (*corner, corner[0] + 80, corner[1] + 60))
    return image


# How a phone stores an upright scene under each EXIF orientation: the inverse of the turn that a viewer makes.
STORED = {
    1: None,
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_exif_orientation_comes_out_upright(
    orientation: int, kind: str, save: Save, exif_with_gps: Callable[..., Image.Exif]
) -> None:
    """The four quarters are where they were seen, and the position is noticed in each format."""
    turn = STORED[orientation]
    stored = quarters() if turn is None else quarters().transpose(turn)
    result = developed(save("a.jpg", stored, kind, exif=exif_with_gps(orientation)))

    image = result.at(SMALL)

    assert image.size == (160, 120)
    corners = [image.getpixel(at) for at in ((20, 20), (140, 20), (20, 100), (140, 100))]
    assert near(corners[0], (255, 0, 0), 12)
    assert near(corners[1], (0, 255, 0), 12)
    assert near(corners[2], (0, 0, 255), 12)
    assert near(corners[3], (255, 255, 255), 12)
    assert result.had_gps


def test_heic_is_turned_once(save: Save, exif_with_gps: Callable[..., Image.Exif]) -> None:
    """The decoder of HEIC already turns the pixels: turning again by EXIF would lay the photo on its side."""
    stored = quarters().transpose(Transpose.ROTATE_90)
    result = developed(save("a.heic", stored, "HEIC", exif=exif_with_gps(6).tobytes()))

    assert result.at(SMALL).size == (160, 120)
    assert near(result.at(SMALL).getpixel((20, 20)), (255, 0, 0), 30)
    assert result.had_gps


def test_twelve_megapixels_upright(save: Save, make_scene: Scene, exif_with_gps: Callable[..., Image.Exif]) -> None:
    """A phone's portrait is stored lying down and turned by EXIF: both sizes stand up, with a landscape's pixels."""
    result = developed(save("a.jpg", make_scene(4032, 3024), "JPEG", quality=90, exif=exif_with_gps(6)))

    image = result.at(SMALL)

    assert image.size == (360, 480)
    assert result.at(LARGE).size == (900, 1200)
    left, right = (image.getpixel((x, 240)) for x in (20, 340))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] > right[0] + 50  # dark above when lying, so dark at the right once turned


@pytest.mark.parametrize(
    ("size", "small", "large"),
    [
        ((2400, 1800), (480, 360), (1200, 900)),
        ((800, 600), (480, 360), (800, 600)),
        ((480, 360), (480, 360), (480, 360)),
        ((320, 200), (320, 200), (320, 200)),
        ((600, 1800), (240, 720), (600, 1800)),
    ],
)
def test_no_photo_is_enlarged(
    size: tuple[int, int], small: tuple[int, int], large: tuple[int, int], save: Save
) -> None:
    """Under 1200 pixels the sharp photo is as wide as the original; under 480 it is the small one."""
    result = developed(save("a.png", Image.new("RGB", size, "gray"), "PNG"))

    assert result.at(SMALL).size == small
    assert result.at(LARGE).size == large
    assert result.has_more(result.at(SMALL)) == (large != small)


def test_fine_detail_survives_whatever_the_size_of_the_file(tmp_path: Path, encode: Callable[..., bytes]) -> None:
    """A JPEG hardly twice as wide as the sharp photo is not decoded at its half: leaves would lose their edges."""
    grain = Image.effect_noise((900, 675), 80).resize((2700, 2025), Image.Resampling.BICUBIC)
    path = tmp_path / "a.jpg"
    path.write_bytes(encode(grain, "JPEG", quality=95))
    with Image.open(path) as file:
        whole = file.convert("RGB").resize((LARGE, 900), Image.Resampling.LANCZOS)

    assert Original(whole).similarity(developed(path).at(LARGE)) > 0.99


@pytest.mark.parametrize("orientation", [0, 9, 99])
def test_an_orientation_that_does_not_exist_is_upright(orientation: int, save: Save) -> None:
    """EXIF knows eight of them: another number neither turns the photo nor makes it wider than it may be."""
    exif = Image.Exif()
    exif[0x0112] = orientation

    assert shown(save("a.jpg", Image.new("RGB", (1600, 900)), "JPEG", exif=exif)).size == (480, 270)


def clear_palette() -> Image.Image:
    image = Image.new("P", (64, 64), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    return image


@pytest.mark.parametrize(
    ("image", "kind", "options", "expected"),
    [
        (Image.new("RGB", (64, 64), (200, 100, 50)), "JPEG", {}, (200, 100, 50)),
        (Image.new("RGB", (64, 64), (200, 100, 50)), "WEBP", {}, (200, 100, 50)),
        (Image.new("RGB", (64, 64), (200, 100, 50)), "HEIC", {}, (200, 100, 50)),
        (Image.new("L", (64, 64), 90), "JPEG", {}, (90, 90, 90)),
        (Image.new("1", (64, 64), 1), "PNG", {}, (255, 255, 255)),
        (Image.new("I;16", (64, 64), 40_000), "PNG", {}, (156, 156, 156)),
        (Image.new("CMYK", (64, 64), (0, 255, 255, 0)), "JPEG", {}, (255, 0, 0)),
        (Image.new("RGBA", (64, 64), (0, 0, 255, 0)), "PNG", {}, (255, 255, 255)),
        (Image.new("RGBA", (64, 64), (0, 0, 0, 128)), "WEBP", {}, (127, 127, 127)),
        (Image.new("RGBA", (64, 64), (0, 0, 0, 128)), "HEIC", {}, (127, 127, 127)),
        (Image.new("LA", (64, 64), (0, 128)), "PNG", {}, (127, 127, 127)),
        (clear_palette(), "PNG", {}, (0, 0, 255)),
        (clear_palette(), "PNG", {"transparency": 1}, (255, 255, 255)),
        (Image.new("RGB", (64, 64), (9, 9, 9)), "PNG", {"transparency": (9, 9, 9)}, (255, 255, 255)),
    ],
)
def test_every_kind_of_pixel_becomes_rgb_on_white(
    image: Image.Image, kind: str, options: dict[str, object], expected: tuple[int, int, int], save: Save
) -> None:
    """Grey, 16 bits, CMYK, palette and transparency end in the colours a person sees on white paper."""
    result = shown(save("a", image, kind, **options))

    assert result.mode == "RGB"
    assert near(average(result), expected)
    assert near(result.getpixel((30, 30)), expected)


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_an_animation_gives_its_first_frame(kind: str, save: Save) -> None:
    """Nothing moves on the site."""
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]

    assert near(colour(save("a", frames[0], kind, save_all=True, append_images=frames[1:])), (255, 0, 0))


def display_p3() -> bytes:
    """A matrix profile with the primaries of Display P3 (adapted to D50) and gamma 2.2 (ICC.1:2001)."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256)) + bytes(2)
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 3) + b"P3\0" + bytes(78) + bytes(3),
        b"wtpt": b"XYZ " + bytes(4) + fixed(0.9642, 1.0, 0.8249),
        b"rXYZ": b"XYZ " + bytes(4) + fixed(0.5151, 0.2412, -0.0011),
        b"gXYZ": b"XYZ " + bytes(4) + fixed(0.2920, 0.6922, 0.0419),
        b"bXYZ": b"XYZ " + bytes(4) + fixed(0.1571, 0.0666, 0.7841),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(data))
        body += data
    header = struct.pack(">I4sI4s4s4s", start + len(body), b"", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    header += bytes(12) + b"acsp" + bytes(28) + fixed(0.9642, 1.0, 0.8249)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_display_p3_becomes_srgb(kind: str, save: Save) -> None:
    """A phone's red is stronger than its numbers say: P3 (200, 60, 50) is sRGB (219, 37, 34), by the matrices."""
    image = Image.new("RGB", (64, 64), (200, 60, 50))
    plain = colour(save("plain", image, kind))
    wide = colour(save("wide", image, kind, icc_profile=display_p3()))

    assert near(plain, (200, 60, 50))
    assert near(wide, (219, 37, 34))


def test_a_damaged_profile_leaves_the_colours(save: Save) -> None:
    """A profile that cannot be read is dropped; the photo is kept."""
    result = colour(save("a.jpg", Image.new("RGB", (64, 64), (200, 60, 50)), "JPEG", icc_profile=b"x" * 200))

    assert near(result, (200, 60, 50))


def test_a_profile_for_other_channels_leaves_the_colours(save: Save) -> None:
    """A grey photo that carries a profile of colours is still a grey photo."""
    result = colour(save("a.jpg", Image.new("L", (64, 64), 90), "JPEG", icc_profile=display_p3()))

    assert near(result, (90, 90, 90))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_position_in_xmp_counts(kind: str, save: Save) -> None:
    """Some programs write the position in XMP only."""
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="13,48N"/></x:xmpmeta>'
    png = PngInfo()
    png.add_itxt("XML:com.adobe.xmp", xmp.decode())
    options = {"pnginfo": png} if kind == "PNG" else {"xmp": xmp}
    image = Image.new("RGB", (64, 64))

    assert developed(save("a", image, kind, **options)).had_gps
    assert not developed(save("b", image, kind)).had_gps


def test_a_clock_without_a_position_is_no_position(save: Save) -> None:
    """Phones with location off still write the version and the date of the GPS block."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({0: b"\2\3\0\0", 29: "2026:01:01"})

    assert not developed(save("a.jpg", Image.new("RGB", (64, 64)), "JPEG", exif=exif)).had_gps


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_unreadable_exif_does_not_refuse_the_photo(save: Save) -> None:
    """The pixels are whole: the photo is taken as upright."""
    path = save("a.jpg", quarters(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\x00broken")

    assert shown(path).size == (160, 120)


@pytest.mark.parametrize("part", [0.001, 0.02, 0.3, 0.7, 0.99])
@pytest.mark.parametrize(
    ("kind", "options"),
    [("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {}), ("HEIC", {})],
)
def test_a_truncated_photo_is_refused_and_never_grey(
    part: float, kind: str, options: dict[str, object], tmp_path: Path, make_scene: Scene, encode: Callable[..., bytes]
) -> None:
    """Wherever the copy stopped, the person is asked for the whole file."""
    data = encode(make_scene(640, 480), kind, **options)
    path = tmp_path / "a"
    path.write_bytes(data[: max(16, int(len(data) * part))])

    assert develop(path, LARGE) == BROKEN


def test_a_jpeg_whose_end_is_zeros_is_refused(tmp_path: Path, encode: Callable[..., bytes]) -> None:
    """A copy cut off by a memory card often has the right size and an empty end, which libjpeg paints grey."""
    noise = Image.effect_noise((640, 480), 90).convert("RGB")  # dense data: the zeros suffice to fill what is missing
    data = encode(noise, "JPEG", quality=100)
    path = tmp_path / "a.jpg"
    path.write_bytes(data[: len(data) // 2].ljust(len(data), b"\0"))
    cut = develop(path, LARGE)
    path.write_bytes(data + bytes(9000))
    padded = develop(path, LARGE)

    assert cut == BROKEN
    assert isinstance(padded, Developed)


@pytest.fixture(scope="module")
def seeds(encode: Callable[..., bytes], exif_with_gps: Callable[..., Image.Exif]) -> list[bytes]:
    exif = exif_with_gps(6)
    kinds = ("JPEG", "PNG", "WEBP")
    return [*(encode(quarters(), kind, exif=exif) for kind in kinds), encode(quarters(), "HEIC", exif=exif.tobytes())]


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_is_an_exception(seeds: list[bytes], tmp_path: Path, data: st.DataObject) -> None:
    """Whatever bytes are changed or lost, the answer is pixels or a fault."""
    photo = bytearray(data.draw(st.sampled_from(seeds)))
    for place, value in data.draw(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 255)), max_size=6)):
        photo[place % len(photo)] = value
    path = tmp_path / "a"
    path.write_bytes(photo[: data.draw(st.integers(len(photo) // 2, len(photo)))])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of corrupt EXIF
        result = develop(path, LARGE)
        image = result.at(SMALL) if isinstance(result, Developed) else None

    assert isinstance(result, Fault) or (image and image.mode == "RGB")


def test_the_heic_decoder_is_loaded_by_a_heic_photo_only(save: Save) -> None:
    """A site without HEIC photos never pays for their decoder."""
    paths = [save("a.jpg", Image.new("RGB", (64, 64)), "JPEG"), save("a.heic", Image.new("RGB", (64, 64)), "HEIC")]
    code = (
        "import sys; from pathlib import Path; from aivm.media.images.pixels import develop\n"
        "for name in sys.argv[1:]: develop(Path(name), 1200); print('pillow_heif' in sys.modules)"
    )
    import aivm

    package = str(Path(next(iter(aivm.__path__))).parent)
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {package!r}); {code}", *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.split() == ["False", "True"]
