"""OpenAgenda asked over HTTP as its documentation describes it, from files in tests/data/openagenda."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from aivm.problems import Where
from aivm.sources.fetch import fetch
from aivm.sources.options import Options
from aivm.sources.remote import Answer
from aivm.sources.source import Source
from aivm.web.refused import RefusedError
from aivm.web.request import Limits

from tests.conftest import PROJECT, TERRITORY
from tests.loopback import HOST, Asked, Loopback, Turn, serving

DATA = PROJECT / "tests" / "data" / "openagenda"
OPTIONS = Options(date(2026, 1, 1), date(2028, 12, 31), territory=TERRITORY)
KEY = "CLE-D-ESSAI"
LIMITS = Limits(connect=2, read=2, total=5, tries=1, private_hosts=(HOST,))


def page(name: str) -> bytes:
    return (DATA / f"{name}.json").read_bytes()


def documented(asked: Asked) -> Turn:
    """What the API answers: 403 without the key in its header, then one page after the other."""
    query = parse_qs(urlsplit(asked.path).query)
    if asked.headers.get("key") != KEY or "key" in query:
        return Turn(403, page("wrong-key"))
    if not asked.path.startswith("/v2/agendas/12345678/events?"):
        return Turn(404, b'{"message": "agenda not found"}')
    after = query.get("after[]")
    known = json.loads(page("page-1"))["after"]
    return Turn(body=page("page-1" if after is None else "page-2")) if after in (None, known) else Turn(400)


@contextmanager
def api() -> Iterator[Loopback]:
    with serving(Turn(500)) as server:
        server.route = documented
        yield server


def source(url: str, agenda: str = "12345678") -> Source:
    where = Where("sources.toml", 1)
    return Source("oa", "openagenda", "events", where, f"{url}/v2", agenda=agenda, header="key", secret="OA_CLE")


def ask(url: str, key: str = KEY, agenda: str = "12345678") -> Answer:
    return fetch(source(url, agenda), OPTIONS, LIMITS, Path(), {"OA_CLE": key}, Answer(None), lambda received: None)


def test_every_page_is_read_with_the_key_in_its_header() -> None:
    """The last page is the one whose `after` is null; nobody's e-mail address or phone number is even asked for."""
    with api() as server:
        answer = ask(server.url)
    every = [event for name in ("page-1", "page-2") for event in json.loads(page(name))["events"]]

    assert len(server.asked) == 2
    assert json.loads(answer.body or b"")["events"] == every
    query = parse_qs(urlsplit(server.asked[0].path).query)
    assert query["timings[gte]"] == ["2026-01-01T00:00:00.000Z"]
    assert query["size"] == ["300"]
    assert not {"location", "location.email", "location.phone", "member"} & set(query["includeFields[]"])


def test_a_wrong_key_and_a_wrong_agenda_are_told() -> None:
    """Without the key in the sentence."""
    with api() as server:
        with pytest.raises(RefusedError) as wrong_key:
            ask(server.url, "AUTRE-CLE")
        with pytest.raises(RefusedError) as wrong_agenda:
            ask(server.url, agenda="1")

    assert "refuse l’accès" in wrong_key.value.message
    assert "AUTRE" not in f"{wrong_key.value.message}{wrong_key.value.hint}"
    assert "rien à cette adresse" in wrong_agenda.value.message
