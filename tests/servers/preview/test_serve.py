"""`python3 tasks.py serve`, as a person uses it: edit, break, repair, stop."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.serving import PATIENCE, Served, minimal_project, serving

pytestmark = pytest.mark.build

STORY = "content/recits/premier-recit/recit.md"
AGENDA = "content/data/evenements.csv"
FOOTER = "theme/templates/partials/footer.html"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One preview for all tests of this file: each leaves the site as it found it."""
    with serving(minimal_project(tmp_path_factory.mktemp("serve") / "projet é")) as served:
        yield served


@pytest.mark.parametrize(
    ("file", "old", "address"),
    [
        (STORY, "le jardin", "/recits/premier-recit/"),
        (AGENDA, "Causerie sur", "/agenda/causerie-2027/"),
        (FOOTER, "</footer>", "/"),
        ("theme/strings/fr.toml", "Pied de page", "/"),
    ],
)
def test_an_edit_shows_and_its_undoing_too(file: str, old: str, address: str, served: Served) -> None:
    """A story, a data file, a template, a word of the interface."""
    served.edit(file, old, f"MOTNEUF {old}")
    shown, _ = served.shows(address, "MOTNEUF")
    served.heard(f"{Path(file).name} : à l’écran en")
    served.edit(file, f"MOTNEUF {old}", old)
    served.shows(address, "MOTNEUF", absent=True)

    assert shown == 200


def test_the_last_of_many_quick_saves_is_what_shows(served: Served) -> None:
    """A save made while a build runs is followed by another build."""
    for turn in range(12):
        served.edit(STORY, "le jardin", "MOTNEUF le jardin" if turn == 11 else f"le jardin {turn},")
        time.sleep(0.08)
    served.shows("/recits/premier-recit/", "MOTNEUF")
    text = served.root / STORY
    text.write_bytes((PROJECT / "tests" / "sites" / "minimal" / STORY).read_bytes())
    served.shows("/recits/premier-recit/", "MOTNEUF", absent=True)
    status, page = served.shows("/recits/premier-recit/", "le jardin")  # a file half written is no story for a moment

    assert status == 200
    assert "jardin 1" not in page


def test_a_folder_that_goes_away_and_comes_back_is_followed_again(served: Served) -> None:
    """Without content there is nothing to build; with it again the site is back, and its files are watched."""
    content = served.root / "content"
    content.rename(served.root / "ailleurs")
    status, _ = served.shows("/", "content : ce dossier manque.")
    (served.root / "ailleurs").rename(content)
    served.shows("/", "rien n’a été construit", absent=True)
    served.heard("l’aperçu redémarre")
    served.heard("http://")
    served.edit(STORY, "le jardin", "MOTNEUF le jardin")
    served.shows("/recits/premier-recit/", "MOTNEUF")
    served.edit(STORY, "MOTNEUF le jardin", "le jardin")
    served.shows("/recits/premier-recit/", "MOTNEUF", absent=True)

    assert status == 503


def test_the_page_is_told_of_the_edit(served: Served) -> None:
    """The events give another version than the one that the page carries."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
    connection.request("GET", "/.apercu/suivre")
    stream = connection.getresponse()
    first = [stream.readline() for _ in range(3)][1]
    served.edit(STORY, "le jardin", "MOTNEUF le jardin")
    line = b""
    while not line.startswith(b"data: "):
        line = stream.readline()
    served.edit(STORY, "MOTNEUF le jardin", "le jardin")
    served.shows("/recits/premier-recit/", "MOTNEUF", absent=True)

    assert line != first


def test_a_broken_file_is_told_in_the_page_and_the_terminal_and_a_repair_is_enough(served: Served) -> None:
    """The event is left out, every page says why; the next good save puts all right."""
    served.edit(AGENDA, "14/01/2027", "31/02/2027")
    status, page = served.shows("/", "31/02/2027")
    missing, _ = served.get("/agenda/causerie-2027/")
    said = served.heard("31/02/2027")
    served.edit(AGENDA, "31/02/2027", "14/01/2027")
    served.shows("/", "31/02/2027", absent=True)
    again, _ = served.get("/agenda/causerie-2027/")

    assert (status, missing, again) == (200, 404, 200)
    assert 'class="apercu" role="status"' in page
    assert said.startswith("À CORRIGER · content/data/evenements.csv, ligne 2")


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        (FOOTER, "</footer>", "{% si %}</footer>", FOOTER),
        ("theme/strings/fr.toml", 'footer.label = "', "footer.label = ", "theme/strings/fr.toml"),
        ("pelicanconf.py", "SITENAME = ", "SITENAME == ", "pelicanconf.py"),
        ("plugins/aivm/people/letters.py", "def slug(", "def slug slug(", "plugins/aivm/people/letters.py, ligne "),
    ],
)
def test_while_nothing_can_be_built_every_page_says_why(
    file: str, old: str, new: str, where: str, served: Served
) -> None:
    """A template, the words, the settings, the plugin: a report in French, no traceback, and the site comes back."""
    served.edit(file, old, new)
    status, page = served.shows("/agenda/", "rien n’a été construit")
    served.heard(f"ERREUR · {where}")
    served.edit(file, new, old)
    again, _ = served.shows("/agenda/", "rien n’a été construit", absent=True)

    assert (status, again) == (503, 200)
    assert where in page
    assert "Traceback" not in page


def test_an_edit_of_the_plugin_is_taken_up(served: Served) -> None:
    """The process that builds is made anew."""
    served.edit("plugins/aivm/output/weight.py", 'f"{kilos} ko"', 'f"{kilos} koneuf"')
    status, _ = served.shows("/", "koneuf")
    served.edit("plugins/aivm/output/weight.py", 'f"{kilos} koneuf"', 'f"{kilos} ko"')
    served.shows("/", "koneuf", absent=True)

    assert status == 200


def test_an_edit_of_the_server_starts_it_again_at_the_same_address(served: Served) -> None:
    """Same port; broken code is told and not become; pages reload by the version, which is a new one."""
    panel = "plugins/aivm/preview/panel.py"
    served.edit(panel, "(() => {", "(() => { // neuf")
    served.shows("/", "// neuf")
    served.edit(panel, "SCRIPT = ", "SCRIPT == ")
    status, page = served.shows("/", "NameError")
    served.edit(panel, "SCRIPT == ", "SCRIPT = ")
    served.edit(panel, "(() => { // neuf", "(() => {")
    served.shows("/", "// neuf", absent=True)
    again, _ = served.shows("/", "NameError", absent=True)

    assert (status, again) == (503, 200)
    assert panel in page


def test_an_unknown_address_and_a_folder_without_its_slash(served: Served) -> None:
    """As on a real server."""
    assert [served.get(address)[0] for address in ("/rien/", "/agenda", "/agenda/", "/agenda.ics")] == [
        404,
        302,
        200,
        200,
    ]


def test_a_build_beside_it_disturbs_nothing(served: Served) -> None:
    """`build` has its own folders; output/ is its alone."""
    command = [sys.executable, "tasks.py", "build"]
    done = subprocess.run(command, cwd=served.root, capture_output=True, encoding="utf-8", timeout=PATIENCE)
    page = (served.root / "output" / "index.html").read_text(encoding="utf-8")

    assert done.returncode == 0, done.stdout + done.stderr
    assert served.get("/")[0] == 200
    assert "environ" in served.get("/")[1]
    assert "environ" not in page and "EventSource" not in page


def test_a_port_in_use_is_said_and_ctrl_c_ends_with_a_sentence(tmp_path: Path) -> None:
    """The next free port is taken; the end is one sentence, exit 0, and nothing is left behind."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(minimal_project(tmp_path / "projet"), "--port", str(port)) as served:
            left = served.root / ".cache" / "build" / f"apercu-{served.port}"
            there = left.exists()
            code, printed = served.end()

    assert served.port > port
    assert f"Le port {port} est déjà pris : l’aperçu prend le suivant qui est libre, {served.port}." in printed
    assert printed.rstrip().endswith("Aperçu terminé.")
    assert (code, there, left.exists()) == (0, True, False)


@pytest.mark.parametrize("typed", ["abc", "80"])
def test_a_port_that_is_none_is_refused(typed: str) -> None:
    """One French sentence, before anything starts."""
    command = [sys.executable, "tasks.py", "serve", "--port", typed]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", timeout=PATIENCE)

    assert done.returncode == 1
    assert done.stderr.startswith(f"« {typed} » n’est pas un port")
    assert done.stdout == ""
