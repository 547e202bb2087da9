"""Links that open a conversation with somebody: a number to dial, an account of a messaging service."""

from __future__ import annotations

import re
from collections.abc import Iterator

END = r"[^\s<>\"']*[^\s<>\"'.,;:!?)\]}»]"
LINK = re.compile(
    # « whatsapp://send?text= » and « t.me/share » pass a page on, to nobody in particular
    r"(?<![\w.-])(?:(?:tel|sms|smsto|callto|facetime|facetime-audio):(?://)?(?:\+|%2B)?(?=(?:[().\-]?\d){8})"
    r"|(?:whatsapp|viber|tg|sgnl|threema)://(?!send/?\?text=|forward)"
    r"|(?:skype|xmpp|sips?):(?=\w[\w.@:-]{2,})"
    r"|(?:https?://)?(?:www\.)?(?:wa\.me|(?:api|chat|web)\.whatsapp\.com|t\.me|telegram\.me|signal\.(?:me|group)"
    r"|viber\.me|invite\.viber\.com|m\.me|matrix\.to|line\.me|join\.skype\.com|threema\.id)/"
    rf"(?!\??text=|\?text=|send/?\?text=|share)){END}",
    re.IGNORECASE,
)
ACCOUNT = re.compile(
    r"\b(?:whats\s?app|telegram|signal|viber|skype|messenger|snapchat)\b\s?:?\s?(@[\w.]{3,32})", re.IGNORECASE
)
# A cheap look first: most pages have none of these.
OPENERS = (
    *(
        "tel:",
        "Tel:",
        "sms:",
        "callto:",
        "facetime",
        "hatsapp:",
        "hatsapp.",
        "iber:",
        "iber.",
        "tg:",
        "sgnl:",
        "hreema",
    ),
    *("kype", "xmpp:", "sip:", ".me/", "ignal.", "atrix.to/"),
)
NAMES = ("hatsapp", "hatsApp", "elegram", "ignal", "iber", "kype", "essenger", "napchat")  # before « : @awa »


def links(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each."""
    if any(opener in text for opener in OPENERS):
        for match in LINK.finditer(text):
            yield match.span()
    if "@" in text and any(name in text for name in NAMES):
        for match in ACCOUNT.finditer(text):
            yield match.span(1)
