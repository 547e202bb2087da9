from __future__ import annotations

import re

import pytest
from aivm.people.letters import ascii_words, origins, plain, slug
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Une matinée au jardin des maraîchères", "une-matinee-au-jardin-des-maraicheres"),
        ("L’œuf & l'eau : n° 3 !", "l-oeuf-l-eau-n-3"),
        ("Kɔnɔ, ɲɛ, ŋa, ɓii, ɗo", "kono-nye-nga-bii-do"),
        ("🎉 Fête", "fete"),
        ("😀", ""),
        ("L’œuvre d’Ælis, Ŵœrth & ﬁls", "l-oeuvre-d-aelis-woerth-fils"),
        ("Fañch ar Sec’h, c’hoar", "fanch-ar-sec-h-c-hoar"),
        ("ƁƊƳƝŊƐƆƓ ɓɗƴɲŋɛɔɠ", "bdynyngeog-bdynyngeog"),
        ("Tãĩ, kɔ̃̀nɛ̌ ẽ ʔ maʔa", "tai-kone-e-ma-a"),
        ("Tǎmǎšəɣt ḍḥḷṣṭẓ ʃʒʕ", "tamaseght-dhlstz-shj"),
        ("ＡＷＡ 𝐀𝐰𝐚 ᴀᴡᴀ Ⓐⓦⓐ Аwа Αwα", "awa-awa-awa-awa-awa-awa"),
        ("a\u00adw\u200ba\u2060\ufe0f\U000e0061", "awa"),
        ("a‐b‑c‒d–e—f―g−h", "a-b-c-d-e-f-g-h"),
        ("n'g n’g n‘g nʼg nʻg n′g n＇g n`g n´g", "n-g-n-g-n-g-n-g-n-g-n-g-n-g-n-g-n-g"),
    ],
)
def test_a_title_becomes_a_plain_address(title: str, address: str) -> None:
    """Accents, ligatures and Malian letters are folded; everything else separates."""
    assert slug(title) == address


def test_a_long_title_is_cut_between_words() -> None:
    """An address of at most 60 characters never ends in half a word, unless the first word alone is longer."""
    assert slug("dix lettres " * 20) == "dix-lettres-dix-lettres-dix-lettres-dix-lettres-dix-lettres"
    assert slug("a" * 80) == "a" * 60
    for last, kept in ((1, 58 + 1 + 1), (2, 58)):  # a word that just fits, and one that is a letter too long
        assert len(slug(f"{'a' * 58} {'b' * last}")) == kept


def test_words_are_the_same_for_keys_and_addresses() -> None:
    """Keys people type are folded by the same rule as addresses."""
    assert ascii_words("ÉCRIT_le") == ["ecrit", "le"]


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_what_is_read_keeps_its_place(text: str) -> None:
    """Each letter read comes from the letter typed there, in order; reading again changes nothing."""
    read, places = plain(text), origins(text)

    assert len(places) == len(read) + 1
    assert places == sorted(places)
    assert all(letter in plain(text[place]) for letter, place in zip(read, places, strict=False))
    assert plain(read) == read


@settings(max_examples=100)
@given(st.text(max_size=90))
def test_an_address_is_always_safe(title: str) -> None:
    """Whatever is typed, an address holds a-z, 0-9 and single hyphens, and folding it again changes nothing."""
    address = slug(title)

    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", address)
    assert len(address) <= 60
    assert slug(address) == address
