from __future__ import annotations

import codecs

import pytest
from aivm.problems import Severity
from aivm.text.decode import decode
from hypothesis import given, settings
from hypothesis import strategies as st

TEXT = "Récit d’été à 5 €\nl’œuf"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("cp1252"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("é", "e\u0301").encode(),
        TEXT.encode() + b"\x1a",
    ],
)
def test_every_way_a_person_saves_a_file_gives_the_same_text(raw: bytes) -> None:
    """UTF-8 with or without mark, Windows, UTF-16, any line end, decomposed accents from a Mac."""
    assert decode(raw, "a.txt") == (TEXT, [])


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xd8\xff\xe0\0\x10JFIF\0",
        b"PK\x03\x04\x14\0\x06\0",
        b"abc\0def",
        b"\x01\x02\x03\x04abcdef",
        b"\x81\x8d\x90",
    ],
)
def test_a_binary_file_is_named(raw: bytes) -> None:
    """A photo or a Word document under a text name is a problem, not a page of signs."""
    text, problems = decode(raw, "content/recits/a/recit.txt")

    assert text == ""
    assert [problem.where.file for problem in problems] == ["content/recits/a/recit.txt"]
    assert "fichier binaire" in problems[0].message


@pytest.mark.parametrize("raw", [b"", b"  \r\n\t\n", codecs.BOM_UTF8])
def test_an_empty_file_is_said(raw: bytes) -> None:
    """Only spaces count as empty."""
    text, problems = decode(raw, "a.csv")

    assert text == ""
    assert "vide" in problems[0].message


def test_accents_already_lost_are_told_with_their_line() -> None:
    """A text that was decoded wrongly before it was saved is kept for the preview; it never goes out like that."""
    text, problems = decode("Titre\nL’Ã©cole".encode(), "a.txt")

    assert text == "Titre\nL’Ã©cole"
    assert [(problem.where.line, problem.severity) for problem in problems] == [(2, Severity.BLOCKING)]


@settings(max_examples=100)
@given(st.binary(max_size=60))
def test_any_bytes_give_a_text_or_a_problem(raw: bytes) -> None:
    """No exception for any input, line ends are always LF, and nothing is lost without a word."""
    text, problems = decode(raw, "a.txt")

    assert text or problems
    assert "\r" not in text


def test_one_bad_byte_costs_its_own_character_only() -> None:
    """A UTF-8 file with one stray byte keeps its other accents, and the line is told."""
    text, problems = decode("été à Rennes\nla fête\n".encode().replace("ê".encode(), b"\xea"), "a.csv")

    assert text == "été à Rennes\nla f\ufffdte\n"
    assert [(problem.where.line, problem.severity) for problem in problems] == [(2, Severity.BLOCKING)]


@pytest.mark.parametrize("encoding", ["cp850", "mac-roman"])
def test_the_other_encodings_of_excel_are_told(encoding: str) -> None:
    """« CSV (MS-DOS) » and « CSV (Macintosh) » never pass for French."""
    _, problems = decode("id;titre\na;Un café à la fête\n".encode(encoding), "a.csv")

    assert [(problem.where.line, problem.severity) for problem in problems] == [(2, Severity.BLOCKING)]
    assert "CSV UTF-8" in problems[0].hint


def test_good_french_in_windows_1252_is_not_suspected() -> None:
    """Every letter and sign of French, quotes and dots included."""
    french = "Où l’été, à Noël… « œuvre » – garçon, aiguë ; 12 € % “mot” ‘mot’ ÉCOLE ŒUVRE Žižek"
    text, problems = decode(french.encode("cp1252"), "a.csv")

    assert (text, problems) == (french, [])
