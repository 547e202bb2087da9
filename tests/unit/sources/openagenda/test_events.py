"""OpenAgenda as its documentation describes it, from files in tests/data/openagenda; and anything else it might say."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from aivm.sources.openagenda.events import read
from aivm.sources.openagenda.pages import pages
from aivm.sources.options import Options
from aivm.web.refused import RefusedError
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PROJECT, TERRITORY

DATA = PROJECT / "tests" / "data" / "openagenda"
OPTIONS = Options(
    date(2026, 1, 1),
    date(2028, 12, 31),
    words={"famille": ("niveaux", "élémentaire"), "eau": ("themes", "l’eau")},
    territory=TERRITORY,
)


def page(name: str) -> bytes:
    return (DATA / f"{name}.json").read_bytes()


def rows() -> dict[str, dict[str, Any]]:
    events = [event for name in ("page-1", "page-2") for event in json.loads(page(name))["events"]]
    found, problems = read(json.dumps({"events": events}).encode(), "oa", OPTIONS)
    assert problems == []
    return {row.values["id"]: dict(row.values) for row in found}


def test_an_event_becomes_a_row_of_our_columns() -> None:
    """French first, plain paragraphs, our clock, our words."""
    assert rows()["causerie-du-fleuve-5335740"] == {
        "id": "causerie-du-fleuve-5335740",
        "titre": "Causerie du fleuve",
        "resume": "Une soirée autour du Niger.",
        "texte": "Venez nombreux. Voir le programme.\n\nContact : asso@exemple.invalid, 02 99 00 00 00.",
        "debut": "2027-02-23 20:00",
        "fin": "2027-02-23 22:00",
        "fuseau": "Europe/Paris",
        "statut": "prévu",
        "public": "tout public",
        "niveaux": "élémentaire",
        "themes": ["l’eau", "Mali"],
        "lieu": "Médiathèque",
        "commune": "Vitré",
        "cout": "Entrée libre",
        "accessibilite": "Adapté aux handicaps : visuel, moteur",
        "inscription": "https://exemple.invalid/inscription",
    }


def test_each_date_of_an_event_is_a_row() -> None:
    """Named by its day, and by its hour where a day has two."""
    found = {name: row["debut"] for name, row in rows().items() if name.startswith("atelier")}

    assert found == {
        "atelier-cuisine-5335741-2027-03-06-10h00": "2027-03-06 10:00",
        "atelier-cuisine-5335741-2027-03-06-14h00": "2027-03-06 14:00",
        "atelier-cuisine-5335741-2027-03-13": "2027-03-13 10:00",
    }
    assert rows()["atelier-cuisine-5335741-2027-03-13"]["statut"] == "complet"
    assert rows()["atelier-cuisine-5335741-2027-03-13"]["titre"] == "Cooking workshop"


def test_on_line_in_mali_removed_and_not_published() -> None:
    """On line has no commune; in Mali no place is read; what is removed or not published is nothing."""
    found = rows()

    assert (found["rencontre-en-ligne-5335742"]["lieu"], found["rencontre-en-ligne-5335742"].get("commune")) == (
        "en ligne",
        None,
    )
    assert found["rencontre-en-ligne-5335742"]["statut"] == "reporté"
    assert found["rencontre-en-ligne-5335742"]["fuseau"] == "Africa/Bamako"
    assert "lieu" not in found["journee-au-mali-5335744"]
    assert found["journee-au-mali-5335744"]["commune"] == "Région de Mopti"
    assert found["journee-au-mali-5335744"]["debut"] == "2027-05-01"
    assert len(found) == 6


def test_dates_outside_the_window_are_left_there() -> None:
    """The window is the site's."""
    raw = json.dumps({"events": json.loads(page("page-1"))["events"]}).encode()
    found, _ = read(raw, "oa", Options(date(2027, 3, 10), date(2027, 12, 31), territory=TERRITORY))

    assert [row.values["id"] for row in found] == ["atelier-cuisine-5335741-2027-03-13"]


def test_pages_that_never_end_are_refused() -> None:
    """The same page again, or always a new one."""
    same = json.dumps({"events": [{}], "after": ["1"]}).encode()
    with pytest.raises(RefusedError, match="toujours la même page"):
        pages("", "1", OPTIONS, lambda url: same)
    fresh = iter(range(10_000))
    with pytest.raises(RefusedError, match="plus de 6000"):
        pages("", "1", OPTIONS, lambda url: json.dumps({"events": [{}], "after": [next(fresh)]}).encode())


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'"x"', b'{"events": 3}', b"[" * 100_000, b"1" * 5000, b"\xff"])
def test_an_answer_that_is_none_is_told(body: bytes) -> None:
    """From the network as from the reader."""
    with pytest.raises(RefusedError):
        pages("", "1", OPTIONS, lambda url: body)
    assert read(body, "oa", OPTIONS)[1]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = [*json.loads(page("page-1"))["events"][0], "removed"]
MOMENT = st.datetimes().map(str) | st.text(max_size=10) | st.just("0001-01-01T00:00:00+14:00")
TIMINGS = st.lists(st.fixed_dictionaries({"begin": MOMENT, "end": MOMENT}) | ANYTHING, max_size=3)
EVENT = st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=8) | st.fixed_dictionaries(
    {"timings": TIMINGS, "timezone": ANYTHING, "state": st.just(2)}, optional=dict.fromkeys(NAMES[:9], ANYTHING)
)


@given(st.lists(EVENT | ANYTHING, max_size=3))
def test_no_answer_ends_in_an_exception(events: list[Any]) -> None:
    """Whatever the types: a row, or a sentence."""
    found, problems = read(json.dumps({"events": events}).encode(), "oa", OPTIONS)

    assert all(row.values["id"] for row in found)
    assert all(problem.message for problem in problems)
