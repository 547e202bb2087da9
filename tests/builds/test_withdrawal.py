"""What must not be on line any more leaves it, whatever else is wrong in the content; the rest stays as it is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from aivm.commands.alerts import alerts
from aivm.output.manifest import files_of
from aivm.output.readable import readable

from tests.builds.publishing import STORY, Project, words
from tests.builds.test_takedown import remove_in
from tests.conftest import PROJECT, TODAY

pytestmark = pytest.mark.build

KEPT = ("agenda.ics", "agenda.json", "ecoles/index.html", "cooperation/index.html", "cooperation/index.html.br")
EVENTS = "data/evenements.csv"
PEOPLE = "data/volontaires.yaml"


def replaced(project: Project, name: str, old: str, new: str) -> None:
    """Edit a file of the content."""
    file = project.content / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def broken_row(project: Project) -> None:
    """A date that does not exist, in the row of another event."""
    replaced(project, EVENTS, "marche-2026;Marché solidaire;;;12/09/2026", "marche-2026;Marché solidaire;;;42/09/2026")


def broken_table(project: Project) -> None:
    """A table that cannot be read at all."""
    (project.content / EVENTS).write_bytes(b"PK\x03\x04 no table")


def broken_page(project: Project) -> None:
    """A page without a title, and one that waits for the association."""
    (project.content / "pages" / "cooperation.md").write_text("Sans en-tête.\n", encoding="utf-8")
    page = project.content / "pages" / "accueil.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nÀ COMPLÉTER\n", encoding="utf-8")


def broken_story(project: Project) -> None:
    """A photo without its words, in the story that is not removed: a production check fails."""
    story = project.content / "recits" / "autre"
    story.mkdir()
    (story / "recit.md").write_text(
        "titre : Autre\nécrit le : 12/10/2026\npublié le : 13/10/2026\nphoto : a.jpg\n\nA.\n"
    )
    shutil.copy(project.content / "recits" / "premier-recit" / "jardin.jpg", story / "a.jpg")


def broken_everywhere(project: Project) -> None:
    """All that at once, the table apart."""
    for fault in (broken_row, broken_page, broken_story):
        fault(project)


FAULTS = [broken_table, broken_everywhere]


def texts(www: Path) -> dict[str, str]:
    """The files that visitors read, as they read them."""
    found = {path: file for path, file in files_of(www).items() if not path.endswith((".br", ".gz", ".webp"))}
    return {path: readable(path, file.read_bytes()).replace("\u00a0", " ") for path, file in found.items()}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_removed_story_goes_whatever_is_wrong(project: Project, fault: Callable[[Project], None]) -> None:
    """At the next publication, which is refused for the rest, and says so; with its photos, and all that led to it."""
    project.publish()
    before = {path: file.read_bytes() for path, file in files_of(project.www).items()}
    fault(project)
    said: list[str] = []
    remove_in(project, "/recits/premier-recit/", said)
    report = project.publish()
    after = texts(project.www)

    assert "publish --removals" in said[-1]
    assert report.exit_code(strict=True) == 1
    assert "Les retraits sont faits. Le reste du site est resté comme il était." in project.said
    assert report.closing == ""
    assert "a été retirée" in after[STORY]
    exempt = (STORY, ".htaccess")
    telling = [path for path, text in after.items() if "Premier récit" in text or "/premier-recit/" in text]
    assert [path for path in telling if path not in exempt] == []
    assert list(project.www.glob("photos/*")) == []
    assert 'Redirect gone "/recits/premier-recit"' in (project.www / ".htaccess").read_text(encoding="utf-8")
    assert all((project.www / path).read_bytes() == before[path] for path in KEPT)
    again = project.publish()
    assert "Rien de ce qui est en ligne n’est à retirer." in project.said
    assert again.closing == "Rien n’a été envoyé."


def test_an_agreement_that_ends_goes_with_a_broken_table(project: Project) -> None:
    """The day after its last one: her page, her name, what names her; the day itself nothing goes."""
    project.edit("Puis vient le soir.", "Puis vient le soir, dit Personne A.")
    project.publish()
    broken_row(project)
    replaced(project, PEOPLE, "2028-09-01", "2026-11-22")
    project.publish()
    assert "Rien de ce qui est en ligne n’est à retirer." in project.said
    assert "La publication échoue depuis le " in alerts_of(project)
    assert "encore en ligne" not in alerts_of(project)
    replaced(project, PEOPLE, "2026-11-22", "2026-11-21")
    assert "volontaires.yaml, ligne 1 : une personne qui ne doit plus paraître est encore en ligne" in alerts_of(
        project
    )
    report = project.publish(removals=True)
    after = texts(project.www)
    assert "encore en ligne" not in alerts_of(project)

    assert report.exit_code(strict=True) == 0, words(report)
    assert "Le reste du site attend (1 à corriger" in "\n".join(project.said)
    assert [path for path, text in after.items() if "Personne A" in text or "/personne-a/" in text] == []
    assert not (project.www / "volontaires" / "personne-a").exists()
    assert (project.www / "agenda" / "marche-2026" / "index.html").exists()


def alerts_of(project: Project) -> str:
    """What `alerts` says."""
    said: list[str] = []
    report, rings = alerts(PROJECT, said.append, **project.settings(AIVM_DAY=TODAY))
    assert report.exit_code(strict=False) == 0
    assert rings == ("Rien n’attend personne." not in said)
    return "\n".join(said)


def test_what_is_deleted_from_the_content_goes_and_what_is_faulty_stays(project: Project) -> None:
    """A row, a page, a photo, a sound; the row and the story that only have a fault are as they were."""
    folder = project.content / "recits" / "autre"
    shutil.copytree(project.content / "recits" / "premier-recit", folder)
    sound = "son : voix.mp3\nmineurs : aucun\n"
    replaced(project, "recits/autre/recit.md", "titre : Premier récit", f"{sound}titre : Autre")
    replaced(project, "recits/autre/recit.md", "recit-zero", "recit-un")
    shutil.copy(PROJECT / "tests" / "data" / "sounds" / "tagged.mp3", folder / "voix.mp3")
    first = project.publish()
    assert first.exit_code(strict=True) == 0, words(first)
    broken_row(project)
    table = project.content / EVENTS
    rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(row for row in rows if "causerie" not in row), encoding="utf-8")
    (project.content / "pages" / "cooperation" / "sources.md").unlink()
    replaced(project, "recits/autre/recit.md", sound, "")
    (folder / "voix.mp3").unlink()
    project.edit("03/11/2026", "43/11/2026")
    report = project.publish(removals=True)
    after = texts(project.www)

    assert report.exit_code(strict=True) == 0, words(report)
    assert [path for path, text in after.items() if "causerie-2027" in text] == []
    assert not (project.www / "cooperation" / "sources").exists()
    assert list(project.www.glob("sons/*")) == []
    assert "<audio" not in project.page("recits/autre/index.html")
    assert "Premier récit" in after[STORY]
    assert (project.www / "agenda" / "marche-2026" / "index.html").exists()
    assert len(list(project.www.glob("photos/*"))) == 2


def test_a_voice_is_withdrawn(project: Project) -> None:
    """Its page says that it is not there, its published file goes, and it never comes back under another name."""
    folder = project.content / "recits" / "premier-recit"
    shutil.copy(PROJECT / "tests" / "data" / "sounds" / "tagged.mp3", folder / "voix.mp3")
    project.edit("titre :", "son : voix.mp3\nmineurs : aucun\ntitre :")
    assert project.publish().exit_code(strict=True) == 0
    (sound,) = project.www.glob("sons/*")
    remove_in(project, f"/sons/{sound.name}", [])
    (folder / "voix.mp3").rename(folder / "autre.mp3")
    project.edit("voix.mp3", "autre.mp3")
    report = project.publish()

    assert report.exit_code(strict=True) == 0, words(report)
    assert list(project.www.glob("sons/*")) == []
    assert "Un son a été retiré de cette page" in project.page()
    assert "autre.mp3 » : ce son a été retiré du site" in words(report)


def test_what_cannot_be_made_keeps_no_withdrawal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that fails, a fault of our own: the records still say who must go."""
    replaced(project, PEOPLE, "Personne A", "Awa Exemple")
    assert project.publish().exit_code(strict=True) == 0
    assert "Awa Exemple" in texts(project.www)[STORY]
    remove_in(project, "/volontaires/personne-a/", [])
    monkeypatch.setattr("aivm.host.generator.all_pages", lambda *_: 1 / 0)
    report = project.publish()

    assert report.exit_code(strict=True) == 1
    assert "panne imprévue" in words(report)
    assert "Les retraits sont faits. Le reste du site est resté comme il était." in project.said
    assert not (project.www / "volontaires" / "personne-a").exists()
    assert [path for path, text in texts(project.www).items() if "Awa Exemple" in text] == []
