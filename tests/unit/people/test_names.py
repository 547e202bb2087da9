"""A name as displayed is found however it is typed, and told as it was typed."""

from __future__ import annotations

import time
import unicodedata

import pytest
from aivm.people.letters import ascii_words, plain
from aivm.people.names import Named, same_name, seek
from hypothesis import given, settings
from hypothesis import strategies as st

# French, Breton, then what the alphabets of Bambara, Fulfulde, Dogon, Songhay, Bozo and Tamasheq add, tones and nasals.
LETTERS = "abcdefghijklmnopqrstuvwxyzàâäæçéèêëîïôöœùûüÿñ" + "ɛɔɲŋɓɗƴɠšžɣəǝ" + "áèíòúãẽĩõũ"
WORDS = st.text(LETTERS, min_size=3, max_size=8).filter(lambda word: len(ascii_words(word)) == 1)
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u202e\u2066\ufe0f\U000e0061"
WAYS = (
    str.upper,
    str.lower,
    plain,
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: UNSEEN.join(name),
    lambda name: " ".join(reversed(name.split(" "))),
    lambda name: name.replace(" ", ""),
    lambda name: name.replace(" ", "\u2011"),
    lambda name: "_".join(ascii_words(name)),
    lambda name: "-".join(ascii_words(name)),
    lambda name: "".join(ascii_words(name)) + "2027",
    lambda name: ".".join(ascii_words(name)) + "@courriel.example",
    lambda name: "#" + name.title().replace(" ", ""),
)


@settings(max_examples=150)
@given(WORDS, WORDS, st.sampled_from(WAYS), st.sampled_from(["", "Le œ\u0301 ", "« ", "ﬃ, "]))
def test_a_name_is_found_in_any_way_of_typing_it(first: str, last: str, way: object, before: str) -> None:
    """Accents or not, in capitals, turned, joined, cut by what nobody sees: and quoted as it was typed."""
    name = f"{first.title()} {last.title()}"
    typed = way(name)  # type: ignore[operator]
    text = f"{before}{typed} !"
    (found,) = seek([name]).in_text(text)

    assert found.name == name
    assert ascii_words(text[found.start : found.end]) == ascii_words(typed.partition("@")[0].removesuffix("2027"))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Lætitia", "Laetitia LÆTITIA Lætitia LAETITIA L\u200bætitia"),
        ("Laetitia", "Lætitia LÆTITIA"),
        ("Ɲɛlɛba", "Nyeleba Gnéléba Nièlèba Nelèba ƝƐLƐBA Ɲεlεba"),
        ("Nyéléba", "Ɲɛlɛba Gneleba"),
        ("Ŋɔlɔ", "Ngolo Nolo N'golo ŊƆLƆ"),
        ("N’Golo", "N'Golo N‘Golo NʼGolo N´Golo N`Golo N′Golo N＇Golo Ngolo ŊOLO N-Golo N‑Golo n\u2011golo"),
        ("Ɓooyi", "Booyi Bhooyi ɃOOYI ƁOOYI"),
        ("Ɗaado", "Daado Dhaado"),
        ("Ƴero", "Yero Yhero"),
        ("Ɠirba", "Girba"),
        ("Maʔa", "Ma'a Ma’a Maa Maʔa"),
        ("Kãadu", "Kaadu Kanadu Kãadu"),
        ("Tǎmǎšəɣt", "Tamaseght Tamashegt Tamacheght"),
        ("Ʒaara", "Jaara Zaara Zhaara"),
        ("Fañch", "Fanch FAÑCH"),
        ("Aïssata", "Aissata Ａïssata 𝐀ïssata Aïѕѕаtа Αissata Aïſſata ᴀïssata Ⓐissata Ai\u0308ssata"),
        ("Jean-Baptiste", "Jean\u2010Baptiste Jean\u2212Baptiste Jean–Baptiste jean_baptiste JeanBaptiste"),
        ("Raﬁ", "Rafi"),
    ],
)
def test_letters_that_a_keyboard_lacks(name: str, typed: str) -> None:
    """The table of spellings.py, both ways, and letters that only look like ours."""
    sought = seek([name])

    assert [word for word in typed.split() if not list(sought.in_text(f"avec {word}, hier"))] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Agnès", "Ânes, moutons"),
        ("Rose", "ros\u200be, Rose-Marie, Primerose"),
        ("Nele", "Ɲɛlɛ"),
        ("Awa Diarra", "Awa, puis Moussa Diarra"),
    ],
)
def test_what_is_another_word_or_another_name(name: str, text: str) -> None:
    """A letter is typed in several ways, it is not any letter; « n » alone stands for no « ɲ »."""
    assert [text[found.start : found.end] for found in seek([name]).in_text(text)] == []


def test_where_it_stands_is_where_it_was_typed() -> None:
    """Ligatures, marks and what nobody sees do not shift the places; the shorter of two names is not told again."""
    text = "ﬃ Œuvre\u200b d’A\u0308i\u0308ssata\u2060 Touré\u0301."
    (found,) = seek(["Aissata", "Aïssata Touré"]).in_text(text)

    assert found == Named(text.index("A\u0308"), len(text) - 1, "Aïssata Touré")


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("IMG_AissataToure2.jpg", ["Aïssata Touré"]),
        ("toure.aissata@courriel.example", ["Aïssata Touré"]),
        ("aissata", []),
        ("Rose-2", ["Rose"]),
        ("roseraie", []),
        ("une-rose", []),
        ("x" * 300, []),
    ],
)
def test_an_address_or_a_file(part: str, told: list[str]) -> None:
    """A whole name anywhere in it, joined or not; a first name only where nothing but numbers stands beside it."""
    assert seek(["Aïssata Touré", "Rose"]).in_address(part) == told


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lætitia", "LAETITIA", True),
        ("Ɲɛlɛ", "Gnele", True),
        ("awa", "Awa", True),
        ("Awa", "Awa Diarra", False),
        ("Rose", "Roseline", False),
    ],
)
def test_two_who_bear_one_name(one: str, other: str, same: bool) -> None:
    """Told alike, nobody can say who is meant: she who agreed may be named."""
    assert same_name(one, other) is same


NASTY = (
    *(
        "Aïssata Tour ",
        "aissata<",
        "Aïssata <a><b>",
        "Touré Awa ",
        "Mme Touré. ",
        "avec Touré Awa ",
        "Awa ",
        "a",
        "\u200b",
    ),
    *("ﷺ", "<", "<a ", "1", "-", " ", "moussa ould ", "N'", "ɲ", "a\u0303", "Marguerite le "),
)


@pytest.mark.parametrize("nasty", [*NASTY, "a" + "\u0301" * 10_000])
def test_work_is_bounded(nasty: str) -> None:
    """100 kB of near matches, of one word, of marks or of nothing to see: under a second each."""
    text = (nasty * (100_000 // len(nasty) + 1))[:100_000]
    sought = seek(
        ["Aïssata Touré", "Awa P.", "Moussa Ould Sidi", "N’Golo", "Ɲaɲaɲa Ŋaŋaŋ", "Marguerite Le Goff", "Ãa Õa"]
    )
    began = time.process_time()
    list(sought.in_text(text))
    list(sought.in_part(text))
    sought.tells(text)

    assert time.process_time() - began < 2  # on a busy machine; half a second alone


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Salle Jeanne, à 20 h", True),
        ("rue Jeanne", True),
        ("place Jeanne-d’Arc", True),
        ("au collège Jeanne", True),
        ("Sainte Jeanne", True),
        ("la salle de Jeanne", False),
        ("chez Jeanne", False),
        ("La grande salle. Jeanne vient.", False),
        ("dans la rue, Jeanne raconte", False),
    ],
)
def test_a_place_may_bear_a_first_name(text: str, asked: bool) -> None:
    """« Salle Jeanne » is asked about and left where it is; what is hers, or beside her, is her."""
    sought = seek(["Jeanne"])

    assert bool([*sought.in_part(text)]) is asked
    assert bool([*sought.in_text(text)]) is not asked


def test_a_whole_name_is_a_person_even_on_a_sign() -> None:
    """« Rue Awa Touré » while Awa Touré has not agreed: somebody must decide."""
    assert [named.name for named in seek(["Awa Touré"]).in_text("12 rue Awa Touré")] == ["Awa Touré"]
