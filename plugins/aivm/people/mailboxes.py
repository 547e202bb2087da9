"""E-mails in a text, as machines write them and as people spell them: « awa (at) courriel point ml »."""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = r"(?<![\w.+@-])[\w.+-]+"  # « @aivm@piaille.fr » is an account that all may read, not a mailbox
ENDS = r"(?:com|fr|ml|net|org|eu|bzh)\b"  # of a domain, where what comes before is not enough to know it
SIGN = rf"(?:@(?<=\w@)\s?|%40|＠|\s@\s|\s@(?=[\w-]+\.{ENDS}))"
EMAIL = re.compile(rf"{WORD}{SIGN}(?:[\w-]+\.)+[^\W\d_][\w-]*[^\W\d_]\b")
SIGNS = ("@", "%40", "＠")
# « awa (at) courriel.ml », « awa arobase courriel point ml »: written to be read by people, and they do read it.
SPELLED_AT = (
    r"(?:\s?[\[({<]\s?(?:at|arobase|chez|@)\s?[\])}>]\s?|\s?\barobase\b\s?"
    rf"|\s?[\[(]a[\])]\s?(?=[\w-]+\.{ENDS})|\s(?:at|chez)\s(?=[\w-]+\s(?:dot|point)\s{ENDS}))"
)
SPELLED_DOT = r"\s?[\[({]\s?(?:dot|point|\.)\s?[\])}]\s?|\s(?:dot|point)\s|\."
SPELLED = re.compile(rf"{WORD}{SPELLED_AT}[\w-]+(?:(?:{SPELLED_DOT})[\w-]+)+", re.IGNORECASE)
# A cheap look first: most pages have none of these.
SPELLERS = (
    re.compile(r"[\[({<]\s?(?:at|AT|a|arobase|chez|@)\s?[\])}>]"),
    re.compile(r"[Aa]robase\b"),
    re.compile(r"(?:dot|DOT|point)\s(?:com|COM|fr|ml|net|org|eu|bzh)\b"),
)


def mailboxes(text: str) -> Iterator[re.Match[str]]:
    """Each e-mail."""
    if any(sign in text for sign in SIGNS):
        yield from EMAIL.finditer(text)
    if any(speller.search(text) for speller in SPELLERS):
        yield from SPELLED.finditer(text)


def plain(address: str) -> str:
    """An e-mail as it is sent to: « awa (at) courriel point ml » is awa@courriel.ml."""
    address = re.sub(rf"{SPELLED_AT}|\s?(?:%40|＠|@)\s?", "@", address, flags=re.IGNORECASE)
    return re.sub(SPELLED_DOT, ".", address, flags=re.IGNORECASE)
