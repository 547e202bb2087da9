"""The first sentence of a story stands out, whatever it is made of."""

from __future__ import annotations

import re

import pytest
from aivm.text.markdown import Html, convert, first_sentence
from aivm.text.opening import OPENING, opened
from aivm.text.typeset import plain
from hypothesis import given
from hypothesis import strategies as st


def html(text: str) -> str:
    """The HTML of a text whose first sentence stands out."""
    return "".join(part.html for part in opened(convert(text)).parts if isinstance(part, Html))


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Un seau. Puis deux.", "Un seau."),
        ("Seule.", "Seule."),
        ("*Oui.* Non.", "<em>Oui.</em>"),
        ("On dit *ji* pour l'eau. Toujours.", "On dit <em>ji</em> pour l’eau."),
        ("## Avant\n\nUn seau. Puis deux.", "Un seau."),
        ("![](a.jpg)\n\nUn seau. Puis deux.", "Un seau."),
        ("M. Traoré arrive. Il rit.", "M.\u00a0Traoré arrive."),
    ],
)
def test_the_first_sentence_is_a_span(text: str, opening: str) -> None:
    """Alone, with emphasis inside, after a heading or a photo."""
    assert f"{OPENING}{opening}</span>" in html(text)


@pytest.mark.parametrize("text", ["", "- a\n- b", "*Un seau. Puis* deux.", "> Un seau."])
def test_a_text_without_such_a_sentence_is_left_as_it_is(text: str) -> None:
    """A list, a quotation of its own, a sentence that ends inside an element: nothing is broken for a look."""
    before = "".join(part.html for part in convert(text).parts if isinstance(part, Html))

    assert html(text).replace(OPENING, "").replace("</span>", "") == before


@given(st.text(alphabet=" .!?«»*_[]()abcMé\n#>-`", max_size=60))
def test_words_and_tags_stay_as_they_were(text: str) -> None:
    """Only one span is added, closed where it opened, around the first sentence."""
    document = convert(text)
    before = "".join(part.html for part in document.parts if isinstance(part, Html))
    after = html(text)
    found = re.search(f"{re.escape(OPENING)}(.*?)</span>", after, re.DOTALL)

    assert plain(after) == plain(before)
    assert after.count(OPENING) <= 1
    assert found is None or plain(found[1]) == first_sentence(document)
