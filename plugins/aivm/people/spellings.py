"""How a name is typed: the ways in which each of its letters is written, and the words that it is made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from aivm.people.letters import plain

# How a letter of a displayed name is typed besides, on a keyboard that lacks it: each with the reading of letters.py
# first. Before 1982 Mali wrote è, ò, ny, gh, sh, zh (Hartell, Alphabets of Africa, 1993), Fulfulde bh, dh, yh; French
# writes gn, ni, ch, j; a nasal mark is an n in Bozo and in Bambara. Of a plain letter nothing is guessed: « Nele » is
# not « Ɲɛlɛ », nor « Amadu » « Amadou ».
NASAL, CARON = "\u0303", "\u030c"
WAYS = {
    **{"ɲ": ("ny", "gn", "ni", "n"), "ny": ("ny", "gn"), "gn": ("gn", "ny"), "ŋ": ("ng", "n'g", "n")},
    **{"ɓ": ("b", "bh"), "ɗ": ("d", "dh"), "ƴ": ("y", "yh"), "ɣ": ("gh", "g")},
    **{"ʃ": ("sh", "ch", "s"), "ʒ": ("j", "zh", "z"), f"s{CARON}": ("s", "sh", "ch"), f"z{CARON}": ("z", "zh", "j")},
    **{vowel + NASAL: (vowel, f"{vowel}n") for vowel in "aeiou"},
}
SPELLING = re.compile("|".join(sorted(WAYS, key=len, reverse=True)) + "|.", re.DOTALL)


def spelling(word: str) -> str:
    """A pattern of the ways in which a word is typed."""
    return "".join(f"(?:{'|'.join(ways)})" if len(ways) > 1 else re.escape(ways[0]) for ways in _ways(word))


def _ways(word: str) -> Iterator[tuple[str, ...]]:
    return (WAYS.get(letter, (plain(letter),)) for letter in SPELLING.findall(word))


def needed(name: str) -> tuple[str, ...]:
    """Of each word, the longest stretch that is always typed the same."""
    sure = ("".join(ways[0] if len(ways) == 1 else "\n" for ways in _ways(word)) for word in words_of(name))
    return tuple(filter(None, (max(word.split("\n"), key=len) for word in sure)))


def words_of(name: str) -> list[str]:
    """The words of a name: « N’Golo » has two."""
    return re.findall(rf"(?:[^\W_][{NASAL}{CARON}]*)+", marked(name))


def marked(name: str) -> str:
    """A name in small letters, read but for what may be typed in several ways."""
    letters = unicodedata.normalize("NFD", name).lower()
    kept = {*WAYS, NASAL, CARON}
    return "".join(letter if letter in kept else plain(letter).lower() for letter in letters)
