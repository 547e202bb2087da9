"""What phones and mail programs put around a text (dates, names, « <Médias omis> », headers), all of which goes."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Marks of writing direction, which WhatsApp puts before names and media.
INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

DAY = r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)"
HOUR = r"\d{1,2}[:hH.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
# « [08/11/2026 21:14:03] » on an iPhone, « 08/11/2026, 21:14 - » on Android.
STAMP = re.compile(rf"(?:\[{DAY},?\s+(?:à\s+)?{HOUR}\]\s*|{DAY},?\s+(?:à\s+)?{HOUR}\s+[-–]\s+)")
SENDER = re.compile(r"([^:]{1,60}?)\s*:(?:\s|$)")

NOISE = re.compile(
    "|".join(
        (
            r"<?(?:fichiers? )?m[ée]dias? omis>?|<?media omitted>?",
            r"(?:image|photo|vid[ée]o|audio|gif|sticker|autocollant|document) (?:absente?|omise?|omitted)",
            r".{1,120}\.\w{2,4} \((?:fichier joint|file attached)\)",
            r"<(?:pièce jointe|attached)\s?:.*>",
            r"(?:ce message a été supprimé|vous avez supprimé ce message|this message was deleted)\.?",
            r"(?:envoyé|sent) (?:de(?:puis)?|à partir d[eu]|from) .{1,60}",
            r"télécharge[rz] outlook .*",
        )
    ),
    re.IGNORECASE,
)
EDITED = re.compile(r"\s*<(?:ce message a été modifié|this message was edited)>", re.IGNORECASE)
MAIL_HEADER = re.compile(
    r"(?P<name>de|from|à|to|cc|cci|bcc|date|envoyé(?: le)?|sent|objet|subject|répondre à|reply-to|pièces? jointes?)"
    r"\s*:\s*(?P<value>.*)",
    re.IGNORECASE,
)
REPLY = re.compile(r"^(?:(?:re|ré|fw|fwd|tr)\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True)
class Stripped:
    """What was written: numbered lines, an e-mail's subject, the days (JJ/MM/AAAA) of messages, how many wrote."""

    lines: tuple[tuple[int, str], ...]
    subject: str
    days: tuple[str, ...]
    senders: int


def strip_messages(text: str) -> Stripped:
    """Take the writing out of a WhatsApp export or an e-mail. No name of a sender is kept: people come first."""
    numbered = [(number, INVISIBLE.sub("", line).strip()) for number, line in enumerate(text.split("\n"), 1)]
    subject, numbered = _without_mail_header(numbered)
    kept: list[tuple[int, str]] = []
    days: list[str] = []
    senders: set[str] = set()
    for number, line in numbered:
        stamp = STAMP.match(line)
        if stamp:
            days.append(day_of([part for part in stamp.groups() if part]))
            sender = SENDER.match(line[stamp.end() :])
            if not sender:  # « Awa a rejoint le groupe »
                continue
            senders.add(sender.group(1))
            line = line[stamp.end() + sender.end() :].strip()
        line = EDITED.sub("", line)
        if not NOISE.fullmatch(line):
            kept.append((number, line))
    return Stripped(tuple(kept), subject, tuple(dict.fromkeys(days)), len(senders))


def day_of(parts: list[str]) -> str:
    """« 08/11/2026 » from day, month and year, the year in two or four digits."""
    day, month, year = parts
    return f"{day:0>2}/{month:0>2}/{year if len(year) == 4 else '20' + year}"


def _without_mail_header(lines: list[tuple[int, str]]) -> tuple[str, list[tuple[int, str]]]:
    """The subject and the lines under an e-mail's header; one line alone (« À : tous ») is no header."""
    start = next((index for index, (_, line) in enumerate(lines) if line), len(lines))
    end = start
    found: dict[str, str] = {}
    while end < len(lines) and (match := MAIL_HEADER.fullmatch(lines[end][1])):
        found[match["name"].casefold()] = match["value"]
        end += 1
    if len(found) < 2:
        return "", lines
    return REPLY.sub("", found.get("objet") or found.get("subject") or "").strip(), lines[end:]
