"""Names of people who have not agreed, wherever and however they are written: in words, in markup, in an address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from aivm.output.search import TEXTS, each, of_kind
from aivm.output.tree import Finding, Findings, Tree

COMPOUND = re.compile("[ '’‘ʼ-]")  # a name of several words, which no common word can be: Jean-Baptiste, N’Golo
INITIAL = re.compile(r" [A-ZÀ-Ý]\.?$")
NOTHING = r"(?!)"  # matches nowhere
BETWEEN = r"(?:<[^<>]*>|[^\w<]|_){0,12}"  # between two words of a name: whole tags; in #AïssataTouré nothing


class Patterns(NamedTuple):
    """What finds names that only capitals tell in an `unaccented` text, and the others in the same in small letters."""

    alone: re.Pattern[str]
    whole: re.Pattern[str]


def people(tree: Tree, names: Iterable[str]) -> Findings:
    """Nobody without consent in force is named anywhere (RGPD, art. 6.1.a), nor in the address of a file.

    `names` are as displayed. A first name that somebody else also bears, with consent, is not for this list.
    """
    wanted = _wanted(names)
    if not wanted:
        return
    hint = "Retirez ce nom, ou notez l’accord de la personne dans content/data/volontaires.yaml."
    message = "« {found} » est cité sans accord en vigueur : {around}."
    patterns = _patterns(wanted)
    for path in of_kind(tree, TEXTS):
        bare = unaccented(tree.text(path))
        for pattern, searched in zip(patterns, (bare, bare.lower()), strict=True):
            yield from each(tree, path, pattern, message, hint, searched)
    addresses = _addresses(wanted)
    for path in tree.files:
        for part in PurePosixPath(path).parts:
            for name in _named_by(slug(part.partition(".")[0]), addresses):
                yield Finding(path, f"l’adresse nomme « {name} », sans accord en vigueur.", hint)


def names_one_of(names: Iterable[str]) -> Callable[[str], bool]:
    """Whether a text, or the words that an address will be made of, is what `people` would object to."""
    wanted = _wanted(names)
    if not wanted:
        return lambda text: False
    patterns, addresses = _patterns(wanted), _addresses(wanted)

    def names_one(text: str) -> bool:
        bare = unaccented(unicodedata.normalize("NFC", text))
        in_words = patterns.alone.search(bare) or patterns.whole.search(bare.lower())
        return bool(in_words or _named_by(slug(text), addresses))

    return names_one


def slug(name: str) -> str:
    """A name as an address writes it: « Aïssata Touré » is « aissata-toure », « N’Golo » is « n-golo »."""
    plain = unicodedata.normalize("NFD", re.sub("[’‘ʼ]", "'", name.casefold()))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode("ascii")).strip("-")


def unaccented(text: str) -> str:
    """A text with each letter without its accent, one for one, so that places stay the same."""
    return text.translate(BARE)


class Bare(dict[int, str]):
    """Letters without their accents, worked out when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = unicodedata.normalize("NFD", chr(code))[0]
        return self[code]


BARE = Bare()


def _wanted(names: Iterable[str]) -> list[str]:
    return sorted({" ".join(name.split()) for name in names if name.strip()}, key=len, reverse=True)


def _patterns(wanted: list[str]) -> Patterns:
    whole = [name for name in wanted if COMPOUND.search(name) and not INITIAL.search(name)]
    return Patterns(_names_pattern(name for name in wanted if name not in whole), _whole_names_pattern(whole))


def _addresses(wanted: list[str]) -> dict[str, re.Pattern[str]]:
    """How the address of a file tells each name, in whatever order; « ngolo » is « n-golo »."""
    return {
        name: re.compile(
            "|".join(rf"\b{slug(' '.join(order)).replace('-', '-?')}\b" for order in _orders(name.split()))
        )
        for name in wanted
    }


def _named_by(part: str, addresses: Mapping[str, re.Pattern[str]]) -> list[str]:
    """The names that a part of an address tells: a whole name anywhere in it, a first name only if it is all of it."""
    return [
        name
        for name, told in addresses.items()
        if (told.search(part) if COMPOUND.search(name) else told.fullmatch(part))
    ]


def _names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Names of one word, as displayed or in capitals: « Rose » is not the colour, nor a part of « Roseline ».

    « Rose-Marie » is somebody else. Of « Awa P. », the initial is a capital too: « Awa puis » is not her.
    """
    words = [unaccented(unicodedata.normalize("NFC", name)) for name in names]
    each = "|".join(dict.fromkeys(form for word in words for form in _forms(word)))
    return re.compile(rf"(?<![^\W_])(?<![^\W\d_]-)(?:{each})(?![^\W_])" if each else NOTHING)


def _forms(name: str) -> list[str]:
    if INITIAL.search(name):
        return [_with_initial(form) for form in (name, name.upper(), name.lower())]
    return [rf"{re.escape(form)}(?!-[A-Z])" for form in (name, name.upper())]


def _with_initial(name: str) -> str:
    """« Awa P. », with its full stop or not: « Awa. Puis » and « Awa d’ici » are not; A, O and Y are words as well."""
    words: list[str] = re.findall(r"[^\W_]+", name)
    initial = words.pop()
    end = r"\." if initial in "AOY" or initial.islower() else r"(?!['’])"
    return BETWEEN.join(words) + r"(?:<[^<>]*>|[\s_-]){1,12}" + initial + end


def _whole_names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Names of several words, in any case, the last one first or last, across apostrophes and markup."""
    orders = dict.fromkeys(" ".join(order) for name in names for order in _orders(name.split()))
    each = [BETWEEN.join(slug(name).split("-")) for name in orders]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(each)})(?![^\W_])" if each else NOTHING)


def _orders(words: list[str]) -> list[list[str]]:
    """« Aïssata Touré », as a list of people turns it: « Touré Aïssata »; a name may have several words."""
    return [words[place:] + words[:place] for place in range(len(words))]
