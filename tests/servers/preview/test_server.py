"""The server itself: loopback only, nothing kept, quiet."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator

import pytest
from aivm.preview.current import Board, Shown
from aivm.preview.server import Server, open_server, ours
from aivm.problems import Report

SECONDS = 30


@pytest.fixture
def board(shown: Shown) -> Board:
    board = Board()
    board.show(shown)
    return board


@pytest.fixture
def server(board: Board) -> Iterator[Server]:
    """A server on a free port."""
    server = Server(0, board)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def asked(server: Server, method: str, address: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=SECONDS)
    connection.request(method, address, headers=headers)
    return connection.getresponse()


@pytest.mark.parametrize(
    ("host", "accepted"),
    [
        ("localhost", True),
        ("localhost:8000", True),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("exemple.org", False),
        ("exemple.org:8000", False),
        ("127.0.0.1.exemple.org", False),
        ("", False),
        ("[", False),
    ],
)
def test_only_a_name_of_this_machine_is_answered(host: str, accepted: bool) -> None:
    """A page of the outside that makes its own name lead here (DNS rebinding) reads nothing."""
    assert ours(host) is accepted


def test_another_name_is_refused_in_french(server: Server) -> None:
    """No page, and no events either."""
    for address in ("/", "/.apercu/suivre"):
        answer = asked(server, "GET", address, Host="exemple.org")

        assert answer.status == 403
        assert "que sur cette machine" in answer.read().decode()


def test_the_server_listens_on_this_machine_alone(server: Server) -> None:
    """Nobody else on the network sees drafts."""
    assert server.socket.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("address", ["/", "/a.svg", "/rien", "/agenda", "/.apercu/suivre"])
def test_a_browser_keeps_nothing(address: str, server: Server) -> None:
    """Whatever is sent is asked for again the next time."""
    assert asked(server, "GET", address).headers["Cache-Control"] == "no-store"


def test_the_head_of_a_page_is_that_of_the_page(server: Server) -> None:
    """Same headers, no body, and no part of it."""
    head, page = asked(server, "HEAD", "/", Range="bytes=0-3"), asked(server, "GET", "/")

    assert (head.status, head.headers["Content-Length"]) == (200, str(len(page.read())))
    assert head.read() == b""


def test_other_methods_are_refused_in_french(server: Server) -> None:
    """The preview only shows."""
    answer = asked(server, "POST", "/")

    assert answer.status == 501
    assert "ne répond pas" in answer.read().decode()


def test_a_page_hears_of_the_next_build(server: Server, board: Board) -> None:
    """First the version that is shown, so that nothing is missed between two connections; then each new one."""
    stream = asked(server, "GET", "/.apercu/suivre")
    first = [stream.readline() for _ in range(3)]
    board.show(Shown(None, Report(), "v2"))

    assert stream.headers["Content-Type"] == "text/event-stream"
    assert first == [b"retry: 300\n", b"data: v1\n", b"\n"]
    assert [stream.readline() for _ in range(3)] == [b"retry: 300\n", b"data: v2\n", b"\n"]


def test_a_browser_that_goes_away_says_nothing(
    server: Server, board: Board, site: object, capfd: pytest.CaptureFixture[str]
) -> None:
    """A tab closed in the middle of a page or of the events is not worth a line."""
    for address in ("/", "/.apercu/suivre"):
        with socket.create_connection(("127.0.0.1", server.server_port)) as gone:
            gone.sendall(f"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    for version in ("v2", "v3", "v4"):
        board.show(Shown(None, Report(), version))
        asked(server, "GET", "/").read()

    assert capfd.readouterr() == ("", "")


def test_the_next_free_port_is_taken(server: Server, board: Board) -> None:
    """A preview that runs already keeps its port."""
    other = open_server(server.server_port, board)

    assert other is not None
    other.server_close()
    assert other.server_port > server.server_port


def test_without_a_free_port_there_is_no_server(server: Server, board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """The search ends."""
    monkeypatch.setattr("aivm.preview.server.TRIED_PORTS", 1)

    assert open_server(server.server_port, board) is None
