"""`publish` on the minimal site, to a folder that a small web server shows."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from aivm.commands.publication import asked
from aivm.output.manifest import files_of

from tests.builds.publishing import STORY, Project, words

pytestmark = pytest.mark.build


def test_a_publication_its_edit_and_the_way_back(project: Project) -> None:
    """Seen, refused, accepted; one word sends only its pages; --back brings the page of before."""
    assert project.publish(dry_run=True).exit_code(strict=True) == 0
    assert project.publish(answer=False).exit_code(strict=True) == 0
    assert not any(project.www.iterdir())
    first = project.publish(answer=True)
    assert first.exit_code(strict=True) == 0, words(first)
    assert "Révisions des calendriers" in "\n".join(project.said)
    old = project.page()
    project.edit("titre :", "titre : Tout")
    project.publish()
    changed = "\n".join(project.said)

    assert "Pages modifiées" in changed
    assert "contact/index.html" not in changed
    assert project.page() != old
    project.publish()
    assert "rien n’a changé" in project.said[0]
    assert "personne n’est là pour les lire" in words(project.publish(back=True))
    assert project.page() != old
    assert project.publish(back=True, answer=True).exit_code(strict=True) == 0
    assert project.page() == old
    assert "aucune publication d’avant" in words(project.publish(back=True))


def test_a_word_of_a_story_sends_its_page_alone(project: Project) -> None:
    """With its copy in brotli: neither feed, nor sitemap, nor any other page holds what stands inside a text.

    poids.csv may follow, where the word takes the page over a hundred bytes.
    """
    project.publish()
    before = {path: file.read_bytes() for path, file in files_of(project.www).items()}
    project.edit("vient le soir", "vient la nuit")
    project.publish()
    changed = [path for path, file in files_of(project.www).items() if file.read_bytes() != before.get(path)]
    told = [path for path in changed if not path.startswith((".publication/", "poids.csv"))]

    assert told == [STORY, f"{STORY}.br"]
    assert (project.www / "flux" / "recits.atom").read_text(encoding="utf-8").count("<entry>") == 1


def test_what_a_server_needs_is_sent_with_the_pages(project: Project) -> None:
    """Rules for Apache and static hosts, copies of texts (pages in brotli alone); nginx is told where it changed."""
    told = project.publish()
    sent = files_of(project.www).keys()
    project.content.joinpath("data", "retraits.yaml").write_text("- adresse: /recits/disparu/\n", encoding="utf-8")
    again = project.publish()

    assert {".htaccess", "_headers", f"{STORY}.br", "flux/recits.atom.gz"} <= sent
    assert f"{STORY}.gz" not in sent
    assert "Content-Security-Policy" in (project.www / ".htaccess").read_text(encoding="utf-8")
    assert ["nginx.conf" in words(report) for report in (told, again)] == [False, True]
    assert "Redirect gone" in (project.www / ".htaccess").read_text(encoding="utf-8")


def test_without_an_answer_nothing_is_sent_and_it_is_a_failure(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without « --yes », and a person who leaves by Ctrl-D: a night must not pass for published."""
    for stdin in (io.StringIO("o\n"), closed_terminal()):
        monkeypatch.setattr("sys.stdin", stdin)
        report = project.publish(confirm=asked)

        assert report.exit_code(strict=True) == 1
        assert "« --yes »" in words(report)
        assert not any(project.www.iterdir())


def closed_terminal() -> io.StringIO:
    """A terminal where Ctrl-D was typed."""
    stdin = io.StringIO("")
    stdin.isatty = lambda: True  # type: ignore[method-assign]
    return stdin


def test_the_live_site_is_looked_at(project: Project) -> None:
    """What this simple server does wrong is named, each with a remedy; nothing of it stops a publication."""
    report = project.publish()
    told = words(report)

    assert report.exit_code(strict=True) == 0
    for fault in ("sans HTTPS", "ne compresse pas", "content-security-policy", "liste des fichiers"):
        assert fault in told, fault
    assert "version qui vient d’être envoyée" not in told


def test_what_is_not_ready_sends_nothing(project: Project) -> None:
    """Settings, an address that nobody answers, somebody's folder: a sentence and a remedy each."""
    cases: list[tuple[dict[str, Any], str]] = [
        ({"AIVM": {"publish_to": ""}}, "rien ne dit où publier"),
        ({"AIVM": {"publish_to": "sftp://moi:secret@exemple.invalid/www"}}, "un mot de passe est écrit"),
        ({"SITEURL": "À COMPLÉTER"}, "l’adresse du site est à compléter"),
        ({"SITEURL": "http://127.0.0.1:9"}, "aucun serveur n’y répond"),
    ]
    for settings, sentence in cases:
        report = project.publish(settings=settings)
        assert report.exit_code(strict=True) == 1
        assert sentence in words(report)
        assert "secret" not in words(report)
    for name in ("these.odt", ".htaccess"):
        (project.www / name).write_text("six mois", encoding="utf-8")
        assert f"contient déjà « {name} »" in words(project.publish())
        assert [path.name for path in project.www.iterdir()] == [name]
        (project.www / name).unlink()
    (project.www / "these.odt").write_text("six mois", encoding="utf-8")
    assert project.publish(take_over=True).exit_code(strict=True) == 0
    assert (project.www / "these.odt").read_text(encoding="utf-8") == "six mois"


def test_another_site_is_not_replaced(project: Project) -> None:
    """Its folder looks like ours, since the same program made it: its address tells."""
    project.publish()
    before = files_of(project.www)
    report = project.publish(look=False, settings={"SITEURL": "https://autre.example"})

    assert f"un autre site, {project.siteurl}" in words(report)
    assert "« --take-over »" in words(report)
    assert files_of(project.www) == before
    moved = project.publish(look=False, take_over=True, settings={"SITEURL": "https://autre.example"})
    assert moved.exit_code(strict=True) == 0


def test_a_page_changed_on_the_server_is_not_overwritten(project: Project) -> None:
    """It is named, a copy is made here, and only --take-over replaces it."""
    project.publish()
    (project.www / STORY).write_text("<p>Corrigé sur le serveur", encoding="utf-8")
    project.edit("titre :", "titre : Tout")
    refused = project.publish()

    assert STORY in words(refused)
    assert project.page() == "<p>Corrigé sur le serveur"
    copy = project.work / "cache" / "publications" / "changes-sur-le-serveur" / STORY
    assert copy.read_text(encoding="utf-8") == "<p>Corrigé sur le serveur"
    assert project.publish(take_over=True).exit_code(strict=True) == 0
    assert "Tout" in project.page()


def test_the_day_is_that_of_the_clock_and_is_judged(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell of packaging and a setting do not give it; a clock six months off, either way, sends nothing."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 2026-11-22
    project.publish(settings={"AIVM": {"today": date(2026, 11, 22)}}, on=date(2027, 2, 1))
    assert "2027-02-01" in project.page("flux/agenda.atom")
    before = {path: file.read_bytes() for path, file in files_of(project.www).items()}
    for day, yes in ((date(2026, 8, 1), True), (date(2027, 8, 1), False)):
        refused = project.publish(on=day, answer=yes)
        assert refused.exit_code(strict=True) == 1
        assert "la dernière publication est du 01/02/2027" in words(refused)
        assert words(refused).count("ien n’a été envoyé") == 1
    assert {path: file.read_bytes() for path, file in files_of(project.www).items()} == before
    assert project.publish(on=date(2027, 3, 20), day="2027-03-20").exit_code(strict=True) == 0


def test_what_changes_after_its_checks_is_not_sent(project: Project) -> None:
    """While the question waits, a name comes into the finished folder: nothing leaves, and it says so."""
    project.publish()
    before = {path: file.read_bytes() for path, file in files_of(project.www).items()}
    project.edit("titre :", "titre : Tout")

    def slow(question: str) -> bool:
        (folder,) = (project.work / "cache" / "build").glob("production-*/site")
        (folder / STORY).write_text("<p>Un nom de plus", encoding="utf-8")
        return True

    report = project.publish(confirm=slow)

    assert f"« {STORY} » a changé depuis qu’il a été contrôlé." in words(report)
    assert report.closing == "Rien n’a été envoyé."
    assert {path: file.read_bytes() for path, file in files_of(project.www).items()} == before
    assert project.publish().exit_code(strict=True) == 0
