"""What the tests of the calendar reader share: the window, the words of the settings, and one way to read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from aivm.config import Config
from aivm.problems import Problem
from aivm.sources.ics.rows import read
from aivm.sources.ics.words import table
from aivm.sources.options import Options

from tests.conftest import TERRITORY

DATA = Path(__file__).parents[2] / "data" / "ics"
WORDS, FAULTS = table(Config().calendar_words, "pelicanconf.py")
OPTIONS = Options(date(2026, 9, 1), date(2027, 8, 31), words=WORDS, territory=TERRITORY)


def rows(raw: bytes, options: Options = OPTIONS) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The values of a calendar, and what was told."""
    found, problems = read(raw, "agenda.ics", options)
    return [dict(row.values) for row in found], problems


def exported(name: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The values of a file of tests/data/ics."""
    return rows((DATA / name).read_bytes())


def event(*lines: str, start: str = "DTSTART:20270114T143000") -> bytes:
    """A calendar of one event."""
    body = "\n".join(("BEGIN:VEVENT", "UID:a", start, *lines, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}\nEND:VCALENDAR\n".encode()
