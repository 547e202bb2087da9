"""Work is bounded on hostile text: anything is read, refused or searched in a time that its length alone decides.

Each reader gets each shape in a process of its own, which the system ends at a limit far above what any needs: what
grows with the square of its text needs minutes.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import product

import pytest
from aivm.drafts.folder import draft_of
from aivm.problems import Problem
from aivm.text.decode import LONGEST_STORY, decode_story
from aivm.text.markdown import convert
from aivm.text.tangle import tangled

from tests.conftest import PROJECT
from tests.hostile import READERS

SECONDS = 45  # of processor, for all the shapes of one reader: most need two, the slowest eight


@pytest.mark.parametrize("reader", READERS)
def test_no_shape_keeps_a_reader_busy(reader: str) -> None:
    """Openings without ends, ends alone, marks in rows, deep lists, wide tables, and the same signs in long rows."""
    program = f"from tests.hostile import try_all; try_all({reader!r}, {SECONDS})"
    env = {"PYTHONPATH": f"{PROJECT / 'plugins'}:{PROJECT}"}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, encoding="utf-8")

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("all read\n")


def said(problems: tuple[Problem, ...] | list[Problem]) -> str:
    return "\n".join(map(str, problems))


@pytest.mark.parametrize("mark", ["![](", "[", "[a](b", "<", "*a ", "`"])
def test_a_tangle_is_told_at_its_line_and_not_read(mark: str) -> None:
    """The paragraph is named by its line, with what to do; the words around it are not half read."""
    document = convert(f"Un début.\n\n{mark * 8000}\n\nUne fin.\n", file="recit.md", first_line=5)

    assert "recit.md, ligne 7" in said(document.problems)
    assert "trop de signes" in said(document.problems)
    assert document.parts == ()


@pytest.mark.parametrize(("sign", "deep"), list(product(["1. ", "- ", "> "], [20, 20_000])))
def test_lists_in_lists_end_in_words(sign: str, deep: int) -> None:
    """As deep as a person goes, they are read; beyond what Python can follow, one sentence."""
    document = convert(sign * deep + "mot")

    assert "mot" in document.text or said(document.problems)
    assert deep > 20 or "mot" in document.text


def test_a_rich_text_is_no_tangle() -> None:
    """A hundred paragraphs with three links, a photo and words in italics each; a table of 40 rows; a list of links."""
    paragraph = "Un [lien](https://exemple.org/a), *deux* [mots](/b/), ![](c.jpg) et **un** [autre](d). " * 3
    table = "| a | b | c |\n|---|---|---|\n" + "| un | [deux](/deux/) | *trois* |\n" * 40
    links = "- [une source](https://exemple.org/) : ce qu’elle dit\n" * 60
    text = "\n\n".join([*[paragraph] * 100, table, links])

    assert tangled(text) == -1


def test_a_long_paragraph_is_no_tangle() -> None:
    """A story pasted without one blank line, as long as a story may be."""
    assert tangled("Il pleut, et l’eau monte. Le fleuve (le Niger) aussi ! " * 150) == -1


@pytest.mark.parametrize(("size", "refused"), [(LONGEST_STORY, False), (LONGEST_STORY + 1, True)])
def test_a_text_longer_than_any_story_is_told_first(size: int, refused: bool) -> None:
    """250 kB: one sentence with its size, in a story as in a draft, and nothing else of it is read."""
    raw = (b"mot " * size)[:size]
    text, problems = decode_story(raw, "recit.md")

    assert (text == "") is refused
    assert ("trop long" in said(problems)) is refused
    if refused:
        assert "trop long : 250 ko, et 250 au plus" in said(draft_of(raw, "recit.txt")[1])
