"""The tokenizer reads what the standard parser reads, only faster."""

from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from aivm.output.markup import End, Start, starts, tokens
from hypothesis import given, settings
from hypothesis import strategies as st

Seen = list[tuple[str, str, tuple[tuple[str, str], ...]]]


class Oracle(HTMLParser):
    """The standard parser, noting what goes by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: Seen = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        first = {name: value or "" for name, value in reversed(attrs)}
        self.seen.append(("start", tag, tuple(sorted(first.items()))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(("end", tag, ()))

    def handle_data(self, data: str) -> None:
        if self.seen and self.seen[-1][0] == "text":
            data = self.seen.pop()[1] + data
        self.seen.append(("text", data, ()))


def standard(page: str) -> Seen:
    """The page as the standard parser sees it."""
    oracle = Oracle()
    oracle.feed(page)
    oracle.close()
    return oracle.seen


def ours(page: str) -> Seen:
    """The page as our tokenizer sees it, in the same words."""
    seen: Seen = []
    for token in tokens(page):
        if isinstance(token, Start):
            seen.append(("start", token.name, tuple(sorted(token.attributes.items()))))
        elif isinstance(token, End):
            seen.append(("end", token.name, ()))
        elif seen and seen[-1][0] == "text":
            seen[-1] = ("text", seen[-1][1] + token, ())
        else:
            seen.append(("text", token, ()))
    return seen


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<P class=a>", '<a href="/x/?a=1&amp;b=2">', "</a >", "<a href=/recits/puits/>", "<br/>",
        "<br />",
        '<img src=a.webp alt="plus > moins" width=3>', "<img alt>", "<img alt='l&rsquo;eau' alt=deux>", "<!-- <p> -->",
        "<style>a>b{c:d}</style>", "<script>if(a<b){'</p>'}</script>",
        "du texte", " ", "&eacute;", "a < b", "« é »",
        "<svg><path d='M0 0'/></svg>", "<h1>", "</h1>", "<li>un<li>deux", '<a title="un &quot;mot&quot;"\nid=x>',
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_reads_what_the_standard_parser_reads(page: str) -> None:
    """Any sequence of the markup that a site writes gives the same tags, attributes and text as html.parser."""
    assert ours(f"<!doctype html>{page}<p>") == standard(f"<!doctype html>{page}<p>")


@settings(max_examples=150)
@given(st.text(alphabet="<>/='\"! -ab\n&;é", max_size=60))
def test_survives_anything(page: str) -> None:
    """No text at all makes the tokenizer fail or lose its way."""
    assert all(token for token in tokens(page))


@pytest.mark.parametrize("page", ["<a " + "x=" * 20_000, "<a " + '="' * 20_000, "<!--" * 20_000, "<" * 50_000])
def test_an_unclosed_tag_takes_no_time(page: str) -> None:
    """Broken markup is not tried in every possible way: 40 000 characters take well under a second."""
    start = time.process_time()
    list(tokens(page))

    assert time.process_time() - start < 1


def test_title_hides_tags_and_decodes_entities() -> None:
    """In <title> a « < » is a character and entities count; in <script> neither does."""
    seen = list(tokens("<title>a <b> &amp; c</title><script>d &amp; e</script>"))

    assert [token for token in seen if isinstance(token, str)] == ["a <b> & c", "d &amp; e"]


def test_starts_gives_one_kind_of_tag() -> None:
    """`starts` finds every tag of a name, not those whose name begins alike."""
    found = list(starts("<IMG src=a.webp><image src=b><img alt='>' src='c'/>", "img"))

    assert [tag.attributes["src"] for tag in found] == ["a.webp", "c"]
