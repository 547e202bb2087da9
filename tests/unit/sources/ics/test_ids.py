"""An event keeps its address from one export to the next."""

from __future__ import annotations

from typing import Any

from aivm.problems import Where
from aivm.pulled.pairing import with_old_ids
from aivm.records.raw import RawRecord
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.sources.conftest import event, rows


def one(uid: str, title: str, start: str = "20270114T143000") -> list[dict[str, Any]]:
    """The row of a calendar of one event."""
    raw = event(f"SUMMARY:{title}", start=f"DTSTART:{start}").replace(b"UID:a", f"UID:{uid}".encode())
    return rows(raw)[0]


def kept_ids(after: list[dict[str, Any]], before: list[dict[str, Any]]) -> list[str]:
    """The ids of an export that follows another."""
    return [row["id"] for row, _ in with_old_ids([(row, RawRecord(row, Where("agenda"))) for row in after], before)]


def test_an_identifier_is_readable() -> None:
    """The title and the day."""
    assert one("1", "Causerie d’hiver")[0]["id"] == "causerie-d-hiver-2027-01-14"


def test_a_new_title_keeps_the_address() -> None:
    """The UID is the same."""
    assert kept_ids(one("1", "Causerie reportée"), one("1", "Causerie")) == ["causerie-2027-01-14"]


def test_a_new_day_keeps_the_address() -> None:
    """So does a new hour."""
    assert kept_ids(one("1", "Causerie", "20270121T143000"), one("1", "Causerie")) == ["causerie-2027-01-14"]


def test_a_new_uid_keeps_the_address() -> None:
    """Some products draw new ones at every export: the content is the same."""
    before = [{**row, "id": "adresse-publiee"} for row in one("1", "Causerie")]

    assert kept_ids(one("2", "Causerie"), before) == ["adresse-publiee"]


def test_a_new_event_takes_nobody_elses_address() -> None:
    """The event before it moved away and kept the address."""
    before = one("1", "Causerie")
    after = one("1", "Causerie", "20270121T143000") + one("2", "Causerie")

    assert kept_ids(after, before) == ["causerie-2027-01-14", "causerie-2027-01-14-2"]


def test_two_events_of_one_title_and_day_have_their_hours() -> None:
    """Then the start of a hash; then a number where all is alike."""
    alike = [("SUMMARY:Atelier", f"UID:{n}", f"DTSTART:20270114T{hour}") for n, hour in enumerate(("100000", "143000"))]
    body = "\n".join("\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT")) for lines in alike)
    twice = body + "\n" + body.replace("UID:", "UID:autre")

    def named(text: str) -> list[str]:
        return [row["id"] for row in rows(f"BEGIN:VCALENDAR\n{text}\nEND:VCALENDAR\n".encode())[0]]

    assert named(body) == ["atelier-2027-01-14-10h00", "atelier-2027-01-14-14h30"]
    assert len(set(named(twice))) == 4


def test_a_uid_that_is_an_address_is_not_told() -> None:
    """Its name for the next export is a hash."""
    (row,) = one("awa.diallo@asso.example", "Causerie")

    assert "awa" not in str(row)
    assert len(row["_uid"]) == 16


ROWS = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from("abc"), "_uid": st.sampled_from(["", "u", "v"]), "titre": st.sampled_from("xy")}
    ),
    max_size=6,
    unique_by=lambda row: row["id"],
)


@given(ROWS, ROWS)
def test_no_two_events_share_an_address(after: list[dict[str, str]], before: list[dict[str, str]]) -> None:
    """Whatever was exported before."""
    assert len(set(kept_ids(after, before))) == len(after)
