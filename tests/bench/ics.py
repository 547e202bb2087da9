"""CPU and memory of reading a calendar of 10 000 events, 500 of them recurring: read, expanded, made into records.

Run by `python3 tasks.py bench --only ics`. Prints medians of several runs, each in a process of its own, beside what
`icalendar` and `recurring_ical_events` alone take for the same bytes; asserts nothing. Aim: 5 s and 200 MB.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

RUNS = 5
EVENTS, RECURRING = 10_000, 500
FIRST, LAST = date(2026, 9, 1), date(2027, 8, 31)
RULES = (
    "FREQ=WEEKLY;COUNT=12;BYDAY=TH",
    "FREQ=MONTHLY;BYDAY=2TH",
    "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270630T220000Z",
    "FREQ=YEARLY",
)
EVENT = """BEGIN:VEVENT
DTSTART;TZID=Europe/Paris:{start:%Y%m%dT%H%M%S}
DTEND;TZID=Europe/Paris:{end:%Y%m%dT%H%M%S}
{rule}DTSTAMP:20261101T090000Z
UID:{rank:032x}@google.com
CREATED:20261001T090000Z
DESCRIPTION:Une causerie pour raconter le fleuve\\, l’eau et les saisons.\\n\\nVen
 ez avec vos questions : on répond à tout. Inscription : awa@asso.example. #cm1 #tout-public
LAST-MODIFIED:20261001T090000Z
LOCATION:Salle des fêtes\\, 3 rue du Pont\\, 35170 Bruz\\, France
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Causerie au fil du fleuve {rank}
TRANSP:OPAQUE
ATTENDEE;CN=Awa;PARTSTAT=ACCEPTED:mailto:awa@asso.example
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P0DT0H30M0S
END:VALARM
END:VEVENT
"""


def calendar() -> bytes:
    """As Google exports it; every event is in the window."""
    begins = datetime(2026, 9, 1, 9)
    events = []
    for rank in range(EVENTS):
        start = begins + timedelta(days=rank % 360, hours=rank % 9)
        rule = f"RRULE:{RULES[rank % len(RULES)]}\n" if rank < RECURRING else ""
        events.append(EVENT.format(start=start, end=start + timedelta(hours=1), rule=rule, rank=rank))
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Google Inc//EN\n{''.join(events)}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def ours(raw: bytes) -> int:
    """Our reader, and the records of its rows."""
    from aivm.config import Config
    from aivm.records.build import build_records
    from aivm.records.places import Places
    from aivm.sources.ics.rows import read
    from aivm.sources.ics.words import table
    from aivm.sources.options import Options
    from aivm.territory import FILE, read_territory

    territory, _ = read_territory(Path(FILE).read_bytes())
    assert territory is not None
    words, _ = table(Config().calendar_words, "")
    rows, _ = read(raw, "agenda.ics", Options(FIRST, LAST, words=words, territory=territory))
    places = Places({"Bruz": "Rennes"}, territory, FIRST)
    records, _ = build_records({"events": rows}, places, {"volunteers": None, "associations": None})
    return len(records.events)


def libraries(raw: bytes) -> int:
    """The two libraries alone, which give components and no records."""
    import icalendar
    import recurring_ical_events

    return len(recurring_ical_events.of(icalendar.Calendar.from_ical(raw)).between(FIRST, LAST))


READERS: dict[str, Callable[[bytes], int]] = {"ours": ours, "libraries": libraries}


def one(name: str) -> None:
    """Run in a process of its own: CPU in seconds, peak memory in MB, events."""
    raw = calendar()
    before = resource.getrusage(resource.RUSAGE_SELF)
    found = READERS[name](raw)
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(cpu, after.ru_maxrss / 1024, found)


def measured(name: str) -> tuple[float, float, int]:
    """Medians of RUNS."""
    command = [sys.executable, __file__, name]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() for _ in range(RUNS)]
    return statistics.median(float(run[0]) for run in runs), max(float(run[1]) for run in runs), int(runs[0][2])


def main() -> None:
    """Measure both and print one table."""
    print(f"{f'{EVENTS} events, {RECURRING} recurring':<34}{'CPU (s)':>8}{'MB':>8}{'found':>8}")
    results = {name: measured(name) for name in READERS}
    for name, (cpu, memory, found) in results.items():
        print(f"{name:<34}{cpu:>8.2f}{memory:>8.0f}{found:>8}")
    print(f"{'ratio':<34}{results['ours'][0] / results['libraries'][0]:>8.2f}")


if __name__ == "__main__":
    one(sys.argv[1]) if len(sys.argv) > 1 else main()
