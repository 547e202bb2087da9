from __future__ import annotations

import re

import pytest
from aivm.problems import Severity
from aivm.text.markdown import Document, Html, Link, PhotoRef, convert, first_sentence
from hypothesis import given, settings
from hypothesis import strategies as st

FINE, FULL = "\u202f", "\u00a0"


def html(text: str, **facts: str) -> str:
    """The HTML of a text without photos."""
    return "".join(part.html for part in convert(text, facts=facts).parts if isinstance(part, Html))


def told(document: Document) -> list[str]:
    """Problems as « ligne : message »."""
    return [f"{problem.where.line} : {problem.message}" for problem in document.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('C\'est "*vrai*" !', f"<p>C’est «{FINE}<em>vrai</em>{FINE}»{FINE}!</p>"),
        ("`a ? b` et <https://exemple.invalid/l'eau>", "<p><code>a ? b</code> et "),
        ("Dire [i ni ce !]{lang=bm} !", f'<p>Dire <span lang="bm">i ni ce !</span>{FINE}!</p>'),
        ("[un *deux*]{lang='ff-Adlm'}", '<p><span lang="ff-Adlm">un <em>deux</em></span></p>'),
        ("`[mot]{lang=bm}`", "<p><code>[mot]{lang=bm}</code></p>"),
        ("1. un\n2. deux", "<ol>\n<li>un</li>\n<li>deux</li>\n</ol>"),
        ("Les 3 < 4 & co", "<p>Les 3 &lt; 4 &amp; co</p>"),
    ],
)
def test_markdown_becomes_clean_french_html(text: str, expected: str) -> None:
    """Typography on text, languages marked, code untouched."""
    assert html(text).startswith(expected)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# A\n\n## B", "h2 h3"),
        ("## A\n\n### B", "h2 h3"),
        ("### A\n\n### B", "h2 h2"),
        ("# A\n\n#### B\n\n# C", "h2 h3 h2"),
        ("Texte", ""),
    ],
)
def test_headings_start_at_h2_and_skip_no_level(text: str, levels: str) -> None:
    """The page keeps one h1, its title."""
    assert " ".join(re.findall("<(h[1-6])(?: id=[^>]*)?>", html(text))) == levels


def test_a_table_has_scopes_and_classes_and_no_style() -> None:
    """Columns say what they head; alignment is a class of the sheet."""
    table = html("| a | b |\n|---|--:|\n| 1 | 2 |")

    assert '<th scope="col">a</th>' in table
    assert '<td class="align-right">2</td>' in table
    assert "style" not in table


def test_a_fact_takes_its_place_as_given() -> None:
    """The HTML of a fact is ours: it is not cleaned, only set, with the sentence around it."""
    text = "Oui. {fait: somme} par an, {Fait : somme} !"

    assert html(text, somme='<data value="1">15 000</data>') == (
        f'<p>Oui. <data value="1">15{FINE}000</data> par an, <data value="1">15{FINE}000</data>{FINE}!</p>'
    )


def test_a_fact_in_code_is_only_shown() -> None:
    """The guide can write how a fact is called."""
    assert html("`{fait: somme}`", somme="x") == "<p><code>{fait: somme}</code></p>"


def test_an_unknown_fact_is_a_problem_on_its_line() -> None:
    """It stays as typed, and the closest id is proposed; the second one has its own line."""
    document = convert("Un.\n\n{fait: some} et\n{fait: some}", file="a.md", first_line=7, facts={"somme": "x"})

    assert told(document) == ["9 : le fait « some » n’existe pas.", "10 : le fait « some » n’existe pas."]
    assert document.problems[0].hint == "Vouliez-vous dire « somme » ?"
    assert "{fait" in document.text


@pytest.mark.parametrize("code", ["bambara!", "x", "fr_FR", "12"])
def test_a_code_that_is_no_language_is_told_and_the_words_stay(code: str) -> None:
    """Browsers and screen readers would ignore it."""
    document = convert(f"a\n[mot]{{lang={code}}}")

    assert told(document) == [f"2 : « {code} » n’est pas un code de langue."]
    assert document.text == "a mot"


def test_photos_leave_their_sentence_and_keep_their_order() -> None:
    """Templates draw figures between two stretches of HTML; a photo inside a sentence or a list stands after it."""
    document = convert(
        "Voir ![Un puits !](puits.jpg) ici.\n\n![](b%20c.jpg)\n\n- un\n- deux ![d](d e.jpg)\n\n"
        "[![f](f.jpg)](/x/)\n\nFin",
        first_line=3,
    )

    assert document.parts == (
        Html("<p>Voir ici.</p>"),
        PhotoRef("puits.jpg", f"Un puits{FINE}!", 3),
        PhotoRef("b c.jpg", "", 5),
        Html("<ul>\n<li>un</li>\n<li>deux </li>\n</ul>"),
        PhotoRef("d e.jpg", "d", 8),
        PhotoRef("f.jpg", "f", 10),
        Html("<p>Fin</p>"),
    )
    assert document.problems == ()


@pytest.mark.parametrize(
    "target", ["https://exemple.invalid/a.png", "//exemple.invalid/a.png", "data:image/png;base64,AAAA"]
)
def test_a_photo_from_elsewhere_is_refused(target: str) -> None:
    """No page asks another site for anything."""
    document = convert(f"Un.\n\n![a]({target})")

    assert document.parts == (Html("<p>Un.</p>"),)
    assert told(document) == [f"3 : l’image « {target} » vient d’un autre site."]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc"]
)
def test_an_unsafe_link_is_a_problem_and_leads_nowhere(target: str) -> None:
    """Its words stay."""
    document = convert(f"Un.\n[a]({target})")

    assert document.parts == (Html("<p>Un.\n<a>a</a></p>"),)
    assert document.links == ()
    assert told(document) == [f"2 : le lien « {target} » n’est pas permis."]


def test_links_are_listed_with_their_lines() -> None:
    """Each link on its own line, whatever syntax made it, the same target twice included."""
    text = '[a](/a/?x=1&y=2)\n[b](/b/ "titre")\n\n<https://exemple.invalid/>\n[a](/b/)\n<a href="c.html">c</a>'

    assert convert(text, first_line=2).links == (
        Link("/a/?x=1&y=2", 2),
        Link("/b/", 3),
        Link("https://exemple.invalid/", 5),
        Link("/b/", 6),
        Link("c.html", 7),
    )


def test_pasted_html_is_cleaned_and_told_as_advice() -> None:
    """What volunteers paste from Word or a site is reduced to prose, which is set in French too."""
    text = 'Un.\n\n<div style="x"><p onclick="y">Deux !</p><script>z</script></div>'
    document = convert(text, file="a.md")

    assert document.parts == (Html(f"<p>Un.</p>\n<div><p>Deux{FINE}!</p></div>"),)
    assert {problem.severity for problem in document.problems} == {Severity.ADVICE}
    assert len(document.problems) == 3
    assert {problem.where.line for problem in document.problems} == {3}


def test_plain_text_is_for_reading() -> None:
    """Words without tags, photos or entities."""
    assert convert("# Titre\n\nUn *deux* & [trois](/a/) ![q](q.jpg)").text == "Titre\n\nUn deux & trois"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# Quoi ?\n\nUn jour. Deux jours.", "Un jour."),
        ("Avec M. Diallo et le Dr. K. Puis rien. Fin", "Avec M. Diallo et le Dr. K. Puis rien."),
        ("« Tu viens ? » dit-elle. Oui.", "« Tu viens ? » dit-elle."),
        ("« Tu viens ? » Oui.", "« Tu viens ? »"),
        ("Il a dit... rien ! Fin.", "Il a dit… rien !"),
        ("Coût : 3.50 euros. Fin.", "Coût : 3.50 euros."),
        ("![a](a.jpg)\n\nSans fin", "Sans fin"),
        ("Sans fin\n\nAvec fin. Et", "Avec fin."),
        ("", ""),
    ],
)
def test_the_first_sentence_opens_a_story(text: str, sentence: str) -> None:
    """Headings and abbreviations are not sentences; a quotation inside one does not end it."""
    assert first_sentence(convert(text)).replace(FINE, " ").replace(FULL, " ") == sentence


@settings(max_examples=100)
@given(
    st.text(max_size=40)
    | st.lists(
        st.sampled_from(
            [
                "![a](b.jpg)",
                "\n\n",
                "*",
                "{fait: a}",
                "{fait: b}",
                "<b>",
                "<p>",
                "\ue100",
                "\uf000",
                "`",
                "# ",
                "[x]{lang=bm}",
            ]
        )
    ).map("".join)
)
def test_any_text_is_converted_without_exception_and_safely(text: str) -> None:
    """Nothing that a person types, private characters included, makes the converter fail or lets a handler through."""
    document = convert(text, facts={"a": "<i>fait</i>"})
    joined = "".join(part.html for part in document.parts if isinstance(part, Html))

    assert not re.search("[\ue000-\uf8ff]", joined)
    assert "<script" not in joined
