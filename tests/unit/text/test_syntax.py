from __future__ import annotations

import pytest
from aivm.text.reading import FACT_BASE, Reading
from aivm.text.syntax import OurMarkdown
from markdown import Markdown


def converted(text: str) -> tuple[str, Reading]:
    """The HTML before it is cleaned and set."""
    reading = Reading(text, "recit.md", 1, {"un": "UN", "deux": "DEUX"})
    return Markdown(extensions=[OurMarkdown(reading)]).convert(text), reading


@pytest.mark.parametrize("code", ["bm", "ff", "dgs", "ff-Adlm", "fr-ML", "es-419", '"bm"'])
def test_a_word_says_its_language(code: str) -> None:
    """Two or three letters, a script, a region, with or without quotes."""
    html, reading = converted(f"[ji]{{lang={code}}}")

    assert html == f'<p><span lang="{code.strip(chr(34))}">ji</span></p>'
    assert reading.problems == []


def test_facts_are_kept_aside_in_their_order() -> None:
    """A private character stands for each use, so that cleaning cannot touch the fact's HTML."""
    html, reading = converted("{fait: deux} {fait:un} [{fait: deux}](/x/)")
    first, second, third = (chr(FACT_BASE + rank) for rank in range(3))

    assert html == f'<p>{first} {second} <a href="/x/">{third}</a></p>'
    assert reading.used == ["DEUX", "UN", "DEUX"]


def test_escaped_marks_are_only_shown() -> None:
    """The guide, and a WhatsApp text, can show the marks themselves."""
    html, reading = converted(r"\{fait: un} \[ji]{lang=bm}")

    assert html == "<p>{fait: un} [ji]{lang=bm}</p>"
    assert reading.used == []
