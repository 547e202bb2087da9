"""One spelling for every way of typing a word, so that « Écrit le », ecrit_le and ECRIT LE are one."""

from __future__ import annotations

from functools import lru_cache

from aivm.people.letters import ascii_words


@lru_cache(maxsize=4096)  # the same words come back in every row
def fold(text: str) -> str:
    """`text` without accents, case or punctuation, words joined by an underscore: « À confirmer » -> a_confirmer."""
    return "_".join(ascii_words(text))
