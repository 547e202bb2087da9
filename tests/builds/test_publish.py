"""`publish` and `remove` on the minimal site, to a folder that a small web server shows."""

from __future__ import annotations

import http.server
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aivm.host.publish import Options, publish
from aivm.host.remove import remove
from aivm.output.manifest import files_of
from aivm.problems import Report

from tests.conftest import PROJECT, SITES, TODAY

pytestmark = pytest.mark.build

STORY = "recits/premier-recit/index.html"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Python's own server, which compresses nothing and shows its folders, without its log."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Project:
    """A copy of the minimal content, published to `www`, which a server shows."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.content = Path(shutil.copytree(SITES / "minimal" / "content", work / "content"))
        self.www = work / "www"
        self.www.mkdir()
        self.said: list[str] = []
        handler = partial(Handler, directory=str(self.www))
        self.web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.web.serve_forever, daemon=True).start()
        self.siteurl = f"http://127.0.0.1:{self.web.server_port}"

    def settings(self, **more: Any) -> dict[str, Any]:
        ours = {"today": TODAY, "publish_to": str(self.www), **more.pop("AIVM", {})}
        cache = {"PATH": str(self.content), "AIVM_CACHE": self.work / "cache", "SITEURL": self.siteurl}
        return {**cache, **more, "AIVM": ours}

    def publish(self, *, answer: bool | None = None, settings: dict[str, Any] | None = None, **options: bool) -> Report:
        self.said.clear()
        confirm = None if answer is None else lambda question: answer
        return publish(PROJECT, Options(**options), self.said.append, confirm, **self.settings(**(settings or {})))

    def edit(self, old: str, new: str) -> None:
        file = self.content / "recits" / "premier-recit" / "recit.md"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def page(self, path: str = STORY) -> str:
        return (self.www / path).read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project(tmp_path)
    yield made
    made.web.shutdown()


def words(report: Report) -> str:
    return "\n".join(map(str, report))


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
    assert project.publish(back=True).exit_code(strict=True) == 0
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
        ({"SITEURL": "http://127.0.0.1:9"}, "il ne répond pas"),
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
    assert list(report) == []
    assert "histoire de git" in "\n".join(said)
    published = project.publish()

    assert published.exit_code(strict=True) == 0, words(published)
    files = {path: file.read_bytes().decode(errors="replace") for path, file in files_of(project.www).items()}
    assert [path for path, text in files.items() if secret in text.replace("\u00a0", " ")] == []
    page = name.lstrip("/") + "index.html"
    assert (page in files) == (not name.startswith("/volontaires/"))
    assert page not in files or "a été retirée" in files[page]
    assert "personne-a" not in (project.content / "data" / "retraits.yaml").read_text(encoding="utf-8")


def test_a_photo_that_is_removed_goes_under_any_name(project: Project) -> None:
    """Its bytes are known, whatever its file is called next."""
    first = project.publish()
    assert first.exit_code(strict=True) == 0, words(first)
    photo = next(path.relative_to(project.www).as_posix() for path in sorted(project.www.glob("photos/*-480.webp")))
    assert list(remove_in(project, f"/{photo}", [])) == []
    project.publish()

    assert list(project.www.glob("photos/*")) == []


def test_what_was_never_there_is_not_removed(project: Project) -> None:
    """A typing error is told with the nearest address; a closed event leaves no page that tells it was."""
    said: list[str] = []

    assert "/recits/premier-recit/" in words(remove_in(project, "/recits/premier-reci/", said))
    assert "rien sur le site" in words(remove_in(project, "/agenda/classe-secrete/", said))
    assert said == []
    assert not (project.content / "data" / "retraits.yaml").exists()


def remove_in(project: Project, name: str, said: list[str]) -> Report:
    """`remove` on the content of the test, with a root whose output/ it may delete."""
    root = project.work
    for file in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(PROJECT / file, root / file)
    for folder in ("theme", "plugins"):
        if not (root / folder).exists():
            (root / folder).symlink_to(PROJECT / folder)
    return remove(root, name, said.append, **project.settings())
