"""E-mails in a text, as machines write them and as people spell them: « awa (at) courriel point ml ».

Each is looked for around its sign, a few characters away: a very long word costs no more than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

ENDS = r"(?:com|fr|ml|net|org|eu|bzh)\b"  # of a domain, where what comes before is not enough to know it
LOCAL = re.compile(r"(?<![\w.+%@-])[\w.+%-][\w.+%'-]{0,63}$")  # « @aivm@piaille.fr »: an account that all may read
LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
DOMAIN = re.compile(rf"(?!\d+x\.)(?:{LABEL}\.){{1,8}}[^\W\d_][\w-]{{0,61}}[^\W\d_]\b")  # photo@2x.png is a photo
SIGN = re.compile(r"@|＠|﹫|%40|&#64;|&#x40;|&commat;")
SPACE = re.compile(r"\s?")
KNOWN_END = re.compile(rf"\.{ENDS}$")
SIGNS = ("@", "＠", "﹫", "%40", "&#64;", "&#x40;", "&commat;")
# « awa (at) courriel.ml », « awa arobase courriel point ml »: written to be read by people, and they do read it.
SPELLED_AT = re.compile(
    r"[\[({<]\s?(?:[aA][tT]|[aA]robase|AROBASE|chez|@)\s?[\])}>]|\b(?:[aA]robase|AROBASE)\b"
    rf"|[\[(]a[\])](?=\s?[\w-]+\.{ENDS})"
    rf"|(?<=\s)(?:at|At)(?=\s[\w-]+\s(?:dot|DOT|point|POINT)\s\w)"  # « meet us at festival.bzh »
    rf"|(?<=\s)AT(?=\s(?!WWW\.|www\.)[\w-]+(?:\.[\w-]|\s(?:dot|DOT|point|POINT)\s\w))"
    rf"|(?<=\s)chez(?=\s[\w-]+\s(?:dot|point)\s{ENDS})"
)
SPELLED_DOT = r"\s?[\[({]\s?(?:dot|point|\.)\s?[\])}]\s?|\s(?:dot|point)\s|\."
SPELLED_DOMAIN = re.compile(rf"[\w-]{{1,63}}(?:(?:{SPELLED_DOT})[\w-]{{1,63}}){{1,8}}", re.IGNORECASE)
# A cheap look first: most pages have none of these.
SPELLERS = (" at ", " AT ", " At ", "robase", "ROBASE")
BRACKETS = re.compile(r"[\[({<]\s?(?:[aA][tT]?|chez|@)\s?[\])}>]")
CHEZ = re.compile(rf"chez\s[\w-]+\s(?:dot|point)\s{ENDS}")
WINDOW = 66  # characters before a sign


class Mailbox(NamedTuple):
    """Where an e-mail is in a text, and the address that it is sent to."""

    start: int
    end: int
    key: str


def mailboxes(text: str) -> Iterator[Mailbox]:
    """Each e-mail."""
    if any(sign in text for sign in SIGNS):
        yield from around(text, SIGN, DOMAIN)
    if any(speller in text for speller in SPELLERS) or BRACKETS.search(text) or CHEZ.search(text):
        yield from around(text, SPELLED_AT, SPELLED_DOMAIN)


def around(text: str, sign: re.Pattern[str], domain: re.Pattern[str]) -> Iterator[Mailbox]:
    """What has a name before the sign and a domain after it."""
    for match in sign.finditer(text):
        end = SPACE.match(text, match.end()).end()  # type: ignore[union-attr]  # it always matches
        after = domain.match(text, end)
        if not after:
            continue
        start = match.start() - text[match.start() - 1 : match.start()].isspace()
        apart = start < match.start() and end == match.end()  # « suivez @awa.bsky.social »
        if apart and sign is SIGN and not KNOWN_END.search(after[0]):
            continue
        first = max(0, start - WINDOW)
        before = LOCAL.search(text[first:start])
        if before:
            host = re.sub(SPELLED_DOT, ".", after[0], flags=re.IGNORECASE)
            yield Mailbox(first + before.start(), after.end(), f"{before[0]}@{host}".lower())
