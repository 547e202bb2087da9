"""A QR code, read back from its picture by a decoder that is not the one that drew it."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import zxingcpp
from aivm.drawing.qr import qr
from PIL import Image, ImageDraw

ADDRESSES = (
    "https://a.fr/",
    "https://exemple.invalid/ecoles/elementaire/vallons-de-vilaine/",
    f"https://www.{'nom-' * 20}exemple.invalid/dossier/agenda/{'rencontre-' * 6}2027/",
)
SCALE = 4  # pixels a module


def picture(svg: str) -> Image.Image:
    """The code drawn as a printer would: black strokes one unit wide on white, from the path alone."""
    size = int(re.findall(r'viewBox="0 0 (\d+) \1"', svg)[0])
    image = Image.new("L", (size * SCALE, size * SCALE), 255)
    draw = ImageDraw.Draw(image)
    x, y = 0.0, 0.0
    for step, left, top, run in re.findall(r"([Mm])(-?\d+) (-?[\d.]+)h(\d+)", svg):
        x, y = (float(left), float(top)) if step == "M" else (x + float(left), y + float(top))
        box = (x * SCALE, (y - 0.5) * SCALE, (x + int(run)) * SCALE - 1, (y + 0.5) * SCALE - 1)
        draw.rectangle(box, fill=0)
        x += int(run)
    return image


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_code_says_its_address(address: str) -> None:
    """Short or long."""
    (found,) = zxingcpp.read_barcodes(picture(qr(address)))

    assert found.text == address


def test_a_code_survives_a_fold_and_a_poor_copy() -> None:
    """A twentieth hidden in the middle, and a photograph of few pixels."""
    image = picture(qr(ADDRESSES[1]))
    middle = image.width // 2
    image.paste(128, (middle - SCALE * 3, middle - SCALE * 3, middle + SCALE * 4, middle + SCALE * 4))
    copy = BytesIO()
    image.convert("RGB").resize((180, 180)).save(copy, "JPEG", quality=40)
    (found,) = zxingcpp.read_barcodes(Image.open(copy))

    assert found.text == ADDRESSES[1]


def test_a_code_is_one_light_drawing_with_its_quiet_zone() -> None:
    """Black on its own white, whatever is around; four modules wide on each side; a screen reader skips it."""
    svg = qr(ADDRESSES[1])
    image = picture(svg)
    edge = 4 * SCALE  # ISO/IEC 18004, 9.1
    dark = image.point(lambda value: 255 - value).getbbox()

    assert re.findall(r'(fill|stroke)="(.+?)"', svg) == [("fill", "#fff"), ("stroke", "#000")]
    assert 'aria-hidden="true"' in svg
    assert dark == (edge, edge, image.width - edge, image.height - edge)
    assert len(svg) < 4000
