"""One address of the live site, asked within bounds."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import pytest
from aivm.publish.look import reachable
from aivm.publish.web import ask

BOMB = brotli.compress(bytes(100_000_000), quality=1)


class Handler(BaseHTTPRequestHandler):
    """A host with redirects and compression."""

    def do_GET(self) -> None:
        """Reply by the path."""
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
