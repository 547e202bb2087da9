from __future__ import annotations

import re

import pytest
from aivm.drafts.chat_markdown import strip_marks, to_markdown
from aivm.text.markdown import Html, convert
from hypothesis import example, given, settings
from hypothesis import strategies as st


def shown(text: str) -> str:
    """The HTML of a WhatsApp text."""
    return "".join(part.html for part in convert(to_markdown(text.split("\n"))).parts if isinstance(part, Html))


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("*gras* et _italique_", "<p><strong>gras</strong> et <em>italique</em></p>"),
        ("*_les deux_* ~barré~", "<p><strong><em>les deux</em></strong> barré</p>"),
        ("```code ! *x*```", "<p><code>code ! *x*</code></p>"),
        ("\\```{fait: x}``` \\", "<p>\\<code>{fait: x}</code> \\</p>"),
        ("3 * 4 * 5, a_b_c, *seul", "<p>3 * 4 * 5, a_b_c, *seul</p>"),
        ("# titre", "<p># titre</p>"),
        ("#marche", "<p>#marche</p>"),
        ("> cité", "<p>&gt; cité</p>"),
        ("12. octobre", "<p>12. octobre</p>"),
        ("- tiret seul", "<p>- tiret seul</p>"),
        ("1. un\n2. deux", "<ol>\n<li>un</li>\n<li>deux</li>\n</ol>"),
        ("Liste\n- un\n- deux\nFin", "<p>Liste</p>\n<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n<p>Fin</p>"),
        ("• un\n• deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>"),
        ("un\n---\ndeux", "<p>un</p>\n<p>deux</p>"),
        ("un\n=\ndeux", "<p>un</p>\n<p>deux</p>"),
        ("un\n-", "<p>un<br>\n-</p>"),
        ("court\nsuite", "<p>court<br>\nsuite</p>"),
        (f"{'long ' * 15}\nsuite", f"<p>{('long ' * 15).strip()}\nsuite</p>"),
        ("    un", "<p>un</p>"),
        ("[a](b) ![c](d.jpg) [e]{lang=bm}", "<p>[a](b) ![c](d.jpg) [e]{lang=bm}</p>"),
        ("{fait: x} <b>y</b> &eacute; \\*", "<p>{fait: x} &lt;b&gt;y&lt;/b&gt; &amp;eacute; \\*</p>"),
    ],
)
def test_a_text_shows_as_it_was_typed(typed: str, html: str) -> None:
    """WhatsApp's marks and lists are kept, and nothing else of Markdown happens by accident."""
    assert re.sub("[\u00a0\u202f]", " ", shown(typed)).replace("{fait :", "{fait:") == html


def test_web_addresses_are_links_and_keep_their_bytes() -> None:
    """Underscores and stars of an address are not marks."""
    address = "https://exemple.invalid/_a_/*b*/?x=1"

    assert shown(f"Voir {address}.") == f'<p>Voir <a href="{address}">{address}</a>.</p>'


def test_a_title_has_no_marks() -> None:
    """People write their title in bold."""
    assert strip_marks("*Au _marché_*") == "Au marché"


typed = st.lists(
    st.sampled_from(
        [
            "mot",
            " ",
            "\n",
            "*",
            "_",
            "~",
            "`",
            "```",
            "#",
            ">",
            "- ",
            "1. ",
            "2. ",
            "[",
            "](",
            ")",
            "<",
            "&amp;",
            "|",
            "=",
            "\\",
            "!",
            "{fait: x}",
            "    ",
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=100)
@given(typed)
@example("mot\n1.\n2. ")
@example("a | b\n--|--\n1 | 2")
@example("\\```{fait: x}```")
@example("[\n](mot)")
@example("[ [x]\n](mot)")
@example("[\nmot]: mot")
def test_no_word_is_lost_and_nothing_is_built_by_accident(text: str) -> None:
    """Whatever is typed, every word is shown, and there is no heading, table, rule or block of code."""
    document = convert(to_markdown(text.split("\n")))

    assert document.text.count("mot") == text.count("mot")
    assert not re.search(
        "<(h[1-6]|table|hr|pre|blockquote|img)", "".join(p.html for p in document.parts if isinstance(p, Html))
    )
    assert document.problems == ()
