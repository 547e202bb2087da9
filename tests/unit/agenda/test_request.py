"""The message of a teacher, and the row in it, really read back."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from aivm.agenda.request import MAILTO_LIMIT, event_row, mailto, request
from aivm.agenda.slots import Slot, offer
from aivm.config import Config
from aivm.problems import Problem
from aivm.records.build import Records, build_records
from aivm.records.event import LEVELS
from aivm.sources.load import load
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import PROJECT
from tests.rules.test_words import flat_values
from tests.unit.agenda.offers import SCHOOL, offered, person, states
from tests.unit.records.conftest import PERSON, places, raws

STRINGS = flat_values(tomllib.loads((PROJECT / "theme" / "strings" / "fr.toml").read_text(encoding="utf-8")))
HEADER = (PROJECT / "content" / "data" / "evenements.csv").read_bytes()
DAY = date(2027, 1, 14)
SLOT = next(slot for slot in offered().slots if slot.day == DAY)


def body_of(url: str) -> str:
    """What a mail program shows of a message."""
    (body,) = parse_qs(urlsplit(url).query, strict_parsing=True)["body"]
    return body


def pasted(tmp_path: Path, *rows: str) -> tuple[Records, list[Problem]]:
    """The records of the events file as shipped with rows pasted under its header, and one volunteer."""
    (tmp_path / "evenements.csv").write_bytes(b"\r\n".join([HEADER.strip(), *[row.encode() for row in rows], b""]))
    rows_by_kind, problems = load([(tmp_path, False)], tmp_path)
    rows_by_kind["volunteers"] = raws([person()], "volontaires.yaml", PERSON)
    ids = {"volunteers": frozenset({"personne"}), "associations": frozenset[str]()}
    records, faults = build_records(rows_by_kind, places(), ids)
    return records, problems + faults


def test_a_message_says_what_is_asked_and_what_to_complete() -> None:
    """Plain text, in the order of reading; the row is the last line."""
    message = request(SLOT, "élémentaire", STRINGS)

    assert message.subject == "Animation 2027-01-14-am-rennes"
    assert message.body == (
        "Bonjour,\n\nNous aimerions recevoir une animation :\n"
        "- référence : 2027-01-14-am-rennes\n"
        "- date : jeudi 14 janvier 2027, matin\n"
        "- niveau : élémentaire\n"
        "- secteur : Rennes\n\n"
        "À compléter :\n- classe et nombre d'élèves :\n- école et commune :\n- nom et téléphone :\n"
        "- thème souhaité :\n\n"
        "Pour l'association, ligne à garder telle quelle :\n"
        "2027-01-14-am-rennes;Animation;;;2027-01-14T08:30;12:00;;;option;;scolaire;élémentaire;;;;;;;;;;;;;;"
    )


def test_a_mail_program_shows_the_message_as_it_is() -> None:
    """RFC 6068: the address before the question mark, line ends as CRLF, spaces never as a plus sign."""
    message = request(SLOT, "lycée", STRINGS)
    url = mailto("contact+ecoles@exemple.invalid", message)

    assert unquote(urlsplit(url).path) == "contact+ecoles@exemple.invalid"
    assert body_of(url) == message.body.replace("\n", "\r\n")
    assert parse_qs(urlsplit(url).query)["subject"] == [message.subject]
    assert "+" not in url
    assert url.isascii()


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("half_day", ["am", "pm"])
def test_the_row_of_a_message_is_an_option_of_the_agenda(tmp_path: Path, level: str, half_day: str) -> None:
    """Copied from the message into the file as shipped, it is an event, under the header's own columns."""
    slot = next(slot for slot in offered().slots if slot.day == DAY and f"-{half_day}-" in slot.reference)
    row = body_of(mailto("contact@exemple.invalid", request(slot, level, STRINGS))).splitlines()[-1]
    records, problems = pasted(tmp_path, row)
    (event,) = records.events

    assert [problem for problem in problems if problem.severity != "advice"] == []
    assert (event.id, event.status_key, event.audience, event.levels) == (
        slot.reference,
        "option",
        "scolaire",
        (level,),
    )
    assert (event.begins, event.ends) == (slot.begins, slot.ends)


def test_what_a_row_leaves_blank_is_told_with_its_remedy(tmp_path: Path) -> None:
    """The commune, who goes, until when the option holds: the coordinator fills them, and nothing crashes meanwhile."""
    _, problems = pasted(tmp_path, event_row(SLOT, "collège"))

    assert sorted(str(problem) for problem in problems) == [
        "evenements.csv, ligne 2, « commune » : la commune manque : une fois passée, la visite ne comptera pour aucune "
        "commune. Écrivez celle de l’école.",
        "evenements.csv, ligne 2, « option_jusqu_au » : une option n’a pas de date de fin. "
        "Écrivez jusqu’à quand elle tient.",
        "evenements.csv, ligne 2, « volontaires » : personne n’est nommé : la date est retirée à l’un des volontaires, "
        "sans savoir lequel. Écrivez qui ira.",
    ]


def test_a_row_that_was_filled_has_nothing_to_mend(tmp_path: Path) -> None:
    """Three cells, as a spreadsheet saves them."""
    cells = event_row(SLOT, "collège").split(";")
    names = HEADER.decode("utf-8-sig").strip().split(";")
    for name, value in {"commune": "Rennes", "volontaires": "personne", "option_jusqu_au": "15/12/2026"}.items():
        cells[names.index(name)] = value
    _, problems = pasted(tmp_path, ";".join(cells))

    assert problems == []


def test_a_pasted_row_takes_its_slot(tmp_path: Path) -> None:
    """As an option without an end, until somebody says until when."""
    records, _ = pasted(tmp_path, event_row(SLOT, "collège"))
    found = offer(records, (), SCHOOL, places(), Config(travel_minutes=90))

    assert states(found, DAY) == {"am-rennes": "option", "pm-rennes": "libre"}


def test_two_requests_for_one_slot_are_told(tmp_path: Path) -> None:
    """The second has an id that is taken: the coordinator decides."""
    records, problems = pasted(tmp_path, event_row(SLOT, "collège"), event_row(SLOT, "lycée"))

    assert [event.levels for event in records.events] == [("collège",)]
    assert any("« 2027-01-14-am-rennes » est déjà pris" in problem.message for problem in problems)


def test_a_row_has_no_space_where_a_mail_program_could_break_it() -> None:
    """Whatever the level."""
    assert [level for level in LEVELS if " " in event_row(SLOT, level)] == []


addresses = st.from_regex(r"[a-z0-9.-]{1,64}@[a-z0-9.-]{1,180}\.fr", fullmatch=True)


@example(f"{'a' * 64}@{'b' * 180}.fr", "é" * 200, "a" * 60, "élémentaire")
@given(addresses, st.text(max_size=300), st.from_regex(r"[a-z0-9]{1,60}", fullmatch=True), st.sampled_from(LEVELS))
def test_an_address_has_at_most_1200_characters(address: str, sector: str, slug: str, level: str) -> None:
    """With any name of a sector and the longest address (254 characters, RFC 5321); the row is always whole."""
    slot = replace(SLOT, sector=sector, sector_slug=slug, reference=f"2027-01-14-am-{slug}")
    url = mailto(address, request(slot, level, STRINGS))

    assert len(url) <= MAILTO_LIMIT
    assert body_of(url).split("\r\n")[-1] == event_row(slot, level)
    assert f"référence : {slot.reference}" in body_of(url)


def test_sectors_as_shipped_have_the_whole_message() -> None:
    """The short words are for a name or an address out of the ordinary."""
    sectors = {
        line.split(";")[1] for line in (PROJECT / "content/data/secteurs.csv").read_text("utf-8").split("\n")[1:-1]
    }

    for sector in sectors:
        slot: Slot = replace(SLOT, sector=sector, reference="2027-01-14-am-vallons-de-vilaine")
        message = request(slot, "élémentaire", STRINGS)
        url = mailto("un-nom-assez-long@une-association-au-nom-tres-long.exemple.invalid", message)

        assert body_of(url) == message.body.replace("\n", "\r\n")


def test_no_address_leaves_the_message_whole() -> None:
    """The mail program asks to whom."""
    assert mailto("", request(SLOT, "MFR", STRINGS)).startswith(
        "mailto:?subject=Animation%202027-01-14-am-rennes&body="
    )
