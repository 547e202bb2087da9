"""One way to fold words to plain ASCII: addresses (`slug`), and the words people type (`fold.fold`)."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 60

# Letters that Unicode does not decompose: French ligatures, then the alphabets of Bambara, Fulfulde and Dogon.
LETTERS = str.maketrans(
    {
        **{"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o"},
        **{"ɛ": "e", "Ɛ": "e", "ɔ": "o", "Ɔ": "o", "ɲ": "ny", "Ɲ": "ny", "ŋ": "ng", "Ŋ": "ng"},
        **{"ɓ": "b", "Ɓ": "b", "ɗ": "d", "Ɗ": "d", "ƴ": "y", "Ƴ": "y"},
    }
)


def ascii_words(text: str) -> list[str]:
    """The words of a text in lower-case a-z and 0-9, accents folded; whatever else only separates."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.findall(r"[a-z0-9]+", bare.lower())


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
