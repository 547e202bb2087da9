"""Publishing to a folder of this machine, through the same way as to a server."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aivm.publish import server_lock as lock
from aivm.publish.compare import Wishes, difference
from aivm.publish.earlier import before, forget_after, keep, kept
from aivm.publish.faults import SendingError, explained
from aivm.publish.plan import stage
from aivm.publish.send import outgoing
from aivm.publish.server import Server
from aivm.publish.server_lock import Holder, alive, locked
from aivm.publish.state import FOLDER, LIST, STATE, State, dump_state, read_listing, read_state
from aivm.publish.words import bytes_in_words, summary
from hypothesis import given
from hypothesis import strategies as st

from tests.servers.publish.conftest import SITE, content, publish
from tests.unit.publish.conftest import write

Found = tuple[Server, Path]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_photos_then_pages_then_feeds(folder: Found, build: Path) -> None:
    """Nobody is sent to a page that is not there, nor a page to a photo that is not there."""
    told: list[str] = []
    publish(folder[0], build, told=told.append)
    stages = [stage(path) for path in told]

    assert stages == sorted(stages)
    assert content(folder[1]) == content(build)


def test_a_page_becomes_a_folder_and_back(folder: Found, build: Path) -> None:
    """Both go through in one publication each."""
    to, place = folder
    write(build, {"a": "fichier", "b/c.html": "<p>"})
    publish(to, build)
    (build / "a").unlink()
    (build / "b/c.html").unlink()
    (build / "b").rmdir()
    write(build, {"a/d.html": "<p>", "b": "fichier"})
    publish(to, build)

    assert content(place) == content(build)


def test_what_somebody_took_away_is_put_back_and_named(folder: Found, build: Path) -> None:
    """--verify reads everything: a lost file is sent again, a changed one is named."""
    to, place = folder
    publish(to, build)
    (place / "sitemap.xml").unlink()
    (place / "index.html").write_text("<p>accueil", encoding="utf-8")
    new = outgoing(build, "production")
    plain = difference(to, new.manifest, new.digest, Wishes())
    seen = difference(to, new.manifest, new.digest, Wishes(verify=True))

    assert plain.nothing
    assert seen.by_hand == ("index.html",)
    assert seen.missing == ("sitemap.xml",)
    assert seen.steps.copies == ("index.html", "sitemap.xml")
    publish(to, build, Wishes(verify=True, take_over=True))
    assert content(place) == content(build)


def test_a_folder_of_somebody_is_refused_then_taken_over(folder: Found, build: Path) -> None:
    """What is the same is not sent, what is foreign stays."""
    to, place = folder
    write(place, {"these.odt": "six mois", "index.html": SITE["index.html"]})
    with pytest.raises(SendingError, match="contient déjà"):
        publish(to, build)
    told: list[str] = []
    seen = publish(to, build, Wishes(take_over=True), told=told.append)

    assert "index.html" not in told
    assert seen.foreign == ("these.odt",)
    assert (place / "these.odt").read_text(encoding="utf-8") == "six mois"
    assert publish(to, build).nothing


def test_a_lost_state_is_made_again_from_the_list(folder: Found, build: Path) -> None:
    """Files stay ours: what is stale goes, what somebody changed is named, what is foreign stays."""
    to, place = folder
    write(build, {"vieux.html": "<p>"})
    publish(to, build)
    (build / "vieux.html").unlink()
    (place / STATE).unlink()
    write(place, {"these.odt": "six mois", "sitemap.xml": "corrigé"})
    assert publish(to, build, Wishes(take_over=True)).by_hand == ("sitemap.xml",)

    assert content(place) == {**content(build), "these.odt": b"six mois"}
    assert publish(to, build).nothing


def test_with_a_lost_list_nothing_of_others_is_deleted(folder: Found, build: Path) -> None:
    """Nobody can say any more whose it is: it is named, and stays."""
    to, place = folder
    publish(to, build)
    (place / LIST).unlink()
    write(place, {"these.odt": "six mois", ".well-known/acme": "clé"})
    write(build, {"index.html": "<p>Bonjour"})
    seen = publish(to, build)

    assert seen.foreign == ("these.odt",)
    assert content(place) == {**content(build), "these.odt": b"six mois", ".well-known/acme": "clé".encode()}


def test_the_second_of_two_is_told_who_and_since_when(folder: Found, build: Path) -> None:
    """And its own lock does not stay behind."""
    to, place = folder
    other = {"who": "awa", "machine": "portable", "process": 1, "since": datetime.now(UTC).isoformat()}
    write(place, {f"{FOLDER}/verrou-1.json": json.dumps(other)})
    with pytest.raises(SendingError, match=r"awa, sur portable, depuis le \d\d/\d\d/\d{4} à \d+ h \d\d"):
        publish(to, build)

    assert [path.name for path in (place / FOLDER).glob("verrou-*")] == ["verrou-1.json"]
    write(place, {f"{FOLDER}/verrou-1.json": json.dumps({**other, "since": "2026-01-01T00:00:00+00:00"})})
    with locked(to) as lines:
        assert "levé" in lines[0]
    assert list((place / FOLDER).glob("verrou-*")) == []


def test_somebody_who_publishes_meanwhile_is_no_hand_on_the_server(folder: Found, build: Path, tmp_path: Path) -> None:
    """Between what this one reads first and what it reads last, the other has sent: to take over would undo it."""
    to, _ = folder
    publish(to, build)
    other = write(tmp_path / "other", {**SITE, "index.html": "<p>L’autre"})

    class Raced(Server):
        def hashes(self, paths: Iterable[str]) -> dict[str, str]:
            publish(to, other)
            return super().hashes(paths)

    write(build, {"index.html": "<p>Moi"})
    with pytest.raises(SendingError, match="publie en ce moment"):
        publish(Raced(to.destination, to.program, to.environment), build)


@pytest.mark.parametrize(
    ("age", "machine", "process", "expected"),
    [
        (timedelta(minutes=5), "ailleurs", 1, True),
        (timedelta(hours=-1), "ailleurs", 1, True),  # its clock is an hour ahead
        (timedelta(hours=1, minutes=55), "ailleurs", 1, True),  # at work for 55 minutes, its clock an hour behind
        (timedelta(hours=3), "ailleurs", 1, False),
        (timedelta(minutes=5), "ici", 1, True),
        (timedelta(minutes=5), "ici", 2**22 + 1, False),  # no such process
    ],
)
def test_which_locks_are_alive(
    age: timedelta, machine: str, process: int, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two hours, or the life of its process on this very machine."""
    monkeypatch.setattr(lock.socket, "gethostname", lambda: "ici")

    assert alive(Holder("awa", machine, process, (NOW - age).isoformat()), NOW) == expected


@given(
    st.binary(max_size=200)
    | st.just(b'{"version": 1}')
    | st.just(b"[]")
    | st.just(b'{"version":1,"liste":[],"fini_le":3,"en_cours":7}')
)
def test_notes_that_are_not_ours(data: bytes) -> None:
    """Whatever a server answers in their place, nothing is raised."""
    read_state(data)

    assert read_listing(data, "abc") is None
    assert lock.holder_of(data) is None


def test_the_state_is_read_as_it_was_written() -> None:
    """To the second."""
    state = State("abc", NOW, frozenset({"é/index.html"}), "https://site.example")

    assert read_state(dump_state(state)) == state


def test_a_state_in_progress_is_never_nothing_to_do(folder: Found, build: Path) -> None:
    """The new site may be what the list says while the server holds something else."""
    to, place = folder
    publish(to, build)
    state = read_state((place / STATE).read_bytes())
    assert state is not None
    (place / STATE).write_bytes(dump_state(State(state.listing, state.finished, frozenset({"index.html"}))))
    (place / "index.html").write_text("<p>à moitié", encoding="utf-8")
    told: list[str] = []
    publish(to, build, told=told.append)

    assert told == ["index.html"]
    assert publish(to, build).nothing


def test_three_publications_are_kept_and_the_way_back(tmp_path: Path) -> None:
    """The oldest goes; a file that did not change is one file on the disk; a return forgets what it undid."""
    build, place = tmp_path / "build", tmp_path / "kept"
    for rank in range(5):
        write(build, {"index.html": f"<p>{rank}", "photo.webp": "photo"})
        keep(place, build, f"{rank}")
    keep(place, build, "4")
    known = kept(place)

    assert [one.listing for one in known] == ["2", "3", "4"]
    assert (known[1].folder / "photo.webp").samefile(known[2].folder / "photo.webp")
    earlier = before(place, "4")
    assert earlier is not None
    assert earlier.listing == "3"
    assert (earlier.folder / "index.html").read_text(encoding="utf-8") == "<p>3"
    forget_after(place, earlier)
    assert [one.listing for one in kept(place)] == ["2", "3"]
    assert before(place, "2") is None


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        ("ssh: unable to authenticate, attempted methods [none password]", "mot de passe"),
        ("couldn't connect to ssh-agent: SSH agent requested but SSH_AUTH_SOCK not-specified", "aucun mot de passe"),
        ("ftp login error: 530 Login incorrect", "mot de passe"),
        ("530 Non-anonymous sessions must use encryption.", "n’accepte que FTP sur TLS"),  # vsftpd
        ("530 Please login with USER and PASS.", "n’offre pas FTP sur TLS"),  # vsftpd, to AUTH TLS
        ("api error SlowDown: Please reduce your request rate.", "moins vite"),
        ("NewFS decrypt password: input too short when revealing password - is it obscured?", "mot de passe"),
        # a number in a path or a port is no answer of the server
        ("dial tcp 127.0.0.1:450: connect: connection refused", "ne répond pas"),
        ('copy "/essai-403/405/a.html": unexpected EOF', "coupée"),
        ('error listing "recits/classe-550": x509: certificate signed by unknown authority', "certificat"),
        ("error: 403 Forbidden, StatusCode: 403, request", "ne laisse pas écrire"),
        ("ftp: 450 (busy)", "ne laisse pas écrire"),
        ("552 Quota exceeded", "plus de place"),
        ("450 preallocate: file too big for remaining disk space", "plus de place"),
        ("403 QuotaExceeded", "plus de place"),
        ("webdav: 507 Insufficient Storage", "plus de place"),
        ("550 Permission denied", "ne laisse pas écrire"),
        ("dial tcp: lookup exemple.invalid: no such host", "ne répond pas"),
        ("read: connection reset by peer", "coupée"),
        ("ssh: handshake failed: knownhosts: key mismatch", "pas la clé"),
        (
            "tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time",
            "n’est plus valable, ou pas encore",
        ),
        ("tout autre chose", "ne connaît pas"),
    ],
)
def test_what_servers_refuse(printed: str, sentence: str) -> None:
    """A French sentence, a remedy, and the server's own words beside."""
    error = explained(f"2026/11/22 NOTICE: x\n{printed}\n")

    assert sentence in error.message
    assert error.hint
    assert error.detail == printed


def test_what_will_change_in_words(folder: Found, build: Path) -> None:
    """Files, bytes, and pages by what happens to them."""
    to, _ = folder
    publish(to, build)
    write(build, {"index.html": "<p>Bonjour", "contact/index.html": "<p>"})
    (build / "recits/index.html").unlink()
    new = outgoing(build, "production")
    lines = "\n".join(summary(difference(to, new.manifest, new.digest, Wishes()), new.manifest, "www"))

    assert "2 fichiers à envoyer (13 octets), 1 fichier à supprimer, 4 déjà en place." in lines
    assert "Pages ajoutées (1) : contact/index.html" in lines
    assert "Pages modifiées (1) : index.html" in lines
    assert "Pages supprimées (1) : recits/index.html" in lines
    assert bytes_in_words(1234) == "1,2 ko"
