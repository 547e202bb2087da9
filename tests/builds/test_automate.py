"""The steps of docs/automate, taken from the files themselves and run, as a host would, on a clone of a project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from aivm.commands.alerts import alerts

from tests.conftest import PROJECT, SITES, TODAY
from tests.serving import minimal_project

pytestmark = pytest.mark.build

DOCS = PROJECT / "docs" / "automate"


def commands(name: str) -> list[tuple[str, bool]]:
    """The commands of one file, in order, and whether each may fail."""
    text = (DOCS / name).read_text(encoding="utf-8")
    if name.endswith(".service"):
        found = re.findall(r"^ExecStart=(-?)(.+)$", text, re.MULTILINE)
        return [(command, bool(dash)) for dash, command in found]
    if name == "crontab":
        (line,) = [line for line in text.splitlines() if line[:1].isdigit()]
        return [(line.split(maxsplit=5)[5].replace("cd ~/site && ", ""), False)]
    jobs: dict[str, Any] = yaml.safe_load(text)
    if name == "gitlab.yml":
        return [(command, False) for command in jobs["publier"]["script"]]
    steps = jobs["jobs"]["publier"]["steps"]
    return [
        (step["run"], step.get("continue-on-error", False))
        for step in steps
        if "run" in step and step.get("if", "always()") == "always()"
    ]


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Path]:
    """The minimal project in git, with somewhere to push, published to a folder that a server shows."""
    root = minimal_project(tmp_path / "site")
    www = tmp_path / "www"
    www.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(www)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    conf = (root / "publishconf.py").read_text(encoding="utf-8")
    conf = conf.replace('SITEURL = "À COMPLÉTER"', f'SITEURL = "http://127.0.0.1:{server.server_port}"')
    (root / "publishconf.py").write_text(conf.replace('"À COMPLÉTER"', '"../www"'), encoding="utf-8")
    (root / ".gitignore").write_text(".venv\n.cache/\noutput/\n__pycache__/\n", encoding="utf-8")
    for command in (
        ["git", "init", "-q", "--bare", str(tmp_path / "origine.git")],
        ["git", "init", "-q", "-b", "main"],
        ["git", "config", "user.name", "Essai"],
        ["git", "config", "user.email", "essai@exemple.invalid"],
        ["git", "add", "-A"],
        ["git", "commit", "-qm", "Commencer"],
        ["git", "remote", "add", "origin", str(tmp_path / "origine.git")],
        ["git", "push", "-qu", "origin", "main"],
    ):
        subprocess.run(command, cwd=root, check=True, capture_output=True)
    yield root
    server.shutdown()


@pytest.mark.skipif(not shutil.which("git"), reason="NON ESSAYÉ : git manque")
@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml", "publier.service", "crontab"])
def test_the_steps_of_a_night(name: str, clone: Path) -> None:
    """The site is on line, the revisions are committed and pushed, and a second night changes nothing."""
    for night in range(2):
        printed = run_night(name, clone)
        assert ("rien n’a changé" in printed) == bool(night), printed
    pushed = subprocess.run(
        ["git", "show", "--stat", "origin/main"], cwd=clone, check=True, capture_output=True, text=True
    ).stdout

    assert "revisions.json" in pushed
    assert (clone.parent / "www" / "index.html").exists()
    assert "Rien n’attend personne" in printed


@pytest.mark.skipif(not shutil.which("git"), reason="NON ESSAYÉ : git manque")
@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml"])
def test_a_night_that_feeds_a_repository_of_pages(name: str, clone: Path) -> None:
    """The pages arrive in their repository, which holds them alone: what was published before leaves its history.

    A second machine, which takes them from there, has nothing to send.
    """
    place = clone.parent / "pages.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(place)], check=True)
    conf = clone / "publishconf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('"../www"', '"../pages"'), encoding="utf-8")
    first = run_night(name, clone, DEPOT_DES_PAGES=str(place))
    told = history(place)
    assert "à envoyer" in first
    assert commits(place) == 1
    assert "index.html" in told and "vient le soir" in told
    assert "rien n’a changé" in run_night(name, clone, DEPOT_DES_PAGES=str(place))
    assert history(place) == told
    story = clone / "content" / "recits" / "premier-recit" / "recit.md"
    story.write_text(story.read_text(encoding="utf-8").replace("vient le soir", "vient la nuit"), encoding="utf-8")
    run_night(name, clone, DEPOT_DES_PAGES=str(place))
    left = history(place)

    assert commits(place) == 1
    assert "index.html" in left and "vient le soir" not in left


def commits(repository: Path) -> int:
    """How many a repository holds."""
    command = ["git", "-C", str(repository), "rev-list", "--all", "--count"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def history(repository: Path) -> str:
    """All that anybody can get from a repository by its branches: commits, names of files, and text of pages."""
    git = ["git", "-C", str(repository)]
    listed = subprocess.run([*git, "rev-list", "--all", "--objects"], check=True, capture_output=True, text=True)
    said = []
    for line in listed.stdout.splitlines():
        digest, _, name = line.partition(" ")
        kind = subprocess.run([*git, "cat-file", "-t", digest], check=True, capture_output=True, text=True).stdout
        shown = name.endswith(".html") and subprocess.run([*git, "cat-file", "-p", digest], capture_output=True).stdout
        said.append(f"{kind.strip()} {name} {shown.decode() if shown else ''}")
    return "\n".join(said)


def run_night(name: str, clone: Path, **more: str) -> str:
    """What the commands of a file print, each of them well."""
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795305600", "CI_COMMIT_BRANCH": "main", **more}  # 2026-11-22
    printed = ""
    for command, may_fail in commands(name):
        shell = ["bash", "-e", "-c", that_night(command)]
        done = subprocess.run(shell, cwd=clone, env=env, capture_output=True, text=True, timeout=120)
        printed += done.stdout + done.stderr
        assert may_fail or done.returncode == 0, f"{command}\n{printed}"
    return printed


def that_night(command: str) -> str:
    """The command with `publish` on the day of these tests: it believes neither settings nor SOURCE_DATE_EPOCH."""
    script = f"{sys.executable} {PROJECT / 'tests' / 'publish_on.py'} 2026-11-22T03:15:00+00:00"
    return command.replace("python3 tasks.py publish --yes", script)


@pytest.mark.skipif(not shutil.which("git"), reason="NON ESSAYÉ : git manque")
def test_pages_sent_by_hand_have_no_past(tmp_path: Path) -> None:
    """The commands of docs/publier.md, twice: what was taken off is neither at the host nor in this machine's copy."""
    guide = (PROJECT / "docs" / "publier.md").read_text(encoding="utf-8")
    block = guide.partition("checkout -q --orphan")[0].rpartition("```sh\n")[2].partition("\n")[0]
    lines = guide.partition(block)[2].partition("```")[0].strip().splitlines()
    place, pages = tmp_path / "pages.git", tmp_path / "pages"
    for command in (["init", "-q", "--bare", str(place)], ["clone", "-q", str(place), str(pages)]):
        subprocess.run(["git", *command], check=True, capture_output=True)
    for key, value in (("user.name", "Essai"), ("user.email", "essai@exemple.invalid")):
        git(pages, "config", key, value)
    (tmp_path / "projet").mkdir()
    (pages / "index.html").write_text("accueil", encoding="utf-8")
    (pages / "retire.html").write_text("un nom", encoding="utf-8")
    for _ in range(2):
        for line in lines:
            done = subprocess.run(line.split(), cwd=tmp_path / "projet", capture_output=True, text=True)
            assert done.returncode == 0, f"{line}\n{done.stderr}"
        (pages / "retire.html").unlink(missing_ok=True)
    objects = ["git", "-C", str(pages), "cat-file", "--batch-check", "--batch-all-objects"]
    kept = subprocess.run(objects, check=True, capture_output=True, text=True).stdout

    assert "accueil" in history(place) and "un nom" not in history(place)
    assert (commits(place), len(kept.splitlines())) == (1, 3)  # a commit, its folder, its page


@pytest.mark.skipif(not shutil.which("git"), reason="NON ESSAYÉ : git manque")
@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml", "publier.service", "crontab"])
def test_a_night_while_somebody_else_pushes(name: str, clone: Path) -> None:
    """What both wrote of the same file is no reason to stop: the night's data win, the other's words stay."""
    git(clone, "clone", "-qb", "main", str(clone.parent / "origine.git"), str(clone.parent / "collegue"))
    colleague = clone.parent / "collegue"

    def somebody_pushes() -> None:
        (colleague / "content" / "pages" / "cooperation.md").open("a", encoding="utf-8").write("\nAjout.\n")
        (colleague / "content" / "data" / "revisions.json").write_text("{}\n", encoding="utf-8")
        for command in (("add", "-A"), ("commit", "-qm", "Ajouter"), ("push", "-q")):
            git(colleague, *command)

    if name == "crontab":  # one line, of which no part can be stopped: the night before was cut before its push
        (clone / "content" / "data" / "revisions.json").write_text('{"a": 1}\n', encoding="utf-8")
        git(clone, "add", "-A")
        git(clone, "commit", "-qm", "Nuit coupée")
        (clone / "content" / "data" / "revisions.json").unlink()
        somebody_pushes()
    for command, may_fail in commands(name):
        if name != "crontab" and "git add" in command:
            somebody_pushes()
        env = {**os.environ, "SOURCE_DATE_EPOCH": "1795305600", "CI_COMMIT_BRANCH": "main"}
        done = subprocess.run(
            ["bash", "-e", "-c", that_night(command)], cwd=clone, env=env, capture_output=True, text=True
        )
        assert may_fail or done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    git(colleague, "pull", "-q")

    assert "Ajout." in (colleague / "content" / "pages" / "cooperation.md").read_text(encoding="utf-8")
    assert "causerie-2027" in (colleague / "content" / "data" / "revisions.json").read_text(encoding="utf-8")


def git(folder: Path, *words: str) -> None:
    """One git command, as somebody."""
    who = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.invalid")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_forgejo_does_what_github_does() -> None:
    """One list of steps, two hosts."""
    assert commands("forgejo.yml") == commands("github.yml")


def test_what_waits_for_a_person(tmp_path: Path) -> None:
    """An agreement 60 days before its end, a source silent for three days; in no line the name of somebody."""
    content = Path(shutil.copytree(SITES / "minimal" / "content", tmp_path / "content"))
    people = content / "data" / "volontaires.yaml"
    text = people.read_text(encoding="utf-8")
    people.write_text(
        text.replace("2028-09-01", "2027-01-21").replace("expire_le: 2026-09-01", "expire_le: 2026-11-23"),
        encoding="utf-8",
    )
    (content / "data" / "recu").mkdir()
    (content / "data" / "recu" / "openagenda.json").write_text('{"lu_le": "2026-11-19T03:00Z"}', encoding="utf-8")
    said: list[str] = []
    settings = {"PATH": str(content), "AIVM_CACHE": tmp_path / "cache", "SITEURL": "https://site.example"}
    report, rings = alerts(PROJECT, said.append, AIVM={"today": TODAY}, **settings)

    assert list(report) == []
    assert rings
    assert "finit dans 60 jours, le 21/01/2027" in said[0]
    assert "finit demain, le 23/11/2026" in said[0]
    assert "« openagenda » ne répond plus depuis le 19/11/2026" in said[0]
    assert "personne" not in said[0].casefold()
