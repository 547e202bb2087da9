"""The request of a teacher for a slot, as an e-mail that the teacher completes: words, address, and a row to paste.

Plain text: nothing is sent by the site. The last line of the message is the row of evenements.csv that holds the date
as an option; the coordinator pastes it and fills what it leaves blank. There is no space in it: a mail program that
wraps long lines breaks them at spaces, and a row in two pieces could not be pasted.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from urllib.parse import quote

from aivm.agenda.slots import Slot
from aivm.records.event import Event
from aivm.text.dates import Strings, full_day

MAILTO_LIMIT = 1200  # characters of the whole address: beyond some 2 000 a few mail programs open nothing
COLUMNS = tuple(info.alias or name for name, info in Event.model_fields.items() if not info.exclude)
GREETING = ("Bonjour,", "", "Nous aimerions recevoir une animation :")
FORM = (
    "À compléter :",
    "- classe et nombre d'élèves :",
    "- école et commune :",
    "- nom et téléphone :",
    "- thème souhaité :",
)
ROW_TITLE = "Pour l'association, ligne à garder telle quelle :"


@dataclass(frozen=True)
class Request:
    """What a message says, its lines separated by line feeds. `short` says it in as few words as can be."""

    subject: str
    body: str
    short: str


def request(slot: Slot, level: str, strings: Strings) -> Request:
    """The message for one slot and one of the levels of events; `strings` gives months and weekdays."""
    day = full_day(slot.day, strings).replace("\N{NO-BREAK SPACE}", " ")  # which would weigh 6 characters in an address
    told = (
        f"- référence : {slot.reference}",
        f"- date : {day}, {slot.half_day}",
        f"- niveau : {level}",
        f"- secteur : {slot.sector}",
    )
    row = event_row(slot, level)
    return Request(
        subject=f"Animation {slot.reference}",
        body="\n".join([*GREETING, *told, "", *FORM, "", ROW_TITLE, row]),
        short="\n".join([told[0], told[2], "", row]),
    )


def event_row(slot: Slot, level: str) -> str:
    """The row of evenements.csv that holds the slot as an option, its columns in the order of the file as shipped.

    The commune, the volunteer and the last day of the option are left blank; until they are filled, each is told with
    its remedy, and the half-day is taken all the same. The id is the reference, so a second request for one slot is
    told too, as an id that is already taken.
    """
    values = {
        "id": slot.reference,
        "titre": "Animation",
        "debut": f"{slot.begins:%Y-%m-%dT%H:%M}",
        "fin": f"{slot.ends:%H:%M}",
        "statut": "option",
        "public": "scolaire",
        "niveaux": level,
    }
    row = io.StringIO()
    csv.writer(row, delimiter=";", lineterminator="").writerow([values.get(column, "") for column in COLUMNS])
    return row.getvalue()


def mailto(address: str, message: Request) -> str:
    """The `mailto:` of a message (RFC 6068), at most 1 200 characters: in its short words where it would be longer.

    An empty address is allowed: the teacher's mail program then asks for it.
    """
    whole = _mailto(address, message.subject, message.body)
    return whole if len(whole) <= MAILTO_LIMIT else _mailto(address, message.subject, message.short)


def _mailto(address: str, subject: str, body: str) -> str:
    """Everything but letters, digits and `-._~` percent-encoded; line ends are CRLF (RFC 6068, 5)."""
    lines = body.replace("\n", "\r\n")
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(lines, safe='/:,')}"
