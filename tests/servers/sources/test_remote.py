"""A remote answer is bounded in time and size, goes only where it may, and each fault is one French sentence."""

from __future__ import annotations

import gzip
import resource
import socket
import ssl
import time
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from aivm.sources.remote import Answer, get
from aivm.sources.right_link import right_link
from aivm.web.reachable import public
from aivm.web.refused import RefusedError
from aivm.web.request import Limits, Request

from tests.certificate import certificate as certificate_for
from tests.loopback import HOST, Turn, serving

LIMITS = Limits(connect=2, read=1, total=3, size=100_000, tries=3, back_off=0.02, private_hosts=(HOST, "localhost"))
CSV = b"id;titre\na;b\n"


def refusal(request: Request, limits: Limits = LIMITS) -> str:
    """The sentence and the remedy of an answer that is refused."""
    with pytest.raises(RefusedError) as caught:
        get(request, limits)
    assert caught.value.hint
    return f"{caught.value.message} {caught.value.hint}"


def test_an_answer_comes_whole_with_its_validators() -> None:
    """And what was received is counted."""
    counted: list[int] = []
    with serving(Turn(body=CSV, headers={"Last-Modified": "Tue, 03 Nov 2026 08:00:00 GMT"}, etag='"v1"')) as server:
        answer = get(Request(server.url), LIMITS, counted.append)

    assert answer == Answer(CSV, '"v1"', "Tue, 03 Nov 2026 08:00:00 GMT")
    assert counted[-1] == len(CSV)


def test_the_next_request_is_conditional() -> None:
    """304 brings no body (RFC 9110 13.1.2, 13.1.3)."""
    with serving(Turn(body=CSV, etag='"v1"')) as server:
        answer = get(Request(server.url, etag='"v1"', last_modified="Tue, 03 Nov 2026 08:00:00 GMT"), LIMITS)

    assert answer.body is None
    assert answer.etag == '"v1"'
    assert server.asked[0].headers["if-modified-since"] == "Tue, 03 Nov 2026 08:00:00 GMT"


def test_a_304_nobody_asked_for_is_no_answer() -> None:
    """A proxy that is wrong must not empty a source."""
    with serving(Turn(304)) as server:
        assert "inattendue (304)" in refusal(Request(server.url))


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_compressed_answers_are_read(coding: str, pack: object) -> None:
    """As nearly all servers send them."""
    assert callable(pack)
    with serving(Turn(body=pack(CSV), headers={"Content-Encoding": coding})) as server:
        assert get(Request(server.url), LIMITS).body == CSV


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_a_bomb_is_seen_while_it_swells(coding: str, pack: object) -> None:
    """A gigabyte in a few kilobytes costs the limit and no more."""
    assert callable(pack)
    bomb = pack(bytes(200_000_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with serving(Turn(body=bomb, headers={"Content-Encoding": coding})) as server:
        said = refusal(Request(server.url))

    assert "dépasse 0.1 Mo" in said
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", "dépasse"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40000000\r\n", "dépasse"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "arrêtée en chemin"),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", "arrêtée en chemin"),
    ],
)
def test_a_body_that_never_ends_is_cut_at_the_limit(head: bytes, words: str) -> None:
    """Without a length, in one chunk of a gigabyte, in the length of a chunk, in a header: fast, in little memory."""

    def pour(sock: socket.socket) -> None:
        sock.sendall(head)
        for _ in range(20_000):
            sock.sendall(b"1" * 65_536)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with serving(Turn(raw=pour)) as server:
        assert words in refusal(Request(server.url), replace(LIMITS, tries=1))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nX: "])
def test_a_trickle_ends_at_the_deadline(start: bytes) -> None:
    """A byte now and then, in the body or in the headers, keeps every shorter timeout from ending it."""

    def trickle(sock: socket.socket) -> None:
        sock.sendall(start)
        for _ in range(200):
            sock.sendall(b"a")
            time.sleep(0.1)

    begins = time.monotonic()
    with serving(Turn(raw=trickle)) as server:
        said = refusal(Request(server.url))

    assert "n’est pas finie après 3 secondes" in said
    assert time.monotonic() - begins < 5


def test_a_silent_server_is_told() -> None:
    """It accepts and says nothing."""
    with serving(Turn(raw=lambda sock: time.sleep(5))) as server:
        assert "ne répond plus" in refusal(Request(server.url), Limits(read=0.3, tries=1, private_hosts=(HOST,)))


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(status: int) -> None:
    """Twice out of order, then in order."""
    with serving(Turn(status), Turn(status, headers={"Retry-After": "0"}), Turn(body=CSV)) as server:
        assert get(Request(server.url), LIMITS).body == CSV
    assert len(server.asked) == 3


def test_retry_after_is_honoured_within_reason() -> None:
    """One second is waited for; an hour is not (RFC 9110 10.2.3); a date of yesterday is now."""
    begins = time.monotonic()
    with serving(Turn(503, headers={"Retry-After": "1"}), Turn(body=CSV)) as server:
        get(Request(server.url), LIMITS)
    assert time.monotonic() - begins >= 1

    begins = time.monotonic()
    with serving(Turn(429, headers={"Retry-After": "3600"}), Turn(body=CSV)) as server:
        assert "réponse 429" in refusal(Request(server.url))
    assert time.monotonic() - begins < 1

    with serving(Turn(503, headers={"Retry-After": "Tue, 03 Nov 2020 08:00:00 GMT"}), Turn(body=CSV)) as server:
        assert get(Request(server.url), LIMITS).body == CSV
    with serving(Turn(503, headers={"Retry-After": "bientôt"}), Turn(body=CSV)) as server:
        assert get(Request(server.url), LIMITS).body == CSV


@pytest.mark.parametrize(("status", "words"), [(401, "refuse l’accès"), (403, "refuse l’accès"), (404, "rien à cette")])
def test_a_refusal_is_not_tried_again(status: int, words: str) -> None:
    """It would be the same."""
    with serving(Turn(status)) as server:
        assert words in refusal(Request(server.url))
    assert len(server.asked) == 1


def test_a_truncated_body_is_told() -> None:
    """A length that is not met, each time."""
    with serving(Turn(body=CSV, headers={"Content-Length": "5000"})) as server:
        assert "s’est arrêtée en chemin" in refusal(Request(server.url), LIMITS)


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"\0" * 100,
        b"HTTP/9.9 \xff\r\n\r\n",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_what_is_not_http_is_told(junk: bytes) -> None:
    """Whatever answers on that port."""
    with serving(Turn(raw=lambda sock: sock.sendall(junk))) as server:
        assert refusal(Request(server.url))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<!DOCTYPE html><html><body>Connectez-vous", "text/html"),
        (b"\xef\xbb\xbf  <!-- page -->\n<html lang=fr>", "text/calendar"),
        (b"<div>Partage</div>", "text/html; charset=utf-8"),
    ],
)
def test_a_page_is_not_data(body: bytes, content_type: str) -> None:
    """With where the right link is."""
    with serving(Turn(body=body, headers={"Content-Type": content_type})) as server:
        said = refusal(Request(server.url))

    assert "une page web, pas des données" in said
    assert "Copier le lien d’inscription" in said


@pytest.mark.parametrize(
    ("pasted", "led_to", "page", "words"),
    [
        ("https://calendar.google.com/calendar/embed?src=x%40group.calendar.google.com", "", "", "Adresse publique"),
        ("https://docs.google.com/spreadsheets/d/1AbC/edit", "https://accounts.google.com/v3/signin", "", "et « CSV »"),
        ("https://outlook.live.com/owa/calendar/0/1/calendar.html", "", "", "lien ICS"),
        ("https://nuage.asso.example/apps/calendar/p/AbCd", "", "", "Copier le lien d’inscription"),
        ("https://nuage.asso.example/index.php/s/AbCd", "", "", "« /download »"),
        (
            "https://onedrive.live.com/edit?id=1",
            "https://login.live.com/",
            "",
            "lien d’abonnement ou de",
        ),
        ("https://asso.example/agenda", "", "<title>Agenda – Nextcloud</title>", "dans Nextcloud ou Framagenda"),
        ("https://asso.example/agenda", "", "<a href=https://facebook.com/asso>", "lien d’abonnement ou de"),
        ("https://openagenda.com/fr/asso", "", "", "le numéro de l’agenda"),
    ],
)
def test_a_pasted_page_is_told_with_the_right_link(pasted: str, led_to: str, page: str, words: str) -> None:
    """By the address that was typed, whatever page it led to; else by the page itself."""
    assert words.casefold() in right_link(pasted, led_to, page=page).casefold()


def test_redirects_are_followed_and_lose_the_secret_elsewhere() -> None:
    """Another port is another origin."""
    with serving(Turn(body=CSV)) as other, serving(Turn(302, headers={"Location": f"{other.url}/ailleurs"})) as server:
        answer = get(Request(server.url, secret={"key": "SECRET-CLE"}), LIMITS)

    assert answer.body == CSV
    assert server.asked[0].headers["key"] == "SECRET-CLE"
    assert "key" not in other.asked[0].headers


def test_a_redirect_in_a_circle_is_said() -> None:
    """And too many in a row, each to a new address."""
    with serving(Turn(302, headers={"Location": "/"}), Turn(302, headers={"Location": "/"})) as server:
        assert "tourne en rond" in refusal(Request(f"{server.url}/"))
    with serving(*(Turn(301, headers={"Location": f"/{rank}"}) for rank in range(9))) as server:
        assert "plus de 5 fois" in refusal(Request(server.url))
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "javascript:alert(1)", "http://", "http://[", "ftp://a.b/c"]
)
def test_a_redirect_out_of_the_web_is_refused(location: str) -> None:
    """Only http and https, with a host."""
    with serving(Turn(302, headers={"Location": location})) as server:
        assert refusal(Request(server.url))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]", "0.0.0.0", "2130706433"]
)
def test_a_private_address_is_refused(host: str) -> None:
    """Unless the settings name it: a public name may lead to the machine that builds."""
    said = refusal(Request(f"http://{host}:1/"), Limits(connect=1, total=3, tries=1))

    assert "adresse du réseau local" in said


def test_a_redirect_to_a_private_address_is_refused() -> None:
    """The first address was allowed; the second is judged too."""
    with serving(Turn(302, headers={"Location": "http://localhost:1/"})) as server:
        said = refusal(Request(server.url), Limits(private_hosts=(HOST,), tries=1))

    assert "« http://localhost:1 » est une adresse du réseau local" in said


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("fe80::1%eth0", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("pas une adresse", False),
    ],
)
def test_what_is_public(number: str, expected: bool) -> None:
    """An IPv6 address may carry a private IPv4 one."""
    assert public(number) is expected


def test_the_address_judged_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers otherwise a second later (DNS rebinding) is asked once."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *rest: object, **more: object) -> object:
        if host != "agenda.example":
            return real(host, *rest, **more)  # type: ignore[arg-type]
        asked.append(host)
        number = "203.0.113.7" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr("aivm.web.reachable.public", lambda number: number != "127.0.0.1")
    refusal(Request("http://agenda.example/"), Limits(connect=0.3, total=2, tries=1))

    assert len(asked) == 1


@pytest.mark.parametrize("url", ["http://[", "http://a:99999999/", "https://" + "é" * 300 + ".fr/", "gopher://a/"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    """Before anything is asked."""
    assert refusal(Request(url), Limits(tries=1, total=3))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that nobody but this test trusts."""
    return certificate_for(tmp_path_factory.mktemp("tls"), "DNS:localhost")


def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_certificate_is_checked_against_the_name(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trusted or not, for this name or not: connecting to a number changes nothing to it."""
    with serving(Turn(body=CSV), context=tls(certificate)) as server:
        by_name = server.url.replace(HOST, "localhost")
        assert "certificat" in refusal(Request(by_name))
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
        assert get(Request(by_name, secret={"key": "SECRET-CLE"}), LIMITS).body == CSV
        assert "certificat" in refusal(Request(server.url))  # the same server by its number


def test_https_never_becomes_http(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A redirect that takes the encryption off is refused."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
    with (
        serving(Turn(body=CSV)) as plain,
        serving(Turn(302, headers={"Location": plain.url}), context=tls(certificate)) as server,
    ):
        said = refusal(Request(server.url.replace(HOST, "localhost")))

    assert "non chiffrée" in said
    assert plain.asked == []


def test_a_secret_never_travels_in_the_clear() -> None:
    """Over plain http it stays here."""
    said = refusal(Request("http://93.184.216.34/", secret={"key": "SECRET-CLE"}), Limits(tries=1, total=2))

    assert "sans chiffrement" in said
    assert "SECRET-CLE" not in said
    assert "SECRET-CLE" not in repr(Request("http://a/", secret={"key": "SECRET-CLE"}))
