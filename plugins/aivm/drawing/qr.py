"""An address as a QR code (ISO/IEC 18004), for what is printed: black on white, in the dark too."""

from __future__ import annotations

from functools import lru_cache

import segno
from markupsafe import Markup

QUIET = 4  # modules left white around the code (ISO/IEC 18004, 9.1)


@lru_cache(maxsize=1024)  # 5 ms each: `serve` draws the same ones at every save
def qr(address: str) -> Markup:
    """The code of an address as SVG, in error correction M: a fold or a pin may hide a seventh of it."""
    matrix = segno.make(address, error="m", micro=False).matrix
    size = len(matrix) + 2 * QUIET
    path = "".join(_row(row, rank + QUIET) for rank, row in enumerate(matrix))
    opening = f'<svg class="qr" viewBox="0 0 {size} {size}" aria-hidden="true">'
    paper = f'<rect width="{size}" height="{size}" fill="#fff"/>'
    return Markup(f'{opening}{paper}<path stroke="#000" d="{path}"/></svg>')  # numbers alone, nothing typed


def _row(row: bytearray, top: int) -> str:
    """The dark runs of one row: a line down the middle of its modules, one unit wide."""
    steps, left, pen = [], 0, -1
    for dark, run in _runs(row):
        if dark:
            start = left + QUIET
            steps.append(f"M{start} {top}.5h{run}" if pen < 0 else f"m{start - pen} 0h{run}")
            pen = start + run
        left += run
    return "".join(steps)


def _runs(row: bytearray) -> list[tuple[bool, int]]:
    """(dark, length) along a row."""
    runs: list[tuple[bool, int]] = []
    for module in row:
        dark = bool(module & 1)
        if runs and runs[-1][0] == dark:
            runs[-1] = (dark, runs[-1][1] + 1)
        else:
            runs.append((dark, 1))
    return runs
