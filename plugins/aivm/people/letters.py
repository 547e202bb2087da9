"""The one reading of letters: what is searched for people, the words that are typed as keys, and addresses.

`plain` gives every letter a keyboard's: accents, tones and nasal marks fall, ligatures and letters of other alphabets
are spelled, what nobody sees goes, apostrophes, hyphens and spaces are of one kind each. Case stays, and so does what
is no Latin letter. `origins` leads back to the text as typed.

The alphabets: French, Breton; Bambara, Fulfulde, Dogon, Songhay, Bozo and Tamasheq as Mali fixed them (décret 159/PG-RM
of 19 July 1982; Alphabets et règles d’orthographe des langues nationales, DNAFLA, 1991). A letter that no table has is
read by its name in Unicode: « b with hook » is a b.
"""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 60

NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
NAMED = re.compile(r"(?:.* )?LATIN .*?\b(?:LETTER|LIGATURE) (?:\w+ )*?([A-Z]{1,2})(?: WITH .*)?")
APOSTROPHES = "‘’‛′´ʹʻʼʽʾʿˈˊˋ՚׳ꞌ＇｀"
GLOTTAL = "ʔɁɂˀʕ"  # stops in the throat, as the apostrophe is
HYPHENS = "\u2043\u2212\u02d7\u30fb·•"  # beside those that Unicode calls dashes
FILLERS = "\u115f\u1160\u3164\uffa0"  # letters by kind, and nothing to see
# Letters whose name says too little. Upper case is made from it.
SPELLED = {
    **{
        "ɲ": "ny",
        "ŋ": "ng",
        "ß": "ss",
        "ĸ": "k",
        "ɣ": "gh",
        "ə": "e",
        "ǝ": "e",
        "ɩ": "i",
        "ʊ": "u",
        "ʃ": "sh",
        "ʒ": "j",
    },
    **{"ð": "d", "þ": "th", "ɑ": "a", "ɸ": "f"},
}
# Of other alphabets, drawn as ours: typed by mistake (the Greek ε is on more keyboards than ɛ), or to pass unseen.
DRAWN = dict(
    zip(
        "АВЕЅІЈКМНОРСТХаеѕіјорсухԁһӏԛԝҮүΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχ",
        "ABESIJKMHOPCTXaesijopcyxdhlqwYyABEZHIKMNOPTYXaeikvoptux",
        strict=True,
    )
)


class Letters(dict[str, str]):
    """What each character outside ASCII is read as, worked out when first met."""

    def __missing__(self, char: str) -> str:
        self[char] = _read(char)
        return self[char]


def _read(char: str) -> str:
    kind = unicodedata.category(char)
    if kind[0] == "M" or kind in ("Cf", "Cc"):  # marks on a letter, joints, direction, selectors, tags
        return ""
    if kind == "Pd" or kind[0] == "Z":
        return "-" if kind == "Pd" else " "
    parts = unicodedata.normalize("NFKD", char)
    if parts != char:
        return plain(parts)
    named = NAMED.fullmatch(unicodedata.name(char, ""))
    if named is None:
        return char
    return named[1] if "CAPITAL" in named[0] else named[1].lower()


LETTERS = Letters(
    {
        **dict.fromkeys(APOSTROPHES + GLOTTAL, "'"),
        **dict.fromkeys(HYPHENS, "-"),
        **dict.fromkeys(FILLERS, ""),
        **SPELLED,
        **{letter.upper(): said.upper() for letter, said in SPELLED.items() if letter not in "ßĸ"},
        **DRAWN,
    }
)


def plain(text: str) -> str:
    """`text` as a keyboard without accents has it: « Lætitia » is « Laetitia », « Kɔnɔ » is « Kono »."""
    return NOT_ASCII.sub(lambda run: "".join(map(LETTERS.__getitem__, run[0])), text)


def origins(text: str) -> list[int]:
    """For each character of `plain(text)`, its place in `text`; then the length of `text`."""
    places = [place for place, char in enumerate(text) for _ in (char if char < "\x80" else LETTERS[char])]
    return [*places, len(text)]


def ascii_words(text: str) -> list[str]:
    """The words of a text in lower-case a-z and 0-9, letters read as above; whatever else only separates."""
    return re.findall(r"[a-z0-9]+", plain(text).lower())


def slug(title: str) -> str:
    """The address of a title: a-z, 0-9 and hyphens, 60 characters at most, cut between words; "" when nothing stays."""
    words = ascii_words(title)
    if not words:
        return ""
    kept = words[0][:MAX_LENGTH]
    for word in words[1:]:
        if len(kept) + 1 + len(word) > MAX_LENGTH:
            break
        kept = f"{kept}-{word}"
    return kept
