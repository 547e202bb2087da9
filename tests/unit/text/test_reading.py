from __future__ import annotations

from aivm.problems import Problem, Severity, Where
from aivm.text.reading import Reading


def test_the_same_words_are_found_one_after_the_other() -> None:
    """Two links to one page have two lines; lines count from that of the body in its file."""
    reading = Reading("a\nb a\n\na", "recit.md", 10, {})

    assert [reading.line_of("a") for _ in range(4)] == [10, 11, 13, 10]


def test_words_that_are_not_in_the_source_are_on_its_first_line() -> None:
    """Best effort: Markdown may have changed what was typed."""
    assert Reading("x\ny", "recit.md", 10, {}).line_of("z") == 10


def test_a_problem_is_told_where_it_was_typed() -> None:
    """With the file, the line and the severity."""
    reading = Reading("x\ny", "recit.md", 10, {})
    reading.tell("y", "Message.", "Remède.", Severity.ADVICE)

    assert reading.problems == [Problem(Where("recit.md", 11), "Message.", "Remède.", Severity.ADVICE)]
