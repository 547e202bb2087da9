"""What must never leave."""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from pathlib import Path

import pytest
from aivm.output import privacy
from aivm.output.tree import Tree, read_tree


def site(folder: Path, files: dict[str, str | bytes]) -> Tree:
    """A finished folder with some files."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_tree(folder)


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


@pytest.mark.parametrize(
    "text",
    [
        "avec Aïssata Touré.",
        "AÏSSATA TOURÉ",
        "Aïssata&nbsp;Tour&eacute;",
        "<img alt='Aïssata\nTouré'>",
        "Aïssata-Touré",
        "aissata toure",
        "Aïssata <strong>Touré</strong>",
        "TOURÉ Aïssata",
        "#AïssataTouré",
        "Aïssa&shy;ta Touré",
    ],
)
def test_people(tmp_path: Path, text: str) -> None:
    """A full name is found in any spelling, with the words around it."""
    (finding,) = privacy.people(site(tmp_path, {"a.html": f"<p>Un jour {text} au jardin"}), ("Aïssata  Touré",))

    assert "cité sans accord" in finding.message
    assert "Un jour" in finding.message


@pytest.mark.parametrize("text", ["Jean-Baptiste", "jean-baptiste", "Jean Baptiste", "Adele", "ADELE", "Adèle"])
def test_a_first_name_is_found_without_its_accent_or_its_hyphen(tmp_path: Path, text: str) -> None:
    """A keyboard of a telephone writes neither."""
    assert list(privacy.people(site(tmp_path, {"a.html": f"avec {text}, hier"}), ("Jean-Baptiste", "Adèle")))


@pytest.mark.parametrize("text", ["une rose", "Roseline", "la Primerose", "prose"])
def test_a_first_name_is_a_whole_word(tmp_path: Path, text: str) -> None:
    """« Rose » is neither the flower nor a part of another name."""
    assert not list(privacy.people(site(tmp_path, {"a.html": text}), ("Rose",)))


def test_a_name_is_told_as_it_is_typed(tmp_path: Path) -> None:
    """« aissata toure » would not be found by whoever looks for it in the text."""
    (finding,) = privacy.people(site(tmp_path, {"a.html": "avec AÏSSATA Touré"}), ("Aïssata Touré",))

    assert finding.message.startswith("« AÏSSATA Touré » est cité")


def test_people_in_addresses(tmp_path: Path) -> None:
    """The address of a page or of a photo names people too; a part of it is not the whole."""
    tree = site(
        tmp_path, {"volontaires/aissata-toure/index.html": "", "pierre-seche/index.html": "", "p/Pierre.webp": b""}
    )
    found = privacy.people(tree, ("Aïssata Touré", "Pierre"))

    assert [finding.path for finding in found] == ["p/Pierre.webp", "volontaires/aissata-toure/index.html"]


@pytest.mark.parametrize("names", [(), ("",), ("  ",)])
def test_nobody_to_look_for(tmp_path: Path, names: tuple[str, ...]) -> None:
    """Without names nothing is found, rather than everything."""
    assert not list(privacy.people(site(tmp_path, {"a.html": "Awa"}), names))


@pytest.mark.parametrize("name", ["N'Golo Diarra", "N’Golo Diarra"])
@pytest.mark.parametrize("text", ["N’Golo Diarra", "N'Golo Diarra", "N&#39;golo <b>diarra</b>", "NGolo Diarra"])
def test_a_name_with_an_apostrophe_is_found_once_typeset(tmp_path: Path, name: str, text: str) -> None:
    """The page says N’Golo where the record says N'Golo, or the other way round."""
    (finding,) = privacy.people(site(tmp_path, {"a.html": f"<p>Contes de {text} ce soir"}), (name,))

    assert "cité sans accord" in finding.message


@pytest.mark.parametrize(("html", "found"), [("Awa</a><p>Puis", 0), ("Awa</b> <i>P.</i>", 1), ("Awa <br>P.", 1)])
def test_a_tag_is_not_the_initial_of_a_name(tmp_path: Path, html: str, found: int) -> None:
    """« Awa », who agreed, then a paragraph: that is not « Awa P. », who did not."""
    assert len(list(privacy.people(site(tmp_path, {"a.html": html}), ("Awa P.",)))) == found


def test_a_whole_name_inside_an_address_is_found(tmp_path: Path) -> None:
    """An event keeps its id in its address, its UID and the sitemap; a first name alone may be a common word."""
    tree = site(
        tmp_path, {"agenda/contes-awa-diarra-2027/evenement.ics": "", "agenda/conte-de-la-rose/evenement.ics": ""}
    )
    found = list(privacy.people(tree, ("Awa Diarra", "Rose")))

    assert [finding.path for finding in found] == ["agenda/contes-awa-diarra-2027/evenement.ics"]


def test_a_name_is_not_a_pattern(tmp_path: Path) -> None:
    """A pseudonym with a full stop or a bracket is looked for as written."""
    tree = site(tmp_path, {"a.html": "Max et M.(x)"})

    assert [finding.message[:10] for finding in privacy.people(tree, ("M.(x)", "M.x"))] == ["« M.(x) » "]


def test_examples(tmp_path: Path) -> None:
    """The marker of examples is found in any text; without a marker examples are welcome."""
    tree = site(tmp_path, {"a.html": "<p class=exemple>Exemple.", "b.ics": "X-EXEMPLE"})

    assert [finding.path for finding in privacy.examples(tree, "class=exemple")] == ["a.html"]
    assert not list(privacy.examples(tree, ""))
