"""What the preview answers to a request: a pure function of the address and of the build that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote

from aivm.preview.current import Shown
from aivm.preview.panel import dressed, report_page
from aivm.preview.ranges import span
from aivm.serving.types import TYPES

HTML, TEXT = TYPES[".html"], TYPES[".txt"]
NO_PAGE = "<!doctype html><html lang=fr><meta charset=utf-8><title>404</title><p>Cette page n’existe pas.</p>".encode()


@dataclass(frozen=True)
class Reply:
    """One answer, whole: `headers` are those that its kind and its length do not say."""

    status: HTTPStatus
    kind: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(target: str, shown: Shown, wanted: str = "") -> Reply:
    """The answer to a request for `target`; `wanted` is its Range header."""
    if shown.folder is None:
        return Reply(HTTPStatus.SERVICE_UNAVAILABLE, HTML, report_page(shown))
    path, _, query = target.partition("?")
    parts = [part for part in unquote(path).split("/") if part]
    place = inside(shown.folder, parts)
    index = read(place / "index.html") if place else None
    if index is not None and not path.endswith("/"):
        return moved(parts, query)
    data = index if path.endswith("/") else read(place)  # « /agenda.ics/ » is no file
    if data is None:
        page = read(shown.folder / "404.html") or NO_PAGE
        return Reply(HTTPStatus.NOT_FOUND, HTML, dressed(page, shown))
    kind = HTML if path.endswith("/") else TYPES.get(Path(path).suffix.lower(), "application/octet-stream")
    return part_of(kind, dressed(data, shown) if kind == HTML else data, wanted)


def inside(folder: Path, parts: list[str]) -> Path | None:
    """The file of an address, or None for one that would leave the folder, by dots, a drive or a link."""
    if any(part in (".", "..") or set(part) & set("\\:\0") for part in parts):
        return None
    place = folder.joinpath(*parts)
    return place if place.resolve().is_relative_to(folder.resolve()) else None


def read(place: Path | None) -> bytes | None:
    """The bytes of a file, or None where there is none to read."""
    try:
        return place.read_bytes() if place else None
    except OSError:  # no such file, a folder, or a name that the disk cannot bear
        return None


def moved(parts: list[str], query: str) -> Reply:
    """A folder is shown at its address with a slash, by which the links of its page are right."""
    place = "/" + "/".join(map(quote, parts)) + "/" + (f"?{query}" if query else "")
    return Reply(HTTPStatus.FOUND, TEXT, headers={"Location": place})


def part_of(kind: str, body: bytes, wanted: str) -> Reply:
    """The whole body, or the one part of it that a player asks for."""
    accepts = {"Accept-Ranges": "bytes"}
    part = span(wanted, len(body))
    if part is None:
        return Reply(HTTPStatus.OK, kind, body, accepts)
    if not part:
        refusal = {**accepts, "Content-Range": f"bytes */{len(body)}"}
        return Reply(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, TEXT, headers=refusal)
    where = {**accepts, "Content-Range": f"bytes {part.start}-{part.stop - 1}/{len(body)}"}
    return Reply(HTTPStatus.PARTIAL_CONTENT, kind, body[part.start : part.stop], where)
