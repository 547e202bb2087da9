"""The weight of a page has one definition."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest
from aivm.output.weight import (
    PLACEHOLDER,
    RECIPE,
    Sent,
    brotli_size,
    fill,
    load_cache,
    page_weight,
    printed,
    quick_size,
    save_cache,
    sent,
    spoken,
    unfill,
)
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (0, "1 ko"),
        (1, "1 ko"),
        (1000, "1 ko"),
        (1001, "2 ko"),
        (11_001, "12 ko"),
        (999_000, "999 ko"),
        (999_001, "1 Mo"),
        (1_000_001, "1,1 Mo"),
        (1_200_000, "1,2 Mo"),
        (9_999_999, "10 Mo"),
    ],
)
def test_spoken(weight: int, words: str) -> None:
    """A weight is said in thousands of bytes rounded up, never « 0 ko », in millions from 1 000 ko on."""
    assert spoken(weight) == words


@given(st.integers(0, 50_000_000))
def test_spoken_never_lies_downwards(weight: int) -> None:
    """The words never announce less than the page weighs."""
    number, unit = spoken(weight).split(" ")

    assert float(number.replace(",", ".")) * {"ko": 1e3, "Mo": 1e6}[unit] >= weight - 0.5


def test_page_weight_adds_each_default_photo_once() -> None:
    """Brotli bytes, plus every <img src> once; sharper sources, links and unknown photos weigh nothing."""
    html = (
        b'<picture><source media="(min-width:60rem)" srcset=/photos/b.webp><img src=/photos/a.webp></picture>'
        b"<img src=/photos/a.webp><a href=/photos/c.webp>nette</a><img src=data:x,y><img src=/photos/inconnue.webp>"
    )
    photos = {"photos/a.webp": 20_000, "photos/b.webp": 90_000, "photos/c.webp": 200_000}

    assert page_weight(html, photos) == len(brotli.compress(html, quality=11)) + 20_000


@pytest.mark.parametrize("src", ["/photos/a.webp", "https://exemple.invalid/photos/a.webp", "../../photos/a.webp"])
def test_a_photo_is_known_however_it_is_written(src: str) -> None:
    """The same photo has the same weight whether its address is absolute or relative."""
    html = f"<img src={src}>".encode()

    assert page_weight(html, {"photos/a.webp": 7}, len) == len(html) + 7


def test_a_page_prints_the_weight_it_had_with_the_placeholder() -> None:
    """Filling in the weight can be undone exactly: whoever weighs the page again finds what it prints."""
    html = f"<p>Cette page pèse {PLACEHOLDER}.</p>"
    weight = page_weight(html.encode(), {})
    filled = fill(html, weight, lambda weight: spoken(weight).replace(" ", "\u202f"))

    assert "1\u202fko" in filled
    assert printed(filled) == weight
    assert unfill(filled) == html
    assert page_weight(unfill(filled).encode(), {}) == weight


def test_the_placeholder_weighs_what_takes_its_place() -> None:
    """It has the same shape: a page would otherwise be told lighter than what a server sends."""
    filled = fill(PLACEHOLDER, 17_345, lambda weight: spoken(weight).replace(" ", "\u202f"))

    assert len(filled) == len(PLACEHOLDER)
    assert unfill(filled) == PLACEHOLDER


def test_no_weight_printed() -> None:
    """A page without a place for its weight stays as it is."""
    assert fill("<p>Bonjour", 3) == "<p>Bonjour"
    assert printed("<p>Bonjour <data value=12>12 ko</data>") is None


def test_what_comes_before_the_first_words() -> None:
    """So many bytes, and not one less, hold the first link of the header; a page without one waits for nothing."""
    sheet = "".join(f".c{number}{{top:{number * number}px}}" for number in range(300))
    html = f"<style>{sheet}</style><a href=#b>Passer</a><header><a href=/>Ici</a></header><p id=b>Bonjour".encode()
    stream = brotli.compress(html, quality=11)
    first = sent(html).first

    assert b"<a href=/>Ici" in brotli.Decompressor().process(stream[:first])
    assert b"<a href=/>Ici" not in brotli.Decompressor().process(stream[: first - 1])
    assert sent(html.replace(b"header", b"div")).first == 0


def test_quick_size_is_close() -> None:
    """The estimate of the preview is within a tenth of the real size, on a page of prose."""
    words = re.sub(r"\s+", " ", Path(__file__).read_text(encoding="utf-8")).encode()

    assert brotli_size(words) <= quick_size(words) < brotli_size(words) * 1.15


def test_cache_keeps_what_this_build_used(tmp_path: Path) -> None:
    """A size is computed once for all builds, and forgotten after a build that did not need it."""
    file = tmp_path / "sub" / "weights.json"
    cache = load_cache(file)
    sizes = [brotli_size(html, cache) for html in (b"un", b"deux")]
    save_cache(cache)
    second = load_cache(file)
    again = brotli_size(b"un", second)
    save_cache(second)

    assert sizes == [brotli_size(b"un"), brotli_size(b"deux")]
    assert again == sizes[0]
    assert list(load_cache(file).known.values()) == [Sent(again, 0)]
    assert [each.name for each in file.parent.iterdir()] == ["weights.json"]


def test_cache_answers_without_compressing(tmp_path: Path) -> None:
    """A known page is not compressed again: the recorded size is believed."""
    cache = load_cache(tmp_path / "weights.json")
    brotli_size(b"un", cache)
    cache.known = dict.fromkeys(cache.used, Sent(42, 7))
    cache.used = {}

    assert brotli_size(b"un", cache) == 42
    assert sent(b"un", cache).first == 7


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        f'{{"recipe": "{RECIPE}", "sizes": {{"a": 1}}}}',
        '{"recipe": "autre", "sizes": {"a": 1}}',
        '{"recipe": "brotli-11"}',
    ],
)
def test_a_damaged_cache_is_an_empty_one(tmp_path: Path, text: str) -> None:
    """A cache cut by a power failure, or made otherwise, costs time and nothing else."""
    file = tmp_path / "weights.json"
    file.write_text(text, encoding="utf-8")

    assert load_cache(file).known == {}
