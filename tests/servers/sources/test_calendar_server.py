"""A public calendar on a real server (Radicale), edited through its own protocol between two pulls."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3

from tests.builds.sourced import Site
from tests.conftest import SITES
from tests.loopback import HOST

pytestmark = pytest.mark.build

PATIENCE = 20  # seconds for the server to answer at all
COLLECTION = "/asso/agenda/"
EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//FR
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20261101T000000Z
SUMMARY:{title}
DTSTART;TZID=Europe/Paris:{day}T183000
DTEND;TZID=Europe/Paris:{day}T200000
LOCATION:Médiathèque\\, Rennes
DESCRIPTION:Inscriptions : awa@exemple.org ou 06 12 34 56 78.
{more}END:VEVENT
END:VCALENDAR
"""


SOURCE = """[asso]
genre = "ics"
adresse = "{}{}"
si_vide = {{public = "tout public"}}
"""


class Server:
    """Radicale, and the few requests of CalDAV (RFC 4791) that a coordinator's phone makes."""

    def __init__(self, port: int) -> None:
        self.url = f"http://{HOST}:{port}"
        self.pool = urllib3.PoolManager(retries=False)

    def ask(self, method: str, path: str, body: str = "", kind: str = "text/calendar; charset=utf-8") -> int:
        answer = self.pool.request(method, self.url + path, body=body.encode(), headers={"Content-Type": kind})
        return answer.status

    def put(self, uid: str, title: str, day: str, more: str = "") -> int:
        event = EVENT.format(uid=uid, title=title, day=day, more=more).replace("\n", "\r\n")
        return self.ask("PUT", f"{COLLECTION}{uid}.ics", event)


def free_port() -> int:
    """A port that nobody has at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A copy of the minimal site."""
    shutil.copytree(SITES / "minimal" / "content", tmp_path / "content")
    return Site(tmp_path)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server with one empty public calendar."""
    port = free_port()
    rights = tmp_path / "rights"
    rights.write_text("[everyone]\nuser: .*\ncollection: .*\npermissions: RrWw\n", encoding="utf-8")
    options = ["--auth-type", "none", "--storage-filesystem-folder", str(tmp_path / "radicale")]
    options += ["--server-hosts", f"{HOST}:{port}", "--rights-type", "from_file", "--rights-file", str(rights)]
    command = [sys.executable, "-m", "radicale", "--config", "", *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        found = Server(port)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                found.ask("OPTIONS", "/")
                break
            except urllib3.exceptions.HTTPError:
                time.sleep(0.1)
        assert found.ask("MKCOL", COLLECTION.partition("agenda")[0], kind="application/xml") == 201
        assert found.ask("MKCALENDAR", COLLECTION, kind="application/xml") == 201
        yield found
    finally:
        process.kill()
        process.wait()


def test_a_calendar_edited_between_two_pulls(site: Site, server: Server) -> None:
    """New, moved, cancelled and removed dates each reach the site as such; no address of a person does."""
    site.sources(SOURCE.format(server.url, COLLECTION))
    assert server.put("cours", "Contes du fleuve", "20270112", "RRULE:FREQ=WEEKLY;COUNT=3\r\n") == 201
    assert server.put("repas", "Repas partagé", "20270202") == 201
    assert site.pull().exit_code(strict=True) == 0
    first = {row["id"]: row for row in site.snapshot()["fiches"]}

    assert "asso : +4 dates." in site.text
    assert sorted(row["titre"] for row in first.values()) == ["Contes du fleuve"] * 3 + ["Repas partagé"]
    assert {row["commune"] for row in first.values()} == {"Rennes"}
    assert not any(secret in str(first) for secret in ("awa@", "06 12"))

    site.pull()
    assert "asso : rien de nouveau." in site.text

    server.put("repas", "Repas partagé", "20270209")
    server.put("cours", "Contes du fleuve", "20270112", "RRULE:FREQ=WEEKLY;COUNT=3\r\nSTATUS:CANCELLED\r\n")
    site.pull()
    second = {row["id"]: row for row in site.snapshot()["fiches"]}

    assert "asso : 4 modifiées." in site.text
    assert set(second) == set(first)
    assert sorted(row.get("statut", "") for row in second.values()).count("annulé") == 3

    assert server.ask("DELETE", f"{COLLECTION}repas.ics") == 200
    site.pull()

    assert "asso : 1 retirée." in site.text


def test_the_pages_tell_what_the_calendar_says(site: Site, server: Server) -> None:
    """Open because its source says so of all its dates; its text is data, and no address of a person is in it."""
    site.sources(SOURCE.format(server.url, COLLECTION))
    server.put("repas", "Repas <b>partagé</b>", "20270202")
    site.pull()
    report, output = site.build(offline=True)
    agenda = (output / "agenda" / "index.html").read_text(encoding="utf-8")

    assert report.exit_code(strict=True) == 0
    assert "Repas" in agenda
    assert "<b>partagé" not in agenda
    assert "exemple.org" not in agenda
