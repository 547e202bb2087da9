"""The web server of the preview: standard library, loopback only, nothing kept by the browser."""

from __future__ import annotations

import os
import socketserver
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from aivm.preview.answer import TEXT, Reply, answer
from aivm.preview.current import Board
from aivm.preview.panel import FOLLOW

LOOPBACK = "127.0.0.1"
# Any other name that leads here is a page of the outside trying to read drafts through the browser (DNS rebinding).
OUR_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
LAST_PORT = 65535
TRIED_PORTS = 100
BREATH = 15  # seconds between two words to a page that follows: the only way to learn that it is gone


class Server(ThreadingHTTPServer):
    """A thread for each connection; one that breaks concerns nobody."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # Windows would share a port that is in use

    def __init__(self, port: int, board: Board) -> None:
        self.board = board
        super().__init__((LOOPBACK, port), Handler)

    def server_bind(self) -> None:
        """Take the port; the standard library would look up the name of the machine, for seconds without a network."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away is normal; a fault of ours is one sentence."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            print(f"L’aperçu n’a pas su répondre ({type(error).__name__} : {error}).", file=sys.stderr)


def open_server(port: int, board: Board) -> Server | None:
    """A server at `port`, or at the next free one; None when the next hundred are taken."""
    for candidate in range(port, min(port + TRIED_PORTS, LAST_PORT + 1)):
        try:
            return Server(candidate, board)
        except OSError:  # in use, or kept by Windows
            continue
    return None


class Handler(BaseHTTPRequestHandler):
    """A request: refused, followed, or answered from the build that is shown."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 120

    def do_GET(self) -> None:
        """A page, a file, or the line by which a page hears of the next build."""
        if not ours(self.headers.get("Host", "")):
            sentence = "L’aperçu ne se regarde que sur cette machine, à l’adresse que donne le terminal.\n"
            self.send(Reply(HTTPStatus.FORBIDDEN, TEXT, sentence.encode()))
        elif self.path == FOLLOW:
            self.follow()
        elif shown := self.server.board.wait():
            self.send(answer(self.path, shown, self.headers.get("Range", "") if self.command == "GET" else ""))

    do_HEAD = do_GET  # noqa: N815  # the name by which the standard library finds it

    def send(self, found: Reply) -> None:
        """Send an answer, without its body where only the headers were asked for."""
        self.send_response(found.status)
        self.send_header("Content-Type", found.kind)
        self.send_header("Content-Length", str(len(found.body)))
        for name, value in found.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)

    def follow(self) -> None:
        """Tell the version that is shown, then each new one, as Server-Sent Events, until the browser goes away."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        version = ""
        while self.command == "GET":
            shown = self.server.board.wait(version, BREATH)
            version = shown.version if shown else version
            self.wfile.write(f"retry: 300\ndata: {version}\n\n".encode() if shown else b":\n\n")
            self.wfile.flush()

    def end_headers(self) -> None:
        """The headers of every answer: nothing is kept, and no other site may embed what is not published yet."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the standard library refuses (a method, a line too long), in French and in plain text."""
        self.close_connection = True
        self.send(Reply(HTTPStatus(code), TEXT, "L’aperçu ne répond pas à ce genre de demande.\n".encode()))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for what people wrote."""


def ours(host: str) -> bool:
    """True where a Host header names this machine, with or without a port."""
    try:
        return urlsplit(f"//{host}").hostname in OUR_NAMES
    except ValueError:
        return False
