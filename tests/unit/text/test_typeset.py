from __future__ import annotations

import re

import pytest
from aivm.text.typeset import plain, typeset
from hypothesis import given, settings
from hypothesis import strategies as st

FINE, FULL = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Oui ! 3 &lt; 4 &amp; l'eau</p>", f"<p>Oui{FINE}! 3 &lt; 4 &amp; l’eau</p>"),
        ('<p>"<em>oui</em>" !</p>', f"<p>«{FINE}<em>oui</em>{FINE}»{FINE}!</p>"),
        ("<p><b>Note</b> : <b>12</b> km</p>", f"<p><b>Note</b>{FULL}: <b>12</b>{FINE}km</p>"),
        ("<p>voir <code>a ? b</code> ?</p>", f"<p>voir <code>a ? b</code>{FINE}?</p>"),
        ('<a href="/a?b !" title="x > y !">l\'eau</a>', '<a href="/a?b !" title="x > y !">l’eau</a>'),
        ('<span lang="bm">i ni ce !</span> !', f'<span lang="bm">i ni ce !</span>{FINE}!'),
        ('<span lang="bm"><i>a !</i><br>b !</span>', '<span lang="bm"><i>a !</i><br>b !</span>'),
        ('<span lang="fr-ML">oui !</span>', f'<span lang="fr-ML">oui{FINE}!</span>'),
        ("<pre><code>x !\n</code></pre><p>y !</p>", f"<pre><code>x !\n</code></pre><p>y{FINE}!</p>"),
    ],
)
def test_text_nodes_are_set_and_the_rest_is_not(html: str, expected: str) -> None:
    """Sentences are set across inline elements; tags, code and other languages keep every character."""
    assert typeset(html) == expected


def test_a_quote_never_spans_two_blocks() -> None:
    """Each block is set for itself: two lone quotes in two paragraphs are not a pair."""
    html = '<p>"un</p><p>deux"</p>'

    assert typeset(html) == html


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<em>", "</em>", "<code>", "</code>", "l'eau", ' "', "mot ", " !", "&amp;"])
    ).map("".join)
)
def test_tags_are_never_touched_and_twice_is_once(html: str) -> None:
    """Even in badly nested HTML, every tag stays, in order, and a second pass changes nothing."""
    once = typeset(html)

    assert re.findall("<[^>]*>", once) == re.findall("<[^>]*>", html)
    assert typeset(once) == once


def test_plain_text_has_one_paragraph_for_a_block() -> None:
    """Line wraps are spaces, `<br>` ends a line, cells do not stick together, no-break spaces stay."""
    html = f"<h2>Un</h2>\n<p>deux\ntrois <em>quatre</em>,<br>cinq{FINE}! 1 &lt; 2</p>"
    html += "<table><tr><td>a</td><td>b</td></tr></table>"

    assert plain(html) == f"Un\n\ndeux trois quatre,\ncinq{FINE}! 1 < 2\n\na b"
