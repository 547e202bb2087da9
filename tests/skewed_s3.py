"""A storage whose clock is off: it refuses what is signed at another hour as AWS documents it, and passes on the rest.

https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (RequestTimeTooSkewed: more than 15 minutes)
"""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MOST = timedelta(minutes=15)
REFUSAL = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>RequestTimeTooSkewed</Code><Message>The difference between '
    b"the request time and the current time is too large.</Message></Error>"
)
HOPS = ("host", "connection", "transfer-encoding", "content-length", "date", "authorization", "x-amz-date")


class Front:
    """The refusals of a storage, and where it listens."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.refused = 0


@contextmanager
def skewed(target: int, off: timedelta, *, dated: bool = True) -> Iterator[Front]:
    """Stand before the storage at the port `target`; `dated`: its answers tell its hour (RFC 9110 6.6.1)."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            now = datetime.now(UTC) + off
            signed = datetime.strptime(self.headers["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            if abs(now - signed) > MOST:
                front.refused += 1
                self.answer(403, {"Content-Type": "application/xml"}, REFUSAL, now)
                return
            upstream = http.client.HTTPConnection("127.0.0.1", target, timeout=20)
            sent = {key: value for key, value in self.headers.items() if key.lower() not in HOPS}
            upstream.request(self.command, self.path, body, sent)
            found = upstream.getresponse()
            self.answer(found.status, dict(found.getheaders()), found.read(), now)
            upstream.close()

        do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = handle_one  # noqa: N815  # the names http.server asks for

        def answer(self, status: int, headers: dict[str, str], body: bytes, now: datetime) -> None:
            self.send_response_only(status)
            if dated:
                self.send_header("Date", format_datetime(now, usegmt=True))
            for key, value in headers.items():
                if key.lower() not in HOPS:
                    self.send_header(key, value)
            length = headers.get("Content-Length", "0") if self.command == "HEAD" else str(len(body))
            self.send_header("Content-Length", length)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    front = Front(server.server_address[1])
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield front
    finally:
        server.shutdown()
        server.server_close()
