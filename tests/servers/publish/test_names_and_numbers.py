"""Names of every form, and many files, over each kind of server that could take them otherwise."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from aivm.publish.compare import Wishes

from tests.apache_dav import apache_dav
from tests.proftpd import proftpd
from tests.rclone import Served, reached, serving
from tests.servers.publish.conftest import content, publish
from tests.unit.publish.conftest import write

pytestmark = pytest.mark.build

Serve = Callable[[Path], AbstractContextManager[Served]]
SERVED: dict[str, Serve] = {
    "sftp": lambda place: serving("sftp", place),
    "ftp": lambda place: serving("ftp", place),
    "webdav": lambda place: serving("webdav", place, "--no-unicode-normalization"),  # which that server does by itself
    "s3": lambda place: serving("s3", place),
    "proftpd": proftpd,
    "proftpd without UTF-8": lambda place: proftpd(place, more="UseEncoding off"),
    "apache": apache_dav,
}
COMPOSED, DECOMPOSED = "\u00e9te\u0301.html", "e\u0301t\u00e9.html"  # one word to read, two files
NAMES = {
    COMPOSED: "<p>Un",
    DECOMPOSED: "<p>Deux",
    "ɲɛ̀ ŋɔ/دار/index.html": "<p>Bamanankan, arabe",
    "a b#c?d%20&e='f'+[g]{h}.html": "<p>Signes",
    "😀.html": "<p>Hors du plan de base",
}
MANY = 5000


@pytest.mark.parametrize("kind", SERVED)
def test_a_name_is_the_same_there_and_back(kind: str, open_place: Path) -> None:
    """Composed and decomposed accents stay two files; each is sent once, edited at the same length, and deleted."""
    build = write(open_place / "build", NAMES)
    with SERVED[kind](open_place) as one:
        to = reached(one)
        publish(to, build)
        assert content(one.folder) == content(build)
        assert publish(to, build, Wishes(verify=True)).nothing
        write(build, {COMPOSED: "<p>uN"})
        (build / DECOMPOSED).unlink()
        told: list[str] = []
        publish(to, build, told=told.append)

        assert told == [COMPOSED]
        assert content(one.folder) == content(build)


@pytest.mark.parametrize("kind", ["sftp", "proftpd", "webdav", "s3"])
def test_many_files(kind: str, open_place: Path) -> None:
    """Five thousand in fifty folders: all arrive; then nothing is sent, then the one that changed."""
    build = write(open_place / "build", {f"{rank % 50}/{rank}.html": f"<p>{rank:04}" for rank in range(MANY)})
    with SERVED[kind](open_place) as one:
        to = reached(one)
        publish(to, build)
        assert len(content(one.folder)) == MANY
        assert publish(to, build).nothing
        write(build, {"7/7.html": "<p>0008"})
        told: list[str] = []
        seen = publish(to, build, told=told.append)

        assert told == ["7/7.html"]
        assert len(seen.steps.unchanged) == MANY - 1
        assert content(one.folder) == content(build)
