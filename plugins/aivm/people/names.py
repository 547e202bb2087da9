"""Names of people wherever and however they are written: in words, in markup, in an address, in other letters.

`seek` prepares the names, as displayed, once; a `Sought` then reads any plain text, and says where each name stands in
it as it was typed. Letters are read by letters.py; how else a name's own letters are typed is in spellings.py, where a
part of a name may mean the person in parts.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import permutations
from typing import NamedTuple

from aivm.people.letters import origins, plain
from aivm.people.parts import borne_by_a_place, groups, is_common, may_be_her
from aivm.people.spellings import marked, needed, spelling, words_of

COMPOUND = re.compile("[ '-]")  # a name of several words, which no common word can be: Jean-Baptiste, N’Golo
INITIAL = re.compile(r".* [A-Z]\.?")
# Between two words of a name: whole tags, the address of a link; in #AïssataTouré nothing.
BETWEEN = r"(?:<[^<>]*>|\]\([^()\s]{1,200}\)|[^\w<]|_){0,12}"
PARTED = re.compile(
    r"[.!?…:;]\s+[A-Z]|</?(?:p|li|h\d|div|td|dd|dt)\b[^<>]*>[^\w<]*[A-Z]"
)  # a sentence ends, one begins
LONGEST = 255  # characters in the name of a file
MANY_WORDS = 4  # of a longer name, only the orders in which lists turn it


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
class Part:
    """One of the names in a name, which others may bear as well; or a name of one word, which a place may bear."""

    name: str
    needed: tuple[str, ...]
    pattern: re.Pattern[str]
    word: str  # its last word, in small letters
    holds: Callable[[str, int, int, bool], bool]  # whether it may be her there; the last: the word is a common one


@dataclass(frozen=True)
class Sought:
    """Names to look for, prepared."""

    forms: tuple[Form, ...]
    parts: tuple[Part, ...]
    addresses: tuple[tuple[str, Callable[[str], object]], ...]  # names, and what says that an address tells one

    def in_text(self, text: str) -> Iterator[Named]:
        """Each place where one of them is named in full, in the order of the text."""
        found = _whole(self.forms, *_reading(text))
        places = origins(text) if found else []
        return (Named(places[start], places[end], name) for start, end, name in found)

    def in_part(self, text: str) -> Iterator[Named]:
        """The first place where a part of each name may mean the person, its whole name standing elsewhere or nowhere.

        Of one place, one name only: two sisters may be meant.
        """
        found = {start: (end, name) for start, end, name in _parts(self, *_reading(text))}
        places = origins(text) if found else []
        return (Named(places[start], places[end], name, whole=False) for start, (end, name) in sorted(found.items()))

    def in_address(self, part: str) -> list[str]:
        """The names that a part of an address tells, or the name of a file: a whole name anywhere in it.

        A first name only where it is all of it, numbers apart: a rose has its address too.
        """
        if len(part) > LONGEST:
            return []
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


def seek(names: Iterable[str], shown: Iterable[str] = ()) -> Sought:
    """What finds these names, given as displayed; those without a word are passed over.

    A part of a name tells nobody where it is one of the words of a name that is `shown`, of somebody who agreed.
    """
    wanted = sorted({" ".join(name.split()) for name in names} - {""}, key=len, reverse=True)
    return _prepared(tuple(wanted), frozenset(plain(word) for name in shown for word in words_of(name)))


@lru_cache(maxsize=32)  # each story is searched for the same names
def _prepared(names: tuple[str, ...], shown: frozenset[str]) -> Sought:
    forms = tuple(form for name in names for form in _forms(name))
    parts = tuple(part for name in names for part in _parts_of(name, shown))
    return Sought(forms, parts, tuple((name, _address(name)) for name in names))


def _whole(forms: Iterable[Form], read: str, small: str) -> list[tuple[int, int, str]]:
    """Whole names in the order of the text; of « Awa Diarra », « Awa » is not named again."""
    found: list[tuple[int, int, str]] = []
    for match in sorted(_matches(forms, read, small), key=lambda match: (match[0], -match[1])):
        if not found or match[0] >= found[-1][1]:
            found.append(match)
    return found


@lru_cache(maxsize=1)  # a text is read for whole names, then for parts
def _reading(text: str) -> tuple[str, str]:
    """A text as it is searched: plain, and the same in small letters, letter for letter."""
    read = plain(text)
    return read, read.lower()


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


def _parts(sought: Sought, read: str, small: str) -> Iterator[tuple[int, int, str]]:
    near = [part for part in sought.parts if all(word in small for word in part.needed)]
    whole = _whole(sought.forms, read, small) if near else ()
    inside = {place for start, end, _ in whole for place in range(start, end)}
    asked = set[str]()
    for part in near:
        matches = part.pattern.finditer(small) if part.name not in asked else ()
        common = is_common(part.word, read)
        for start, end in (match.span() for match in matches):
            if start not in inside and part.holds(read, start, end, common):
                asked.add(part.name)
                yield start, end, part.name
                break


def _parts_of(name: str, shown: frozenset[str]) -> Iterator[Part]:
    """The names in a name of several: « Aïssata » and « Touré ». « Awa P. » has an initial because others are Awa."""
    words = name.split()
    if not COMPOUND.search(plain(name)):
        pattern = re.compile(rf"{spelling(marked(name))}(?![^\W_])")
        word = plain(name)
        yield Part(name, needed(name), pattern, word.lower(), partial(_is_borne, word))
    if words == [name] or INITIAL.fullmatch(plain(name)):
        return
    firsts = Counter(plain(word)[:1].lower() for word in words)
    for group in groups(words):
        inside = [word for part in group for word in words_of(part)]
        if inside and shown.isdisjoint(map(plain, inside)):
            pattern = re.compile(BETWEEN.join(map(spelling, inside)) + r"(?![^\W_])")
            others = frozenset(firsts - Counter(plain(group[0])[:1].lower()))
            yield Part(name, needed(" ".join(group)), pattern, plain(inside[-1]), partial(_is_part, others))


def _forms(name: str) -> list[Form]:
    words = [spelling(word) for word in words_of(name)]
    if INITIAL.fullmatch(plain(name)):
        pattern = BETWEEN.join(words[:-1]) + rf"(?:<[^<>]*>|[\s_-]){{1,12}}{words[-1]}(?![^\W_])\.?"
        return [Form(name, needed(name), re.compile(pattern), _is_initial)]
    if not COMPOUND.search(plain(name)):
        displayed = plain(name)
        pattern = rf"{spelling(marked(name))}(?![^\W_])"
        return [Form(name, needed(name), re.compile(pattern), lambda *place: _is_first_name(displayed, *place))]
    orders = dict.fromkeys(BETWEEN.join(map(spelling, words_of(" ".join(order)))) for order in _orders(name.split()))
    return [Form(name, needed(name), re.compile(rf"{order}(?![^\W\d_])"), _is_apart) for order in orders if order]


def _is_apart(read: str, start: int, end: int) -> bool:
    """A whole name, in small letters too, begins no word in its middle, and « Une rose. Petit à petit » is none."""
    parted = read[start].islower() and PARTED.search(read, start, end)
    return not (parted or (start and read[start - 1].isalpha()))


def _is_part(others: frozenset[str], read: str, start: int, end: int, common: bool) -> bool:
    return may_be_her(read, start, end, others, common)


def _is_borne(displayed: str, read: str, start: int, end: int, common: bool) -> bool:
    return _is_first_name(displayed, read, start, end, of_a_place=True)


def _is_first_name(displayed: str, read: str, start: int, end: int, of_a_place: bool = False) -> bool:
    """A name of one word has its capital: « rose » is the colour. « Rose-Marie », « Sainte-Rose » are others.

    Right after « salle » or « rue » it is the name of a place, or not: a question, asked as of a part of a name.
    """
    if borne_by_a_place(read, start) is not of_a_place:
        return False
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
        return re.compile(rf"[\d-]*{'-?'.join(map(spelling, words_of(name)))}[\d-]*").fullmatch
    orders = ("-?".join(map(spelling, words_of(" ".join(order)))) for order in _orders(name.split()))
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(dict.fromkeys(orders))})(?![^\W\d_])").search


def _orders(words: list[str]) -> Iterable[Iterable[str]]:
    """« Aïssata Touré », as a list of people turns it: « Touré Aïssata »; a name may have several words."""
    if len(words) <= MANY_WORDS:
        return permutations(words)
    return (words[place:] + words[:place] for place in range(len(words)))
