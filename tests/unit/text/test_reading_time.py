from __future__ import annotations

import pytest
from aivm.text.reading_time import minutes


@pytest.mark.parametrize(("words", "expected"), [(0, 1), (1, 1), (200, 1), (201, 2), (1000, 5)])
def test_two_hundred_words_make_a_minute(words: int, expected: int) -> None:
    """Minutes are rounded up, and the shortest text still takes one."""
    assert minutes("mot " * words) == expected


def test_punctuation_and_elisions_are_not_words() -> None:
    """« l’eau » is one word, and spaced punctuation adds none."""
    assert minutes("l’eau\u202f: " * 200) == 1
