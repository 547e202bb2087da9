"""A run that the machine stops, at any moment, leaves the published site whole and the next run right."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from aivm.media.images.cache import file_of
from aivm.media.images.encode import encode_all
from aivm.media.images.plan import Recipe
from aivm.problems import Where
from PIL import Image

from tests.conftest import PROJECT, SITES, TODAY, Build, build_in

pytestmark = pytest.mark.build

MINIMAL = SITES / "minimal" / "content"
KILLS = 8
SCRIPT = """
import sys
from datetime import date
from pathlib import Path
root, content, work = map(Path, sys.argv[1:4])
sys.path[:0] = [str(root / "plugins")]
from aivm.commands.build import build
print("ready", flush=True)
report = build(root, "production", PATH=str(content), SITEURL="https://site.example", AIVM_CACHE=work / "cache",
               AIVM_OUTPUT=work / "output", AIVM={"today": date(2026, 11, 22), "page_requests": 20})
sys.exit(report.exit_code(strict=True))
"""


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file that visitors may get; a draft that a killed run left is not one."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.suffix != ".tmp"}


def grown(folder: Path) -> Path:
    """The minimal site with eight photos and a sentence more, so that many files change."""
    content = Path(shutil.copytree(MINIMAL, folder))
    story = content / "recits" / "premier-recit"
    lines = []
    for number in range(8):
        image = Image.linear_gradient("L").resize((1600, 1200)).rotate(number * 40)
        Image.merge("RGB", (image, image.rotate(90), image)).save(story / f"p{number}.jpg", quality=90)
        lines.append(f"photo : p{number}.jpg\nalt : Un dégradé, {number}\nmineurs : aucun\n")
    text = (story / "recit.md").read_text(encoding="utf-8")
    (story / "recit.md").write_text("".join(lines) + text + "\n\nUne phrase de plus.\n", encoding="utf-8")
    return content


def test_a_run_killed_at_any_moment_leaves_whole_files_and_the_next_one_is_right(tmp_path: Path) -> None:
    """Every published file is the old one or the new one, never a part; the run after is as if none was killed."""
    content = grown(tmp_path / "content")
    _, old_site = build_in(tmp_path / "old", MINIMAL)
    relaxed = {"AIVM": {"today": TODAY, "page_requests": 20}}
    report, new_site = build_in(tmp_path / "new", content, **relaxed)
    old, new = files_of(old_site), files_of(new_site)
    work, moments = tmp_path / "work", random.Random(7)
    for _ in range(2):  # the second, its photos known, is as long as those to come
        begun = time.monotonic()
        assert run(content, work, None) == 0
        length = time.monotonic() - begun

    assert report.exit_code(strict=True) == 0
    for _ in range(KILLS):
        shutil.rmtree(work / "output")
        shutil.copytree(old_site, work / "output")
        run(content, work, moments.uniform(0.3, 1) * length)
        found = {name: data for name, data in files_of(work / "output").items() if name != ".manifest.json"}

        assert [name for name, data in found.items() if data not in (old.get(name), new.get(name))] == []
        assert found.keys() >= (old.keys() & new.keys()) - {".manifest.json"}
    assert run(content, work, None) == 0
    assert files_of(work / "output") == new


def run(content: Path, work: Path, after: float | None) -> int:
    """Build in a process of its own, killed so many seconds after it was ready to begin; its exit code."""
    command = [sys.executable, "-c", SCRIPT, str(PROJECT), str(content), str(work)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT)
    assert process.stdout
    process.stdout.readline()
    if after is not None:
        try:
            return process.wait(after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
    return process.wait()


def test_photos_killed_while_they_are_made_are_made_again(tmp_path: Path) -> None:
    """Whatever the moment, the cache holds only whole renditions, and the next run gives the same bytes."""
    source = tmp_path / "a.jpg"
    Image.merge("RGB", [Image.radial_gradient("L").resize((2400, 1800))] * 3).save(source)
    here = Where("content/recits/a/recit.md")
    wanted, _ = encode_all([(source, here)], tmp_path / "whole", Recipe())
    code = (
        "import sys; from pathlib import Path; sys.path[:0] = [sys.argv[1]]\n"
        "from aivm.media.images.encode import encode_all; from aivm.media.images.plan import Recipe\n"
        "from aivm.problems import Where; print('ready', flush=True)\n"
        "encode_all([(Path(sys.argv[2]), Where('x'))], Path(sys.argv[3]), Recipe())"
    )
    moments = random.Random(3)
    for number in range(KILLS):
        cache = tmp_path / f"cache{number}"
        command = [sys.executable, "-c", code, str(PROJECT / "plugins"), str(source), str(cache)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout
        process.stdout.readline()
        time.sleep(moments.uniform(0, 0.3))
        process.kill()
        process.wait()
        again, problems = encode_all([(source, here)], cache, Recipe())

        assert (again, problems) == (wanted, [])
        for rendition in filter(None, (again[source].default, again[source].sharp)):
            assert file_of(cache, rendition).read_bytes() == file_of(tmp_path / "whole", rendition).read_bytes()


def test_a_folder_where_nothing_can_be_written_is_said(build_site: Build, tmp_path: Path) -> None:
    """One sentence that names the folder and the remedy; the site published before keeps its every byte."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("il faut être root sous Linux pour monter un dossier fermé : le refus d’écrire n’a pas été essayé")
    _, output = build_site(MINIMAL)
    before = files_of(output)
    closed = tmp_path / "ferme"
    closed.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(closed)], check=True)
    try:
        report, _ = build_site(MINIMAL, AIVM_CACHE=closed / "cache")
    finally:
        subprocess.run(["umount", str(closed)], check=True)
    said = report.render(strict=True)

    assert report.exit_code(strict=True) == 1
    assert "lecture seule" in said
    assert "Traceback" not in said
    assert files_of(output) == before


def test_an_output_that_refuses_is_said_and_left_as_it_was(build_site: Build, tmp_path: Path) -> None:
    """A published folder that became read-only: the build is right, the copy is not made, and the sentence says why."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("il faut être root sous Linux pour fermer un dossier : le refus d’écrire n’a pas été essayé")
    _, output = build_site(MINIMAL)
    before = files_of(output)
    content = grown(tmp_path / "content")
    subprocess.run(["mount", "--bind", str(output), str(output)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(output)], check=True)
        report, _ = build_site(content, AIVM={"today": TODAY, "page_requests": 20})
    finally:
        subprocess.run(["umount", str(output)], check=True)
    said = report.render(strict=True)

    assert report.exit_code(strict=True) == 1
    assert "lecture seule" in said
    assert files_of(output) == before
