"""Links that lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from aivm.output.links import broken_links
from aivm.output.tree import Finding, read_tree
from aivm.problems import Severity

SITE = "https://exemple.invalid"


def findings(folder: Path, link: str, siteurl: str = SITE, tag: str = "<a href='{}'>") -> list[Finding]:
    """What is said of one link of the page of a story, in a small site."""
    files = {
        "index.html": "<h1 id=haut>",
        "recits/puits/index.html": f"<h1 id=titre><p id=été>{tag.format(link)}",
        "photos/a.webp": "",
        "agenda.ics": "",
    }
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return list(broken_links(read_tree(folder, siteurl)))


@pytest.mark.parametrize(
    "link",
    [
        "/", "/index.html", "/#haut", "/recits/puits/#titre", "#titre", "#", "#top", "#TOP", "#%C3%A9t%C3%A9",
        "?a=b", ".", "../..", "#:~:text=puits",
        "../../photos/a.webp", "/photos/a.webp?v=1", "https://exemple.invalid", "https://exemple.invalid/agenda.ics",
        "webcal://exemple.invalid/agenda.ics", "webcal://ailleurs.example/a.ics",
        "https://ailleurs.example/rien#x", "https://wa.me/33600000000", "//cdn.example/x",
        "mailto:a@example.org", "tel:+33299000000", "sms:+33299000000",
    ],
)  # fmt: skip
def test_good_links(tmp_path: Path, link: str) -> None:
    """Files, folders, ids, other sites, phones and letters are all places to go."""
    assert findings(tmp_path, link) == []


@pytest.mark.parametrize(
    "link",
    [
        "/recits/puis/",
        "https://exemple.invalid/recits/puis/",
        "http://exemple.invalid/recits/puis/",
        "../puis/",
        "webcal://exemple.invalid/agenda2.ics",
        "javascript:void(0)",
        "file:///C:/Users/photo.jpg",
        "https://[",
        "",
    ],
)
def test_bad_links(tmp_path: Path, link: str) -> None:
    """An address of our own without a file, and one that opens for nobody, are said with the link as written."""
    (finding,) = findings(tmp_path, link)

    assert (finding.path, finding.severity) == ("recits/puits/index.html", Severity.BLOCKING)
    assert f"« {link} »" in finding.message
    assert finding.hint


@pytest.mark.parametrize("tag", ["<img src={}>", "<img srcset='{} 2x'>", "<link href={}>", "<script src={}></script>"])
def test_every_way_to_write_an_address(tmp_path: Path, tag: str) -> None:
    """Photos, candidates of a srcset, style sheets and scripts are looked for like pages."""
    assert "/photos/z.webp" in findings(tmp_path, "/photos/z.webp", tag=tag)[0].message


def test_a_broken_link_suggests_the_closest_address(tmp_path: Path) -> None:
    """The remedy names the address that was probably meant."""
    (finding,) = findings(tmp_path, "/recits/puis/")

    assert finding.hint.endswith("Vouliez-vous dire « /recits/puits/ » ?")


def test_a_missing_fragment_names_the_page_and_the_closest_id(tmp_path: Path) -> None:
    """A fragment is looked for in the page it points into, not in the one that links."""
    (finding,) = findings(tmp_path, "/recits/puits/#titres")

    assert "« #titres », qui n’existe pas dans /recits/puits/" in finding.message
    assert "« titre »" in finding.hint
    assert findings(tmp_path, "/#titre")


@pytest.mark.parametrize("link", ["/recits/puits", "http://ailleurs.example/"])
def test_links_worth_a_look(tmp_path: Path, link: str) -> None:
    """A redirection by our own server and an unencrypted site are advice: they lead somewhere."""
    assert [finding.severity for finding in findings(tmp_path, link)] == [Severity.ADVICE]


def test_the_same_link_is_told_once_a_page(tmp_path: Path) -> None:
    """Three times the same wrong link in a page is one thing to correct."""
    assert len(findings(tmp_path, "/non/", tag="<a href={0}><a href={0}><a href={0}>")) == 1


def test_a_site_under_a_folder(tmp_path: Path) -> None:
    """Where the site lives under /mopti, its addresses begin so; « /recits/ » is another site's."""
    site = "https://exemple.invalid/mopti"

    assert findings(tmp_path, "/mopti/recits/puits/", site) == []
    assert findings(tmp_path, "../../photos/a.webp", site) == []
    assert findings(tmp_path, f"{site}/", site) == []
    assert findings(tmp_path, "/recits/puits/", site)
    assert findings(tmp_path, "/moptimiste/", site)


def test_an_unknown_siteurl_is_not_a_flood(tmp_path: Path) -> None:
    """While the site has no address yet, the links that begin with « À COMPLÉTER » are still followed."""
    assert findings(tmp_path, "À COMPLÉTER/recits/puits/", "À COMPLÉTER") == []
    assert findings(tmp_path, "À COMPLÉTER/non/", "À COMPLÉTER")
