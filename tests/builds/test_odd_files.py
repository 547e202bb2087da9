"""Files laid where nobody expected them: each is read or named, none is lost in silence, none breaks the build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PROJECT, SITES, Build

pytestmark = pytest.mark.build

STORY = "titre : Un récit\nécrit le : 12/10/2026\npublié le : 03/11/2026\n"


def put(*names: str, text: str = f"{STORY}\nTexte.\n") -> Callable[[Path], object]:
    """Lay the same text in each of these files of a content folder."""

    def lay(content: Path) -> None:
        for name in names:
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return lay


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The minimal site, to add to."""
    return Path(shutil.copytree(SITES / "minimal" / "content", tmp_path / "content"))


@pytest.mark.parametrize(
    ("lay", "words"),
    [
        (put("recits/a/x.md", "recits/a/y.md"), "plusieurs textes : x.md, y.md"),
        (put("recits/a/recit.md", "recits/a/suite.docx"), "suite.docx : le site ne lit pas ce genre de fichier"),
        (put("recits/a/b/recit.md"), "recits/a/b : ce dossier est dans un autre"),
        (put("recits/seul.md"), "seul.md : un récit a son propre dossier"),
        (put("recits/!!!/recit.md"), "« !!! » ne peut pas servir d’adresse"),
        (put("recits/themes/recit.md"), "« themes » ne peut pas servir d’adresse"),
        (put("recits/a/recit.md", text=f"{STORY}thèmes : ???\n\nT.\n"), "le thème « ??? » n’a ni lettre ni chiffre"),
        (put("recits/a/recit.md", text=f"{STORY}photo : ../b.jpg\n\nT.\n"), "la photo n’est pas à côté du texte"),
        (
            put("recits/a/recit.md", text=f"{STORY}ancienne adresse : /agenda/\n\nT.\n"),
            "l’adresse /agenda/ est déjà celle de",
        ),
        (put("pages/مالي.md"), "مالي.md » ne peut pas servir d’adresse"),
        (put("data/associations.yml", text="- id: a\n"), "Vouliez-vous dire « associations.yaml » ?"),
        (put("data/evenements.xlsx"), "evenements.xlsx : aucune partie du site ne lit ce fichier"),
        (put("pages/page.rst"), "page.rst : ce fichier n’est pas une page en Markdown"),
        (put("data/revisions.json", text="{"), "revisions.json"),
        (put("data/contact.yaml", text="- a\n"), "on attend des lignes « clé : valeur »"),
    ],
)
def test_it_is_named_and_the_rest_is_built(
    build_site: Build, content: Path, lay: Callable[[Path], object], words: str
) -> None:
    """One sentence, and every other page."""
    lay(content)
    report, output = build_site(content, "preview")

    assert words in report.render(strict=False)
    assert report.exit_code(strict=False) == 0
    assert (output / "recits" / "premier-recit" / "index.html").exists()


@pytest.mark.parametrize("name", ["recit.md", "RECIT.MD", "Recit.mD", "texte.md", "Message.tXt"])
def test_a_story_is_read_whatever_its_file_is_called(build_site: Build, content: Path, name: str) -> None:
    """Systems and phones do not agree on case."""
    put(f"recits/a/{name}")(content)
    _, output = build_site(content, "preview")

    assert (output / "recits" / "a" / "index.html").exists()


def test_a_draft_never_stops_production(build_site: Build, content: Path) -> None:
    """Half-written, without photos' words, in any form: it is simply not there."""
    put("recits/a/recit.md", text="titre : Demain\nbrouillon : oui\nphoto : rien.jpg\n\nÀ COMPLÉTER\n")(content)
    put("recits/b/message.txt", text="Bonjour\n\nUn texte\n")(content)
    put("recits/c/recit.md", text=STORY.replace("03/11/2026", "03/11/2030") + "\nPlus tard.\n")(content)
    report, output = build_site(content)

    assert report.exit_code(strict=True) == 0
    assert [name for name in "abc" if (output / "recits" / name).exists()] == []
    assert "/recits/a/" not in (output / "sitemap.xml").read_text(encoding="utf-8")


def test_a_broken_file_is_told_once_and_takes_nothing_along(build_site: Build, content: Path) -> None:
    """When associations.yaml cannot be read, the events that name one stay, and only the file is told."""
    put("data/associations.yaml", text="- id: 'a\n")(content)
    report, output = build_site(content, "preview")

    assert [problem.where.file.rpartition("/")[2] for problem in report if problem.severity == "blocking"] == [
        "associations.yaml"
    ]
    assert (output / "agenda" / "causerie-2027" / "index.html").exists()


@pytest.mark.parametrize("place", ["nulle-part", "vide"])
def test_a_site_without_a_page_is_never_published(build_site: Build, tmp_path: Path, place: str) -> None:
    """A folder mislaid, or empty, must not empty the site."""
    (tmp_path / "vide").mkdir()
    _, output = build_site(SITES / "minimal" / "content")
    report, _ = build_site(tmp_path / place)

    assert report.exit_code(strict=False) == 1
    assert (output / "index.html").exists()


def test_a_fact_held_back_never_leaves_in_silence(build_site: Build, content: Path) -> None:
    """Not even when a paragraph breaks inside its braces."""
    facts = content / "data" / "faits.yaml"
    held = "  - id: retenu\n    phrase: Une phrase.\n    annee: 2022\n    source: fiche\n    a_confirmer: true\n"
    facts.write_text(facts.read_text("utf-8") + held, encoding="utf-8")
    put("recits/a/recit.md", text=f"{STORY}\nOn lit {{fait:\nretenu}} ici.\n")(content)
    report, _ = build_site(content)

    assert report.exit_code(strict=True) == 1
    assert "recit.md, ligne 5 : le fait « retenu » est à confirmer" in report.render(strict=True)


def test_a_site_in_a_folder_of_its_host_has_its_links_there(build_site: Build, content: Path) -> None:
    """Templates, Markdown, facts and feeds alike."""
    put("recits/a/recit.md", text=f"{STORY}\nVoir [l’agenda](/agenda/).\n")(content)
    report, output = build_site(content, SITEURL="https://site.example/mopti")
    page = (output / "recits" / "a" / "index.html").read_text(encoding="utf-8")

    assert report.exit_code(strict=True) == 0
    assert page.count("href=/mopti/agenda/") == 2
    assert "https://site.example/mopti/recits/a/" in (output / "flux" / "recits.atom").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "address", ["", "//ex.org", "www.exemple.org", "https://[x", "https://ex.org/", None, "ftp://ex.org"]
)
def test_an_address_that_is_none_is_never_published(build_site: Build, content: Path, address: object) -> None:
    """One sentence names it and shows how it is written."""
    report, output = build_site(content, SITEURL=address)

    assert report.exit_code(strict=True) == 1
    assert "SITEURL" in report.render(strict=True)
    assert not output.exists()


def test_a_page_that_wants_the_address_of_an_event_is_named(build_site: Build, content: Path) -> None:
    """Both have a file and a line; the event keeps its page, and the other is not written over it."""
    put("pages/agenda/causerie-2027.md", text="titre : Une autre page\n\nTexte.\n")(content)
    report, output = build_site(content, "preview")
    page = (output / "agenda" / "causerie-2027" / "index.html").read_text(encoding="utf-8")
    said = report.render(strict=False)

    assert "causerie-2027.md : l’adresse /agenda/causerie-2027/ est déjà celle de" in said
    assert "evenements.csv, ligne 2" in said
    assert "Causerie sur le fleuve" in page


def test_a_standing_page_may_show_a_photo(build_site: Build, content: Path) -> None:
    """With the same four lines as a story, and its file beside it."""
    shutil.copy(content / "recits" / "premier-recit" / "jardin.jpg", content / "pages" / "jardin.jpg")
    words = "titre : Une page\nphoto : jardin.jpg\nalt : Un jardin\ncrédit : AIVM\nmineurs : aucun\n\n![](jardin.jpg)\n"
    put("pages/page.md", text=words)(content)
    report, output = build_site(content)

    assert report.exit_code(strict=True) == 0
    assert 'alt="Un jardin"' in (output / "page" / "index.html").read_text(encoding="utf-8")


def test_no_link_out_of_the_content_is_followed(build_site: Build, content: Path, tmp_path: Path) -> None:
    """A story, its text, a photo, a sound, a page, a portrait: each is told, and what it leads to stays at home."""
    away = tmp_path / "ailleurs"
    story = content / "recits" / "premier-recit"
    shutil.copytree(story, away)
    secret = (away / "recit.md").read_text(encoding="utf-8").replace("Premier récit", "SECRET")
    (away / "recit.md").write_text(secret, encoding="utf-8")
    photo = next(story.glob("*.jpg"))
    for link, target in {
        content / "recits" / "dossier": away,
        content / "recits" / "texte" / "recit.md": away / "recit.md",
        content / "pages" / "page.md": away / "recit.md",
        content / "data" / "elle.jpg": away / photo.name,
        story / "autre.jpg": away / photo.name,
        story / "voix.mp3": PROJECT / "tests" / "data" / "sounds" / "tagged.mp3",
    }.items():
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(target, target_is_directory=target.is_dir())
    text = (story / "recit.md").read_text(encoding="utf-8")
    asked = "photo : autre.jpg\nalt : x\nmineurs : aucun\nson : voix.mp3\nmineurs : aucun\ntitre :"
    (story / "recit.md").write_text(text.replace("titre :", asked, 1), encoding="utf-8")
    people = content / "data" / "volontaires.yaml"
    fiche = people.read_text(encoding="utf-8").replace("portee: [nom, récits]", "portee: [nom, photo]", 1)
    people.write_text(fiche.replace("langues:", "photo: elle.jpg\n  photo_alt: Elle\n  langues:", 1), encoding="utf-8")
    report, output = build_site(content, "preview")
    told = [str(one) for one in report if "hors de content/" in one.message]

    assert len(told) == 6
    for name in ("dossier", "texte/recit.md", "page.md", "volontaires.yaml", "autre.jpg", "voix.mp3"):
        assert len([one for one in told if name in one]) == 1, name
    assert [path for path in output.rglob("*.html") if "SECRET" in path.read_text("utf-8")] == []
    assert list(output.glob("sons/*")) == []


def test_a_portrait_lies_beside_its_fiche(build_site: Build, content: Path) -> None:
    """Not in the folder above."""
    people = content / "data" / "volontaires.yaml"
    fiche = people.read_text(encoding="utf-8").replace("portee: [nom, récits]", "portee: [nom, photo]", 1)
    path = "../recits/premier-recit/a.jpg"
    people.write_text(fiche.replace("langues:", f"photo: {path}\n  photo_alt: Elle\n  langues:", 1), encoding="utf-8")
    report, _ = build_site(content, "preview")

    assert f"la photo « {path} » n’est pas à côté de sa fiche" in report.render(strict=False)
