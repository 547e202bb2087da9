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
NOTHING = r"(?!)"  # matches nowhere
BETWEEN = r"(?:<[^<>]*>|[^\w<]|_){0,12}"  # between two words of a name: whole tags; in #AïssataTouré nothing


class Patterns(NamedTuple):
    """What finds names of one word in an `unaccented` text, and those of several in the same text in small letters."""

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
    slugs = {slug(name): name for name in wanted}
    for path in tree.files:
        for part in PurePosixPath(path).parts:
            for name in _named_by(slug(part.partition(".")[0]), slugs):
                yield Finding(path, f"l’adresse nomme « {name} », sans accord en vigueur.", hint)


def names_one_of(names: Iterable[str]) -> Callable[[str], bool]:
    """Whether a text, or the words that an address will be made of, is what `people` would object to."""
    wanted = _wanted(names)
    if not wanted:
        return lambda text: False
    patterns, slugs = _patterns(wanted), {slug(name): name for name in wanted}

    def names_one(text: str) -> bool:
        bare = unaccented(unicodedata.normalize("NFC", text))
        in_words = patterns.alone.search(bare) or patterns.whole.search(bare.lower())
        return bool(in_words or _named_by(slug(text), slugs))

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
    whole = [name for name in wanted if COMPOUND.search(name)]
    return Patterns(_names_pattern(name for name in wanted if name not in whole), _whole_names_pattern(whole))


def _named_by(part: str, slugs: Mapping[str, str]) -> list[str]:
    """The names that a part of an address tells: a whole name anywhere in it, a first name only if it is all of it."""
    return [name for key, name in slugs.items() if part == key or ("-" in key and f"-{key}-" in f"-{part}-")]


def _names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Names of one word, as displayed or in capitals: « Rose » is not the colour, nor a part of « Roseline »."""
    words = [unaccented(unicodedata.normalize("NFC", name)) for name in names]
    each = "|".join(map(re.escape, dict.fromkeys(form for word in words for form in (word, word.upper()))))
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)" if each else NOTHING)


def _whole_names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Names of several words, in any case, the last one first or last, across apostrophes and markup."""
    orders = dict.fromkeys(" ".join(order) for name in names for order in _orders(name.split()))
    each = [BETWEEN.join(slug(name).split("-")) for name in orders]
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)" if each else NOTHING)


def _orders(words: list[str]) -> tuple[list[str], list[str]]:
    """« Aïssata Touré », as a list of people turns it: « Touré Aïssata »."""
    return words, [*words[-1:], *words[:-1]]
