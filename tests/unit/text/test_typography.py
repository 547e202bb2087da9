from __future__ import annotations

import re

import pytest
from aivm.text.typography import french, french_run
from hypothesis import example, given, settings
from hypothesis import strategies as st

FINE, FULL = "\u202f", "\u00a0"
ADDRESSES = [
    "https://exemple.invalid/agenda/?a=1;b=2",
    "http://exemple.invalid/14h30/l'eau",
    "www.exemple.invalid/page?x",
    "prenom.nom@exemple.invalid",
    "/recits/14h30/",
    "IMG-20261108-WA0007.jpg",
    "2026-10-12-hermitage-14h30",
    "#10min",
    '`a ? b : "c"`',
]
PIECES = [
    *ADDRESSES,
    *[
        "mot",
        "l'",
        "d'",
        "aujourd'hui",
        "M.",
        "n°",
        "1er",
        "2e",
        "CM2",
        "octobre",
        "élèves",
        "14h30",
        "10",
        "000",
        "12ko",
        "€",
        "%",
        "h",
    ],
    *[
        '"',
        "'",
        "«",
        "»",
        "!",
        "?",
        ";",
        ":",
        "::",
        ":-)",
        ":)",
        ".",
        "...",
        "…",
        "(",
        ")",
        "-",
        "–",
        " ",
        " ",
        "  ",
        FINE,
        FULL,
        "\n",
        "😀",
    ],
]
# Text as people type it, and raw characters for what nobody expects (private-use ones included).
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(
    alphabet=st.sampled_from("aéZ'’\"«»!?;:.…,()[]{}/\\#@&`*<>-–0123 hkm%€\n\ue000\ue001\u202f\u00a0"), max_size=20
)
quick = settings(max_examples=100)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Bonjour !", f"Bonjour{FINE}!"),
        ("Bonjour!", f"Bonjour{FINE}!"),
        ("Ah bon ?! Oui ; non", f"Ah bon{FINE}?! Oui{FINE}; non"),
        ("Quoi...?", f"Quoi…{FINE}?"),
        ("Lieu : Rennes", f"Lieu{FULL}: Rennes"),
        ("Lieu: Rennes", f"Lieu{FULL}: Rennes"),
        ("«mot» et « mot »", f"«{FINE}mot{FINE}» et «{FINE}mot{FINE}»"),
        ('Elle dit "bonjour".', f"Elle dit «{FINE}bonjour{FINE}»."),
        ('"a "b" c"', f"«{FINE}a «{FINE}b{FINE}» c{FINE}»"),
        ("l'eau, qu'elle, aujourd'hui", "l’eau, qu’elle, aujourd’hui"),
        ("l'«Agenda» de d'1 kg", f"l’«{FINE}Agenda{FINE}» de d’1{FINE}kg"),
        ("la suite...", "la suite…"),
        ("14h30 et 14 h 30", f"14{FINE}h{FINE}30 et 14{FINE}h{FINE}30"),
        ("de 9h à 10h-12h", f"de 9{FINE}h à 10{FINE}h-12{FINE}h"),
        ("10 min, 12ko, 3 Mo, 50%", f"10{FINE}min, 12{FINE}ko, 3{FINE}Mo, 50{FINE}%"),
        ("15 000 €, 15000€, 1 200 FCFA", f"15{FINE}000{FINE}€, 15000{FINE}€, 1{FINE}200{FINE}FCFA"),
        ("30 ans, 12 élèves", f"30{FULL}ans, 12{FULL}élèves"),
        ("n° 3, n°4", f"n°{FULL}3, n°{FULL}4"),
        ("M. Traoré et Mme Diallo", f"M.{FULL}Traoré et Mme{FULL}Diallo"),
        ("le 12 octobre 2026, le 1er mai", f"le 12{FULL}octobre 2026, le 1er{FULL}mai"),
        ("https://exemple.invalid ? Oui", f"https://exemple.invalid{FINE}? Oui"),
        ("https://exemple.invalid/a?", f"https://exemple.invalid/a{FINE}?"),
        ("À COMPLÉTER !", f"À COMPLÉTER{FINE}!"),
    ],
)
def test_french_text_gets_its_spaces_quotes_and_apostrophes(typed: str, shown: str) -> None:
    """What a volunteer types with an ordinary keyboard comes out as a French compositor would set it."""
    assert french(typed) == shown


@pytest.mark.parametrize(
    "text",
    [
        *ADDRESSES,
        *[
            "14:30",
            "std::vector",
            "voir :-) ou :)",
            "CP–CM2",
            "CM2 ou 2e, 1er",
            "À COMPLÉTER",
            "page?id=3",
            "a;b",
            "foo!bar",
            "A4, 5G, 4x4",
        ],
        *[
            "les 'mots' seuls",
            '12" et un 3',
            "06 12 34 56 78",
            "en 2019 250 fois",
            "10 0000",
            "#mopti2026 élèves",
            "3 300 12",
            "1.2.3",
            "../..",
            "....",
            "! au début",
            "3 m’a dit",
            "à 5' 30",
        ],
    ],
)
def test_what_is_not_french_punctuation_is_left_alone(text: str) -> None:
    """Hours with a colon, code, smileys, addresses, levels, ordinals and lone signs keep every character."""
    assert french(text) == text


@pytest.mark.parametrize(
    ("typed", "shown"), [(" !", f"{FINE}!"), ("!", f"{FINE}!"), (": oui", f"{FULL}: oui"), (" »", f"{FINE}»")]
)
def test_a_sign_after_an_inline_element_gets_its_space(typed: str, shown: str) -> None:
    """`<b>Mot</b> !`: the text node starts with the sign, and what stands before is in another node."""
    assert french(typed, after_inline=True) == shown


def test_a_run_of_text_nodes_is_set_as_one_sentence() -> None:
    """Quotes, elisions and units are right across inline elements."""
    parts = ['Il dit "', "oui", "\" à l'", "eau", " : ", "12", " km !"]

    assert french_run(parts) == [
        f"Il dit «{FINE}",
        "oui",
        f"{FINE}» à l’",
        "eau",
        f"{FULL}: ",
        "12",
        f"{FINE}km{FINE}!",
    ]


@quick
@given(texts)
@example('"a "b" c"')
@example("(mot;)")
@example("0:»")
def test_setting_a_text_twice_changes_nothing(text: str) -> None:
    """A text may go through the function in the data and again in the template."""
    once = french(text)

    assert french(once) == once


@quick
@given(texts, st.booleans())
def test_only_spaces_quotes_apostrophes_and_dots_change(text: str, after_inline: bool) -> None:
    """No letter, digit or other sign is ever lost, added or moved."""

    def bare(value: str) -> str:
        return re.sub("[ \t\u00a0\u2009\u202f\"'’«»]", "", value).replace("…", "...")

    assert bare(french(text, after_inline=after_inline)) == bare(text)


@quick
@given(st.lists(st.sampled_from(PIECES).filter(lambda piece: "`" not in piece), max_size=8), st.sampled_from(ADDRESSES))
def test_addresses_code_and_file_names_pass_untouched(words: list[str], address: str) -> None:
    """Whatever stands around it, an address between spaces keeps its bytes."""
    assert f" {address} ".strip() in french(" ".join([*words, address, *reversed(words)]))


@quick
@given(st.lists(texts, min_size=1, max_size=5))
def test_a_run_keeps_its_number_of_parts(parts: list[str]) -> None:
    """Text nodes go back where they came from."""
    assert len(french_run(parts)) == len(parts)
