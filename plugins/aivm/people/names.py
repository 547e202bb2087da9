"""Names of people wherever and however they are written: in words, in markup, in an address, in other letters.

`seek` prepares the names, as displayed, once; a `Sought` then reads any plain text, and says where each name stands in
it as it was typed. Letters are read by letters.py; what a name's own letters may be typed as besides is WAYS.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from aivm.people.letters import origins, plain

COMPOUND = re.compile("[ '-]")  # a name of several words, which no common word can be: Jean-Baptiste, N’Golo
INITIAL = re.compile(r".* [A-Z]\.?")
BETWEEN = r"(?:<[^<>]*>|[^\w<]|_){0,12}"  # between two words of a name: whole tags; in #AïssataTouré nothing
MANY_WORDS = 4  # of a longer name, only the orders in which lists turn it
# How a letter of a displayed name is typed besides, on a keyboard that lacks it: each with the reading of letters.py
# first. Bambara once wrote ny and Fulfulde bh, dh, yh; French writes gn, ni; a nasal mark is often an n.
NASAL = "\u0303"
WAYS = {
    **{"ɲ": ("ny", "gn", "ni", "n"), "ny": ("ny", "gn"), "gn": ("gn", "ny"), "ŋ": ("ng", "n'g", "n")},
    **{"ɓ": ("b", "bh"), "ɗ": ("d", "dh"), "ƴ": ("y", "yh"), "ɣ": ("gh", "g")},
    **{vowel + NASAL: (vowel, f"{vowel}n") for vowel in "aeiou"},
}
SPELLING = re.compile("|".join(sorted(WAYS, key=len, reverse=True)) + "|.", re.DOTALL)


class Named(NamedTuple):
    """Where somebody is named: [start, end[ in the text as typed, and the name as displayed."""

    start: int
    end: int
    name: str
    whole: bool = True  # or a part of the name, which somebody else may bear: a question


@dataclass(frozen=True)
class Form:
    """One way in which a name is found in a text that is plain and in small letters."""

    name: str
    needed: tuple[str, ...]  # in every text that holds it: a cheap look first
    pattern: re.Pattern[str]  # begins with letters, so that texts are passed through fast
    holds: Callable[[str, int, int], bool]  # whether it is one at this place of a plain text


@dataclass(frozen=True)
class Sought:
    """Names to look for, prepared."""

    forms: tuple[Form, ...]
    addresses: tuple[tuple[str, Callable[[str], object]], ...]  # names, and what says that an address tells one

    def in_text(self, text: str) -> Iterator[Named]:
        """Each place where one of them is named in full, in the order of the text."""
        read = plain(text)
        found = sorted(_matches(self.forms, read, read.lower()), key=lambda match: (match[0], -match[1]))
        places = origins(text) if found else []
        told = 0
        for start, end, name in found:
            if start >= told:  # of « Awa Diarra », « Awa » is not named again
                told = end
                yield Named(places[start], places[end], name)

    def in_address(self, part: str) -> list[str]:
        """The names that a part of an address tells, or the name of a file: a whole name anywhere in it.

        A first name only where it is all of it, numbers apart: a rose has its address too.
        """
        words = "-".join(re.findall(r"[^\W_]+", plain(part).lower()))
        return [name for name, tells in self.addresses if tells(words)]

    def tells(self, text: str) -> bool:
        """Whether a text, or the words that an address or a file is named by, names one of them."""
        return any(self.in_text(text)) or bool(self.in_address(text))


def same_name(one: str, other: str) -> bool:
    """Whether two displayed names are one, as whoever searches for them sees it: « Lætitia » and « LAETITIA »."""
    typed = " ".join(other.split())
    spans = [found[:2] for found in seek([one]).in_text(typed)]
    return plain(one).casefold().split() == plain(typed).casefold().split() or spans == [(0, len(typed))]


def seek(names: Iterable[str]) -> Sought:
    """What finds these names, given as displayed; those without a word are passed over."""
    return _prepared(tuple(sorted({" ".join(name.split()) for name in names} - {""}, key=len, reverse=True)))


@lru_cache(maxsize=32)  # each story is searched for the same names
def _prepared(names: tuple[str, ...]) -> Sought:
    forms = tuple(form for name in names for form in _forms(name))
    return Sought(forms, tuple((name, _address(name)) for name in names))


def _matches(forms: Iterable[Form], read: str, small: str) -> Iterator[tuple[int, int, str]]:
    for form in forms:
        if all(word in small for word in form.needed):
            match = form.pattern.search(small)
            while match:
                start, end = match.span()
                holds = form.holds(read, start, end)
                if holds:
                    yield start, end, form.name
                match = form.pattern.search(small, end if holds else start + 1)


def _forms(name: str) -> list[Form]:
    words = [_spelling(word) for word in _words(name)]
    if INITIAL.fullmatch(plain(name)):
        pattern = BETWEEN.join(words[:-1]) + rf"(?:<[^<>]*>|[\s_-]){{1,12}}{words[-1]}(?![^\W_])\.?"
        return [Form(name, _needed(name), re.compile(pattern), _is_initial)]
    if not COMPOUND.search(plain(name)):
        displayed = plain(name)
        pattern = rf"{_spelling(_marked(name))}(?![^\W_])"
        return [Form(name, _needed(name), re.compile(pattern), lambda *place: _is_first_name(displayed, *place))]
    orders = dict.fromkeys(BETWEEN.join(map(_spelling, _words(" ".join(order)))) for order in _orders(name.split()))
    return [Form(name, _needed(name), re.compile(rf"{order}(?![^\W\d_])"), _is_apart) for order in orders if order]


def _is_apart(read: str, start: int, end: int) -> bool:
    """A whole name, in small letters too, begins no word in its middle."""
    return not (start and read[start - 1].isalpha())


def _is_first_name(displayed: str, read: str, start: int, end: int) -> bool:
    """A name of one word has its capital: « rose » is the colour. « Rose-Marie », « Sainte-Rose » are others."""
    before, after = read[max(0, start - 2) : start], read[end : end + 2]
    joined = before[-1:].isalnum() or (before[-1:] == "-" and before[:1].isalpha())
    joined |= after[:1] == "-" and after[1:].isupper()
    return not joined and (read[start].isupper() or not displayed[0].isupper())


def _is_initial(read: str, start: int, end: int) -> bool:
    """« Awa P. », with its full stop or not: « Awa puis » and « Awa d’ici » are not; A, O and Y are words as well."""
    dotted = read[end - 1] == "."
    initial = read[end - 2 if dotted else end - 1]
    if (start and read[start - 1].isalnum()) or read[start].isupper() != initial.isupper():
        return False
    return dotted or (initial.isupper() and initial not in "AOY" and read[end : end + 1] != "'")


def _address(name: str) -> Callable[[str], object]:
    """What says that the words of an address tell a name; « ngolo » is « n-golo »."""
    if not COMPOUND.search(plain(name)):
        return re.compile(rf"[\d-]*{'-?'.join(map(_spelling, _words(name)))}[\d-]*").fullmatch
    orders = ("-?".join(map(_spelling, _words(" ".join(order)))) for order in _orders(name.split()))
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(dict.fromkeys(orders))})(?![^\W\d_])").search


def _spelling(word: str) -> str:
    """A pattern of the ways in which a word is typed."""
    return "".join(f"(?:{'|'.join(ways)})" if len(ways) > 1 else re.escape(ways[0]) for ways in _ways(word))


def _ways(word: str) -> Iterator[tuple[str, ...]]:
    return (WAYS.get(letter, (plain(letter),)) for letter in SPELLING.findall(word))


def _needed(name: str) -> tuple[str, ...]:
    """Of each word, the longest stretch that is always typed the same."""
    sure = ("".join(ways[0] if len(ways) == 1 else "\n" for ways in _ways(word)) for word in _words(name))
    return tuple(filter(None, (max(word.split("\n"), key=len) for word in sure)))


def _words(name: str) -> list[str]:
    """The words of a name: « N’Golo » has two."""
    return re.findall(rf"(?:[^\W_]{NASAL}?)+", _marked(name))


def _marked(name: str) -> str:
    """A name in small letters, read but for what may be typed in several ways."""
    letters = unicodedata.normalize("NFD", name).lower()
    return "".join(letter if letter in WAYS or letter == NASAL else plain(letter).lower() for letter in letters)


def _orders(words: list[str]) -> Iterable[Iterable[str]]:
    """« Aïssata Touré », as a list of people turns it: « Touré Aïssata »; a name may have several words."""
    if len(words) <= MANY_WORDS:
        return permutations(words)
    return (words[place:] + words[:place] for place in range(len(words)))
