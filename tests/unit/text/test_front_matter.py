from __future__ import annotations

import pytest
from aivm.text.front_matter import Field, FrontMatter, parse
from aivm.text.photo_line import Minors, PhotoLine
from hypothesis import given, settings
from hypothesis import strategies as st

KNOWN = frozenset({"titre", "ecrit_le", "themes", "volontaire"})
STORY = """titre : Le jardin : un matin
Écrit le : 08/11/2026
volontaire :
photo : jardin.jpg
alt : Des planches d’oignons
crédit : AIVM
mineurs : aucun mineur
photo : puits.jpg

Premier paragraphe.

Note : ce n’est pas une clé.
"""


def read(text: str) -> tuple[FrontMatter, str, int, list[str]]:
    """The parts, and problems as « ligne : message »."""
    header, body, line, problems = parse(text, "recit.md", known=KNOWN, aliases={"theme": "themes"})
    return header, body, line, [f"{problem.where.line} : {problem.message} {problem.hint}" for problem in problems]


@pytest.mark.parametrize("key", ["Écrit le", "ecrit_le", "ECRIT-LE", " e\u0301crit  le ", "ecrit\u00a0le"])
def test_every_spelling_of_a_key_is_one_key(key: str) -> None:
    """Accents, case, spaces, hyphens and underscores are folded."""
    assert list(read(f"{key}: 08/11/2026")[0].fields) == ["ecrit_le"]


def test_a_story_gives_its_fields_its_photos_and_its_body() -> None:
    """Lines are cut at the first colon, an empty value is absent, photo lines go with the photo above."""
    header, body, line, problems = read(STORY)

    assert header.fields == {
        "titre": Field("Le jardin : un matin", 1, "titre"),
        "ecrit_le": Field("08/11/2026", 2, "Écrit le"),
    }
    assert header.photos == (
        PhotoLine("jardin.jpg", "Des planches d’oignons", "AIVM", Minors.NONE, line=4),
        PhotoLine("puits.jpg", line=8),
    )
    assert body == "Premier paragraphe.\n\nNote : ce n’est pas une clé."
    assert line == 10
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "titre : A\nthème : eau\n\nCorps",
        "---\ntitre : A\nthème : eau\n---\nCorps",
        "---\ntitre : A\n\nthèmes : eau\n---\n\nCorps",
        "---\ntitre : A\nthemes : eau\n\nCorps",
        "titre : A\nthemes : eau\n---\nCorps",
        "\ufeff\r\ntitre : A\r\nThèmes : eau\r\n\r\nCorps\r\n",
    ],
)
def test_fences_byte_order_mark_and_line_ends_are_accepted(text: str) -> None:
    """The same story is read with or without `---`, from Windows or not."""
    header, body, line, problems = read(text)

    assert {key: answer.value for key, answer in header.fields.items()} == {"titre": "A", "themes": "eau"}
    assert body == "Corps"
    assert text.replace("\r\n", "\n").split("\n")[line - 1] == "Corps"
    assert problems == []


def test_a_rule_in_the_body_of_an_open_fence_is_not_its_end() -> None:
    """A forgotten closing fence costs nothing: the blank line ends the header."""
    header, body, _, problems = read("---\ntitre : A\n\nUn.\n\n---\n\nDeux.")

    assert list(header.fields) == ["titre"]
    assert body == "Un.\n\n---\n\nDeux."
    assert problems == []


def test_a_text_without_header_is_all_body() -> None:
    """A first paragraph that says nothing like a key is text, colon or not."""
    header, body, line, problems = read("\nBonjour à tous : voici\nla suite.\n\nFin")

    assert header == FrontMatter()
    assert (body, line, problems) == ("Bonjour à tous : voici\nla suite.\n\nFin", 2, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titr : A", "1 : la clé « titr » n’existe pas. Vouliez-vous dire « titre » ?"),
        ("titre : A\nxyz : B", "2 : la clé « xyz » n’existe pas. Clés possibles :"),
        ("titre : A\nsans deux-points", "2 : la ligne « sans deux-points » n’est pas de la forme"),
        ("titre : A\n: B", "2 : la ligne « : B » n’est pas de la forme"),
        ("titre : A\nTITRE : B", "2 : « TITRE » est déjà donné (ligne 1)."),
        ("alt : A", "1 : « alt » est donné avant toute photo."),
        ("photo :\ncrédit : A", "2 : « crédit » est donné avant toute photo."),
        ("photo : a.jpg\nalt : A\nalt : B", "3 : « alt » est déjà donné (ligne 2)."),
        ("photo : a.jpg\nmineurs : oui", "2 : « oui » ne dit pas si des mineurs sont sur la photo."),
    ],
)
def test_a_fault_is_told_with_its_line_and_a_remedy(text: str, expected: str) -> None:
    """One fault gives one problem that names what was typed."""
    _, _, _, problems = read(text)

    assert len(problems) == 1
    assert problems[0].startswith(expected)


def test_each_photo_has_its_own_answers() -> None:
    """The same keys again are for the next photo, not a duplicate; an empty answer may be given later."""
    header, _, _, problems = read("photo : a.jpg\nalt :\nalt : A\nphoto : b.jpg\nalt : B")

    assert [photo.alt for photo in header.photos] == ["A", "B"]
    assert problems == []


def test_all_faults_come_at_once() -> None:
    """A volunteer corrects a file once, not five times."""
    assert len(read("titre : A\ntitre : B\nalt : C\nrien\nxyz : D")[3]) == 4


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(["titre : A", "---", "", "photo : a.jpg", "alt : x", "mineurs : ?", ":", "Texte", "a:b"]),
        max_size=9,
    )
)
def test_any_lines_are_read_without_exception_and_the_body_is_where_it_is_said_to_be(lines: list[str]) -> None:
    """The line of the body is right whatever stands before it."""
    _, body, line, _ = read("\n".join(lines))

    assert "\n".join(lines[line - 1 :]).rstrip() == body
