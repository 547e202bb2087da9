"""Every text file of a finished folder is read for places and contacts."""

from __future__ import annotations

from pathlib import Path

import pytest
from aivm.output.checks import run
from aivm.output.context import Context
from aivm.output.tree import Tree, read_tree
from aivm.output.whereabouts import whereabouts
from aivm.people.contacts import Allowed

from tests.conftest import TERRITORY


def site(folder: Path, **files: str) -> Tree:
    """A finished folder with some files."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return read_tree(folder)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a_html", "<p>Le puits :\n14.4843,&nbsp;-4.1960", "« 14.4843, -4.1960 » donne la position d’un lieu au Mali"),
        ("a_html", "<p>\nappelez le 76&nbsp;12&nbsp;34&nbsp;56", "« 76 12 34 56 » (numéro de téléphone)"),
        ("a_ics", "BEGIN:VEVENT\r\nGEO:14.48;-4.\r\n 19\r\n", "« GEO:14.48;-4.19 »"),
        ("a_json", '{"a":\n"Awa, awa\\u0040courriel.ml"}', "adresse électronique"),
        ("a_svg", "<svg><title>Puits\n14° 29′ 03″ N, 4° 11′ 46″ O</title></svg>", "un lieu au Mali"),
        ("a_ics", "SUMMARY:x\r\nLOCATION:12\\, rue du Puits\r\n", "(adresse)"),
        ("a_json", '{"a":\n"Awa :\\n76 12 34 56"}', "numéro de téléphone"),
        ("a_html", "<p>\n76 12 <strong>34</strong> 56", "numéro de téléphone"),
        ("a_html", "<p>\nici : https://maps.app.goo.gl/AbCdEf", "mène à un point d’une carte"),
        ("a_html", "<p>\nici : 6CXXFRMX+MG", "« 6CXXFRMX+MG » donne la position d’un lieu au Mali"),
        ("a_atom", "<p>x\n&lt;a href=tel:+22376123456></p>", "numéro de téléphone"),
        ("a_html", "<p>\n76 12 <span class=n>34</span> 56", "« 76 12 34 56 »"),
        ("a_html", "<p>\nawa@<wbr>courriel.ml", "adresse électronique"),
        ("a_html", "<p>\n７６ 12 ٣٤ 𝟓𝟔", "« 76 12 34 56 » (numéro de téléphone)"),
        ("a_html", "<p>\n7️⃣6️⃣ 12 34 56", "« 76 12 34 56 » (numéro de téléphone)"),
        ("a_html", "<p>\n<a href=/?q=14.4843%2C%20-4.1960>", "un lieu au Mali"),
        ("a_html", "<p>\n<a href=/place/14%C2%B029%2703%22N+4%C2%B011%2746%22W>", "un lieu au Mali"),
        ("a_html", "<p><a href='mailto:a?body=a%0D%0Ab%3Cc'>\n<a href=tel:%2B22376123456>", "numéro de téléphone"),
        ("poids_csv", "adresse\n14.484;-4.196", "un lieu au Mali"),
    ],
)
def test_each_kind_of_file(tmp_path: Path, name: str, text: str, words: str) -> None:
    """The words, those around them and their line are told."""
    (finding,) = whereabouts(site(tmp_path, **{name: text}), Allowed(TERRITORY))

    assert words in finding.message
    assert finding.line == 2
    assert finding.hint


def test_each_point_is_told_once(tmp_path: Path) -> None:
    """A labelled point is found in two ways; the west of one and the north of the next are no third."""
    tree = site(tmp_path, a_html="?q=14.484,-4.196<p>14.48°N, 4.19°W<p>15.18°N, 3.10°W")

    assert [finding.message[:20] for finding in whereabouts(tree, Allowed(TERRITORY))] == [
        "« ?q=14.484,-4.196 »",
        "« 14.48°N, 4.19°W » ",
        "« 15.18°N, 3.10°W » ",
    ]


def test_a_drawing_is_not_a_place(tmp_path: Path) -> None:
    """Paths are pairs of numbers; a sheet and a data: URI are numbers too; lines after them keep their number."""
    drawing = '<svg viewBox="14.484 4.196"><path d="M14.484,-4.196\nL13.111 -3.222"/><circle cx=14.484 cy=-4.196 r=2>'
    drawing += '<animate values="14.484;-4.196"/><linearGradient gradientTransform="matrix(14.484 -4.196 1 1 0 0)"/>'
    tree = site(tmp_path, a_html=f"<style>a{{margin:14.484px -4.196px}}</style>{drawing}</svg>\n<p>76 12 34 56")
    (finding,) = whereabouts(tree, Allowed(TERRITORY))

    assert "téléphone" in finding.message
    assert finding.line == 3


def test_it_is_one_of_the_checks(tmp_path: Path) -> None:
    """With what the settings allow; a caller that says nothing of contacts looks for none."""
    tree = site(tmp_path, a_html="<!doctype html><html lang=fr><title>a</title><h1>a</h1>bonjour@aivm.fr")

    assert run(tree, Context()) == []
    assert run(tree, Context(allowed=Allowed(TERRITORY, ("bonjour@aivm.fr",)))) == []
    (problem,) = run(tree, Context(allowed=Allowed(TERRITORY)))
    assert problem.where.file == "output/a.html"


def told(folder: Path, source: str, **files: str) -> list[tuple[str, int]]:
    """Where `run` tells what a source holds, when the page « recit.html » is made from it and others repeat it."""
    tree, typed = site(folder, **files), {"recit.html": "recit.md", "index.html": "accueil.md"}
    texts = {"recit.md": source, "accueil.md": "Bienvenue."}
    problems = run(tree, Context(sources=typed, read=texts.__getitem__, allowed=Allowed(TERRITORY)))
    return [(problem.where.file, problem.where.line) for problem in problems if "coordonnées" in problem.message]


@pytest.mark.parametrize(
    ("source", "page", "lines"),
    [
        ("x\nAu 66 123 456, ou bien 6612 3456.\n", "<p>Au 66 123 456, ou bien 6612 3456.", [2, 2]),
        ("titre : Un appel\n\nAu 66 123 456.\n\nOu au 6612 3456 ?\n", "<p>Au 66 123 456. Ou au 6612 3456 ?", [3, 5]),
        ("Au **66** 12\u00a034 56\nou +223 77 12 34 56\n", "<p>Au <b>66</b> 12 34 56 ou +223 77 12 34 56", [1, 2]),
        ("x\nÉcrire à Awa@courriel.ml\net awa@courriel.ml\n", "<p>awa@courriel.ml", [2, 3]),
        ("x\n[Ici](tel:+22366123456)\n", "<p><a href=tel:+22366123456>Ici</a>", [2]),
        ("x\n12, rue du Puits\n", "<p>12, rue du Puits", [2]),
    ],
)
def test_each_is_told_once_at_the_lines_where_it_was_typed(
    tmp_path: Path, source: str, page: str, lines: list[int]
) -> None:
    """The card on the home page, the feed and the head of the page repeat it: nobody has to read it five times."""
    found = told(tmp_path, source, recit_html=f"{page}<p>{page}", index_html=page, recits_atom=page)

    assert found == [("recit.md", line) for line in lines]


def test_what_no_source_holds_is_told_where_it_stands(tmp_path: Path) -> None:
    """A template, or a number put together from two fields."""
    assert told(tmp_path, "Rien.", recit_html="<p>76 12 34 56", recits_atom="x") == [("recit.md", 0)]
