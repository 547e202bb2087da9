"""What must never leave."""

from __future__ import annotations

import io
import unicodedata
from base64 import b64encode, encodebytes
from pathlib import Path

import pytest
from aivm.output import privacy
from aivm.output.context import Context
from PIL import Image

from tests.conftest import PROJECT
from tests.unit.output.conftest import site


def test_hidden_data_and_broken_pictures(tmp_path: Path) -> None:
    """A picture is read by what it is, not by its name, and one that cannot be read is said, not thrown."""
    svg = '<svg><metadata><rdf:RDF xmlns:rdf="x"/></metadata></svg>'
    found = list(privacy.hidden_data(site(tmp_path, {"a.svg": svg, "b.webp": b"RIFF\x01", "c.svg": "<svg/>"})))

    assert [finding.path for finding in found] == ["a.svg", "b.webp"]
    assert "XMP" in found[0].message
    assert "abîmé" in found[1].message


def test_a_picture_inside_a_drawing_is_read_too(tmp_path: Path) -> None:
    """An editor puts the photo itself in the SVG, with the place where it was taken."""
    inside = b64encode(b"\xff\xd8\xff\xe1\0\x08Exif\0\0" + b"\xff\xda\0\x02\xff\xd9").decode()
    (finding,) = privacy.hidden_data(site(tmp_path, {"a.svg": f"<svg><image href='data:image/jpeg;base64,{inside}'/>"}))

    assert "EXIF" in finding.message


@pytest.mark.parametrize("line", ["\n", "&#10;", "&#10;\n    "])
@pytest.mark.parametrize(("option", "told"), [({}, 0), ({"comment": b"Awa"}, 1)])
def test_a_picture_cut_in_lines_is_read_whole(tmp_path: Path, line: str, option: dict[str, bytes], told: int) -> None:
    """Inkscape writes 76 letters a line: neither damaged, nor read up to the first of them."""
    file = io.BytesIO()
    Image.linear_gradient("L").save(file, "JPEG", **option)
    inside = encodebytes(file.getvalue()).decode().replace("\n", line)
    found = list(
        privacy.hidden_data(site(tmp_path, {"a.svg": f"<svg><image href='data:image/jpeg;name=a;base64,{inside}'/>"}))
    )

    assert ["commentaire" in finding.message for finding in found] == [True] * told


def test_a_picture_inside_that_is_cut_anywhere_is_no_accident(tmp_path: Path) -> None:
    """Letters that are no whole byte are left, and what they leave of a picture is called damaged."""
    for cut in ("/9j/", "/9j/4", "/9j/4A", "/9j/4AA", "/9j/4AA="):
        (finding,) = privacy.hidden_data(site(tmp_path, {"a.html": f"<img src=data:image/jpeg;base64,{cut}>"}))

        assert "abîmé" in finding.message


@pytest.mark.parametrize(
    "words",
    ['inkscape:export-filename="/home/awa/a.png"', 'sodipodi:docname="awa.svg"', 'href="file:///home/awa/a.jpg"'],
)
def test_what_a_drawing_says_of_who_drew_it_is_seen(tmp_path: Path, words: str) -> None:
    """The folders of a computer name people; the remedy is in the program that wrote them."""
    (finding,) = privacy.hidden_data(site(tmp_path, {"a.svg": f"<svg {words}/>"}))

    assert "logiciel" in finding.message
    assert "SVG optimisé" in finding.hint


@pytest.mark.parametrize(("kind", "name"), [("TIFF", "a.jpg"), ("GIF", "b/a.PNG"), ("BMP", "a.webp")])
def test_a_picture_that_is_not_what_its_name_says_is_told(tmp_path: Path, kind: str, name: str) -> None:
    """Nothing here reads the EXIF of a TIFF or the comment of a GIF: under another name neither may go by."""
    file = io.BytesIO()
    Image.linear_gradient("L").save(file, kind)
    (finding,) = privacy.hidden_data(site(tmp_path, {name: file.getvalue()}))

    assert "n’est pas ce que dit son nom" in finding.message


def test_a_sound_whose_tags_are_not_read_is_told(tmp_path: Path) -> None:
    """FLAC, alone or in Ogg, keeps its comments elsewhere than Opus and Vorbis."""
    flac = (PROJECT / "tests" / "data" / "sounds" / "flac.ogg").read_bytes()
    found = list(privacy.hidden_data(site(tmp_path, {"a.ogg": flac, "b.ogg": b"fLaC" + bytes(40)})))

    assert [finding.path for finding in found] == ["a.ogg", "b.ogg"]


@pytest.mark.parametrize(
    "path",
    ["a.csv", "b/c.yaml", "README.md", "notes.txt", "x.py", "IMG.HEIC", "a.docx", "sub/robots.txt", "LICENSE",
     "a.pdf", "a.gif", "a.mp4", "a.jpeg", "base.sql.gz"],  # nothing here can read the last ones, or say their type
)  # fmt: skip
def test_foreign_files(tmp_path: Path, path: str) -> None:
    """Only the kinds that a web site serves may be there; a working file is named."""
    assert [finding.path for finding in privacy.foreign_files(site(tmp_path, {path: ""}))] == [path]


def test_files_of_a_site(tmp_path: Path) -> None:
    """Everything that the site makes is welcome, compressed copies and the files of a server included."""
    paths = [
        "index.html",
        "a.webp",
        "agenda.ics",
        "flux/a.atom",
        "sitemap.xml",
        "robots.txt",
        "index.html.br",
        "_headers",
        "A.JPG",
    ]

    assert list(privacy.foreign_files(site(tmp_path, dict.fromkeys(paths, "")))) == []


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.html", "<p>Un\nnuméro : À COMPLÉTER</p>"),
        ("a.html", "<p>\n&Agrave;&nbsp;COMPL&Eacute;TER"),
        ("a.html", unicodedata.normalize("NFD", "<p>\n<a title='À COMPLÉTER'>")),
        ("a.html", "<p>\n<a href=https://%C3%80%20COMPL%C3%89TER/x/>"),
        ("a.ics", "BEGIN:VEVENT\r\nLOCATION:À COMP\r\n LÉTER\r\n"),
        ("a.json", '{\n"lieu":"\\u00c0 COMPL\\u00c9TER"}'),
        ("a.atom", "<summary>\n&#192; COMPLÉTER"),
    ],
    ids=["plain", "entities", "decomposed", "in an address", "folded", "JSON", "XML"],
)
def test_unfinished(tmp_path: Path, path: str, content: str) -> None:
    """« À COMPLÉTER » is found however it is written, with its line."""
    (finding,) = privacy.unfinished(site(tmp_path, {path: content}))

    assert (finding.path, finding.line) == (path, 2)
    assert "COMPL" in finding.message


def test_a_form_to_fill_is_not_unfinished(tmp_path: Path) -> None:
    """In lower case the words are prose."""
    assert not list(privacy.unfinished(site(tmp_path, {"a.html": "un formulaire à compléter"})))


def test_examples(tmp_path: Path) -> None:
    """The marker of examples is found in any text; without a marker examples are welcome."""
    tree = site(tmp_path, {"a.html": "<p class=exemple>Exemple.", "b.ics": "X-EXEMPLE"})

    assert [finding.path for finding in privacy.examples(tree, Context(marker="class=exemple"))] == ["a.html"]
    assert not list(privacy.examples(tree, Context()))
