"""The bytes of a calendar -> the events in it, each with only the properties that may be read (RFC 5545 3.1, 3.4).

Nothing else is kept: the addresses of guests, who organises, alarms and attachments never reach the rest of the reader.
Lines are split here and not by a library, so that a broken event costs itself alone, has its line, and 200 000 events
of other years take no memory: what stands inside a value is still read by `icalendar`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from aivm.problems import Problem, Where
from aivm.sources.ics.page import not_a_calendar
from aivm.text.decode import decode_afar

SIZE_LIMIT = 20_000_000  # bytes; ten thousand events with their texts are five million
TEXT_LIMIT = 20_000  # characters of a text: a description is a page at most
DATES_LIMIT = 2_000_000  # characters of a list of dates
DATES = frozenset({"RRULE", "RDATE", "EXDATE"})
SHORT = frozenset({"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "UID", "SEQUENCE", "STATUS", "CLASS", "URL"})
TEXTS = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "X-MICROSOFT-CDO-ALLDAYEVENT"})
OF_EVENTS = DATES | SHORT | TEXTS
OF_CALENDARS = frozenset({"X-WR-TIMEZONE", "METHOD"})
OF_ZONES = frozenset({"TZID", "X-LIC-LOCATION", "TZOFFSETTO", "BEGIN"})
UNCLOSED = 100  # events without an end that are told
REPEATED = 50  # lines with one name in one event; more are not read

# Old programs fold by bytes, in the middle of an é: the line end goes after the letter (3.1 warns of it).
CUT_LETTER = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2})(\r?\n[ \t])([\x80-\xbf]{1,3})")
LINE = re.compile(r"([A-Za-z0-9-]+)((?:;[^=:;\"]*=(?:\"[^\"]*\"|[^\":;]*)(?:,\"[^\"]*\")*)*):(.*)", re.DOTALL)
PARAMETER = re.compile(r";([^=:;\"]*)=(\"[^\"]*\"|[^\":;]*)")


class Property(NamedTuple):
    """One line of an event: its parameters by upper-case name, and its value as written, still escaped."""

    parameters: Mapping[str, str]
    value: str


@dataclass
class Block:
    """A VEVENT, still unread: the line where it begins, its properties by name, and those of its calendar."""

    line: int
    calendar: dict[str, str]
    properties: dict[str, list[Property]] = field(default_factory=dict)
    guests: list[str] = field(default_factory=list)  # displayed names of who did not decline; no address of theirs

    def first(self, name: str) -> Property | None:
        return self.properties.get(name, [None])[0]

    def value(self, name: str) -> str:
        """The first value of this name, or an empty string."""
        return self.properties[name][0].value.strip() if name in self.properties else ""

    @property
    def repeats(self) -> bool:
        """True for an event that takes part in a recurrence: its dates are not those of its DTSTART alone."""
        return not self.properties.keys().isdisjoint({"RRULE", "RDATE", "RECURRENCE-ID"})

    @property
    def private(self) -> bool:
        """True for every CLASS but PUBLIC: one that is not known is private (3.8.1.3)."""
        return self.value("CLASS").upper() not in ("", "PUBLIC")


Zone = list[tuple[str, str]]  # the lines of a VTIMEZONE that tell which it is


@dataclass
class Lines:
    """One passage over the lines of a file; `zones` and `problems` are complete once `blocks` has ended."""

    file: str
    zones: list[Zone] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def blocks(self, text: str) -> Iterator[Block]:
        """Each event that is whole. One that is not closed before the next begins is told and left out."""
        calendar: dict[str, str] = {}
        block: Block | None = None
        zone: Zone | None = None
        inside = 0  # components opened inside the event, such as an alarm: nothing in them is read
        for number, line in unfolded(text):
            name, _, value = line.partition(":")
            name, component = name.upper(), value.strip().upper()
            if name == "BEGIN" and component in ("VCALENDAR", "VEVENT"):
                self._unclosed(block)
                calendar = {} if component == "VCALENDAR" else calendar
                block, zone, inside = Block(number, calendar) if component == "VEVENT" else None, None, 0
            elif name == "END" and component == "VEVENT":
                if block is not None:
                    yield block
                block = None
            elif block is not None:
                inside = max(0, inside + (name == "BEGIN") - (name == "END"))
                if not inside:
                    _keep(line, OF_EVENTS, block.properties)
                    block.guests += _guest(line)[: REPEATED - len(block.guests)]
            elif name == "BEGIN" and component == "VTIMEZONE":
                zone = []
                self.zones.append(zone)
            elif name == "END" and component == "VTIMEZONE":
                zone = None
            elif zone is not None:
                if name.partition(";")[0] in OF_ZONES and len(zone) < REPEATED:
                    zone.append((name.partition(";")[0], value.strip()[:200]))
            elif name.partition(";")[0] in OF_CALENDARS:
                calendar.setdefault(name.partition(";")[0], value.strip()[:200])
        self._unclosed(block)

    def _unclosed(self, block: Block | None) -> None:
        if block is not None and len(self.problems) < UNCLOSED:
            hint = "Le fichier a peut-être été coupé : reprenez-le, ou corrigez cet événement dans l’agenda."
            self.problems.append(Problem(Where(self.file, block.line), "cet événement n’est pas fini.", hint))


def text_of(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text of a calendar, tidied; "" with its Problem for what is none."""
    if len(raw) > SIZE_LIMIT:
        message = f"ce calendrier pèse {len(raw) // 1_000_000} Mo."
        hint = f"Publiez un agenda plus court : {SIZE_LIMIT // 1_000_000} Mo au plus sont lus."
        return "", [Problem(Where(file), message, hint)]
    text, problems = decode_afar(CUT_LETTER.sub(rb"\1\3\2", raw), file)
    stranger = not_a_calendar(text, file) if text else None
    return ("", [stranger]) if stranger else (text, problems)


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Content lines with the number of the first: a line that begins with a space or a tab goes on (3.1)."""
    begins, parts = 1, [""]
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t"):
            parts.append(line[1:])
            continue
        yield begins, "".join(parts)
        begins, parts = number, [line]
    yield begins, "".join(parts)


def _guest(line: str) -> list[str]:
    """The displayed name of a guest who did not decline (RFC 5545 3.8.4.1), for `who_goes` to know ours among them."""
    found: dict[str, list[Property]] = {}
    _keep(line, frozenset({"ATTENDEE"}), found)
    told = [guest.parameters for kept in found.values() for guest in kept]
    return [one["CN"][:60] for one in told if one.get("CN") and one.get("PARTSTAT", "").upper() != "DECLINED"]


def _keep(line: str, names: frozenset[str], properties: dict[str, list[Property]]) -> None:
    """Add a line to `properties` where its name is one of `names`; a value without end is cut."""
    name = re.split("[:;]", line[:40], maxsplit=1)[0].upper()
    if name not in names:
        return
    match = LINE.match(line[: DATES_LIMIT if name in DATES else TEXT_LIMIT])
    kept = properties.setdefault(name, []) if match else []
    if match and len(kept) < REPEATED:
        parameters = {key.upper(): value.strip('"') for key, value in PARAMETER.findall(match[2])} if match[2] else {}
        kept.append(Property(parameters, match[3]))
