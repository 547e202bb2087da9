"""The facts of one page."""

from __future__ import annotations

import time

import pytest
from aivm.output.page import Image, Link, candidates, parse
from aivm.output.spans import spans
from hypothesis import given, settings
from hypothesis import strategies as st

MINIFIED = (
    "<!doctype html><html lang=fr><meta charset=utf-8><title>Le puits – Récits</title>"
    "<link rel=stylesheet href=/a.css><link rel=alternate href=/flux/recits.atom><body>"
    "<h1 id=t>Le <em>puits</em></h1><p style=color:red onclick=x()>Une phrase.<p>Deux."
    '<img src=/photos/a.webp alt="Un puits" width=480 height=320 srcset="/photos/b.webp 960w, /photos/c.webp 2x">'
    "<svg viewBox='0 0 1 1'><title>Courbe</title><g><path d=M0/></g></svg><a href=#t>haut</a>"
)


def test_facts_of_a_minified_page() -> None:
    """Unquoted attributes, missing end tags and an inline drawing give the facts that a browser would."""
    page = parse(MINIFIED.encode(), "/recits/puits/")

    assert (page.lang, page.title, page.ids) == ("fr", "Le puits – Récits", ("t",))
    assert page.headings == ((1, "Le puits"),)
    assert page.images == (Image("/photos/a.webp", "Un puits", "480", "320"),)
    assert page.inline == ("p style", "p onclick")
    assert page.text.startswith("Le puits Une phrase. Deux.")
    assert "Récits" not in page.text


@settings(max_examples=150)
@given(st.text(alphabet="<>/='\"! -ab\n&;é", max_size=60))
def test_any_text_is_a_page(text: str) -> None:
    """A browser shows something of whatever it is given."""
    assert parse(text.encode(), "/").element_count >= 3


@pytest.mark.parametrize("page", ["<a " + "x=" * 20_000, "<a " + '="' * 20_000, "<!--" * 20_000, "<" * 50_000])
def test_an_unclosed_tag_takes_no_time(page: str) -> None:
    """Broken markup is not tried in every possible way: 40 000 characters take well under a second."""
    start = time.process_time()
    parse(page.encode(), "/")
    list(spans(page))

    assert time.process_time() - start < 1


def test_elements_may_be_within_one_another_without_end() -> None:
    """Thousands of them are read, and their end is found."""
    page = parse(b"<div>" * 5_000 + b"<h1>Titre</h1>" + b"</div>" * 5_000 + b"<p>fin", "/")

    assert page.headings == ((1, "Titre"),)
    assert page.text.endswith("Titre fin")


def test_a_title_hides_tags_and_a_comment_all() -> None:
    """In <title> a « < » is a character and entities count; in a comment nothing does."""
    page = parse(b"<title>a <b> &amp; c</title><!-- <p id=x> --><img alt='plus > moins' src=a>", "/")

    assert (page.title, page.ids, page.images[0].alt) == ("a <b> & c", (), "plus > moins")


def test_what_waits_in_a_template_is_read_too() -> None:
    """A script may bring it out: its links and its attributes are those of the page."""
    page = parse(b"<h1>T</h1><template><a href=/x onclick=y()>z</a></template>", "/")

    assert page.links == (Link("a", "/x", False),)
    assert page.inline == ("a onclick",)


def test_links_say_whether_they_are_fetched() -> None:
    """A style sheet and every candidate of a srcset are fetched; a feed and a link wait for a click."""
    page = parse(MINIFIED.encode(), "/recits/puits/")

    assert page.links == (
        Link("link", "/a.css", True),
        Link("link", "/flux/recits.atom", False),
        Link("img", "/photos/a.webp", True),
        Link("img", "/photos/b.webp", True),
        Link("img", "/photos/c.webp", True),
        Link("a", "#t", False),
    )


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<p>a", 4),
        ("<!doctype html><html><head><body><p>a", 4),
        ("<p><svg><g><path/><title>t</title></g></svg>", 5),
        ("<svg><svg><a/></svg><g></g></svg><i></i>", 5),
        ("<table><tr><td>a</table>", 7),
        ("<table><tbody><tr><td>a</table>", 7),
        ("<svg><g></g><b></b></svg><i></i>", 6),
    ],
    ids=["implied", "written", "svg counts once", "svg in svg", "implied tbody", "written tbody", "ended svg"],
)
def test_elements_are_those_of_the_browser(html: str, count: int) -> None:
    """Elements left out by minified HTML count, those inside a drawing do not."""
    assert parse(html.encode(), "/").element_count == count


@pytest.mark.parametrize(
    ("srcset", "urls"),
    [
        ("a.webp 480w, b.webp 960w", ["a.webp", "b.webp"]),
        ("a.webp, b.webp 2x", ["a.webp", "b.webp"]),
        ("data:image/svg+xml,%3Csvg 1x", ["data:image/svg+xml,%3Csvg"]),
        (" ", []),
    ],
)
def test_candidates_of_a_srcset(srcset: str, urls: list[str]) -> None:
    """Addresses come out without widths, and a comma inside one stays in it."""
    assert candidates(srcset) == urls


def test_addresses_of_inline_css() -> None:
    """What the style sheet of a page fetches is a link of the page; a namespace inside a data: URI is not."""
    css = "@import 'https://a.example/x.css';b{background:url(/b.webp)}c{background:url(\"data:x,xmlns='http://d'\")}"
    page = parse(f"<style>{css}</style>".encode(), "/")

    assert [link.url for link in page.links] == ["https://a.example/x.css", "/b.webp"]


def test_a_stub_sends_elsewhere() -> None:
    """A renamed story leaves a page that only refreshes to the new address: that address is a link to check."""
    page = parse(b'<meta http-equiv=refresh content="0; url=/recits/puits/">', "/recits/ancien/")

    assert page.moved
    assert page.links == (Link("meta", "/recits/puits/", False),)


def test_two_hundred_and_fifty_pages_are_quick() -> None:
    """A whole site is read in about half a second, at every build; the bound leaves a margin of four."""
    html = (MINIFIED + "<p>Un <a href=/recits/>récit</a> de <b>trois</b> lignes.</p>" * 90).encode().ljust(15_000)
    start = time.process_time()
    for _ in range(50):
        parse(html, "/")

    assert time.process_time() - start < 0.4


def test_code_is_what_a_browser_obeys() -> None:
    """Sheets and scripts as written, inside a drawing too; data is not code (WHATWG HTML, 4.12.1)."""
    page = parse(
        b"<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><style> b{} </style>"
        b"<svg><style>i{}</style></svg><script>a &amp; b</script><script type=application/ld+json>{}</script>"
        b"<script type=module>c</script><script src=/x.js></script>",
        "/",
    )

    assert page.code == (("style", " b{} "), ("style", "i{}"), ("script", "a &amp; b"), ("script", "c"))
    assert page.policy == "default-src 'none'"


def test_a_policy_after_code_is_none() -> None:
    """What comes before it would not be governed."""
    late = b"<script>a</script><meta http-equiv=content-security-policy content=\"default-src 'none'\">"

    assert parse(late, "/").policy == ""
