"""Real servers on this machine, for tests: each answers by a list of turns, and remembers what it was asked."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"


@dataclass
class Turn:
    """One answer. `raw` writes whatever it wants to the socket instead."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    raw: Callable[[socket.socket], None] | None = None
    etag: str = ""  # with it, a request that has it gets 304


@dataclass
class Asked:
    path: str
    headers: dict[str, str]


@dataclass
class Loopback:
    """A server under way. The last turn goes on for ever."""

    url: str
    turns: list[Turn]
    asked: list[Asked] = field(default_factory=list)
    route: Callable[[Asked], Turn] | None = None

    def next(self, asked: Asked) -> Turn:
        self.asked.append(asked)
        if self.route:
            return self.route(asked)
        return self.turns.pop(0) if len(self.turns) > 1 else self.turns[0]


class Handler(BaseHTTPRequestHandler):
    loopback: Loopback

    def do_GET(self) -> None:  # the name http.server asks for
        asked = Asked(self.path, {key.lower(): value for key, value in self.headers.items()})
        turn = self.loopback.next(asked)
        if turn.raw:
            with suppress(OSError):
                turn.raw(self.connection)
            self.close_connection = True
            return
        if turn.etag and asked.headers.get("if-none-match") == turn.etag:
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(turn.status)
        for key, value in {"Content-Length": str(len(turn.body)), **turn.headers}.items():
            self.send_header(key, value)
        if turn.etag:
            self.send_header("ETag", turn.etag)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(turn.body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: tests read `asked`."""


@contextmanager
def serving(*turns: Turn, context: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    """A server that answers by these turns, over TLS where a context is given."""
    handler = type("OneHandler", (Handler,), {})
    server = ThreadingHTTPServer((HOST, 0), handler)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "https" if context else "http"
    loopback = Loopback(f"{scheme}://{HOST}:{server.server_address[1]}", list(turns))
    handler.loopback = loopback  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield loopback
    finally:
        server.shutdown()
        server.server_close()
