"""Publishing to real servers: SFTP, FTP, WebDAV and S3, each served by rclone on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from aivm.publish.compare import Wishes
from aivm.publish.faults import SendingError
from aivm.publish.server import Server, server
from aivm.publish.state import LIST, STATE

from tests.apache_dav import apache_dav
from tests.proftpd import proftpd
from tests.rclone import CACHE, Cutter, Served, reached, serving, small_disk
from tests.servers.publish.conftest import content, publish
from tests.unit.publish.conftest import write

pytestmark = pytest.mark.build

Found = tuple[Server, Served]


def test_a_site_arrives_whole_then_only_what_changed(served: Found, build: Path) -> None:
    """Accents, spaces and « # » in names; an edit of the same length; a page that goes, with its folder."""
    to, one = served
    first: list[str] = []
    publish(to, build, told=first.append)
    write(build, {"index.html": "<p>accueiL", "contact/index.html": "<p>Écrire"})
    (build / "recits/été à Rennes #1/index.html").unlink()
    (build / "recits/été à Rennes #1").rmdir()
    second: list[str] = []
    seen = publish(to, build, told=second.append)

    assert sorted(first) == sorted(
        [
            "index.html",
            "recits/été à Rennes #1/index.html",
            "recits/index.html",
            "photos/a-480.webp",
            "agenda.ics",
            "sitemap.xml",
        ]
    )
    assert sorted(second) == ["contact/index.html", "index.html"]
    assert seen.steps.deletions == ("recits/été à Rennes #1/index.html",)
    assert content(one.folder) == content(build)
    assert one.kind == "s3" or not (one.folder / "recits/été à Rennes #1").exists()
    assert publish(to, build).nothing


def test_an_edit_by_hand_is_noticed(served: Found, build: Path) -> None:
    """Of the same length, on a page that was going to be replaced: named, whatever the server says of its dates."""
    to, one = served
    publish(to, build)
    page = one.folder / "index.html"
    before = page.stat()
    page.write_text("<p>ACCUEIL", encoding="utf-8")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    time.sleep(CACHE + 0.1)
    write(build, {"index.html": "<p>Nouveau"})
    new = publish_dry(to, build)

    assert new == ("index.html",)


def publish_dry(to: Server, build: Path) -> tuple[str, ...]:
    """What a comparison says was changed by hand."""
    from aivm.publish.compare import difference
    from aivm.publish.send import outgoing

    new = outgoing(build, "production")
    return difference(to, new.manifest, new.digest, Wishes()).by_hand


def test_a_wrong_password_is_told(served: Found) -> None:
    """In French, without the password, and with the name of the variable that holds it."""
    _, one = served
    with pytest.raises(SendingError) as refused:
        reached(one, word="perroquet").read(STATE)

    assert "mot de passe" in refused.value.message
    assert "AIVM_MOT_DE_PASSE" in refused.value.hint
    assert "perroquet" not in f"{refused.value}{refused.value.detail}"


def test_a_server_that_is_gone_is_told(tmp_path: Path) -> None:
    """Nobody listens there any more."""
    with serving("webdav", tmp_path) as one:
        to = reached(one)
    with pytest.raises(SendingError, match="ne répond pas"):
        to.read(STATE)


def test_a_server_that_goes_in_the_middle_is_told_before_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """rclone alone would try each of 300 files again and again, for hours, against nobody."""
    monkeypatch.setattr("aivm.publish.server.LOST", 2.0)
    build = write(tmp_path / "build", {f"recits/r{rank}/index.html": f"<p>{rank}" for rank in range(300)})
    begun = time.monotonic()
    with serving("webdav", tmp_path) as one, pytest.raises(SendingError, match=r"ne répond pas|coupée"):
        cutter = Cutter(one.port, every=0)
        publish(reached(one, port=cutter.port), build, told=lambda path: cutter.close())

    assert time.monotonic() - begun < 120


def test_a_server_unknown_to_ssh_is_not_given_the_password(tmp_path: Path) -> None:
    """Its key is nowhere in known_hosts: one sentence says how to meet it."""
    with serving("sftp", tmp_path) as one:
        to = reached(one)
        (tmp_path / "known_hosts").write_text("", encoding="utf-8")
        with pytest.raises(SendingError, match="ne connaît pas encore le serveur"):
            to.read(STATE)


@pytest.mark.parametrize("kind", ["ed25519", "rsa", "ecdsa"])
def test_a_server_with_more_keys_than_ssh_has_noted(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`ssh` notes the one key that it was shown; rclone asks for that one, and takes no other for an impostor's."""
    with serving("sftp", tmp_path) as one:
        keys = one.known_hosts().read_text(encoding="utf-8").splitlines(keepends=True)
        (tmp_path / "noted").write_text("".join(key for key in keys if kind in key), encoding="utf-8")
        for name, value in {**one.environment(), "RCLONE_SFTP_KNOWN_HOSTS_FILE": str(tmp_path / "noted")}.items():
            monkeypatch.setenv(name, value)
        server(one.destination()).write("un.txt", b"un")

        assert len(keys) == 3
        assert (one.folder / "un.txt").read_bytes() == b"un"


@pytest.mark.parametrize("kind", ["sftp", "ftp", "webdav", "s3"])
def test_a_connection_cut_at_every_tenth_file(kind: str, tmp_path: Path) -> None:
    """As many runs as it takes: nothing that had arrived is sent again, and no visitor ever meets half a page."""
    build = write(tmp_path / "build", {f"recits/r{rank}/index.html": f"<p>{rank}" + "x" * 20_000 for rank in range(40)})
    with serving(kind, tmp_path) as one:
        cutter = Cutter(one.port, every=4000 if kind == "ftp" else 200_000)  # of FTP only the commands pass by
        through = reached(one, port=cutter.port)
        arrived: list[str] = []
        runs = 0
        while runs < 30:
            runs += 1
            told: list[str] = []
            try:
                if publish(through, build, told=told.append).nothing:
                    break
            except SendingError as error:
                assert error.message
            there = {path: data for path, data in content(one.folder).items() if not path.endswith(".partial")}
            assert [path for path, data in there.items() if data != (build / path).read_bytes()] == []
            assert set(told) & set(arrived) == set()
            arrived += told
        cutter.close()

        assert set(arrived) <= content(build).keys()  # of one that arrived as the line was cut, nobody heard
        assert {path: data for path, data in content(one.folder).items() if not path.endswith(".partial")} == content(
            build
        )
        assert cutter.cuts >= 3


@pytest.mark.parametrize("kind", ["sftp", "ftp", "webdav", "s3"])
def test_a_visitor_meets_whole_pages(kind: str, tmp_path: Path) -> None:
    """Old or new, all through a publication over a slow line, where the server itself puts a file in one move.

    rclone's own servers do not quite: SFTP and FTP take the old page away a moment before the new one has its name,
    which is let pass here (OpenSSH renames in one move); WebDAV writes in place unless it is told to write aside first,
    as Apache, nginx and Nextcloud do by themselves.
    """
    old, new = "<p>ancienne" + "a" * 300_000, "<p>nouvelle" + "b" * 400_000
    build = write(tmp_path / "build", {"index.html": old})
    met: set[str] = set()
    done = threading.Event()
    aside = ("--vfs-cache-mode", "writes", "--vfs-write-back", "0s") if kind == "webdav" else ()
    with serving(kind, tmp_path, *aside) as one:
        to = reached(one)
        publish(to, build)
        write(build, {"index.html": new})

        def visit() -> None:
            while not done.is_set():
                with suppress(FileNotFoundError):
                    met.add((one.folder / "index.html").read_text(encoding="utf-8"))

        visitor = threading.Thread(target=visit)
        visitor.start()
        try:
            publish(replace(to, environment={**to.environment, "RCLONE_BWLIMIT": "300k"}), build)
        finally:
            done.set()
            visitor.join()

    assert {text[:11] + str(len(text)) for text in met} == {"<p>ancienne300011", "<p>nouvelle400011"}


FULL: dict[str, Callable[[Path], AbstractContextManager[Served]]] = {  # rclone's own WebDAV says « 405 » to all
    "sftp": lambda place: serving("sftp", place),
    "ftp": lambda place: serving("ftp", place),
    "proftpd": proftpd,
    "apache": apache_dav,
}


@pytest.mark.parametrize("kind", FULL)
def test_a_server_without_room_is_told_and_goes_on_later(kind: str, open_place: Path) -> None:
    """The disk of the server is full: one sentence; with room again, the rest goes."""
    disk = open_place / f"serveur-{kind}"
    if not small_disk(disk, "300k"):
        pytest.skip(f"NON ESSAYÉ : cette machine ne laisse pas monter de disque en mémoire, pour {kind}")
    try:
        build = write(open_place / "build", {f"p{rank}/index.html": os.urandom(30_000).hex() for rank in range(10)})
        with FULL[kind](open_place) as one:
            with pytest.raises(SendingError) as full:
                publish(reached(one), build)
            subprocess.run(["mount", "-o", "remount,size=4m", disk], check=True)
            seen = publish(reached(one), build)

            assert "place" in full.value.message or "plein" in full.value.message
            assert seen.steps.unchanged
            assert content(one.folder) == content(build)
    finally:
        subprocess.run(["umount", "-l", disk], check=False)


@pytest.mark.parametrize("kind", ["sftp", "ftp", "webdav"])
def test_a_folder_where_nothing_may_be_written(kind: str, tmp_path: Path, build: Path) -> None:
    """Refused in French before anything is sent."""
    with (
        serving(kind, tmp_path, "--read-only") as one,
        pytest.raises(SendingError, match=r"ne laisse pas écrire|pas pu écrire"),
    ):
        publish(reached(one), build)


def test_a_list_lost_on_the_server_is_made_again(served: Found, build: Path) -> None:
    """Nothing is sent for it: the files themselves are read."""
    to, one = served
    publish(to, build)
    (one.folder / LIST).write_bytes(b"abc")
    time.sleep(CACHE + 0.1)
    write(build, {"index.html": "<p>Nouveau"})
    told: list[str] = []
    publish(to, build, told=told.append)

    assert told == ["index.html"]
    assert json.loads((one.folder / STATE).read_text(encoding="utf-8"))["en_cours"] == []
