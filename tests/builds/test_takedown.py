"""`remove`, agreements that end, and the way back, which must not undo either."""

from __future__ import annotations

import shutil

import pytest
from aivm.commands.remove import remove
from aivm.output.manifest import files_of
from aivm.problems import Report
from aivm.territory import FILE

from tests.builds.publishing import Project, words
from tests.conftest import PROJECT

pytestmark = pytest.mark.build


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("/recits/premier-recit/", "Premier récit"),
        ("/agenda/causerie-2027/", "Causerie"),
        ("/volontaires/personne-a/", "Personne A"),
    ],
)
def test_what_is_removed_is_nowhere(project: Project, name: str, secret: str) -> None:
    """Pages, feeds, JSON, this machine's copies and the next publication; its source brings nothing back."""
    project.publish()
    said: list[str] = []
    report = remove_in(project, name, said)
    assert report.exit_code(strict=True) == 0, words(report)
    assert "histoire de git" in "\n".join(said)
    published = project.publish()

    assert published.exit_code(strict=True) == 0, words(published)
    files = {path: file.read_bytes().decode(errors="replace") for path, file in files_of(project.www).items()}
    assert [path for path, text in files.items() if secret in text.replace("\u00a0", " ")] == []
    assert name not in files["poids.csv"]
    page = name.lstrip("/") + "index.html"
    assert (page in files) == (not name.startswith("/volontaires/"))
    assert page not in files or "a été retirée" in files[page]
    assert "personne-a" not in (project.content / "data" / "retraits.yaml").read_text(encoding="utf-8")


def test_a_photo_that_is_removed_goes_under_any_name(project: Project) -> None:
    """Its bytes are known, whatever its file is called next."""
    first = project.publish()
    assert first.exit_code(strict=True) == 0, words(first)
    photo = next(path.relative_to(project.www).as_posix() for path in sorted(project.www.glob("photos/*-480.webp")))
    assert "jardin.jpg » : cette photo a été retirée" in words(remove_in(project, f"/{photo}", []))
    project.publish()

    assert list(project.www.glob("photos/*")) == []


def test_a_removed_story_stays_away_in_a_folder_with_another_name(project: Project) -> None:
    """Its text is known: another folder would only be another address."""
    assert "son dossier est encore là" in words(remove_in(project, "/recits/premier-recit/", []))
    folder = project.content / "recits" / "premier-recit"
    folder.rename(folder.with_name("autre-nom"))
    report = project.publish()

    assert report.exit_code(strict=True) == 0, words(report)
    assert "ce récit a été retiré du site" in words(report)
    assert not (project.www / "recits" / "autre-nom").exists()


def test_an_address_that_tells_a_name_is_not_kept(project: Project) -> None:
    """The page « retirée » would say whose story it was, and the check of names would stop the publication."""
    folder = project.content / "recits" / "premier-recit"
    folder.rename(folder.with_name("le-jardin-de-personne-a"))
    project.publish()
    remove_in(project, "/recits/le-jardin-de-personne-a/", [])
    remove_in(project, "/volontaires/personne-a/", [])
    report = project.publish()

    assert report.exit_code(strict=True) == 0, words(report)
    assert not (project.www / "recits" / "le-jardin-de-personne-a").exists()


def set_aside(project: Project) -> None:
    """A first publication, then one where a word has changed: there is one to go back to."""
    assert project.publish().exit_code(strict=True) == 0
    project.edit("soir", "matin")
    assert project.publish().exit_code(strict=True) == 0


GONE = [  # file of content, its words, others in their place
    [("data/volontaires.yaml", "2028-09-01", "2026-11-01")],  # the agreement has ended
    [  # the record was deleted, and all that leads to it
        ("data/volontaires.yaml", "- id: personne-a", "- id: personne-c"),
        ("data/evenements.csv", ";personne-a;", ";;"),
        ("recits/premier-recit/recit.md", "VOLONTAIRE : personne-a\n", ""),
    ],
    [("data/volontaires.yaml", "portee: [nom, récits], expire_le: 2028", "portee: [nom], expire_le: 2028")],  # unsigned
    [("data/evenements.csv", "prévu;tout public;;Médiathèque", "prévu;scolaire;CM2;Médiathèque")],  # closed since
]


@pytest.mark.parametrize("edits", GONE)
def test_no_way_back_to_what_is_no_longer_agreed(project: Project, edits: list[tuple[str, str, str]]) -> None:
    """A publication that names, signs or shows what may not be any more stays where it is kept."""
    set_aside(project)
    for name, old, new in edits:
        file = project.content / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    before = files_of(project.www)
    report = project.publish(back=True)

    assert "contient ce qui a été retiré depuis" in words(report), words(report)
    assert "Retour à la publication du" in project.said[0]
    assert files_of(project.www) == before


def test_no_way_back_to_a_photo_removed_elsewhere(project: Project) -> None:
    """The machine that publishes is not the one where the photo was removed: the list of removals comes by git."""
    set_aside(project)
    kept = project.work / "cache" / "publications"
    kept.rename(project.work / "kept")
    remove_in(project, "content/recits/premier-recit/jardin.jpg", [])
    (project.work / "kept").rename(kept)

    assert "photos/" in words(project.publish(back=True))


def test_whose_agreement_ends_takes_along_what_names_them(project: Project) -> None:
    """A date and a story that name the person go with her, or the night would stop and leave everything on line."""
    table = project.content / "data" / "evenements.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Causerie sur le fleuve", "Causerie avec Personne A"), encoding="utf-8")
    project.edit("Puis vient le soir.", "Puis vient le soir, dit Personne A.")
    assert project.publish().exit_code(strict=True) == 0
    people = project.content / "data" / "volontaires.yaml"
    people.write_text(people.read_text(encoding="utf-8").replace("2028-09-01", "2026-11-21"), encoding="utf-8")
    report = project.publish()

    assert report.exit_code(strict=True) == 0, words(report)
    texts = [
        file.read_bytes().decode(errors="replace").replace("\u00a0", " ") for file in files_of(project.www).values()
    ]
    assert [text for text in texts if "Personne A" in text or "causerie-2027" in text] == []
    assert words(report).count("dont l’accord a pris fin") == 2


def test_what_still_names_a_removed_person_is_told_at_once(project: Project) -> None:
    """The story that is left out, and the standing page, which is not, where the next publication would stop."""
    project.edit("Puis vient le soir.", "Puis vient le soir, dit Personne A.")
    page = project.content / "pages" / "cooperation.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMerci à Personne A.\n", encoding="utf-8")
    said: list[str] = []
    report = remove_in(project, "/volontaires/personne-a/", said)

    assert "cooperation.md" in words(report)
    assert "ce récit nomme quelqu’un" in words(report)
    assert "s’arrêtera tant que" in said[-1]


def test_what_was_never_there_is_not_removed(project: Project) -> None:
    """A typing error is told with the nearest address; a closed event leaves no page that tells it was."""
    said: list[str] = []

    assert "/recits/premier-recit/" in words(remove_in(project, "/recits/premier-reci/", said))
    assert "« content/recits/premier-recit/jardin.jpg »" in words(remove_in(project, "premier-recit/jardins.jpg", said))
    assert "rien sur le site" in words(remove_in(project, "/agenda/classe-secrete/", said))
    assert said == []
    assert not (project.content / "data" / "retraits.yaml").exists()


def remove_in(project: Project, name: str, said: list[str]) -> Report:
    """`remove` on the content of the test, with a root whose output/ it may delete."""
    root = project.work
    for file in ("pelicanconf.py", "publishconf.py", FILE):
        shutil.copy(PROJECT / file, root / file)
    for folder in ("theme", "plugins"):
        if not (root / folder).exists():
            (root / folder).symlink_to(PROJECT / folder)
    return remove(root, name, said.append, **project.settings())
