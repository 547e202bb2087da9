"""French typography, the one function for every text of the site: spaces, quotes, apostrophes, hours and units.

Rules of the Lexique des règles typographiques en usage à l’Imprimerie nationale: a narrow no-break space (U+202F)
before ; ! ? » and units and after «, a full one (U+00A0) before the colon and between a number and a word. Only spaces,
quotes, apostrophes and dots ever change; letters, digits, addresses and code never do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

NARROW, FULL = "\u202f", "\u00a0"
SEAM = "\ue000"  # the edge of an inline element, between two text nodes of one block
OPAQUE = "\ue001"  # stands for one protected stretch while the rules run
SP = "[ \t\u00a0\u2009\u202f]"
DASHES = "\u2013\u2014"

FILE_TYPES = (
    "jpe?g|png|webp|avif|heic|gif|svg|mp3|m4a|ogg|opus|md|txt|csv|json|xml|ics|ya?ml|toml|html?|css|js|py|"
    "pdf|docx?|xlsx?|odt|ods|zip"
)
URL_CHAR = r"[^\s<>\"«»`\ue000-\uf8ff]"
URL_END = r"[^\s<>\"«»`\ue000-\uf8ff.,;:!?…'’)\]}*]"

WEB_ADDRESS = rf"(?:https?|ftps?|file)://(?:{URL_CHAR}*{URL_END})?"

# What no rule may touch. Private-use characters are here too, so that SEAM and OPAQUE cannot be typed.
PROTECTED = re.compile(
    "|".join(
        (
            r"`[^`\n]*`",
            WEB_ADDRESS,
            rf"\bwww\.(?:{URL_CHAR}*{URL_END})?",
            r"\b(?:mailto|tel|webcal|geo):[\w.@+%-]*[\w%]",
            r"(?<![\w.+-])[\w.+-]*[\w+-]@\w[\w-]*(?:\.\w[\w-]*)+",
            rf"(?<![\w.-])[\w.-]*[\w-]\.(?i:{FILE_TYPES})(?!\w)",
            r"(?<![\w/])/[\w~%-]+(?:[/.][\w~%-]+)*/?(?:\?[\w=&%~+-]+)?",  # /agenda/2026-10/
            r"#\w+",
            r"\b\d{4}-\d\d-\d\d(?:[\w:+-]*\w)?",  # ISO dates, and ids that start with one
            r"&#?\w+;",
            r"[:;]-[)(DPp|/]",
            r"(?<!\S)[:;][)(DPp](?!\w)",
            r"::+",
            "[\ue000-\uf8ff]",
        )
    )
)

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
NOUNS = (
    "ans?|mois|semaines?|jours?|journées?|heures?|minutes?|secondes?|euros?|francs?|mètres?|kilomètres?|kilos?|litres?|hectares?|"
    "millions?|milliards?|élèves?|classes?|écoles?|communes?|villages?|associations?|volontaires?|bénévoles?|personnes?|habitants?|"
    "places?|photos?|récits?|dates?|octets?|kilooctets?"
)
# Units that may be typed against their number; a single letter needs its space (« A4 », « 5G », « CM2 » are words).
TIGHT_UNITS = "%|‰|€|\\$|°C|FCFA|ko|Ko|Mo|Go|kWh|km²|km|cm|mm|m²|kg|mn|min|ha"
LOOSE_UNITS = f"{TIGHT_UNITS}|[hsmgltLWVoF]|cl|ml|kW|CFA|dB"
NUMBER_END = rf"(?<=\d){SEAM}?"
STARTS = r"(?<![\w/#])(?<![a-gi-zà-ÿ]-)"  # a number of its own, not the end of « salle-14h30 »

ELISIONS = "[cdjlmnstCDJLMNST]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu"
CLOSED = rf"[\w)\]}}»”’…%‰€°*.{SEAM}{OPAQUE}]"  # what a French « ! » may follow

STRAIGHT_QUOTES = (re.compile(r'(?<![\w"])"(?=[^\s"])([^"]*)(?<=[^\s"])"(?!\w)'), rf"«{NARROW}\1{NARROW}»")

RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"(?<!\.)\.{3}(?!\.)", "…"),
        (rf"(?<=[^\W\d_])'(?=[^\W\d_]|{SEAM}[^\W\d_])", "’"),
        (rf"(?<!\w)({ELISIONS})'(?=[\w«{SEAM}{OPAQUE}])", r"\1’"),
        (rf"(?<![\d.,/]){STARTS}(?<!\d{SP})([1-9]\d{{0,2}}(?:{SP}\d{{3}})+)(?!{SP}?\d)", "thousands"),
        (rf"{STARTS}([01]?\d|2[0-4]){SP}?h{SP}?([0-5]\d)(?!\w)", rf"\1{NARROW}h{NARROW}\2"),
        (rf"{STARTS}([01]?\d|2[0-4])h(?!\w|['’]|-(?!\d))", rf"\1{NARROW}h"),
        (rf"{STARTS}(\d+(?:[.,]\d+)?{SEAM}?){SP}*({TIGHT_UNITS})(?![\w'’])", rf"\1{NARROW}\2"),
        (rf"({NUMBER_END}){SP}+(?=(?:{LOOSE_UNITS})(?![\w'’]))", rf"\1{NARROW}"),
        (rf"({NUMBER_END}){SP}+(?=(?:{NOUNS})(?!\w))", rf"\1{FULL}"),
        (rf"((?<!\w)(?:\d\d?|1er){SEAM}?){SP}+(?=(?:{MONTHS})(?!\w))", rf"\1{FULL}"),
        (rf"(?<!\w)([Nn]°s?){SP}*(?=\d)", rf"\1{FULL}"),
        (rf"(?<!\w)(M\.|MM\.|Mmes?|Mlles?|Dr|Pr|Ste?){SP}+(?=[A-ZÀ-Ý])", rf"\1{FULL}"),
        # Guillemets first: the space they bring is what the colon and the signs then look at.
        (rf"«{SP}*", f"«{NARROW}"),
        (rf"(?<=\S){SP}*»|^{SP}+»", f"{NARROW}»"),
        (rf"(?<=\S){SP}+(?=[;!?])", NARROW),
        (rf"(?<={CLOSED})(?=[;!?][;!?]*(?:[\s)\]»”’\"{SEAM}]|$))", NARROW),
        (rf"(?<=\S){SP}+(?=:(?![)(/|]))", FULL),
        (rf"(?<={CLOSED})(?=:(?:\s|$|{SEAM}|«))", FULL),
    )
)


def french(text: str, *, after_inline: bool = False) -> str:
    """A decoded plain text in French typography; doing it twice changes nothing.

    `after_inline` says that an inline element stands just before (`<b>Mot</b> !`): a leading sign gets its space.
    """
    return french_run(["", text] if after_inline else [text])[-1]


def french_run(parts: Sequence[str]) -> list[str]:
    """The same over the text nodes of one block, in order: quotes and spaces are right across inline elements."""
    kept: list[str] = []

    def shelter(match: re.Match[str]) -> str:
        kept.append(match.group())
        return OPAQUE

    text = SEAM.join(PROTECTED.sub(shelter, part) for part in parts)
    for step in (_quotes, _rules):
        text = step(text)
    returned = iter(kept)
    return [re.sub(OPAQUE, lambda _: next(returned), part) for part in text.split(SEAM)]


def _quotes(text: str) -> str:
    """Straight quotes in pairs, the innermost first: each turn leaves two fewer, so this ends."""
    pattern, new = STRAIGHT_QUOTES
    while (changed := pattern.sub(new, text)) != text:
        text = changed
    return text


def _rules(text: str) -> str:
    for pattern, new in RULES:
        text = pattern.sub(_narrow_spaces if new == "thousands" else new, text)
    return text


def _narrow_spaces(match: re.Match[str]) -> str:
    return re.sub(SP, NARROW, match.group())
