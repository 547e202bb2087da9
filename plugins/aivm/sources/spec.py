"""content/data/sources.toml -> the sources to pull, each judged whole: one with a fault is told and left out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

from aivm.problems import Problem, Where
from aivm.sources.entry import KEYS, NAME, NAME_HINT, TABLE, Entry
from aivm.sources.source import Source
from aivm.text.fold import fold
from aivm.web.masks import masked

POSITION = re.compile(r"at line (\d+)")
GUIDE = "Le modèle est en tête du fichier, le guide dans docs/relier-un-agenda.md."


def read_sources(raw: bytes, file: str) -> tuple[tuple[Source, ...], list[Problem]]:
    """The sources by priority, then by name; an empty file has none, a normal state."""
    text = raw.decode("utf-8-sig", errors="replace")
    twice = _twice(text, file)
    if twice:
        return (), twice
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # what is typed, then nesting beyond reason
        found = POSITION.search(str(error))
        return (), [_broken(text, int(found[1]) if found else 0, file)]
    problems: list[Problem] = []
    sources = []
    for name, table in tables.items():
        entry = Entry(name, table, text, file)
        faults = list(map(without_address, entry.faults()))
        problems += faults
        if not faults:
            sources.append(entry.source())
    return tuple(sorted(sources, key=lambda source: (source.priority, source.name))), problems


def without_address(problem: Problem) -> Problem:
    """The same, where an address typed in the place of a word or a key is told by its server alone."""
    where = replace(problem.where, field=masked(problem.where.field))
    return replace(problem, where=where, message=masked(problem.message))


def _broken(text: str, line: int, file: str) -> Problem:
    """Why the file is not TOML: most often a name of source with spaces or accents, or a key with its accent."""
    typed = text.splitlines()[line - 1] if 0 < line <= len(text.splitlines()) else ""
    match, key = TABLE.match(typed), typed.partition("=")[0].strip()
    if fold(key) in KEYS and key != fold(key):
        return Problem(Where(file, line, key), f"la clé « {key} » ne convient pas.", f"Écrivez « {fold(key)} ».")
    if match and not NAME.fullmatch(match[1]):
        return Problem(Where(file, line), f"le nom de source « {masked(match[1])[:60]} » ne convient pas.", NAME_HINT)
    hint = f"Regardez cette ligne : guillemet, crochet ou « = » oublié. {GUIDE}"
    return Problem(Where(file, line), "la mise en forme TOML est rompue.", hint)


def _twice(text: str, file: str) -> list[Problem]:
    """Sources that have the name of one before them."""
    seen: set[str] = set()
    problems = []
    for line, typed in enumerate(text.splitlines(), 1):
        match = TABLE.match(typed)
        if match and match[1] in seen:
            message = f"deux sources s’appellent « {match[1]} »."
            problems.append(Problem(Where(file, line, match[1]), message, "Donnez un autre nom à l’une des deux."))
        if match:
            seen.add(match[1])
    return problems
