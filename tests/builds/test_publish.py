"""`publish` and `remove` on the minimal site, to a folder that a small web server shows."""

from __future__ import annotations

import http.server
import io
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aivm.host.publish import Confirm, Options, asked, publish
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

    def publish(
        self,
        *,
        answer: bool | None = None,
        confirm: Confirm | None = None,
        settings: dict[str, Any] | None = None,
        **options: bool,
    ) -> Report:
        self.said.clear()
        confirm = confirm if answer is None else lambda question: answer
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
    for file in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(PROJECT / file, root / file)
    for folder in ("theme", "plugins"):
        if not (root / folder).exists():
            (root / folder).symlink_to(PROJECT / folder)
    return remove(root, name, said.append, **project.settings())
