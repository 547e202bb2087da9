from __future__ import annotations

import pytest
from aivm.text.cleaning import clean, removed


@pytest.mark.parametrize(
    "html",
    [
        '<p>un <span lang="bm">kɔnɔ</span> <abbr title="x">y</abbr></p>',
        '<table><thead><tr><th class="align-right" scope="col">a</th></tr></thead></table>',
        '<a href="/agenda/">a</a><a href="mailto:a@exemple.invalid">b</a><a href="tel:+33200000000">c</a>',
        "<details><summary>a</summary>b</details>",
    ],
)
def test_our_own_html_passes_untouched(html: str) -> None:
    """Languages, table classes, relative links, mail and telephone."""
    assert clean(html) == html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<script>alert(1)</script>b", "ab"),
        ('<iframe src="https://exemple.invalid">x</iframe>b', "b"),
        ('<p style="color:red" onclick="x()" class="MsoNormal" id="a">b</p>', "<p>b</p>"),
        ('<img src="https://exemple.invalid/a.png">b', "b"),
        ('<a href="javascript:alert(1)">b</a>', "<a>b</a>"),
        ('<a href="&#106;ava\tscript:alert(1)">b</a>', "<a>b</a>"),
        ('<a href="data:text/html,x">b</a>', "<a>b</a>"),
        ("<h1>b</h1>", "b"),
    ],
)
def test_what_is_not_prose_goes(html: str, expected: str) -> None:
    """Code, styles, frames, images from elsewhere and unsafe addresses."""
    assert clean(html) == expected


def test_what_goes_is_told_in_french() -> None:
    """One message for each tag and each attribute that carries style or code; the rest is silent."""
    raw = '<div class="x"><SCRIPT src="a"></SCRIPT><b onclick="x" style="y">c</b><img src="d"></div>'

    assert [(needle, message) for needle, message, _ in removed(raw)] == [
        ("<script", "la balise HTML « <script> » a été retirée."),
        ("onclick", "l’attribut HTML « onclick » de « <b> » a été retiré."),
        ("style", "l’attribut HTML « style » de « <b> » a été retiré."),
        ("<img", "la balise HTML « <img> » a été retirée."),
    ]
    assert "![description](nom-du-fichier.jpg)" in [hint for *_, hint in removed(raw)][-1]
