"""Two working copies of one project: the older one brings nothing back, and deletes nobody's story unasked."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from aivm.output.manifest import files_of
from aivm.problems import Report

from tests.builds.publishing import Project, words
from tests.builds.test_takedown import remove_in
from tests.conftest import PROJECT

pytestmark = pytest.mark.build

STORY = "titre : Le marché\nécrit le : 12/10/2026\npublié le : 13/10/2026\n\nOn y vend.\n"
OTHER = '- {adresse: "/recits/ancien/", le: 2026-11-22, sel: "0123456789abcdef0123456789abcdef"}\n'


def git(folder: Path, *command: str) -> str:
    """Run git there, as somebody."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(["git", "-C", str(folder), *who, *command], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def copies(project: Project) -> tuple[Project, Callable[..., Report]]:
    """The project of a colleague, in git, and what publishes from a clone of it as nights do."""
    git(project.work, "init", "-q", "-b", "main")
    (project.work / ".gitattributes").write_bytes((PROJECT / ".gitattributes").read_bytes())
    (project.work / ".gitignore").write_text("/*\n!/content\n!/.gitattributes\n", encoding="utf-8")
    assert project.publish().exit_code(strict=True) == 0
    git(project.work, "add", ".")
    git(project.work, "commit", "-qm", "Tout")
    night = project.work / "nuit"
    git(project.work, "clone", "-q", str(project.work), str(night))

    def publish(**options: object) -> Report:
        settings = {"PATH": str(night / "content"), "AIVM_CACHE": night / "cache"}
        return project.publish(settings=settings, **options)  # type: ignore[arg-type]

    return project, publish


def test_an_older_copy_undoes_nothing_unasked(copies: tuple[Project, Callable[..., Report]]) -> None:
    """A colleague added a story and removed a photo; the night, without « git pull », is refused, or asked."""
    project, night = copies
    folder = project.content / "recits" / "marche"
    folder.mkdir()
    (folder / "recit.md").write_text(STORY, encoding="utf-8")
    remove_in(project, "jardin.jpg", [])
    assert project.publish().exit_code(strict=True) == 0
    before = {path: file.read_bytes() for path, file in files_of(project.www).items() if "echec" not in path}
    refused = night()

    assert refused.exit_code(strict=True) == 1
    assert "« git pull »" in words(refused)
    assert "retraits faits ailleurs" in words(refused)
    assert "depuis une autre copie du projet" in words(refused)
    assert refused.closing == "Rien n’a été envoyé."
    questions: list[str] = []
    night(confirm=lambda question: bool(questions.append(question)))
    assert "Publier quand même ?" in questions[0]
    after = {path: file.read_bytes() for path, file in files_of(project.www).items() if "echec" not in path}
    assert after == before
    assert (project.www / "recits" / "marche" / "index.html").exists()


def test_git_keeps_the_withdrawals_of_both(copies: tuple[Project, Callable[..., Report]]) -> None:
    """Each copy noted one on the same day; joined as nights do, none is lost, and the night publishes."""
    project, night = copies
    remove_in(project, "jardin.jpg", [])
    assert project.publish().exit_code(strict=True) == 0
    git(project.work, "add", ".")
    git(project.work, "commit", "-qm", "Retirer une photo")
    clone = project.work / "nuit"
    other = clone / "content" / "data" / "retraits.yaml"
    other.write_text(OTHER, encoding="utf-8")
    git(clone, "add", ".")
    git(clone, "commit", "-qm", "Retirer un récit")
    git(clone, "pull", "-q", "--rebase", "--autostash", "-X", "theirs")
    text = other.read_text(encoding="utf-8")

    assert text.count("photo:") == 2
    assert text.count(OTHER) == 1
    report = night()
    assert report.exit_code(strict=True) == 0, words(report)
