"""The clock of a machine that publishes, or of the server, is off by an hour."""

from __future__ import annotations

import ftplib
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aivm.publish import server_lock as lock
from aivm.publish.faults import SendingError
from aivm.publish.server import Server
from aivm.publish.server_lock import locked

from tests.proftpd import proftpd
from tests.rclone import CACHE, USER, WORD, Served, reached, serving
from tests.servers.publish.conftest import content, publish
from tests.skewed_s3 import skewed
from tests.unit.publish.conftest import write

pytestmark = pytest.mark.build
HOUR = timedelta(hours=1)


def edited(to: Server, build: Path) -> list[str]:
    """What is sent of an edit that keeps the length."""
    write(build, {"index.html": "<p>accueiL"})
    told: list[str] = []
    publish(to, build, told=told.append)
    return told


@pytest.mark.parametrize("off", [HOUR, -HOUR], ids=["ahead", "behind"])
def test_the_dates_of_a_server_decide_nothing(served: tuple[Server, Served], build: Path, off: timedelta) -> None:
    """All its files dated an hour later or earlier than they are here: one edit is one file to send."""
    to, one = served
    publish(to, build)
    for file in (path for path in one.folder.rglob("*") if path.is_file()):
        stamp = file.stat().st_mtime + off.total_seconds()
        os.utime(file, (stamp, stamp))
    time.sleep(CACHE + 0.1)

    assert publish(to, build).nothing
    assert edited(to, build) == ["index.html"]
    assert content(one.folder) == content(build)


def said_by_ftp(one: Served) -> float:
    """When the home page was changed, by the server's own words (RFC 3659 3)."""
    with ftplib.FTP() as asked:
        asked.connect(one.host, one.port)
        asked.login(USER, WORD)
        stamp = asked.sendcmd("MDTM www/index.html").split()[1]
    return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC).timestamp()


def test_an_ftp_server_an_hour_ahead(tmp_path: Path, build: Path) -> None:
    """For real, where the server dates what it writes by its own clock, and takes no other date."""
    with proftpd(tmp_path, more="FactsAdvertise off", hours=1) as one:
        to = reached(one)
        publish(to, build)

        assert 3500 < said_by_ftp(one) - time.time() < 3700
        assert publish(to, build).nothing
        assert edited(to, build) == ["index.html"]


@pytest.mark.parametrize("first", [HOUR, -HOUR], ids=["ahead", "behind"])
def test_two_publications_an_hour_apart_by_their_clocks(
    served: tuple[Server, Served], first: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that came first keeps the lock, and the other is told which clock is ahead of it."""
    to, _ = served
    now = datetime.now(UTC)
    monkeypatch.setattr(lock.socket, "gethostname", lambda: "ailleurs")
    with locked(to, now + first):
        monkeypatch.setattr(lock.socket, "gethostname", lambda: "ici")
        with pytest.raises(SendingError, match="une autre publication est en cours") as busy, locked(to, now):
            pass
    with locked(to, now) as lines:
        assert lines == []

    assert ("avance sur celle d’ici" in busy.value.hint) == (first > timedelta())


@pytest.mark.parametrize("dated", [True, False], ids=["its answers say its hour", "its answers say no hour"])
@pytest.mark.parametrize("off", [HOUR, -HOUR], ids=["ahead", "behind"])
def test_a_storage_that_refuses_our_hour(off: timedelta, dated: bool, tmp_path: Path, build: Path) -> None:
    """S3 refuses a signature of another hour: told with the remedy, nothing sent; with the clock set, all goes."""
    with serving("s3", tmp_path, login=False) as one:
        with skewed(one.port, off, dated=dated) as front, pytest.raises(SendingError) as refused:
            publish(reached(one, port=front.port), build)
        assert content(one.folder) == {}
        with skewed(one.port, timedelta()) as front:
            publish(reached(one, port=front.port), build)
        assert content(one.folder) == content(build)

    assert "ne disent pas la même heure" in refused.value.message
    assert "heure automatique" in refused.value.hint
