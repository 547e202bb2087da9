"""What happens when one command begins before another has ended: real processes, on one project."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from aivm.output.manifest import of_folder
from aivm.publish.state import LIST, STATE, read_listing, read_state, short

from tests.builds.publishing import STORY, Project
from tests.conftest import PROJECT

pytestmark = pytest.mark.build

PATIENCE = 120  # seconds: a test that waits longer has failed
# Each word is a command, as tasks.py gives it; `publish` asks its question by a file, and hears the answer by another.
RUN = """
import json, sys, time
from datetime import date
from pathlib import Path
root, word, work, settings = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), json.loads(sys.argv[4])
sys.path[:0] = [str(root / "plugins")]
settings["AIVM_OUTPUT"] = work / "output"
settings["AIVM_CACHE"] = work / "cache"
days = {**settings, "AIVM": {**settings["AIVM"], "today": date(2026, 11, 22)}}
def question(words):
    (work / "asked").touch()
    while not (work / "answered").exists():
        time.sleep(0.05)
    return True
def publish():
    from aivm.commands.publish import Options, publish
    return publish(root, Options(look=False), confirm=question, **settings)
def build():
    from aivm.commands.build import build
    return build(root, "production", **days)
def check():
    from aivm.commands.build import check
    return check(root, **days)
report = {"publish": publish, "build": build, "check": check}[word]()
print(report.render(strict=word != "check"), flush=True)
sys.exit(report.exit_code(strict=word != "check"))
"""


class Command:
    """One command in a process of its own."""

    def __init__(self, word: str, project: Project) -> None:
        settings = {key: value for key, value in project.settings().items() if key != "AIVM_CACHE"}
        command = [sys.executable, "-c", RUN, str(PROJECT), word, str(project.work), json.dumps(settings)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def end(self) -> tuple[int, str]:
        """Its exit code, and all that it printed."""
        printed, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, printed


def wait_for(path: Path) -> None:
    """Until a file is there."""
    until = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < until, path
        time.sleep(0.05)


def test_what_a_build_makes_during_a_publication_is_not_sent(project: Project) -> None:
    """The name that came into a text meanwhile stops the build that reads it; `check` waits for nobody.

    What is on line is what was checked before, whole, and the build waited for its turn.
    """
    people = project.content / "data" / "volontaires.yaml"
    person = "- id: personne-c\n  nom_affiche: Nomtu Interdit\n  mission: {debut: 2026-09-15, fin: 2027-07-10}\n"
    people.write_text(people.read_text(encoding="utf-8") + person, encoding="utf-8")
    sending = Command("publish", project)
    wait_for(project.work / "asked")
    project.edit("Puis vient le soir.", "Puis Nomtu Interdit vient le soir.")
    checking, building = Command("check", project), Command("build", project)
    checked = checking.end()
    assert building.process.poll() is None
    (project.work / "answered").touch()
    sent, built = sending.end(), building.end()

    assert sent[0] == 0, sent[1]
    assert "Nomtu Interdit" not in project.page(STORY)
    assert "Une autre construction est en cours (publish), depuis le " in built[1]
    assert built[0] == 1 and "« Nomtu Interdit »" in built[1]
    assert "« Nomtu Interdit »" in checked[1] and "Une autre construction" not in checked[1]
    assert not [one for one in (sent, built, checked) if "le disque" in one[1] or "panne" in one[1]]
    state = read_state((project.www / STATE).read_bytes())
    assert state is not None
    listed = read_listing((project.www / LIST).read_bytes(), state.listing)
    there = short(of_folder(project.www, "production")).files
    assert listed is not None
    assert listed.files == {path: entry for path, entry in there.items() if not path.startswith(".publication/")}


def test_a_publication_that_was_killed_is_in_nobodys_way(project: Project) -> None:
    """Its turn ends with it, and so does its folder, of which nothing can be sent any more."""
    killed = Command("publish", project)
    wait_for(project.work / "asked")
    (left,) = (project.work / "cache" / "build").glob("production-*")
    killed.process.kill()
    killed.process.communicate()
    (project.work / "answered").touch()
    code, printed = Command("publish", project).end()

    assert code == 0, printed
    assert "Une autre construction" not in printed
    assert not left.exists()
