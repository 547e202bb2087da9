"""A time zone as a calendar tells it (RFC 5545 3.6.5): its rule in a few lines, instead of 3 kB of dates."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

CHANGE = timedelta(hours=1)  # after midnight in UTC, in all of Europe at once (directive 2000/84/EC)

# The rule of Europe, in force since 1996. Before that summer ended in September: an older event may be an hour out
# there, which no reader of an agenda meets.
SUMMER_TIME = """\
BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:DAYLIGHT
DTSTART:19960331T{spring:%H%M%S}
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:{summer:%Z}
TZOFFSETFROM:{winter:%z}
TZOFFSETTO:{summer:%z}
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T{autumn:%H%M%S}
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:{winter:%Z}
TZOFFSETFROM:{summer:%z}
TZOFFSETTO:{winter:%z}
END:STANDARD
END:VTIMEZONE
"""
ONE_OFFSET = """\
BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:STANDARD
DTSTART:19700101T000000
TZNAME:{winter:%Z}
TZOFFSETFROM:{winter:%z}
TZOFFSETTO:{winter:%z}
END:STANDARD
END:VTIMEZONE
"""


@cache
def vtimezone(zone: str) -> str:
    """The component of a zone that changes its clocks as Europe does, or never: `territory.py` allows no other."""
    winter, summer = (datetime(2026, month, 1, tzinfo=ZoneInfo(zone)) for month in (1, 7))
    rule = ONE_OFFSET if winter.utcoffset() == summer.utcoffset() else SUMMER_TIME
    midnight = datetime(2026, 1, 1)
    spring, autumn = (midnight + CHANGE + (season.utcoffset() or timedelta()) for season in (winter, summer))
    return rule.format(zone=zone, winter=winter, summer=summer, spring=spring, autumn=autumn)
