"""The live site seen from outside: a good host has nothing to hear, a bad one each of its faults with its remedy."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
import pytest
from aivm.problems import Severity
from aivm.publish.look import TYPES, look, looked_at, reachable
from aivm.publish.web import Answer, ask

from tests.unit.publish.conftest import write

SITEURL = "https://site.example"
GOOD = {"content-security-policy": "default-src 'self'", "x-content-type-options": "nosniff"}
Change = Callable[[str, Answer], Answer]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A finished folder with one file of each kind."""
    page = "<p>" + "x" * 2000
    names = (
        "index.html",
        "agenda/index.html",
        "recits/puits/index.html",
        "agenda.ics",
        "flux/recits.atom",
        "agenda.json",
    )
    return write(tmp_path / "site", {**dict.fromkeys(names, page), "photos/a.webp": "photo"})


def host(folder: Path, change: Change = lambda path, answer: answer) -> Callable[[str], Answer]:
    """A host that does all well, but for one `change`."""

    def answer(address: str) -> Answer:
        path = address.partition("://")[2].partition("/")[2]
        file = folder / (f"{path}index.html" if not path or path.endswith("/") else path)
        found = Answer(404, GOOD, b"", address)
        if file.is_file():
            kind = {"content-type": f"{TYPES[file.suffix][0]}; charset=utf-8", "content-encoding": "br"}
            found = Answer(200, {**GOOD, **kind}, file.read_bytes(), address.replace("http://", "https://"))
        return change(path, found)

    return answer


def test_a_good_host_hears_nothing(folder: Path) -> None:
    """Home, agenda, a story and the feeds are as they were sent."""
    assert looked_at(folder)[-1] == "recits/puits/index.html"
    assert look(SITEURL, folder, host(folder)) == []


def test_what_was_removed_may_answer_410(folder: Path) -> None:
    """The page that stands there is not the story to ask for."""
    write(folder, {"recits/avant/index.html": "<p>Cette page a été retirée"})
    gone = ("/recits/avant/",)
    refused = host(folder, lambda path, one: replace(one, status=410) if path == "recits/avant/" else one)

    assert looked_at(folder, gone)[-1] == "recits/puits/index.html"
    assert look(SITEURL, folder, refused, gone) == []
    assert "erreur 410" in "\n".join(map(str, look(SITEURL, folder, refused)))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda path, one: replace(one, headers={**one.headers, "content-encoding": ""}), "ne compresse pas"),
        (
            lambda path, one: replace(one, headers={**one.headers, "content-type": "text/plain"}),
            "l’annonce comme « text/plain »",
        ),
        (lambda path, one: replace(one, body=b"ancien"), "pas la version qui vient d’être envoyée"),
        (
            lambda path, one: Answer(200, GOOD, b"<title>Index of /flux</title>") if path == "flux/" else one,
            "liste des fichiers",
        ),
        (lambda path, one: replace(one, status=200), "comme une vraie page"),
        (
            lambda path, one: replace(one, headers={k: v for k, v in one.headers.items() if k not in GOOD}),
            "x-content-type-options",
        ),
        (lambda path, one: replace(one, address=one.address.replace("https", "http")), "n’est pas mené au site sûr"),
        (lambda path, one: Answer(fault="il ne répond pas à temps"), "il ne répond pas à temps"),
    ],
)
def test_each_fault_is_named(change: Change, sentence: str, folder: Path) -> None:
    """With what to ask of the host."""
    problems = look(SITEURL, folder, host(folder, change))

    assert sentence in "\n".join(map(str, problems))
    assert all(problem.hint for problem in problems)


@pytest.mark.parametrize(
    ("status", "remedy"), [(403, "d’ouvrir ce fichier"), (500, "journal d’erreurs"), (404, "SITEURL"), (0, "SITEURL")]
)
def test_what_a_visitor_does_not_get_is_a_failure(status: int, remedy: str, folder: Path) -> None:
    """A machine that publishes at night learns it by the exit code; the rest of what hosts do is an advice."""
    refused = Answer(status, GOOD, fault="" if status else "il ne répond pas à temps")
    problems = look(SITEURL, folder, host(folder, lambda path, one: refused if path == "agenda.ics" else one))
    (problem,) = problems

    assert problem.severity is Severity.BLOCKING
    assert remedy in problem.hint


BOMB = brotli.compress(bytes(100_000_000), quality=1)


class Handler(BaseHTTPRequestHandler):
    """A host with redirects and compression."""

    def do_GET(self) -> None:
        """Answer by the path."""
        moves = {"/bouge": "/ici", "/ailleurs": "http://autre.invalid/", "/rond": "/rond"}
        if self.path in moves:
            self.send_response(301)
            self.send_header("Location", moves[self.path])
            self.end_headers()
            return
        self.send_response(500 if self.path == "/panne/" else 200)
        bomb = self.path == "/bombe"
        self.send_header("Content-Encoding", "br" if bomb else "gzip")
        self.end_headers()
        self.wfile.write(BOMB if bomb else b"pas du gzip" if self.path == "/abime" else gzip.compress(b"bonjour"))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def web() -> Iterator[str]:
    """The address of a small host on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_one_address_is_asked_within_bounds(web: str) -> None:
    """Redirects stay on the host and end; what cannot be read is a fault, never an exception."""
    assert ask(f"{web}/bouge").body == b"bonjour"
    assert "autre site" in ask(f"{web}/ailleurs").fault
    assert "sans fin" in ask(f"{web}/rond").fault
    assert "mal compressée" in ask(f"{web}/abime").fault
    assert ask(f"{web}/bombe").fault == "la réponse dépasse 3 Mo"
    assert ask("http://127.0.0.1:9/").fault == "aucun serveur n’y répond"
    assert ask("http://site.invalid/").fault == "ce nom de domaine ne mène nulle part"
    assert ask(web.replace("http:", "https:")).fault == "il ne répond pas en HTTPS"
    assert "ne répond pas" in ask("ftp://127.0.0.1/").fault


def test_nothing_is_sent_where_nobody_answers(web: str) -> None:
    """An empty site may say 403 or 404; a host that is down is a fatal problem."""
    assert reachable(web) == []
    assert "aucun serveur n’y répond" in reachable("http://127.0.0.1:9")[0].message
    assert "erreur 500" in reachable(f"{web}/panne")[0].message
