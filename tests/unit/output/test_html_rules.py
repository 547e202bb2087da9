"""What every page promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from aivm.output import html_rules
from aivm.output.context import Context
from aivm.output.page import parse
from aivm.output.policy import page_policy
from aivm.output.tree import read_tree

GOOD = (
    "<!doctype html><html lang=fr><title>Un titre</title><link rel=canonical href=https://exemple.invalid/>"
    "<link rel=icon href=/i.svg><h1 id=a>Un titre</h1><img src=/a.webp alt width=4 height=3>"
    "<a href=https://ailleurs.example/>ailleurs</a><audio controls preload=none src=/sons/a.mp3></audio>"
)


def faults(html: str) -> dict[str, list[str]]:
    """The messages of each rule that is broken, by its name."""
    page = parse(html.encode(), "/", "https://exemple.invalid")
    found = {rule.__name__: [f"{message} {hint}" for message, hint in rule(page)] for rule in html_rules.RULES}
    return {name: messages for name, messages in found.items() if messages}


def test_a_good_page() -> None:
    """A page that keeps every promise breaks no rule; a link to elsewhere and a canonical address are no request."""
    assert faults(GOOD) == {}


@pytest.mark.parametrize(
    ("added", "rule", "words"),
    [
        ("<p style=color:red>", "no_inline_code", "« style= » dans <p>"),
        ("<svg style=x><g onload=y>", "no_inline_code", "« onload= » dans <g>"),
        ("<i style=a></i><i style=b></i>", "no_inline_code", "(2 fois)"),
        ("<script src=https://cdn.example/x.js></script>", "no_foreign_request", "cdn.example"),
        ("<iframe src=//carte.example/></iframe>", "no_foreign_request", "carte.example"),
        ("<link rel=preconnect href=https://fonts.example>", "no_foreign_request", "fonts.example"),
        ("<picture><source srcset='https://img.example/a 2x'></picture>", "no_foreign_request", "img.example"),
        ("<style>b{background:url(https://img.example/a)}</style>", "no_foreign_request", "img.example"),
        ("<audio src=/sons/a.mp3></audio>", "waiting_players", "<audio> charge avant"),
        ("<audio src=/sons/a.mp3 preload=metadata></audio>", "waiting_players", "preload"),
        ("<video src=/a.mp4 preload=none autoplay></video>", "waiting_players", "<video>"),
        ("<img src=/p/puits.webp width=4 height=3>", "described_images", "« puits.webp »"),
        ("<img src=/p/puits.webp alt=x width=4>", "sized_images", "(height)"),
        ("<img src=/p/puits.webp alt=x width=0 height=50%>", "sized_images", "(width, height)"),
        ("<h1>Autre</h1>", "one_h1", "« Un titre », « Autre »"),
        ("<p id=a>", "single_ids", "« a »"),
    ],
)
def test_each_broken_rule_says_what_and_where(added: str, rule: str, words: str) -> None:
    """One fault breaks one rule, and its message names the value."""
    found = faults(GOOD + added)

    assert list(found) == [rule]
    assert words in " ".join(found[rule])


@pytest.mark.parametrize(
    ("removed", "rule"),
    [("<title>Un titre</title>", "has_title"), (" lang=fr", "has_lang"), ("<h1 id=a>Un titre</h1>", "one_h1")],
)
def test_what_is_missing(removed: str, rule: str) -> None:
    """A page needs a title, a language and a main heading."""
    assert list(faults(GOOD.replace(removed, ""))) == [rule]


def test_an_empty_h1_is_no_h1() -> None:
    """A main heading without words is heard as nothing."""
    assert list(faults(GOOD.replace(">Un titre</h1>", "></h1>"))) == ["one_h1"]


def test_a_stub_needs_no_h1() -> None:
    """A page that only sends elsewhere has nothing to head."""
    stub = GOOD.replace("<h1 id=a>Un titre</h1>", "<meta http-equiv=refresh content='0;url=/a/'>")

    assert faults(stub) == {}


@pytest.mark.parametrize("url", ["/a.webp", "https://exemple.invalid/a.webp", "data:image/gif;base64,R0"])
def test_our_own_requests(url: str) -> None:
    """Our own files, however addressed, and data: URIs go to no other host."""
    assert faults(GOOD.replace("/a.webp", url)) == {}


def test_titles_are_told_apart(tmp_path: Path) -> None:
    """Two pages of the same title are told once each after the first; a stub that sends elsewhere may repeat it."""
    for name, html in {
        "a.html": "<title>Puits</title>",
        "b.html": "<title> Puits</title>",
        "c.html": "<title>Jardin</title>",
        "d.html": "<title>Puits</title><meta http-equiv=refresh content='0;url=/a.html'>",
    }.items():
        (tmp_path / name).write_text(html, encoding="utf-8")
    (finding,) = html_rules.same_titles(read_tree(tmp_path))

    assert finding.path == "b.html"
    assert "« Puits »" in finding.message
    assert "/a.html" in finding.message


def test_a_page_keeps_to_the_policy(tmp_path: Path) -> None:
    """The same words on every page, and no code that they refuse; data and what the policy admits pass."""
    policy = page_policy("b{}", "a()")
    meta = f'<meta http-equiv=content-security-policy content="{policy}">'
    sheet, data = "<style>b{}</style>", "<script type=application/ld+json>{}</script>"
    for name, html in {
        "bonne": meta + sheet + data + "<script>a()</script>",
        "sans": sheet,
        "tardive": sheet + meta,
        "autre": meta + sheet + "<script>b()</script>",
        "dessin": meta + "<svg><style>i{}</style></svg>",
    }.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
    tree = read_tree(tmp_path)
    found = {finding.path: finding.message for finding in html_rules.policy_faults(tree, Context(policy=policy))}

    assert list(html_rules.policy_faults(tree, Context())) == []
    assert found.keys() == {"sans.html", "tardive.html", "autre.html", "dessin.html"}
    assert "<script> : « b()… »" in found["autre.html"]
    assert "Content-Security-Policy" in found["tardive.html"]
