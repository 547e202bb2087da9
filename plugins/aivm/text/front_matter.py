"""The facts at the top of a page or a story: `clé : valeur` lines, as a person types them, until a blank line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from aivm.problems import Problem, Where, suggest
from aivm.text.decode import tidy
from aivm.text.fold import fold
from aivm.text.photo_line import PHOTO_ALIASES, PHOTO_KEYS, PhotoLine, complete
from aivm.text.sound_line import SOUND_ALIASES, SOUND_KEYS, SoundLine, complete_sound

FENCE = "---"
MEDIA: dict[str, type[PhotoLine] | type[SoundLine]] = {"photo": PhotoLine, "son": SoundLine}  # by the key they begin at
MEDIA_KEYS = PHOTO_KEYS | SOUND_KEYS
MEDIA_ALIASES = PHOTO_ALIASES | SOUND_ALIASES


@dataclass(frozen=True)
class Field:
    """One answer: its text, the line it stands on, and its key as typed."""

    value: str
    line: int
    key: str


@dataclass(frozen=True)
class FrontMatter:
    """Answers by folded key, and the photos and sounds in the order in which they were given."""

    fields: dict[str, Field] = field(default_factory=dict)
    photos: tuple[PhotoLine, ...] = ()
    sounds: tuple[SoundLine, ...] = ()


def parse(
    text: str, file: str, *, known: frozenset[str], aliases: Mapping[str, str] | None = None
) -> tuple[FrontMatter, str, int, list[Problem]]:
    """The front matter of a text, the body under it, the line (from 1) where the body starts, and what is wrong.

    `known` and `aliases` (other spelling -> known key) are folded keys; those of photos and sounds are always known.
    Never YAML: a line is cut at its first colon. A `---` line before and after is allowed. An empty value is absent.
    """
    lines = tidy(text).split("\n")
    spellings = known | MEDIA_KEYS | MEDIA_ALIASES.keys() | (aliases or {}).keys()
    start, end, body = _bounds(lines, spellings)
    numbered = [(number, line) for number, line in enumerate(lines[start:end], start + 1) if line.strip()]
    header, problems = read_lines(numbered, file, known=known, aliases=aliases)
    return header, "\n".join(lines[body:]).rstrip(), body + 1, problems


def read_lines(
    lines: Iterable[tuple[int, str]], file: str, *, known: frozenset[str], aliases: Mapping[str, str] | None = None
) -> tuple[FrontMatter, list[Problem]]:
    """The answers of numbered `clé : valeur` lines; `alt`, `crédit` and `mineurs` go with the photo or sound above."""
    fields: dict[str, Field] = {}
    media: list[PhotoLine | SoundLine] = []
    given: dict[str, int] = {}  # lines of the answers, those of the current photo or sound included
    problems: list[Problem] = []
    for number, line in lines:
        key, answer, wrong = _answer(line, Where(file, number), known | MEDIA_KEYS, MEDIA_ALIASES | dict(aliases or {}))
        problems += wrong
        if answer is None:
            continue
        where = Where(file, number, answer.key)
        if key in MEDIA:
            media.append(MEDIA[key](answer.value, line=number))
            given = {name: first for name, first in given.items() if name not in MEDIA_KEYS}
        elif key in MEDIA_KEYS and not (media and media[-1].file):
            problems.append(_before_any_photo(where))
        elif answer.value and key in given:
            problems.append(_given_twice(where, given[key]))
        elif answer.value:
            given[key] = number
            if key in MEDIA_KEYS:
                media[-1], wrong = _completed(media[-1], key, answer.value, where)
                problems += wrong
            else:
                fields[key] = answer
    photos = tuple(one for one in media if isinstance(one, PhotoLine) and one.file)
    sounds = tuple(one for one in media if isinstance(one, SoundLine) and one.file)
    return FrontMatter(fields, photos, sounds), problems


def split_line(line: str) -> tuple[str, str] | None:
    """Key and value, cut at the first colon; None for a line without a colon or without a key."""
    key, colon, value = line.partition(":")
    return (key.strip(), value.strip()) if colon and fold(key) else None


def _bounds(lines: list[str], spellings: Collection[str]) -> tuple[int, int, int]:
    """Where the header starts and ends (indexes, end excluded) and where the body starts."""
    start = _next_text(lines, 0)
    fenced = start < len(lines) and lines[start].strip() == FENCE
    end = start = start + fenced
    while end < len(lines) and lines[end].strip() != FENCE:
        if not lines[end].strip() and not (fenced and _goes_on(lines, end, spellings)):
            break
        end += 1
    if not fenced and not any(_is_like_a_key(line, spellings) for line in lines[start:end]):
        return start, start, start
    return start, end, _next_text(lines, min(end + 1, len(lines)))


def _next_text(lines: list[str], start: int) -> int:
    """The index of the first line from `start` that is not blank."""
    return next((index for index in range(start, len(lines)) if lines[index].strip()), len(lines))


def _goes_on(lines: list[str], blank: int, spellings: Collection[str]) -> bool:
    """Whether a fenced header goes on after a blank line: its next line is a known key, or the closing fence."""
    index = _next_text(lines, blank)
    return index < len(lines) and (lines[index].strip() == FENCE or _key(lines[index]) in spellings)


def _is_like_a_key(line: str, spellings: Collection[str]) -> bool:
    key = _key(line)
    return key in spellings or bool(suggest(key, spellings))


def _key(line: str) -> str:
    cut = split_line(line)
    return fold(cut[0]) if cut else ""


def _answer(
    line: str, where: Where, known: frozenset[str], aliases: Mapping[str, str]
) -> tuple[str, Field | None, list[Problem]]:
    """The folded key and the answer of one line, or what is wrong with it."""
    cut = split_line(line)
    if cut is None:
        message = f"la ligne « {line.strip()} » n’est pas de la forme « clé : valeur »."
        hint = "Ajoutez la clé et les deux-points ; si c’est le début du texte, laissez une ligne vide avant."
        return "", None, [Problem(where, message, hint)]
    typed, value = cut
    key = aliases.get(fold(typed), fold(typed))
    if key in known:
        return key, Field(value, where.line, typed), []
    words = ", ".join(word.replace("_", " ") for word in sorted(known))
    hint = suggest(key, known).replace("_", " ") or f"Clés possibles : {words}."
    hint += " Si c’est le début du texte, laissez une ligne vide avant."
    return "", None, [Problem(Where(where.file, where.line, typed), f"la clé « {typed} » n’existe pas.", hint)]


def _completed(
    one: PhotoLine | SoundLine, key: str, value: str, where: Where
) -> tuple[PhotoLine | SoundLine, list[Problem]]:
    if isinstance(one, SoundLine):
        return complete_sound(one, key, value, where)
    return complete(one, key, value, where)


def _before_any_photo(where: Where) -> Problem:
    message = f"« {where.field} » est donné avant toute photo."
    return Problem(where, message, "Écrivez d’abord une ligne « photo : nom-du-fichier.jpg ».")


def _given_twice(where: Where, first: int) -> Problem:
    return Problem(where, f"« {where.field} » est déjà donné (ligne {first}).", "Gardez une seule des deux lignes.")
