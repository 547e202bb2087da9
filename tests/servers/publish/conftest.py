"""What the tests of publishing share: a finished folder, real servers, and one way to publish to them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aivm.output.manifest import files_of
from aivm.publish.compare import Difference, Wishes, difference
from aivm.publish.destination import Destination
from aivm.publish.send import outgoing, send
from aivm.publish.server import Server, server

from tests.rclone import KINDS, Served, reached, serving
from tests.unit.publish.conftest import write

SITE = {
    "index.html": "<p>Accueil",
    "recits/été à Rennes #1/index.html": "<p>Récit",
    "recits/index.html": "<p>Les récits",
    "photos/a-480.webp": "photo",
    "agenda.ics": "BEGIN:VCALENDAR",
    "sitemap.xml": "<urlset/>",
}
PLAIN = Wishes()


def content(folder: Path) -> dict[str, bytes]:
    """What visitors could get from a folder: all but our own notes."""
    return {path: file.read_bytes() for path, file in files_of(folder).items() if not path.startswith(".publication/")}


def publish(
    to: Server, folder: Path, wishes: Wishes = PLAIN, told: Callable[[str], None] = lambda path: None
) -> Difference:
    """One publication without questions; what was seen before it."""
    new = outgoing(folder, "production")
    seen = difference(to, new.manifest, new.digest, wishes)
    if not seen.nothing:
        send(to, new, seen, wishes, say=lambda line: None, told=told)
    return seen


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A finished folder."""
    return write(tmp_path / "build", SITE)


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user of this machine may enter, as those of pytest are not."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        yield Path(place)


@pytest.fixture
def folder(tmp_path: Path) -> tuple[Server, Path]:
    """A folder of this machine, as a server, and where it is."""
    place = tmp_path / "www"
    return server(Destination("www", place.as_posix(), "local")), place


@pytest.fixture(params=KINDS)
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Server, Served]]:
    """Each kind of server in turn, on this machine."""
    with serving(request.param, tmp_path) as one:
        yield reached(one), one
