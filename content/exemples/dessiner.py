"""Draw every example photo of this folder: invented scenes, no face, no real place, the same bytes at each run.

Run it from anywhere with Pillow installed: `python content/exemples/dessiner.py [file name …]`.
Scenes are drawn in units of 1500 × 1000 (or the size named beside them in SCENES), at twice that size, then reduced.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

HERE = Path(__file__).parent
ZOOM = 2  # pixels per unit while drawing: the reduction to the final size smooths the edges
MAX_BYTES = 195_000
ORIENTATION = 0x0112  # EXIF tag; 6 means "turn a quarter clockwise to look at me" (CIPA DC-008)

COTTON, INK, INDIGO, BLUE, MIST = "#f3ead8", "#1c2030", "#27366b", "#5470a8", "#a9bccb"
EARTH, CLAY, OCHRE, STRAW, ROSE = "#b5643c", "#7f3f28", "#d99f4b", "#eccb84", "#dfa088"
LEAF, OLIVE, MOSS, PLUM, RED = "#7f9a52", "#56703f", "#34492f", "#5b2f4a", "#b23a2c"

Point = tuple[float, float]
Fill = str | Sequence[str]  # one colour, or several from top to bottom


# --- the tools -----------------------------------------------------------------------------------------------------


def ramp(size: tuple[int, int], colours: Sequence[str]) -> Image.Image:
    """Give an image of `size` pixels that goes smoothly through `colours` from top to bottom."""
    strip = Image.new("RGB", (1, 256))
    stops = [ImageColor.getrgb(colour) for colour in colours]
    for row in range(256):
        place = row / 255 * (len(stops) - 1)
        low = min(int(place), len(stops) - 2)
        part = place - low
        strip.putpixel(
            (0, row), tuple(round(a + (b - a) * part) for a, b in zip(stops[low], stops[low + 1], strict=True))
        )
    return strip.resize(size, Image.Resampling.BICUBIC)


def canvas(width: int, height: int, *colours: str) -> Image.Image:
    """Open a scene of `width` × `height` units filled with a vertical gradient."""
    return ramp((width * ZOOM, height * ZOOM), colours)


def curve(points: Sequence[Point], closed: bool = True, steps: int = 14) -> list[Point]:
    """Round a polygon or a line off: a Catmull-Rom curve through every point."""
    count = len(points)
    ring = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    smooth: list[Point] = []
    for index in range(count if closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = ring[index : index + 4]
        for step in range(steps):
            t = step / steps
            smooth.append((_blend(ax, bx, cx, dx, t), _blend(ay, by, cy, dy, t)))
    return smooth if closed else [*smooth, points[-1]]


def _blend(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def oval(x: float, y: float, rx: float, ry: float | None = None, turn: float = 0) -> list[Point]:
    """Give the outline of an ellipse around (x, y), turned by `turn` degrees."""
    ry = rx if ry is None else ry
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    ring = [(rx * math.cos(a * math.pi / 36), ry * math.sin(a * math.pi / 36)) for a in range(72)]
    return [(x + u * cos - v * sin, y + u * sin + v * cos) for u, v in ring]


def box(x: float, y: float, width: float, height: float) -> list[Point]:
    """Give the four corners of an upright rectangle."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def put(img: Image.Image, outline: Sequence[Point], fill: Fill, blur: float = 0, opacity: float = 1) -> None:
    """Paint a polygon on the scene, with a soft edge of `blur` units."""
    _stamp(img, outline, fill, blur, opacity, 0)


def line(
    img: Image.Image, points: Sequence[Point], width: float, fill: Fill, blur: float = 0, opacity: float = 1
) -> None:
    """Paint a line with round ends, `width` units thick."""
    _stamp(img, points, fill, blur, opacity, width)


def _stamp(img: Image.Image, points: Sequence[Point], fill: Fill, blur: float, opacity: float, width: float) -> None:
    margin = 3 * blur + width + 2
    left = max(0, int((min(x for x, _ in points) - margin) * ZOOM))
    top = max(0, int((min(y for _, y in points) - margin) * ZOOM))
    right = min(img.width, int((max(x for x, _ in points) + margin) * ZOOM))
    bottom = min(img.height, int((max(y for _, y in points) + margin) * ZOOM))
    if right <= left or bottom <= top:
        return
    mask = Image.new("L", (right - left, bottom - top))
    local = [(x * ZOOM - left, y * ZOOM - top) for x, y in points]
    pen = ImageDraw.Draw(mask)
    if width:
        pen.line(local, 255, round(width * ZOOM), joint="curve")
        for x, y in (local[0], local[-1]):
            pen.ellipse((x - width * ZOOM / 2, y - width * ZOOM / 2, x + width * ZOOM / 2, y + width * ZOOM / 2), 255)
    else:
        pen.polygon(local, 255)
    if blur:
        mask = mask.filter(ImageFilter.GaussianBlur(blur * ZOOM))
    if opacity < 1:
        mask = mask.point(lambda value: round(value * opacity))
    colours = [fill, fill] if isinstance(fill, str) else fill
    img.paste(ramp(mask.size, colours), (left, top), mask)


def lit(img: Image.Image, outline: Sequence[Point], fill: Fill, light: str, shade: str, away: Point = (26, 30)) -> None:
    """Paint a shape with a lit side and a shaded side; the light comes from the opposite of `away` (units)."""
    put(img, outline, fill)
    flat = Image.new("L", img.size)
    ImageDraw.Draw(flat).polygon([(x * ZOOM, y * ZOOM) for x, y in outline], 255)
    soft = flat.filter(ImageFilter.GaussianBlur(max(map(abs, away)) * ZOOM * 0.8))
    for colour, sign, force in ((shade, -1, 0.75), (light, 1, 0.45)):
        moved = ImageChops.offset(soft, round(sign * away[0] * ZOOM), round(sign * away[1] * ZOOM))
        edge = ImageChops.multiply(ImageChops.invert(moved), flat).point(
            lambda value, force=force: round(value * force)
        )
        img.paste(Image.new("RGB", img.size, colour), mask=edge)


def glow(img: Image.Image, x: float, y: float, radius: float, colour: str, opacity: float = 1) -> None:
    """Let a round light of `radius` units shine on the scene."""
    side = round(radius * 2 * ZOOM)
    fade = ImageChops.invert(Image.radial_gradient("L").resize((side, side), Image.Resampling.BICUBIC))
    fade = fade.point(lambda value: round(max(0, value - 75) / 180 * 255 * opacity))
    img.paste(Image.new("RGB", (side, side), colour), (round((x - radius) * ZOOM), round((y - radius) * ZOOM)), fade)


def finish(img: Image.Image, size: tuple[int, int], seed: int) -> Image.Image:
    """Reduce to `size` pixels, darken the corners a little and add the grain of paper."""
    small = img.resize(size, Image.Resampling.LANCZOS)
    corners = Image.radial_gradient("L").resize(size, Image.Resampling.BICUBIC)
    small.paste(Image.new("RGB", size, INK), mask=corners.point(lambda value: max(0, value - 150) // 4))
    noise = Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1]))
    noise = noise.filter(ImageFilter.GaussianBlur(0.8)).point(lambda value: round(128 + (value - 128) * 0.17))
    grain = Image.merge("RGB", (noise, noise, noise))
    return ImageChops.overlay(small, grain)


# --- the scenes ----------------------------------------------------------------------------------------------------


def beds_from_above(img: Image.Image) -> None:
    """Four slanted vegetable beds seen from the sky; the last one is bare and mulched."""
    rng = random.Random(11)
    crops = (("#a9bd76", OLIVE, 34), (LEAF, MOSS, 24), ("#8a4466", PLUM, 38), (STRAW, OCHRE, 0))
    for bed, (colour, shade, size) in enumerate(crops):
        left = 70 + bed * 362
        lit(
            img,
            curve([(left, 40), (left + 270, 30), (left + 278, 965), (left - 4, 975)]),
            ("#8a4c30", "#6f3a26"),
            EARTH,
            INK,
        )
        for row in range(3):
            for plant in range(16):
                x, y = left + 52 + row * 84 + rng.uniform(-6, 6), 84 + plant * 56 + rng.uniform(-5, 5)
                if size:
                    _plant(img, rng, x, y, size * rng.uniform(0.85, 1.1), colour, shade)
                else:
                    for _ in range(6):
                        _straw(img, rng, x + rng.uniform(-40, 40), y + rng.uniform(-30, 30))
    put(img, box(0, 0, 1500, 1000), (OCHRE, EARTH), opacity=0.10)
    glow(img, 150, 60, 900, STRAW, 0.16)


def _plant(img: Image.Image, rng: random.Random, x: float, y: float, size: float, colour: str, shade: str) -> None:
    put(img, oval(x + 8, y + 9, size * 0.95), INK, blur=5, opacity=0.4)
    start = rng.uniform(0, 60)
    for leaf in range(6):
        angle = math.radians(start + leaf * 60)
        middle = (x + math.cos(angle) * size * 0.5, y + math.sin(angle) * size * 0.5)
        put(img, oval(*middle, size * 0.56, size * 0.3, math.degrees(angle)), (colour, shade) if leaf % 2 else colour)
    put(img, oval(x, y, size * 0.26), STRAW, blur=3, opacity=0.45)


def _straw(img: Image.Image, rng: random.Random, x: float, y: float) -> None:
    angle, half = rng.uniform(0, math.pi), rng.uniform(14, 32)
    ends = [
        (x - math.cos(angle) * half, y - math.sin(angle) * half),
        (x + math.cos(angle) * half, y + math.sin(angle) * half),
    ]
    line(img, ends, 4, rng.choice((STRAW, OCHRE, COTTON, "#c98d44")), opacity=0.9)


def watering_can(img: Image.Image) -> None:
    """An indigo watering can that pours on a row of seedlings, at sunrise."""
    glow(img, 1120, 330, 620, "#fff3cf", 0.95)
    put(img, oval(1120, 330, 120), "#fff6dd", opacity=0.95)
    put(
        img,
        curve([(-50, 640), (300, 560), (700, 610), (1100, 560), (1560, 620), (1560, 1060), (-50, 1060)]),
        (LEAF, OLIVE),
    )
    put(img, curve([(-50, 760), (500, 715), (1000, 740), (1560, 700), (1560, 1060), (-50, 1060)]), (CLAY, "#55281b"))
    for x in range(870, 1460, 118):
        _seedling(img, x, 815 - (x - 870) * 0.03)
    line(img, curve([(300, 440), (312, 300), (432, 236), (552, 300), (566, 440)], closed=False), 26, (BLUE, INDIGO))
    line(img, curve([(250, 520), (140, 560), (150, 720), (268, 760)], closed=False), 26, (INDIGO, INK))
    put(img, [(560, 700), (590, 600), (840, 410), (872, 446), (650, 690)], (BLUE, INDIGO))
    lit(img, oval(862, 424, 26, 66, 40), BLUE, MIST, INDIGO, (8, 8))
    lit(
        img, curve([(262, 432), (600, 432), (632, 792), (232, 792)], steps=20), (BLUE, INDIGO), "#bccbe6", INK, (60, 20)
    )
    put(img, oval(431, 436, 172, 30), INK, opacity=0.85)
    put(img, oval(431, 444, 150, 20), "#7fa0c8")
    for drop in range(60):
        along, spread = (drop * 37 % 60) / 60, drop % 6 / 5
        left, top = 884 + along * (110 + 210 * spread), 452 - spread * 44 + along * 60 + along * along * 250
        line(img, [(left, top), (left + 9 - along * 4, top + 9 + along * 16)], 5, ("#ffffff", "#8fb0cd"), opacity=0.9)
    put(img, oval(430, 806, 240, 22), INK, blur=14, opacity=0.45)


def _seedling(img: Image.Image, x: float, y: float) -> None:
    put(img, oval(x, y + 6, 62, 15), "#3d1b12", blur=4, opacity=0.7)
    line(img, curve([(x, y), (x + 3, y - 40), (x - 2, y - 74)], closed=False), 8, (LEAF, OLIVE))
    lit(img, oval(x - 30, y - 78, 36, 15, 24), LEAF, STRAW, MOSS, (6, 8))
    lit(img, oval(x + 28, y - 84, 36, 15, -28), "#93b06a", STRAW, MOSS, (6, 8))


def pirogue_at_dusk(img: Image.Image) -> None:
    """A long pirogue with a small standing figure on a wide river, the sun touching the far bank."""
    glow(img, 980, 452, 640, "#ffe2a6", 0.95)
    put(img, oval(980, 430, 96), ("#fff1cc", "#f7c877"))
    for x, y, width in ((240.0, 180, 330), (700, 120, 250), (1230, 210, 300)):
        put(img, oval(x, y, width, 13), "#f6d3b4", blur=7, opacity=0.7)
        put(img, oval(x + 90, y + 28, width * 0.6, 9), ROSE, blur=6, opacity=0.6)
    put(img, box(0, 480, 1500, 520), ("#e7a77b", "#a8647a", "#4d4a83", "#222a5a"))
    put(
        img,
        curve(
            [
                (-40, 490),
                (160, 455),
                (420, 470),
                (700, 458),
                (1040, 468),
                (1300, 450),
                (1560, 470),
                (1560, 497),
                (-40, 497),
            ]
        ),
        PLUM,
    )
    for x, height in ((180.0, 70), (232, 96), (1270, 84), (1345, 60)):
        _far_tree(img, x, 470, height)
    for step in range(24):
        low = 500 + step * step * 0.8
        put(
            img,
            oval(980 + math.sin(step * 2.1) * 26, low, 92 + (step * 29 % 60), 2.4 + step * 0.16),
            "#ffe3b0",
            blur=1.5,
            opacity=0.8 - step * 0.022,
        )
    rng = random.Random(5)
    for _ in range(70):
        low = rng.uniform(520, 990)
        put(
            img,
            oval(rng.uniform(0, 1500), low, rng.uniform(40, 130), 1.2 + (low - 520) / 200),
            "#d9919a",
            blur=2,
            opacity=0.28,
        )
    put(img, oval(560, 800, 450, 26), INK, blur=12, opacity=0.55)
    hull = curve([(110, 706), (180, 752), (360, 776), (620, 780), (860, 764), (1020, 690)], closed=False)
    put(
        img,
        [*hull, *curve([(1020, 690), (880, 726), (600, 744), (340, 742), (110, 706)], closed=False)],
        ("#2c1a22", INK),
    )
    line(img, hull[20:62], 4, "#d98b5f", opacity=0.8)
    _boatman(img)


def _far_tree(img: Image.Image, x: float, y: float, height: float) -> None:
    line(img, [(x, y), (x + 4, y - height)], 7, PLUM)
    for side in (-1, 1, -0.4, 0.5):
        put(img, oval(x + side * height * 0.34, y - height - abs(side) * 3, height * 0.46, height * 0.22), PLUM)


def _boatman(img: Image.Image) -> None:
    line(img, [(300, 330), (196, 880)], 8, INK)
    put(
        img,
        curve([(318, 520), (352, 512), (374, 560), (380, 660), (392, 748), (300, 750), (312, 650)]),
        ("#35244a", INK),
    )
    line(img, curve([(330, 540), (300, 570), (258, 566)], closed=False), 16, INK)
    line(img, curve([(352, 540), (322, 606), (250, 610)], closed=False), 16, INK)
    put(img, oval(340, 486, 24, 28), INK)
    put(img, curve([(286, 482), (340, 440), (394, 482), (340, 476)]), "#3c2530")


def bucket_and_board(img: Image.Image) -> None:
    """A full bucket on a school table, before a blackboard where three drops are drawn in chalk."""
    lit(img, box(120, 70, 1260, 520), ("#2f4a44", "#24372f"), "#4a6a60", INK, (14, 14))
    for outline in ([*box(120, 70, 1260, 520), (120, 70)],):
        line(img, outline, 26, (OCHRE, EARTH))
    for x, y, size in ((330, 330, 1.0), (560, 300, 1.35), (1220, 320, 0.85)):
        drop = curve(
            [
                (x, y - 110 * size),
                (x + 34 * size, y - 28 * size),
                (x + 46 * size, y + 24 * size),
                (x, y + 66 * size),
                (x - 46 * size, y + 24 * size),
                (x - 34 * size, y - 28 * size),
            ]
        )
        line(img, [*drop, drop[0]], 7, COTTON, opacity=0.85)
        line(img, curve([(x - 22 * size, y + 6), (x - 14 * size, y + 30 * size)], closed=False), 6, COTTON, opacity=0.6)
    for row in range(3):
        wave = [(250 + step * 34, 470 + row * 34 + math.sin(step * 0.9) * 9) for step in range(15)]
        line(img, curve(wave, closed=False), 6, "#c8dbe6", opacity=0.75)
    put(img, [(0, 760), (1500, 760), (1500, 1000), (0, 1000)], ("#d8a566", "#a8683a"))
    put(img, box(0, 756, 1500, 14), "#efc98b")
    for y in (820, 880, 950):
        line(
            img, curve([(0, y), (500, y + 8), (1000, y - 6), (1500, y + 5)], closed=False), 4, CLAY, blur=1, opacity=0.3
        )
    put(img, oval(960, 866, 240, 36), INK, blur=16, opacity=0.5)
    line(img, curve([(740, 560), (770, 350), (950, 300), (1130, 350), (1160, 560)], closed=False), 13, "#6d7480")
    lit(img, [(734, 540), (1166, 540), (1112, 866), (788, 866)], ("#c65b3c", "#9c3d2b"), "#f0a27c", "#3b1512", (70, 10))
    lit(img, oval(950, 542, 222, 54), "#dd7a55", COTTON, CLAY, (10, 6))
    put(img, oval(950, 546, 200, 43), ("#6f93b8", "#a9c7d6"))
    put(img, oval(900, 538, 90, 13), COTTON, blur=5, opacity=0.75)
    line(img, oval(1000, 556, 60, 12)[4:40], 4, COTTON, opacity=0.7)


def pots_on_fire(img: Image.Image) -> None:
    """Three round black pots on stones over a low fire, at night, with steam."""
    glow(img, 750, 790, 900, "#d9682f", 0.75)
    put(
        img, curve([(-60, 800), (400, 780), (900, 792), (1560, 776), (1560, 1080), (-60, 1080)]), ("#7a3b28", "#37181a")
    )
    glow(img, 750, 840, 620, "#ff9f45", 0.8)
    for x, scale in ((360, 0.86), (1150, 0.9), (750, 1.12)):
        _fire(img, x, 862 + 26 * scale, scale)
        _pot(img, x, 680 + 20 * scale, scale)
    for x, scale in ((360, 0.8), (750, 1.1), (1150, 0.85)):
        steam = [(x + math.sin(step * 0.8 + x) * 32 * step / 5, 520 - step * 52 * scale) for step in range(8)]
        line(img, curve(steam, closed=False), 34 * scale, COTTON, blur=22, opacity=0.34)
    rng = random.Random(3)
    for _ in range(60):
        spark = oval(rng.gauss(750, 330), rng.uniform(150, 540), rng.uniform(1.5, 3.6))
        put(img, spark, "#ffc777", blur=0.6, opacity=0.8)


def _fire(img: Image.Image, x: float, y: float, scale: float) -> None:
    for turn in (-12, 9, 24):
        log = [(x - 190 * scale, y + turn), (x + 190 * scale, y - turn)]
        line(img, log, 30 * scale, ("#4b241b", "#20100f"))
    for shift, height, colour in (
        (-90, 120, "#e2632a"),
        (84, 130, "#e2632a"),
        (-40, 130, "#f59b3a"),
        (46, 118, "#f59b3a"),
        (0, 110, "#ffdf8e"),
    ):
        foot, top = x + shift * scale, y - height * scale
        flame = [
            (foot - 46 * scale, y),
            (foot - 30 * scale, y - 50 * scale),
            (foot + 8 * scale, top),
            (foot + 34 * scale, y - 44 * scale),
            (foot + 44 * scale, y),
        ]
        put(img, curve(flame), colour, blur=4, opacity=0.92)
    for shift in (-170, 170):
        lit(img, oval(x + shift * scale, y - 8, 62 * scale, 48 * scale), "#6a4a42", OCHRE, INK, (-shift / 12, 14))


def _pot(img: Image.Image, x: float, y: float, scale: float) -> None:
    body = curve(
        [
            (x - 150 * scale, y - 100 * scale),
            (x + 150 * scale, y - 100 * scale),
            (x + 186 * scale, y + 10 * scale),
            (x + 100 * scale, y + 120 * scale),
            (x - 100 * scale, y + 120 * scale),
            (x - 186 * scale, y + 10 * scale),
        ]
    )
    lit(img, body, ("#3a3440", "#1b1820"), "#8f8791", "#d0602c", (4, -26))
    for side in (-1, 1):
        line(
            img,
            curve(
                [
                    (x + side * 168 * scale, y - 50 * scale),
                    (x + side * 216 * scale, y - 62 * scale),
                    (x + side * 184 * scale, y - 8 * scale),
                ],
                closed=False,
            ),
            15 * scale,
            "#2a2530",
        )
    lit(img, oval(x, y - 108 * scale, 172 * scale, 36 * scale), "#57505c", MIST, INK, (6, 8))
    put(img, oval(x, y - 106 * scale, 146 * scale, 25 * scale), ("#8f3d22", "#d57a3c"))


def vegetables_on_cloth(img: Image.Image) -> None:
    """Onions, aubergines, tomatoes and chillies on an indigo cloth with white stripes, seen from above."""
    for x in (90, 118, 1330, 1362, 1394):
        put(img, box(x, 0, 12, 1000), COTTON, opacity=0.75)
    for y in range(0, 1000, 50):
        put(img, box(1180, y, 60, 24), COTTON, opacity=0.5)
    lit(
        img,
        curve([(200, 150), (1130, 130), (1150, 880), (190, 890)], steps=24),
        ("#c98f57", "#b0713c"),
        STRAW,
        CLAY,
        (18, 22),
    )
    for y in (230, 330, 470, 560, 700, 790):
        line(img, curve([(220, y), (500, y + 14), (850, y - 10), (1125, y + 6)], closed=False), 3, CLAY, opacity=0.3)
    for x, y, size in ((360, 310, 112), (560, 260, 92), (470, 470, 100)):
        _onion(img, x, y, size)
    for x, y, turn in ((820, 330, -28), (900, 470, -20)):
        _aubergine(img, x, y, turn)
    for x, y, size in ((360, 690, 92), (540, 730, 106), (720, 670, 88)):
        put(img, oval(x + 14, y + 18, size), INK, blur=12, opacity=0.45)
        lit(img, oval(x, y, size, size * 0.94), "#c8412d", "#ffb08a", "#5c1414", (26, 28))
        for ray in range(5):
            angle = ray * 72 + x
            put(
                img,
                oval(x + math.cos(math.radians(angle)) * 20, y + math.sin(math.radians(angle)) * 20, 26, 8, angle),
                OLIVE,
            )
    for x, y, colour in ((870, 700, RED), (950, 740, OCHRE), (1010, 660, RED), (920, 800, "#d4622c")):
        _chilli(img, x, y, colour)


def _onion(img: Image.Image, x: float, y: float, size: float) -> None:
    put(img, oval(x + 16, y + 20, size), INK, blur=12, opacity=0.45)
    lit(img, oval(x, y, size, size * 0.95), "#a8506a", "#f1c1c0", "#4b1a35", (28, 30))
    for bend in (-0.7, -0.35, 0, 0.35, 0.7):
        line(
            img,
            curve([(x, y - size * 0.9), (x + bend * size, y), (x, y + size * 0.86)], closed=False),
            3,
            "#f3d3d0",
            opacity=0.4,
        )
    line(
        img, curve([(x, y - size * 0.85), (x + 6, y - size * 1.1), (x + 26, y - size * 1.25)], closed=False), 13, OCHRE
    )


def _aubergine(img: Image.Image, x: float, y: float, turn: float) -> None:
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))

    def place(points: Sequence[Point]) -> list[Point]:
        return curve([(x + u * cos - v * sin, y + u * sin + v * cos) for u, v in points])

    put(
        img,
        [
            (u + 14, v + 20)
            for u, v in place([(-190, -20), (0, -66), (150, -70), (200, 0), (150, 66), (0, 56), (-190, 24)])
        ],
        INK,
        blur=12,
        opacity=0.45,
    )
    lit(
        img,
        place([(-190, -26), (0, -62), (140, -76), (206, 0), (140, 72), (0, 54), (-190, 24)]),
        "#4a2348",
        "#b98cb5",
        INK,
        (22, 26),
    )
    lit(
        img,
        place([(-216, -30), (-150, -52), (-110, -20), (-140, 0), (-108, 24), (-150, 46), (-216, 26)]),
        OLIVE,
        STRAW,
        MOSS,
        (8, 8),
    )
    line(img, place([(-270, -6), (-240, 2), (-206, 0)])[: 2 * 14], 16, OLIVE)


def _chilli(img: Image.Image, x: float, y: float, colour: str) -> None:
    put(img, oval(x + 10, y + 16, 70, 18, 18), INK, blur=8, opacity=0.4)
    lit(
        img,
        curve(
            [(x - 70, y - 26), (x - 30, y - 36), (x + 40, y - 6), (x + 92, y + 40), (x + 20, y + 28), (x - 50, y + 10)]
        ),
        colour,
        "#ffd2a0",
        "#5c1414",
        (10, 12),
    )
    line(img, curve([(x - 66, y - 14), (x - 92, y - 30), (x - 104, y - 54)], closed=False), 10, OLIVE)


def shared_rice(img: Image.Image) -> None:
    """One wide enamel bowl of rice and sauce seen from above, with eight spoons laid around it."""
    for ring in range(0, 1900, 92):
        line(img, [(ring - 400, -20), (ring + 100, 1020)], 18, CLAY, opacity=0.22)
        line(img, [(ring + 100, -20), (ring - 400, 1020)], 10, COTTON, opacity=0.10)
    for spoon in range(8):
        _spoon(img, spoon * 45 + 22)
    put(img, oval(764, 524, 392), INK, blur=24, opacity=0.5)
    lit(img, oval(750, 500, 390), COTTON, "#ffffff", "#a79a86", (22, 26))
    line(img, [*oval(750, 500, 374), (1124, 500)], 10, INDIGO)
    lit(img, oval(750, 500, 330), "#e6dbc4", "#8f836f", "#ffffff", (16, 18))
    lit(
        img,
        curve(
            [
                (750 + math.cos(a * 0.5236) * (280 + a * 7 % 23), 500 + math.sin(a * 0.5236) * (280 + a * 11 % 19))
                for a in range(12)
            ]
        ),
        "#f7efdc",
        "#ffffff",
        "#c9b894",
        (18, 20),
    )
    rng = random.Random(8)
    for _ in range(650):
        angle, far = rng.uniform(0, math.tau), 285 * math.sqrt(rng.random())
        x, y = 750 + math.cos(angle) * far, 500 + math.sin(angle) * far
        put(img, oval(x, y, 8, 3, rng.uniform(0, 180)), rng.choice(("#ffffff", "#e2d4b4", "#d6c49d")), opacity=0.8)
    lit(
        img,
        curve([(640, 380), (780, 340), (890, 420), (900, 560), (800, 650), (660, 620), (590, 500)]),
        ("#b4502a", "#8c361f"),
        "#e99a5b",
        "#4d170f",
        (22, 24),
    )
    for x, y, colour, turn in (
        (690, 450, OLIVE, 20),
        (800, 420, OCHRE, -30),
        (840, 540, OLIVE, 50),
        (720, 570, OCHRE, 10),
        (760, 490, RED, -12),
    ):
        lit(img, oval(x, y, 50, 26, turn), colour, STRAW, CLAY, (8, 9))


def _spoon(img: Image.Image, angle: float) -> None:
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    near, far = (750 + cos * 470, 500 + sin * 470), (750 + cos * 640, 500 + sin * 640)
    put(img, oval(near[0] + 8, near[1] + 10, 54, 34, angle), INK, blur=8, opacity=0.45)
    line(img, [near, far], 15, ("#d9d3c7", "#9c968c"))
    lit(img, oval(*near, 54, 34, angle), "#cfc9be", "#ffffff", "#6d6a68", (8, 8))


def library_lamp(img: Image.Image) -> None:
    """Bookshelves at night, an armchair and a lamp that lights them."""
    _shelves(img)
    put(img, box(0, 0, 1500, 1000), ("#10142e", "#1c1430"), opacity=0.5)
    put(img, box(0, 850, 1500, 150), ("#6d3f2f", "#3a2028"))
    glow(img, 1240, 400, 860, "#ffc66b", 0.85)
    line(img, [(1240, 420), (1240, 900)], 12, "#2a1c20")
    put(img, oval(1240, 906, 92, 16), "#2a1c20")
    lit(img, [(1160, 250), (1320, 250), (1392, 430), (1088, 430)], ("#ffe7ae", "#f8bd62"), "#fff6dc", EARTH, (10, 6))
    _armchair(img)


def _shelves(img: Image.Image) -> None:
    rng = random.Random(21)
    for shelf in range(4):
        y = 40 + shelf * 190
        put(img, box(40, y, 1060, 172), ("#1d1a2b", "#2a2033"))
        x = 50.0
        while x < 1060:
            wide, high = rng.uniform(16, 40), rng.uniform(96, 158)
            colour = rng.choice((EARTH, CLAY, OCHRE, INDIGO, BLUE, PLUM, OLIVE, "#c9b08a", "#8d3a30"))
            if rng.random() > 0.1:
                put(img, box(x, y + 172 - high, wide - 3, high), colour)
                put(img, box(x, y + 172 - high + 18, wide - 3, 5), COTTON, opacity=0.45)
            x += wide
        put(img, box(30, y + 172, 1080, 18), ("#a0693f", "#6b3f2a"))


def _armchair(img: Image.Image) -> None:
    put(img, oval(800, 936, 400, 36), INK, blur=20, opacity=0.6)
    lit(
        img,
        curve([(580, 480), (700, 440), (930, 440), (1050, 480), (1060, 720), (1040, 880), (590, 880), (570, 720)]),
        ("#34508f", INDIGO),
        "#a9b9dc",
        INK,
        (-44, 24),
    )
    lit(
        img, curve([(640, 690), (990, 690), (1010, 790), (620, 790)]), ("#4463a3", "#2d4480"), "#c6d2ea", INK, (-20, 24)
    )
    for x in (540, 1000):
        lit(
            img,
            curve([(x, 620), (x + 90, 620), (x + 100, 880), (x - 6, 880)]),
            ("#34508f", "#1f2c5a"),
            "#a9b9dc",
            INK,
            (-16, 18),
        )
    for x in (590, 1040):
        line(img, [(x, 880), (x, 928)], 20, "#2a1c20")
    put(img, [(700, 700), (818, 672), (822, 690), (704, 720)], COTTON)
    put(img, [(822, 672), (938, 700), (932, 720), (824, 690)], ("#fff6e0", STRAW))


def hare_and_moon(img: Image.Image) -> None:
    """The cut-out of a hare on a hill, ears up, before a great round moon: a shadow theatre."""
    rng = random.Random(14)
    for _ in range(70):
        put(img, oval(rng.uniform(0, 1500), rng.uniform(0, 560), rng.uniform(1.2, 3)), COTTON, opacity=0.8)
    glow(img, 860, 430, 640, "#f7d79b", 0.75)
    lit(img, oval(860, 430, 310), ("#fff2d0", "#f2cd8c"), "#ffffff", OCHRE, (30, 30))
    for x, y, size in ((760, 330, 46), (960, 300, 30), (1000, 520, 58), (800, 600, 34)):
        put(img, oval(x, y, size, size * 0.8), OCHRE, blur=6, opacity=0.28)
    put(
        img,
        curve([(-60, 800), (300, 740), (640, 780), (1000, 700), (1560, 780), (1560, 1080), (-60, 1080)]),
        ("#3a3f78", "#23264f"),
    )
    put(
        img,
        curve([(-60, 900), (420, 850), (820, 790), (1200, 830), (1560, 900), (1560, 1080), (-60, 1080)]),
        ("#171a36", INK),
    )
    body = [
        (690, 810),
        (694, 730),
        (748, 650),
        (826, 616),
        (880, 560),
        (916, 520),
        (962, 512),
        (1004, 540),
        (1012, 566),
        (978, 592),
        (950, 606),
        (944, 660),
        (950, 740),
        (962, 800),
        (918, 812),
        (900, 770),
        (868, 790),
        (860, 814),
    ]
    put(img, curve(body), INK)
    put(img, curve([(922, 528), (884, 440), (866, 330), (890, 300), (922, 370), (944, 450), (952, 520)]), INK)
    put(img, curve([(946, 520), (944, 430), (962, 326), (990, 306), (1000, 380), (984, 460), (970, 522)]), INK)
    put(img, oval(690, 776, 26, 22), INK)
    put(img, oval(972, 548, 6), "#f7d79b")
    for x in range(40, 1500, 46):
        base = 850 + abs(x - 860) * 0.07
        for lean in (-16, 4, 18):
            line(
                img,
                curve([(x, base + 40), (x + lean * 0.4, base - 20), (x + lean, base - 40 - x * 7 % 40)], closed=False),
                5,
                INK,
            )


def cattle_under_tree(img: Image.Image) -> None:
    """Four humped cows around a wide tree on a dry plain, in the heat of the afternoon."""
    glow(img, 260, 200, 560, "#fff6da", 0.9)
    put(img, oval(260, 190, 76), "#fffaf0")
    put(
        img,
        curve([(-40, 610), (380, 585), (800, 600), (1200, 580), (1560, 604), (1560, 1060), (-40, 1060)]),
        ("#dcae68", "#b56c3c", "#8d4a2e"),
    )
    for y in range(640, 990, 34):
        line(
            img,
            curve([(0, y), (480, y + 9), (1000, y - 8), (1500, y + 6)], closed=False),
            3,
            CLAY,
            blur=1,
            opacity=0.22,
        )
    put(img, oval(840, 780, 520, 62), "#6d3523", blur=26, opacity=0.6)
    trunk = [
        (770, 790),
        (800, 640),
        (778, 500),
        (690, 400),
        (720, 390),
        (830, 480),
        (862, 470),
        (960, 370),
        (986, 386),
        (900, 510),
        (890, 650),
        (930, 790),
    ]
    lit(img, curve(trunk), ("#6b4030", "#4a2820"), ROSE, INK, (16, 6))
    for x, y, rx, ry in (
        (560, 350, 190, 76),
        (1110, 340, 210, 80),
        (840, 290, 300, 104),
        (690, 220, 200, 82),
        (990, 215, 210, 84),
        (840, 160, 180, 70),
    ):
        lit(
            img,
            curve(
                [
                    (
                        x + math.cos(a * 0.5236) * rx * (0.94 + a % 3 * 0.06),
                        y + math.sin(a * 0.5236) * ry * (0.92 + a % 2 * 0.12),
                    )
                    for a in range(12)
                ]
            ),
            ("#7c9450", OLIVE),
            "#cfd28a",
            MOSS,
            (26, 30),
        )
    for x, y, scale, colour, shade in (
        (420, 730, 1.0, COTTON, "#a99a86"),
        (1200, 690, -0.9, "#a4583a", "#5a2a1e"),
        (660, 830, -0.86, "#3b3138", INK),
        (1180, 856, 1.0, "#e2c9a2", "#9a7a58"),
    ):
        _cow(img, x, y, scale, colour, shade)


def _cow(img: Image.Image, x: float, y: float, scale: float, colour: str, shade: str) -> None:
    high = abs(scale)

    def place(points: Sequence[Point]) -> list[Point]:
        return [(x + u * scale, y + v * high) for u, v in points]

    put(img, oval(x, y + 122 * high, 170 * high, 16), "#5a2a1e", blur=8, opacity=0.6)
    for leg in (-104, -76, 70, 98):
        line(img, place([(leg, 20), (leg + 3, 70), (leg, 120)]), 15 * high, shade if leg in (-76, 70) else colour)
    line(img, curve(place([(-126, -36), (-150, 10), (-146, 74)]), closed=False), 7 * high, shade)
    body = [
        (-126, -44),
        (-60, -56),
        (20, -52),
        (52, -92),
        (86, -72),
        (108, -58),
        (150, -86),
        (196, -70),
        (226, -26),
        (212, -14),
        (170, -26),
        (132, 10),
        (112, 44),
        (0, 52),
        (-100, 40),
        (-132, 0),
    ]
    lit(img, curve(place(body)), colour, "#fff6e4", shade, (0, 24 * high))
    put(img, curve(place([(150, -78), (120, -70), (104, -56), (134, -52)])), shade)
    for horn in ([(158, -82), (140, -112), (150, -146)], [(172, -82), (196, -108), (198, -142)]):
        line(img, curve(place(horn), closed=False), 9 * high, "#f0e2c6")
    put(img, oval(x + 176 * scale, y - 54 * high, 5 * high), INK)


def phone_and_notebook(img: Image.Image) -> None:
    """A phone showing a call, an open notebook with a small drawing of a cow, a pencil and a glass of tea."""
    for y in range(0, 1000, 125):
        put(img, box(0, y, 1500, 4), CLAY, blur=1, opacity=0.5)
        line(
            img,
            curve([(0, y + 60), (420, y + 48), (900, y + 76), (1500, y + 54)], closed=False),
            4,
            CLAY,
            blur=1,
            opacity=0.25,
        )
    _notebook(img)
    _phone(img)
    put(img, oval(1220, 880, 130, 110), INK, blur=20, opacity=0.45)
    lit(img, oval(1200, 850, 116), "#e6dccb", "#ffffff", "#9a8b76", (14, 16))
    lit(img, oval(1200, 850, 90), ("#8a3d1c", "#b9622b"), OCHRE, "#3f140b", (-12, -14))
    put(img, oval(1172, 822, 34, 16, -30), "#f3cf9a", blur=5, opacity=0.7)


def _notebook(img: Image.Image) -> None:
    put(img, [(170, 190), (760, 140), (1010, 880), (250, 950)], INK, blur=22, opacity=0.35)
    lit(img, [(150, 170), (500, 130), (560, 880), (196, 930)], ("#fbf4e4", "#efe3c9"), "#ffffff", "#bba98a", (10, 10))
    lit(img, [(500, 130), (850, 150), (930, 900), (560, 880)], ("#f4ead4", "#e8dabb"), "#ffffff", "#bba98a", (-12, 10))
    for row in range(11):
        y = 230 + row * 58
        line(
            img,
            curve(
                [(204 + row * 4, y + 10), (320 + row * 4, y - 2), (440 + row * 3 - row * 53 % 90, y - 8)], closed=False
            ),
            5,
            INDIGO,
            opacity=0.75,
        )
        if row > 5:
            line(
                img,
                curve(
                    [(590 + row * 3, y + 2), (700 + row * 4, y + 6), (800 + row * 4 - row * 37 % 80, y + 10)],
                    closed=False,
                ),
                5,
                INDIGO,
                opacity=0.75,
            )
    cow = [
        (600, 330),
        (650, 320),
        (700, 322),
        (716, 296),
        (742, 316),
        (776, 300),
        (806, 330),
        (790, 346),
        (756, 346),
        (740, 386),
        (620, 388),
    ]
    outline = curve(cow)
    line(img, [*outline, outline[0]], 5, INK)
    for x in (632, 656, 712, 734):
        line(img, [(x, 386), (x + 2, 446)], 5, INK)
    line(img, [(866, 300), (1010, 820)], 20, (OCHRE, EARTH))
    put(img, [(1000, 822), (1020, 816), (1022, 862)], COTTON)


def _phone(img: Image.Image) -> None:
    put(img, curve([(1100, 130), (1370, 170), (1310, 690), (1036, 650)], steps=6), INK, blur=20, opacity=0.45)
    lit(img, [(1090, 110), (1350, 146), (1286, 660), (1026, 624)], INK, BLUE, "#05060c", (8, 8))
    put(img, [(1104, 146), (1326, 176), (1270, 620), (1048, 592)], (INDIGO, "#6a7fb5", ROSE))
    put(img, oval(1196, 320, 62), COTTON, opacity=0.9)
    for bar in range(9):
        high = (18, 40, 66, 30, 78, 48, 24, 56, 20)[bar]
        line(img, [(1106 + bar * 21, 470 + bar * 3 - high / 2), (1106 + bar * 21, 470 + bar * 3 + high / 2)], 9, COTTON)
    put(img, oval(1156, 564, 26), RED)


def coat_and_rain(img: Image.Image) -> None:
    """A long ochre coat and an indigo scarf on a hook, beside a window streaked with rain, above a pair of boots."""
    _rainy_window(img)
    put(img, box(0, 1290, 1000, 210), ("#8d5236", "#5c3125"))
    put(img, box(0, 1272, 1000, 26), ("#f0e4cb", "#c9b591"))
    lit(img, box(110, 220, 370, 40), ("#9a6038", "#74412a"), STRAW, INK, (6, 8))
    for x in (190, 400):
        line(img, curve([(x, 240), (x, 300), (x + 24, 312), (x + 34, 288)], closed=False), 13, "#4b4a50")
    _coat(img)
    _scarf(img)
    for x in (690, 560):
        put(img, oval(x + 70, 1362, 110, 14), INK, blur=10, opacity=0.5)
        shaft = [
            (x, 1110),
            (x + 86, 1110),
            (x + 88, 1230),
            (x + 102, 1290),
            (x + 176, 1322),
            (x + 186, 1362),
            (x - 4, 1362),
            (x + 2, 1240),
        ]
        lit(img, curve(shaft, steps=8), ("#4c5f46", MOSS), LEAF, INK, (10, 10))
        put(img, curve([(x - 2, 1348), (x + 184, 1348), (x + 188, 1370), (x - 6, 1370)], steps=5), "#1f2a22")
        put(img, oval(x + 43, 1112, 42, 10), INK, opacity=0.8)


def _rainy_window(img: Image.Image) -> None:
    put(img, box(560, 110, 380, 640), ("#8fa1b3", "#6d8299", "#566a80"))
    put(
        img,
        [*curve([(560, 650), (650, 570), (730, 600), (820, 540), (940, 590)], closed=False), (940, 750), (560, 750)],
        ("#57707a", "#3c505c"),
    )
    for x, y in ((620, 520), (700, 600), (860, 500), (900, 620)):
        put(img, oval(x, y, 11), "#ffd98f", blur=5, opacity=0.9)
    rng = random.Random(9)
    for _ in range(150):
        left, top, long = rng.uniform(570, 930), rng.uniform(120, 690), rng.uniform(8, 46)
        line(img, [(left, top), (left - 3, top + long)], rng.uniform(1.5, 3.5), "#dbe7ee", opacity=0.6)
    for outline in (box(560, 110, 380, 640), box(560, 110, 190, 320), box(750, 430, 190, 320)):
        line(img, [*outline, outline[0], outline[1]], 24, (COTTON, "#d5c6aa"))
    lit(img, box(530, 752, 440, 34), COTTON, "#ffffff", "#a79a86", (6, 10))


def _coat(img: Image.Image) -> None:
    coat = [
        (196, 300),
        (250, 310),
        (330, 372),
        (386, 560),
        (410, 860),
        (440, 1130),
        (300, 1160),
        (160, 1166),
        (60, 1140),
        (52, 850),
        (70, 560),
        (110, 380),
        (160, 320),
    ]
    put(img, [(u + 34, v + 26) for u, v in curve(coat)], INK, blur=24, opacity=0.4)
    lit(img, curve(coat), ("#d39a4a", "#b8763a", "#96552f"), "#f5d79a", "#552a1d", (-30, 22))
    sleeve = [(330, 372), (396, 520), (420, 760), (402, 930), (348, 930), (330, 700), (300, 500)]
    lit(img, curve(sleeve), ("#c98b42", "#a4632f"), "#f0cb88", "#552a1d", (-16, 10))
    line(img, curve([(216, 330), (236, 640), (230, 1150)], closed=False), 5, "#6b3820", opacity=0.7)
    line(img, [(80, 880), (150, 900)], 7, "#6b3820", opacity=0.7)
    for y in (470, 590, 710, 830):
        put(img, oval(262, y, 15), "#5a2d1c")


def _scarf(img: Image.Image) -> None:
    indigo = ("#3f5598", INDIGO)
    lit(
        img,
        curve([(160, 306), (216, 286), (290, 330), (300, 420), (230, 400), (150, 420)]),
        indigo,
        "#a9b9dc",
        INK,
        (-10, 12),
    )
    lit(
        img,
        curve([(170, 390), (232, 396), (226, 620), (214, 790), (140, 786), (152, 600)]),
        indigo,
        "#a9b9dc",
        INK,
        (-12, 10),
    )
    for y in (640, 672, 704):
        line(img, [(152, y), (220, y + 3)], 9, COTTON, opacity=0.85)
    for x in range(146, 214, 14):
        line(img, [(x, 784), (x - 3, 830)], 6, INDIGO)


def market_stalls(img: Image.Image) -> None:
    """Three market stalls with striped awnings and crates of vegetables, on a wet morning square."""
    for x, wide, high, colour in (
        (-20, 260, 430, "#c9b79e"),
        (230, 210, 500, "#b59a86"),
        (430, 300, 400, "#d3c2a6"),
        (720, 220, 520, "#a98c80"),
        (930, 330, 440, "#c9b79e"),
        (1250, 380, 490, "#b9a38c"),
    ):
        put(img, box(x, 640 - high, wide, high), (colour, COTTON))
        put(img, [(x - 14, 640 - high), (x + wide / 2, 540 - high), (x + wide + 14, 640 - high)], "#6b6f80")
        for column in range(2):
            for floor in range(3):
                put(
                    img,
                    box(x + wide * (0.2 + column * 0.4), 680 - high + floor * 110, wide * 0.18, 62),
                    "#7d8494",
                    opacity=0.8,
                )
    put(img, box(0, 640, 1600, 560), ("#b3aea4", "#7b7a80", "#56586a"))
    put(img, box(0, 0, 1600, 1200), COTTON, opacity=0.18)
    goods = ((OLIVE, "#d4622c", LEAF), (RED, STRAW, "#7d4a6a"), ("#d88a3a", MOSS, "#c9b08a"))
    for stall, (x, stripe) in enumerate(((90, INDIGO), (590, EARTH), (1090, OLIVE))):
        _stall(img, x, stripe, goods[stall])
    rng = random.Random(6)
    for _ in range(40):
        put(
            img,
            oval(rng.uniform(0, 1600), rng.uniform(1060, 1190), rng.uniform(30, 110), 4),
            COTTON,
            blur=4,
            opacity=0.25,
        )


def _stall(img: Image.Image, x: float, stripe: str, goods: Sequence[str]) -> None:
    for post in (x + 14, x + 406):
        line(img, [(post, 420), (post, 1040)], 14, ("#6b5648", "#3c2e2c"))
    put(img, oval(x + 210, 1050, 250, 26), INK, blur=16, opacity=0.5)
    put(img, box(x + 6, 500, 408, 260), INK, blur=14, opacity=0.3)
    lit(img, box(x, 830, 420, 200), ("#8a5738", "#5f3827"), OCHRE, INK, (10, 8))
    rng = random.Random(int(x))
    for crate, colour in enumerate(goods):
        left = x + 8 + crate * 138
        lit(img, box(left, 764, 128, 86), ("#c08a52", "#96623a"), STRAW, CLAY, (6, 8))
        for row in range(3):
            for ball in range(4):
                put(img, oval(left + 4 + ball * 40, 778 - row * 22 + 3, 26), INK, opacity=0.25, blur=3)
                lit(
                    img,
                    oval(left + 6 + ball * 38 + rng.uniform(-3, 3), 770 - row * 22, 25),
                    colour,
                    COTTON,
                    INK,
                    (7, 8),
                )
        put(img, box(left, 800, 128, 50), ("#c08a52", "#96623a"))
        put(img, box(left + 44, 810, 42, 30), COTTON)
    for band in range(7):
        left, low = x - 30 + band * 480 / 7, x + 10 + band * 400 / 7
        colour = stripe if band % 2 == 0 else COTTON
        put(img, [(low, 400), (low + 400 / 7, 400), (left + 480 / 7, 530), (left, 530)], colour)
        put(img, [*box(left, 528, 480 / 7, 22), *oval(left + 240 / 7, 550, 240 / 7, 24)[0:37]], colour)
    put(img, [(x + 10, 400), (x + 410, 400), (x + 450, 530), (x - 30, 530)], ("#fff2d6", INK), opacity=0.16)


def crate_of_leeks(img: Image.Image) -> None:
    """A wooden crate of leeks and two pumpkins on wet paving stones."""
    for row in range(9):
        for column in range(-1, 8):
            x, y = column * 190 + row % 2 * 95, row * 190
            put(
                img,
                box(x + 8, y + 8, 174, 174),
                ("#8d8a8c", "#747480") if (row + column) % 3 else ("#9a9490", "#7d7a80"),
                4,
            )
            put(img, oval(x + 80, y + 60, 60, 30), COTTON, blur=18, opacity=0.16)
    glow(img, 300, 300, 900, COTTON, 0.35)
    put(img, box(230, 660, 800, 650), INK, blur=34, opacity=0.5)
    for leek in range(7):
        _leek(img, 300 + leek * 100, 700, (leek * 37 % 60 - 30) * 1.2)
    for slat in range(4):
        lit(img, box(180, 800 + slat * 126, 840, 104), ("#cf9a5c", "#a66d3e"), STRAW, CLAY, (8, 14))
    for x in (200, 930):
        lit(img, box(x, 780, 70, 530), ("#b77f48", "#8a5632"), STRAW, CLAY, (8, 8))
        for nail in range(4):
            put(img, oval(x + 35, 850 + nail * 126, 6), INK, opacity=0.7)
    for x, y, size in ((890, 1370, 190), (480, 1420, 150)):
        put(img, oval(x + 14, y + size * 0.62, size * 1.1, 40), INK, blur=18, opacity=0.55)
        for rib in (-0.62, 0.62, -0.32, 0.32, 0):
            lit(
                img, oval(x + rib * size, y, size * 0.5, size * 0.72), ("#dc8a3c", "#b85a2a"), "#ffd08a", CLAY, (14, 20)
            )
        line(
            img,
            curve([(x, y - size * 0.66), (x + 12, y - size * 0.84), (x + 44, y - size * 0.94)], closed=False),
            24,
            OLIVE,
        )


def _leek(img: Image.Image, x: float, y: float, lean: float) -> None:
    for side, colour in ((-1, MOSS), (1, OLIVE), (-0.4, LEAF), (0.5, "#6f8c56"), (0, OLIVE)):
        top = (x + lean * 2 + side * 130, 150 + abs(side) * 120)
        put(
            img,
            curve(
                [
                    (x - 26, y - 40),
                    (x + lean + side * 60 - 34, y - 260),
                    top,
                    (x + lean + side * 60 + 34, y - 250),
                    (x + 26, y - 40),
                ]
            ),
            (colour, LEAF),
        )
        line(img, curve([(x, y - 40), (x + lean + side * 60, y - 255), top], closed=False), 4, STRAW, opacity=0.4)
    lit(
        img,
        curve([(x - 30, y - 90), (x + 30, y - 90), (x + 30, y + 330), (x - 30, y + 330)], steps=6),
        ("#b9c78a", "#f1eedb", "#ffffff"),
        "#ffffff",
        OLIVE,
        (10, 2),
    )


def emblem_river(img: Image.Image) -> None:
    """An abstract emblem: a rising sun of rings over bands of waves."""
    for ring, colour in enumerate((COTTON, OCHRE, COTTON, EARTH, STRAW)):
        put(img, oval(600, 440, 300 - ring * 56), colour)
    for band, colour in enumerate((BLUE, INDIGO, MIST, "#1d2a56")):
        wave = [(-60 + step * 120, 560 + band * 96 + (26 if step % 2 else -26)) for step in range(12)]
        put(img, [*curve(wave, closed=False), (1260, 960), (-60, 960)], colour)


def emblem_fields(img: Image.Image) -> None:
    """An abstract emblem: a cotton lozenge of fields, dots and zigzags on earth."""
    put(img, [(600, 60), (1060, 450), (600, 840), (140, 450)], COTTON)
    put(img, [(600, 130), (978, 450), (600, 770), (222, 450)], INDIGO)
    for row in range(5):
        zigzag = [(360 + step * 60, 330 + row * 62 + (24 if step % 2 else -24)) for step in range(9)]
        reach = 8 - 2 * abs(row - 2)
        line(img, zigzag[(8 - reach) // 2 : (8 + reach) // 2 + 1], 14, (COTTON, STRAW)[row % 2])
    for x, y in ((600, 220), (600, 690), (300, 450), (900, 450)):
        put(img, oval(x, y, 30), OCHRE)
    for x, y in ((150, 130), (1050, 130), (150, 770), (1050, 770)):
        put(img, oval(x, y, 62), STRAW)
        put(img, oval(x, y, 34), EARTH)


# --- what is drawn -------------------------------------------------------------------------------------------------

Scene = tuple[Callable[[Image.Image], None], tuple[int, int], tuple[int, int], tuple[str, ...]]
WIDE, TALL = (1500, 1000), (1000, 1500)  # units
LANDSCAPE, PORTRAIT = (2000, 1334), (1334, 2000)  # pixels

SCENES: dict[str, Scene] = {  # path -> drawing, units, pixels, background from top to bottom
    "recits/la-planche-qui-se-repose/planches-vues-du-ciel.jpg": (
        beds_from_above,
        WIDE,
        LANDSCAPE,
        ("#c99a6a", "#b07c50"),
    ),
    "recits/la-planche-qui-se-repose/arrosoir.jpg": (watering_can, WIDE, LANDSCAPE, ("#f0b98a", "#f9dcae", "#f6e7c4")),
    "recits/un-seau-pour-toute-la-classe/pirogue-au-crepuscule.jpg": (
        pirogue_at_dusk,
        WIDE,
        LANDSCAPE,
        ("#4c5390", "#b5748a", "#efaf83", "#f8d3a0", "#f8d3a0"),
    ),
    "recits/un-seau-pour-toute-la-classe/seau-et-tableau.jpg": (
        bucket_and_board,
        WIDE,
        LANDSCAPE,
        ("#ecdcc0", "#d9c29c"),
    ),
    "recits/la-sauce-prend-son-temps/marmites-sur-le-feu.jpg": (
        pots_on_fire,
        WIDE,
        LANDSCAPE,
        ("#161a3a", "#2c2146", "#5d2c3c"),
    ),
    "recits/la-sauce-prend-son-temps/legumes-sur-la-planche.jpg": (
        vegetables_on_cloth,
        WIDE,
        LANDSCAPE,
        ("#34488a", INDIGO),
    ),
    "recits/la-sauce-prend-son-temps/le-plat-commun.jpg": (shared_rice, WIDE, LANDSCAPE, ("#b9683f", "#94492e")),
    "recits/le-lievre-sous-la-lampe/lampe-et-livres.jpg": (library_lamp, WIDE, LANDSCAPE, ("#2a2340", "#3a2536")),
    "recits/le-lievre-sous-la-lampe/lievre-et-lune.jpg": (
        hare_and_moon,
        WIDE,
        LANDSCAPE,
        ("#1b2150", "#4a4784", "#8d6a90"),
    ),
    "recits/les-vaches-au-bout-du-fil/vaches-sous-l-arbre.jpg": (
        cattle_under_tree,
        WIDE,
        LANDSCAPE,
        ("#e8c79a", "#f5e2bd", "#f3d7a4"),
    ),
    "recits/les-vaches-au-bout-du-fil/telephone-et-carnet.jpg": (
        phone_and_notebook,
        WIDE,
        LANDSCAPE,
        ("#c48a58", "#a2673d"),
    ),
    "recits/le-manteau-au-crochet/manteau-et-pluie.jpg": (coat_and_rain, TALL, PORTRAIT, ("#d8b48a", "#c99c70")),
    "recits/un-dimanche-au-marche/IMG-20261108-WA0007.jpg": (
        market_stalls,
        (1600, 1200),
        (1600, 1200),
        ("#b7c0cc", "#e3dccb"),
    ),
    "recits/un-dimanche-au-marche/IMG-20261108-WA0011.jpg": (
        crate_of_leeks,
        (1200, 1600),
        (1200, 1600),
        ("#5e5e68", "#4a4a55"),
    ),
    "data/volontaire-a.jpg": (emblem_river, (1200, 900), (1200, 900), ("#f0c8a0", ROSE)),
    "data/volontaire-b.jpg": (emblem_fields, (1200, 900), (1200, 900), (EARTH, CLAY)),
}
LYING_DOWN = {"recits/un-dimanche-au-marche/IMG-20261108-WA0011.jpg"}  # stored on its side, as phones do


def save(img: Image.Image, path: Path, lying: bool) -> int:
    """Write the best JPEG that stays under MAX_BYTES, without metadata but the orientation; return its bytes."""
    exif = Image.Exif()
    if lying:
        img = img.transpose(Image.Transpose.ROTATE_90)
        exif[ORIENTATION] = 6
    for quality in range(84, 30, -3):
        img.save(path, quality=quality, optimize=True, progressive=True, exif=exif.tobytes() if lying else b"")
        if path.stat().st_size <= MAX_BYTES:
            break
    return path.stat().st_size


def main(wanted: Iterable[str]) -> None:
    """Draw the photos whose name is in `wanted`, or all of them."""
    names = set(wanted)
    for seed, (name, (draw, units, pixels, background)) in enumerate(SCENES.items()):
        path = HERE / name
        if names and path.name not in names:
            continue
        img = canvas(*units, *background)
        draw(img)
        path.parent.mkdir(parents=True, exist_ok=True)
        weight = save(finish(img, pixels, seed), path, name in LYING_DOWN)
        print(f"{name} : {weight // 1000} ko")


if __name__ == "__main__":
    main(sys.argv[1:])
