"""Remote text is data: bounded time, a French sentence, and the rest is read."""

from __future__ import annotations

import time
from datetime import date

import icalendar
import pytest
import recurring_ical_events
from aivm.sources.ics.lines import OF_EVENTS, SIZE_LIMIT
from aivm.sources.ics.rows import BLOCKS, ROWS, TOLD, read
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.sources.conftest import OPTIONS, event, exported, rows

BOUND = 10  # seconds: a bound against an endless reading, not a measure
NEXT = "BEGIN:VEVENT\nUID:z\nDTSTART:20270201T100000\nSUMMARY:Le suivant\nEND:VEVENT\n"


def with_next(raw: bytes) -> bytes:
    """A calendar with a good event after whatever it holds."""
    return raw.replace(b"END:VCALENDAR", NEXT.encode() + b"END:VCALENDAR")


def test_nothing_in_a_text_does_anything() -> None:
    """Scripts, links, formulas, line ends and people's addresses."""
    (row,), (problem,) = exported("remote-text-is-data.ics")

    assert row["titre"] == 'HYPERLINK("https://piege.example";"clic") BEGIN:VEVENT'
    assert (row["resume"], row["texte"]) == ("Bonjour ici", "Écrire à … ou au …")
    assert (row["lieu"], row["source"]) == ("SOMME(A1)", "")
    assert "javascript:alert(1)" in problem.message


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=SECONDLY", "sans cesse"),
        ("FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=0,10,20,30,40,50", "sans cesse"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "ne tombe jamais"),
        ("FREQ=MONTHLY;BYMONTHDAY=40", "ne tombe jamais"),
        ("FREQ=WEEKLY;INTERVAL=99999999999999999999", "ne se lit pas"),
        ("FREQ=WEEKLY;BYDAY=9XX", "ne se lit pas"),
        ("FREQ=WEEKLY;COUNT=-1", "ne se lit pas"),
        ("", "ne se lit pas"),
        ("n’importe quoi", "ne se lit pas"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_told(rule: str, words: str) -> None:
    """At once; the next event is read."""
    begins = time.process_time()
    found, problems = rows(with_next(event(f"RRULE:{rule}", "SUMMARY:x")))

    assert "Le suivant" in [row["titre"] for row in found]
    assert words in problems[0].message
    assert time.process_time() - begins < BOUND


@pytest.mark.parametrize(
    "lines",
    [
        ["RRULE:FREQ=DAILY;COUNT=200000"],
        ["RRULE:FREQ=YEARLY;BYDAY=MO,TU;BYMONTH=1;BYSETPOS=-1"],
        ["RDATE:" + ",".join(["20270115T143000"] * 200_000)],
        ["EXDATE:" + ",".join(["20270115T143000"] * 200_000)],
        ["SUMMARY:" + "a" * 1_000_000],
        ["DESCRIPTION:" + "<b>" * 300_000],
        ["DESCRIPTION:" + "#a " * 300_000],
        ["LOCATION:" + "a, " * 300_000],
        ["CATEGORIES:" + "a," * 300_000],
        ["DESCRIPTION:x", *[" y"] * 300_000],
        ["BEGIN:VALARM"] * 100_000,
        ["END:VALARM"] * 100_000,
        ["DURATION:P99999999999999D"],
        ["DTEND:20270230T100000"],
    ],
)
def test_what_has_no_end_is_bounded(lines: list[str]) -> None:
    """200 000 recurrences, a title of a megabyte, deep nesting."""
    begins = time.process_time()
    found, problems = rows(with_next(event(*lines)))

    assert "Le suivant" in [row["titre"] for row in found]
    assert len(problems) <= TOLD + 1
    assert time.process_time() - begins < BOUND


def test_a_long_title_is_cut_and_told() -> None:
    """Between words where it has some, to what a record takes."""
    (row,), (problem,) = rows(event(f"SUMMARY:{'mot ' * 100_000}"))

    assert len(row["titre"]) <= 140
    assert row["titre"].endswith("mot…")
    assert "coupé à 140" in problem.message


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24)))]
)
def test_thousands_of_costly_rules_are_bounded(rule: str) -> None:
    """By counts, not by a clock: the same rows everywhere."""
    begins = time.process_time()
    body = "".join(
        f"BEGIN:VEVENT\nUID:{n}\nDTSTART;TZID=Europe/Paris:19000101T100000\nSUMMARY:x\nRRULE:{rule}\nEND:VEVENT\n"
        for n in range(5000)
    )
    found, problems = rows(f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n".encode())

    assert len(found) <= ROWS
    assert len(problems) == TOLD + 1 or "dates" in problems[0].message
    assert time.process_time() - begins < 40


def test_200_000_events_of_other_years_cost_little() -> None:
    """They are dropped before they are read; past the limit of those that count, it is said."""
    begins = time.process_time()
    old = "BEGIN:VEVENT\nUID:a\nDTSTART:20100101T100000\nEND:VEVENT\n" * 200_000
    found, problems = rows(f"BEGIN:VCALENDAR\n{old}{NEXT}END:VCALENDAR\n".encode())
    _, (more,) = rows(f"BEGIN:VCALENDAR\n{NEXT * (BLOCKS + 1)}END:VCALENDAR\n".encode())

    assert ([row["titre"] for row in found], problems) == (["Le suivant"], [])
    assert f"plus de {BLOCKS} événements" in more.message
    assert time.process_time() - begins < 30


def test_bytes_that_are_no_text_are_told_and_the_rest_is_read() -> None:
    """NUL bytes go; a letter that is damaged has its line."""
    (nul,), (first,) = rows(event("SUMMARY:a\0b"))
    found, problems = rows(
        event("SUMMARY:été été été \xff".encode("latin-1").decode("latin-1")).replace(b"\xc3\xbf", b"\xff")
    )

    assert (nul["titre"], "octets nuls" in first.message) == ("ab", True)
    assert found[0]["titre"].startswith("été")
    assert "abîmé" in problems[0].message


@pytest.mark.parametrize(
    "raw", [b"", b"\0" * 100, b"{}", b"PK\x03\x04" + bytes(200), b"BEGIN", b"x" * (SIZE_LIMIT + 1)]
)
def test_what_is_no_calendar_is_told(raw: bytes) -> None:
    """With what to do."""
    found, problems = rows(raw)

    assert found == []
    assert problems[-1].hint


def test_what_is_not_needed_is_never_read() -> None:
    """Who is invited, who organises, what rings: not one of them is a property that is kept."""
    assert OF_EVENTS.isdisjoint({"ATTENDEE", "ORGANIZER", "CONTACT", "COMMENT", "ATTACH", "X-ALT-DESC"})
    (row,), _ = rows(event("ATTENDEE;CN=Awa:mailto:awa@a.example", "CONTACT:Awa", "BEGIN:VALARM", "SUMMARY:Awa"))
    assert "Awa" not in str(row)


NAMES = st.sampled_from([*OF_EVENTS, "BEGIN", "END", "TZID", "X-WR-TIMEZONE", "METHOD", " x", "\tx", ""])
VALUES = st.one_of(
    st.sampled_from(
        [
            *("VEVENT", "VCALENDAR", "VTIMEZONE", "VALARM", "STANDARD", "20270114T143000Z", "20270114", "00010101"),
            *("99991231T235959", "20270328T023000", "FREQ=DAILY", "FREQ=WEEKLY;UNTIL=20270301", "P1D", "-PT1H"),
            *("FREQ=YEARLY;BYSETPOS=1", "CANCELLED", "PRIVATE", "Europe/Paris", "../../etc/passwd", "UTC", "\\n\\"),
            *("20270114T143000/PT1H,20270115", "a,35170 Bruz", "#eau #cm1", "<p>a", "1" * 400, "+0100", "a" * 70),
        ]
    ),
    st.text(max_size=20),
)
PARAMETERS = st.sampled_from(
    ["", ";TZID=Europe/Paris", ";TZID=Lune", ";VALUE=DATE", ';X="a:b"', ";RANGE=THISANDFUTURE", ";"]
)


@given(st.lists(st.tuples(NAMES, PARAMETERS, VALUES).map(lambda line: f"{line[0]}{line[1]}:{line[2]}"), max_size=40))
@settings(max_examples=300)
def test_no_lines_end_in_an_exception(lines: list[str]) -> None:
    """Whatever stands in a calendar, rows come in the window, with a name each, and problems have a remedy or none."""
    found, problems = rows(
        "\n".join(("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT")).encode("utf-8", "replace")
    )

    assert len({row["id"] for row in found}) == len(found)
    assert all(problem.message for problem in problems)


@given(st.sampled_from([b"", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n"]), st.binary(max_size=200))
def test_no_bytes_end_in_an_exception(begins: bytes, raw: bytes) -> None:
    """Whatever a server sends."""
    found, problems = read(begins + raw, "agenda.ics", OPTIONS)

    assert isinstance(found, list)
    assert isinstance(problems, list)


DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
RULES = st.builds(
    "FREQ={};INTERVAL={}{}".format,
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "WEEKLY;BYDAY=MO,TH", "MONTHLY;BYDAY=2TH"]),
    st.integers(1, 5),
    st.one_of(
        st.just(""),
        st.integers(1, 300).map(";COUNT={}".format),
        DAYS.map(lambda day: f";UNTIL={day:%Y%m%d}T120000Z"),
    ),
)


@given(DAYS, RULES, st.lists(DAYS, max_size=3), st.booleans())
@settings(max_examples=100)
def test_occurrences_are_those_of_the_library_inside_the_window(
    start: date, rule: str, excluded: list[date], whole: bool
) -> None:
    """No more, no less: every day that `recurring_ical_events` finds in the window, and none outside."""
    kind, hour = (";VALUE=DATE", "") if whole else (";TZID=Europe/Paris", "T143000")
    rule = rule.replace("T120000Z", "") if whole else rule
    lines = [f"EXDATE{kind}:{day:%Y%m%d}{hour}" for day in excluded]
    raw = event(f"RRULE:{rule}", *lines, start=f"DTSTART{kind}:{start:%Y%m%d}{hour}")
    found, problems = rows(raw)
    components = recurring_ical_events.of(icalendar.Calendar.from_ical(raw)).between(OPTIONS.first, date(2027, 9, 1))
    expected = sorted(f"{component['DTSTART'].dt:%Y-%m-%d}" for component in components)

    assert problems == []
    assert ["-".join(reversed(row["debut"][:10].split("/"))) for row in found] == expected
    assert all(f"{OPTIONS.first}" <= day <= f"{OPTIONS.last}" for day in expected)
