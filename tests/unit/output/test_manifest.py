"""The list of what a folder holds."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest
from aivm.output.manifest import (
    MANIFEST_NAME,
    Entry,
    Manifest,
    case_collisions,
    files_of,
    of_folder,
    read_manifest,
    write_manifest,
)
from hypothesis import given, settings
from hypothesis import strategies as st


def test_of_folder(tmp_path: Path) -> None:
    """Each file has its hash and its size; the manifest itself, git's folder and droppings are not in it."""
    for path in ("é/b.html", ".git/config", f"{MANIFEST_NAME}", ".DS_Store", ".nojekyll"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(b"bonjour")

    entry = Entry(hashlib.sha256(b"bonjour").hexdigest(), 7)
    assert of_folder(tmp_path, "preview") == Manifest("preview", {".nojekyll": entry, "é/b.html": entry})


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link to a folder is one entry, equal to no file: nothing outside is ever listed, hence never deleted."""
    outside = tmp_path / "dehors"
    outside.mkdir()
    (outside / "precieux.txt").write_bytes(b"")
    inside = tmp_path / "site"
    inside.mkdir()
    try:
        (inside / "lien").symlink_to(outside, target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make links")

    assert list(files_of(inside)) == ["lien"]
    assert of_folder(inside, "").files["lien"].size == -1


PATHS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


@settings(max_examples=30)
@given(
    files=st.dictionaries(PATHS, st.tuples(st.text("0123456789abcdef", max_size=8), st.integers(0, 9)).map(Entry._make))
)
def test_written_then_read(tmp_path_factory: pytest.TempPathFactory, files: dict[str, Entry]) -> None:
    """What is written is what is read, and the same manifest has the same bytes whatever its order."""
    folder = tmp_path_factory.mktemp("m")
    write_manifest(Manifest("preview", files), folder)
    first = (folder / MANIFEST_NAME).read_bytes()
    write_manifest(Manifest("preview", dict(reversed(files.items()))), folder)

    assert read_manifest(folder) == Manifest("preview", files)
    assert (folder / MANIFEST_NAME).read_bytes() == first
    assert [each.name for each in folder.iterdir()] == [MANIFEST_NAME]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"version":2,"mode":"a","files":{}}',
        '{"version":1,"mode":"a","files":{"a":3}}',
        '{"version":1,"mode":"a","files":[]}',
    ],
)
def test_a_manifest_that_is_not_ours(tmp_path: Path, text: str) -> None:
    """A manifest that is cut, or of another program or time, proves nothing: there is none."""
    (tmp_path / MANIFEST_NAME).write_text(text, encoding="utf-8")

    assert read_manifest(tmp_path) is None


def test_no_manifest(tmp_path: Path) -> None:
    """An empty folder, and no folder at all, have no manifest."""
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "rien") is None


@pytest.mark.parametrize(
    "pair",
    [
        ("a/Puits.html", "a/puits.html"),
        ("A/puits.html", "a/puits.html"),
        ("été.webp", unicodedata.normalize("NFD", "été.webp")),
        ("recits", "Recits/index.html"),
    ],
    ids=["file", "folder", "decomposed", "file and folder"],
)
def test_case_collisions(pair: tuple[str, str]) -> None:
    """Names that a Windows or macOS disk cannot tell apart are one problem that names both."""
    (problem,) = case_collisions([*pair, "autre.html"])

    assert all(f"« {path} »" in problem.message for path in pair)
    assert problem.hint


def test_no_collision() -> None:
    """Files of one folder, even spelled in two cases, are fine as long as their names differ."""
    assert case_collisions(["a/x.html", "A/y.html", "a/x.htm", "index.html"]) == []
