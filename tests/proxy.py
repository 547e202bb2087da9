"""A real proxy on this machine, that tunnels (RFC 9110 9.3.6) and knows where each number of a test leads."""

from __future__ import annotations

import socket
import threading
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Proxied:
    """A proxy under way: where it is, and what it was asked, first lines and headers."""

    port: int
    asked: list[str] = field(default_factory=list)


@contextmanager
def proxy(routes: Mapping[str, int], login: str = "", refusal: str = "") -> Iterator[Proxied]:
    """Tunnel « host:port » to a port of this machine; `login` is « user:password »; `refusal` answers all instead."""
    listener = socket.create_server(("127.0.0.1", 0))
    one = Proxied(listener.getsockname()[1])
    wanted = f"Proxy-Authorization: Basic {b64encode(login.encode()).decode()}"

    def serve(client: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head and (more := client.recv(4096)):
            head += more
        one.asked.append(head.decode())
        target = one.asked[-1].split(" ")[1]
        answer = refusal or ("407 Who are you" if login and wanted not in one.asked[-1] else "")
        if answer or target not in routes:
            client.sendall(f"HTTP/1.1 {answer or '502 Nobody there'}\r\n\r\n".encode())
            client.close()
            return
        upstream = socket.create_connection(("127.0.0.1", routes[target]))
        client.sendall(b"HTTP/1.1 200 Go on\r\n\r\n")
        for pair in ((client, upstream), (upstream, client)):
            threading.Thread(target=pump, args=pair, daemon=True).start()

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield one
    finally:
        listener.close()


def pump(source: socket.socket, sink: socket.socket) -> None:
    """Pass on bytes one way, until one side ends."""
    with suppress(OSError):
        while data := source.recv(16_384):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
