"""The picture of the rooms, drawn from what the code imports: `.venv/bin/python docs/pieces.py`.

Each room stands in the column after the last room it knows. An arrow that two others already say is left out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plugins" / "aivm"
PICTURE = ROOT / "docs" / "images" / "pieces.svg"
WIDE, HIGH, COLUMN, LINE = 116, 26, 150, 42  # pixels: a room, and the steps from one to the next

Arrows = Mapping[str, frozenset[str]]


def imported(file: Path) -> Iterator[str]:
    """Every module or name that a file imports, by its full name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def rooms() -> tuple[str, ...]:
    """Folders of the plugin that hold modules: « people », « sources/ics »."""
    folders = {path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if path.stem != "__init__"}
    return tuple(sorted(folders - {"."}))


def room_of(module: str) -> str:
    """The room of « aivm.sources.ics.rows.read »; "" for what everyone knows, or for what is not ours."""
    parts = module.split(".")
    paths = ("/".join(parts[1:end]) for end in range(len(parts), 1, -1))
    return next((path for path in paths if path in rooms()), "") if parts[0] == "aivm" else ""


@cache
def arrows() -> Arrows:
    """Each room, and the rooms that it imports."""
    found: dict[str, set[str]] = {room: set() for room in rooms()}
    for room in rooms():
        for file in (PACKAGE / room).glob("*.py"):
            found[room] |= {other for other in map(room_of, imported(file)) if other not in ("", room)}
    return {room: frozenset(others) for room, others in found.items()}


def whole(known: Arrows) -> Arrows:
    """The same with the rooms inside a room taken as one."""
    joined: dict[str, set[str]] = {}
    for room, others in known.items():
        top = room.partition("/")[0]
        joined.setdefault(top, set()).update(other.partition("/")[0] for other in others)
    return {room: frozenset(others - {room}) for room, others in sorted(joined.items())}


def direct(known: Arrows) -> Arrows:
    """Without the arrows that two others already say."""
    reached = {room: frozenset(_beyond(room, known)) for room in known}
    return {
        room: others - frozenset(far for other in others for far in reached[other]) for room, others in known.items()
    }


def _beyond(room: str, known: Arrows) -> Iterator[str]:
    for other in known[room]:
        yield other
        yield from _beyond(other, known)


def column(room: str, known: Arrows) -> int:
    """How far from the rooms that know no other."""
    return 1 + max((column(other, known) for other in known[room]), default=-1)


def picture() -> str:
    """The SVG, the same wherever it is drawn."""
    known = whole(arrows())
    columns: dict[int, list[str]] = {}
    for room in known:
        columns.setdefault(column(room, known), []).append(room)
    tallest = max(map(len, columns.values()))
    places = {
        room: (12 + rank * COLUMN, 12 + (tallest - len(found)) * LINE // 2 + line * LINE)
        for rank, found in columns.items()
        for line, room in enumerate(found)
    }
    width, height = 24 + (len(columns) - 1) * COLUMN + WIDE, 24 + (tallest - 1) * LINE + HIGH
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for room, others in direct(known).items():
        for other in sorted(others):
            (right, low), (left, high) = places[room], places[other]
            start, end, middle = left + WIDE, right, (left + WIDE + right) // 2
            high, low = high + HIGH // 2, low + HIGH // 2
            path = f"M{start} {high}C{middle} {high} {middle} {low} {end} {low}"
            lines.append(f'<path d="{path}" fill="none" stroke="#a04020" stroke-opacity=".45"/>')
    for room, (left, top) in places.items():
        lines.append(
            f'<rect x="{left}" y="{top}" width="{WIDE}" height="{HIGH}" rx="4" fill="#f6ecd9" stroke="#241a12"/>'
        )
        lines.append(f'<text x="{left + WIDE // 2}" y="{top + 17}" font-size="13" text-anchor="middle">{room}</text>')
    return "\n".join([*lines, "</svg>", ""])


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
