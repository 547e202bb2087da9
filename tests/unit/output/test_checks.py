"""All the checks together."""

from __future__ import annotations

from pathlib import Path

from aivm.output.checks import run
from aivm.output.context import Context
from aivm.output.tree import read_tree
from aivm.output.weight import PLACEHOLDER, brotli_size, fill, load_cache, page_weight
from aivm.problems import Where

PAGE = "<!doctype html><html lang=fr><title>{0}</title><h1>{0}</h1>"


def pages(folder: Path, **bodies: str) -> Path:
    """A folder of pages that keep every promise, but for what their bodies say."""
    for name, body in bodies.items():
        (folder / name).mkdir()
        (folder / name / "index.html").write_text(PAGE.format(name) + body, encoding="utf-8")
    return folder


def test_a_clean_site(tmp_path: Path) -> None:
    """A site that keeps every promise has no problem."""
    assert (
        run(read_tree(pages(tmp_path, un="", deux="<a href=/un/>un</a>")), Context(names=("Awa",), marker="x-x")) == []
    )


def test_problems_point_to_what_a_person_can_edit(tmp_path: Path) -> None:
    """The place is the source file where it is known, with the page beside it, else the output and its line."""
    tree = read_tree(pages(tmp_path, un="<p style=x>", deux="\n<p>À COMPLÉTER"))
    problems = run(tree, Context(sources={"un/index.html": "content/recits/un/recit.md"}))

    assert [problem.where for problem in problems] == [
        Where("content/recits/un/recit.md", 0, "un/index.html"),
        Where("output/deux/index.html", 2),
    ]


def test_a_fault_of_the_template_is_told_once(tmp_path: Path) -> None:
    """The same wrong link on five pages is one problem, which says how many; on three it is three places to go."""
    five = run(read_tree(pages(tmp_path, **dict.fromkeys("abcde", "<a href=/non/>"))), Context())
    (tmp_path / "autre").mkdir()
    three = run(read_tree(pages(tmp_path / "autre", **dict.fromkeys("abc", "<a href=/non/>"))), Context())

    assert [problem.where.file for problem in five] == ["output/a/index.html"]
    assert five[0].message.endswith("C’est aussi le cas de 4 autres fichiers.")
    assert len(three) == 3


def test_a_printed_weight_is_weighed_again(tmp_path: Path) -> None:
    """The weight is right as printed by the same definition, with its photo, and wrong as soon as the page changes."""
    (tmp_path / "a.svg").write_text("<svg/>" * 200, encoding="utf-8")
    body = f"<img src=/a.svg alt width=4 height=3><p>{PLACEHOLDER}"
    html = PAGE.format("un") + body
    weight = page_weight(html.encode(), {"a.svg": 1200})
    folder = pages(tmp_path, un=fill(body, weight))
    cache = load_cache(tmp_path / "cache.json")

    assert weight == brotli_size(html.encode()) + 1200
    assert run(read_tree(folder), Context(weights=cache)) == []
    (tmp_path / "a.svg").write_text("<svg/>" * 300, encoding="utf-8")
    (problem,) = run(read_tree(folder), Context(weights=cache))
    assert f"annonce {weight} octets, elle en pèse {weight + 600}" in problem.message


def test_collisions_are_checked(tmp_path: Path) -> None:
    """Two outputs of one folded name are part of the report, on a disk that can hold both."""
    folder = pages(tmp_path, un="")
    (folder / "UN.html").write_text(PAGE.format("UN"), encoding="utf-8")
    (folder / "un.html").write_text(PAGE.format("autre"), encoding="utf-8")
    found = run(read_tree(folder), Context())

    assert len(found) == int(len(list(folder.glob("*.html"))) == 2)
