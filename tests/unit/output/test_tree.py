"""A finished folder read as a tree."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from aivm.output.tree import address_of, read_tree


def write(folder: Path, **files: str) -> Path:
    """A folder with some files; « __ » stands for a slash and « _ » for a dot."""
    for name, content in files.items():
        file = folder / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return folder


def test_files_and_pages(tmp_path: Path) -> None:
    """Files come by posix path, sorted; pages are those in HTML, and know their address."""
    tree = read_tree(write(tmp_path, robots_txt="a", index_html="<p>", recits__index_html="<p>", **{"404_html": "<p>"}))

    assert list(tree.files) == ["404.html", "index.html", "recits/index.html", "robots.txt"]
    assert [page.address for page in tree.pages.values()] == ["/404.html", "/", "/recits/"]
    assert tree.sizes["robots.txt"] == 1


def test_bytes_are_read_when_asked_for(tmp_path: Path) -> None:
    """Nothing is read before it is needed, and nothing twice."""
    tree = read_tree(write(tmp_path, robots_txt="avant"))
    (tmp_path / "robots.txt").write_text("après", encoding="utf-8")
    first = tree.read("robots.txt")
    (tmp_path / "robots.txt").unlink()

    assert first.decode() == "après"
    assert tree.read("robots.txt") is first


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/recits/", "recits/index.html"),
        ("/recits", "recits/index.html"),
        ("/recits/index.html", "recits/index.html"),
        ("/photos/%C3%A9t%C3%A9.webp", "photos/été.webp"),
        ("/rien/", None),
    ],
)
def test_locate(tmp_path: Path, address: str, path: str | None) -> None:
    """An address leads to the file that a server would give, index.html for a folder."""
    tree = read_tree(write(tmp_path, index_html="", recits__index_html="", photos__été_webp=""))

    assert tree.locate(address) == path


def test_locate_a_decomposed_name(tmp_path: Path) -> None:
    """A name decomposed by a Mac is found by a link that is not, and keeps its own spelling."""
    name = unicodedata.normalize("NFD", "été.webp")
    (tmp_path / name).write_bytes(b"")

    assert read_tree(tmp_path).locate("/été.webp") == name


def test_droppings_are_not_files(tmp_path: Path) -> None:
    """What desktops leave in folders is no part of the site."""
    (tmp_path / ".DS_Store").write_bytes(b"")

    assert not read_tree(tmp_path).files


def test_address_of() -> None:
    """Only a whole « index.html » is left out of an address."""
    assert [address_of(path) for path in ("index.html", "a/index.html", "a/monindex.html")] == [
        "/",
        "/a/",
        "/a/monindex.html",
    ]
