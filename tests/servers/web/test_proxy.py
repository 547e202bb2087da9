"""Reading a source from a network that has only a proxy."""

from __future__ import annotations

import socket
import traceback
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aivm.web.get import get
from aivm.web.refused import RefusedError
from aivm.web.request import Limits, Request

from tests.certificate import certificate
from tests.loopback import Loopback, Turn, serving
from tests.proxy import proxy
from tests.servers.sources.test_remote import CSV, tls

LIMITS = Limits(connect=2, read=1, total=4, tries=1)
NUMBER = "93.184.216.34"  # what the name below leads to: nothing of these tests leaves this machine
NAMES = {"agenda.example": NUMBER, "dedans.example": "192.168.7.7", "double.example": "127.0.0.1"}


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names of these tests, on a machine whose own settings say nothing of a proxy."""
    real = socket.getaddrinfo

    def look_up(host: str, *rest: object, **more: object) -> object:
        if host.endswith(".example") and host not in NAMES:
            raise socket.gaierror
        return real(NAMES.get(host, host), *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def port(server: Loopback) -> int:
    return urlsplit(server.url).port or 0


def refusal(url: str, limits: Limits = LIMITS) -> str:
    """The sentence, the remedy, and all that a trace of it would print."""
    with pytest.raises(RefusedError) as caught:
        get(Request(url), limits)
    trace = "".join(traceback.format_exception(caught.value))
    assert caught.value.hint
    return f"{caught.value.message} {caught.value.hint} {trace}"


def test_through_a_proxy_to_the_number_that_was_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate is checked against the name; the proxy learns a number, our password for it, and nothing else."""
    pem = certificate(tmp_path, "DNS:agenda.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(pem.with_suffix(".crt")))
    request = Request("https://agenda.example/dates.csv", secret={"key": "SECRET-CLE"})
    with (
        serving(Turn(body=CSV), context=tls(pem)) as server,
        proxy({f"{NUMBER}:443": port(server)}, login="moi:mot de passe é") as between,
    ):
        monkeypatch.setenv("HTTPS_PROXY", f"http://moi:mot%20de%20passe%20%C3%A9@127.0.0.1:{between.port}")
        answer = get(request, LIMITS)

    assert answer.body == CSV
    assert [asked.splitlines()[0] for asked in between.asked] == [f"CONNECT {NUMBER}:443 HTTP/1.0"]
    assert "SECRET-CLE" not in between.asked[0]
    assert server.asked[0].path == "/dates.csv"
    assert server.asked[0].headers["host"] == "agenda.example"
    assert "proxy-authorization" not in server.asked[0].headers


def test_an_address_without_encryption_goes_by_a_tunnel_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked in the other way, the proxy would look the name up itself. Its address may come without « http:// »."""
    with serving(Turn(body=CSV)) as server, proxy({f"{NUMBER}:80": port(server)}) as between:
        monkeypatch.setenv("http_proxy", f"127.0.0.1:{between.port}")

        assert get(Request("http://agenda.example/"), LIMITS).body == CSV
    assert between.asked[0].startswith(f"CONNECT {NUMBER}:80 ")


@pytest.mark.parametrize(
    "url",
    ["http://dedans.example/", "http://double.example/", "http://10.0.0.1/", "http://[::1]/", "http://localhost/"],
)
def test_a_proxy_opens_no_way_to_a_private_address(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused as without it, before the proxy hears of it; a redirect to it as well."""
    with serving(Turn(302, headers={"Location": url})) as server, proxy({f"{NUMBER}:80": port(server)}) as between:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{between.port}")

        assert "adresse du réseau local" in refusal(url)
        assert between.asked == []
        assert "adresse du réseau local" in refusal("http://agenda.example/")
        assert len(between.asked) == 1


def test_a_name_that_only_the_proxy_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody could judge where it leads: only for a host that the settings name is the proxy given a name."""
    with serving(Turn(body=CSV)) as server, proxy({"inconnu.example:80": port(server)}) as between:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{between.port}")
        said = refusal("http://inconnu.example/")
        assert between.asked == []
        answer = get(Request("http://inconnu.example/"), Limits(tries=1, private_hosts=("inconnu.example",)))

    assert "est introuvable" in said
    assert "pull_private_hosts" in said
    assert answer.body == CSV


def test_no_proxy_and_this_machine_are_reached_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    """As NO_PROXY says; and to a proxy, « localhost » would be itself."""
    with serving(Turn(body=CSV)) as server, proxy({}) as between:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{between.port}")
        here = Limits(tries=1, private_hosts=("127.0.0.1", "double.example"))

        assert get(Request(server.url), here).body == CSV
        monkeypatch.setenv("NO_PROXY", "autre.example, .example")
        assert get(Request(f"http://double.example:{port(server)}/"), here).body == CSV
    assert between.asked == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("407 Who are you", "le proxy refuse le nom d’utilisateur ou le mot de passe"),
        ("403 perroquet", "le proxy n’autorise pas « agenda.example »"),
        ("502 perroquet", "le proxy ne joint pas « agenda.example » (réponse 502)"),
        ("perroquet", "le proxy « 127.0.0.1 » ne répond pas"),
    ],
)
def test_a_proxy_that_refuses_is_told(answer: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In French, and its password in no message and no trace."""
    with proxy({}, refusal=answer) as between:
        monkeypatch.setenv("HTTPS_PROXY", f"http://moi:perroquet@127.0.0.1:{between.port}")
        said = refusal("https://agenda.example/")

    assert words in said
    assert "perroquet" not in said


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("http://moi:perroquet@127.0.0.1:port", "l’adresse du proxy ne se lit pas"),
        ("http://moi:perro/quet@proxy:3128", "l’adresse du proxy ne se lit pas"),
        ("http://[", "l’adresse du proxy ne se lit pas"),
        ("socks5://moi:perroquet@127.0.0.1:1080", "un proxy « socks5:// » n’est pas pris en charge"),
        ("http://moi:perroquet@127.0.0.1:1", "le proxy « 127.0.0.1 » ne répond pas"),
    ],
)
def test_a_proxy_that_is_none_is_told(typed: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read, what is not taken, nobody there."""
    monkeypatch.setenv("HTTPS_PROXY", typed)
    said = refusal("https://agenda.example/")

    assert words in said
    assert "perro" not in said
