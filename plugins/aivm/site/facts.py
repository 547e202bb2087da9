"""Facts as pages show them, and what still waits for the association."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from textwrap import shorten

from aivm.problems import Problem, Severity, Where
from aivm.records.fact import Fact
from aivm.site.project import Project
from aivm.sources.facts import Facts
from aivm.sources.values import PENDING, TO_CONFIRM_HINT
from aivm.text.typography import french

FACT = re.compile(r"\{\s*fait\s*:\s*([\w-]+)\s*\}", re.IGNORECASE)
PENDING_HINT = "Remplacez « À COMPLÉTER » par ce qu’il en est."
SHOWN = 120  # characters of what waits that a message repeats


def fact_sentences(facts: Facts, project: Project) -> dict[str, str]:
    """The HTML of each fact by id: its sentence, then where it comes from."""
    return {name: fact_html(fact, facts, project) for name, fact in facts.facts.items()}


def fact_html(fact: Fact, facts: Facts, project: Project) -> str:
    """One fact with a link to its source."""
    source = facts.sources[fact.source]
    words = project.words["fact.source"].format(source=source.short or source.title, year=fact.year)
    link = f'<a href="/cooperation/sources/#{source.id}">{escape(french(words))}</a>'
    return f'{escape(french(fact.sentence))} <small class="source">({link})</small>'


def waiting(text: str, file: str, facts: Facts) -> Iterator[Problem]:
    """What of a text waits for the association: « À COMPLÉTER », or a fact that it has not let appear."""
    for number, line in enumerate(text.split("\n"), 1):
        if PENDING in line:
            before, _, after = line.partition(PENDING)
            sides = (before.rpartition(". ")[2].strip(" -*:,"), after.replace(PENDING, "").strip(" :,."))
            told = " : ".join(filter(None, sides))
            told = shorten(told, SHOWN, placeholder="…").rstrip(".") or "une information manque"
            yield Problem(Where(file, number), f"{told}.", PENDING_HINT, Severity.PENDING)
    for match in FACT.finditer(text):  # over the whole text: a paragraph may break inside the braces
        fact = facts.facts.get(match[1])
        if fact is not None and fact.to_confirm:
            where = Where(file, text.count("\n", 0, match.start()) + 1)
            yield Problem(where, f"le fait « {match[1]} » est à confirmer.", TO_CONFIRM_HINT, Severity.PENDING)
