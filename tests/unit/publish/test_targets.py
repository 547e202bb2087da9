"""Publishing into a folder of this machine, with real folders and real accidents."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from aivm.output.manifest import MANIFEST_NAME, ChangedError, files_of, of_folder, read_manifest, write_manifest
from aivm.problems import Severity
from aivm.publish.targets import publish_folder

SITE = {
    "index.html": "<p>Bonjour",
    "recits/été/index.html": "<p>Le puits",
    "photos/a.webp": "photo",
    "agenda.ics": "BEGIN",
}
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of POSIX make the accident")


def write(folder: Path, files: dict[str, str]) -> Path:
    """A folder that holds these files and no others of ours."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8", newline="")
    return folder


def content(folder: Path) -> dict[str, str]:
    """What a folder holds."""
    return {path: file.read_text(encoding="utf-8") for path, file in files_of(folder).items()}


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A finished folder."""
    return write(tmp_path / "build", SITE)


@pytest.fixture
def target(tmp_path: Path, build: Path) -> Path:
    """The same, published once."""
    assert publish_folder(build, tmp_path / "output", "preview")[1] == []
    return tmp_path / "output"


def test_the_first_time(tmp_path: Path, build: Path) -> None:
    """A target that does not exist becomes the same as the build, with its manifest."""
    plan, problems = publish_folder(build, tmp_path / "sur" / "serveur", "preview")

    assert problems == []
    assert plan is not None
    assert plan.copies[-1] == "agenda.ics"
    assert content(tmp_path / "sur" / "serveur") == SITE
    assert read_manifest(tmp_path / "sur" / "serveur") == of_folder(build, "preview")


def test_nothing_changed_nothing_written(build: Path, target: Path) -> None:
    """The same build again writes no file at all, the manifest included."""
    before = {file: file.stat().st_mtime_ns for file in target.rglob("*")}
    plan, _ = publish_folder(build, target, "preview")

    assert plan is not None
    assert (plan.copies, plan.deletions, len(plan.unchanged)) == ((), (), 4)
    assert {file: file.stat().st_mtime_ns for file in target.rglob("*")} == before


def test_what_changed_and_what_is_stale(build: Path, target: Path) -> None:
    """A changed file is copied, a removed one deleted with its empty folders, others are left alone."""
    photo = (target / "photos/a.webp").stat().st_mtime_ns
    (build / "recits/été/index.html").unlink()
    write(build, {"index.html": "<p>Bonsoir", "contact/index.html": "<p>Écrire"})
    plan, _ = publish_folder(build, target, "preview")

    assert plan is not None
    assert plan.copies == ("contact/index.html", "index.html")
    assert plan.deletions == ("recits/été/index.html",)
    assert content(target) == content(build)
    assert not (target / "recits").exists()
    assert (target / "photos/a.webp").stat().st_mtime_ns == photo


def test_a_file_edited_by_hand_is_put_right(build: Path, target: Path) -> None:
    """An edit of the same length and the same date does not outlive the next run, nor what a killed one left."""
    page = target / "index.html"
    times = (page.stat().st_atime_ns, page.stat().st_mtime_ns)
    page.write_text(SITE["index.html"].replace("j", "z"), encoding="utf-8", newline="")
    os.utime(page, ns=times)
    write(target, {"vieux/.1.tmp": ""})
    publish_folder(build, target, "preview")

    assert content(target) == SITE
    assert not (target / "vieux").exists()


def test_a_file_that_somebody_adds_is_left_and_named(build: Path, target: Path) -> None:
    """What no run of ours put there may be somebody’s only copy; what the site no longer has is deleted."""
    write(target, {"memoire.docx": "six mois de travail"})
    (build / "agenda.ics").unlink()
    _, (problem,) = publish_folder(build, target, "preview")

    assert (target / "memoire.docx").read_text(encoding="utf-8") == "six mois de travail"
    assert not (target / "agenda.ics").exists()
    assert problem.where.file == "output/memoire.docx"
    assert problem.severity is Severity.ADVICE


def test_a_file_becomes_a_folder_and_back(build: Path, target: Path) -> None:
    """A page in the place of a folder, then a folder in the place of a page, both go through in one run."""
    (build / "index.html").unlink()
    write(build, {"index.html/index.html": "<p>Dedans", "index.html/a/b.html": "<p>"})
    (build / "recits/été/index.html").unlink()
    (build / "recits/été").rmdir()
    (build / "recits").rmdir()
    write(build, {"recits": "un fichier"})
    publish_folder(build, target, "preview")
    there = content(target)

    assert there == content(build)
    assert there["recits"] == "un fichier"
    (build / "recits").unlink()
    write(build, {"recits/autre.html": ""})
    publish_folder(build, target, "preview")
    assert content(target) == content(build)


def test_only_the_case_of_a_name_changes(build: Path, target: Path) -> None:
    """A photo renamed « A.webp » is there under its new name, and the old name does not take it away."""
    (build / "photos/a.webp").rename(build / "photos/A.webp")
    publish_folder(build, target, "preview")

    assert content(target) == content(build)


def test_a_disk_that_ignores_case_keeps_its_file(build: Path, target: Path) -> None:
    """Where two spellings are one file on the disk (here by a hard link), the stale spelling is not deleted."""
    try:
        os.link(target / "index.html", target / "Index.html")
    except OSError:
        pytest.skip("this disk ignores case by itself, or makes no hard links")
    publish_folder(build, target, "preview")

    assert (target / "Index.html").exists()
    assert content(target).items() >= SITE.items()


def test_only_the_accents_of_a_name_change(build: Path, target: Path) -> None:
    """A name composed on one machine and decomposed on another is one file after the next run, not none."""
    (build / "recits/été").rename(build / "recits" / unicodedata.normalize("NFD", "été"))
    publish_folder(build, target, "preview")

    assert list(content(target).values()) == list(content(build).values())


def test_the_mode_is_recorded(build: Path, target: Path) -> None:
    """The same files of another mode change the manifest alone."""
    plan, _ = publish_folder(build, target, "production")
    manifest = read_manifest(target)

    assert plan is not None
    assert plan.copies == ()
    assert manifest == of_folder(build, "production")


@pytest.mark.parametrize("files", [{"these.odt": "x"}, {"a.html": "x", "b.html": "y"}, {"a": "", "b": "", "c/d": ""}])
def test_somebodys_folder_is_not_touched(tmp_path: Path, build: Path, files: dict[str, str]) -> None:
    """A folder with files and without our manifest is refused in French, naming a file, and stays as it was."""
    folder = write(tmp_path / "Documents", files)
    plan, (problem,) = publish_folder(build, folder, "preview", "Documents")

    assert plan is None
    assert problem.severity is Severity.FATAL
    assert f"Documents : ce dossier contient déjà « {next(iter(files))} »" in str(problem)
    assert content(folder) == files


def test_a_manifest_of_somebody_else_is_no_permission(tmp_path: Path, build: Path) -> None:
    """A file that happens to have the name of our manifest does not open the folder."""
    folder = write(tmp_path / "Documents", {MANIFEST_NAME: "{}", "these.odt": "x"})

    assert publish_folder(build, folder, "preview")[0] is None
    assert (folder / "these.odt").exists()


def test_an_empty_folder_is_welcome(tmp_path: Path, build: Path) -> None:
    """What a desktop or git leaves behind does not make a folder somebody's; git's own files are never touched."""
    folder = write(tmp_path / "pages", {".DS_Store": "", ".gitkeep": "", ".git/objets/vide": "", ".git/config": "x"})
    (folder / ".git/refs").mkdir()
    _, problems = publish_folder(build, folder, "preview")
    (folder / ".gitkeep").unlink()

    assert problems == []
    assert content(folder) == SITE
    assert (folder / ".git/config").exists()
    assert (folder / ".git/refs").exists()


@pytest.mark.parametrize("path", [".", "dedans", ".."])
def test_build_and_target_are_apart(build: Path, path: str) -> None:
    """Publishing a folder into itself, or one into the other, would eat it: refused."""
    _, (problem,) = publish_folder(build, build / path, "preview")

    assert problem.severity is Severity.FATAL
    assert content(build) == SITE


def test_a_target_that_is_a_file(tmp_path: Path, build: Path) -> None:
    """A file in the place of the target is refused, not replaced."""
    write(tmp_path, {"output": "mon fichier"})

    assert publish_folder(build, tmp_path / "output", "preview")[1][0].severity is Severity.FATAL
    assert (tmp_path / "output").read_text(encoding="utf-8") == "mon fichier"


def test_links_in_the_target_lead_nowhere(tmp_path: Path, build: Path, target: Path) -> None:
    """A link put in the target is replaced: nothing is written to, or deleted from, the folder it shows."""
    outside = write(tmp_path / "dehors", {"a.webp": "précieux", "b": "précieux"})
    (target / "photos/a.webp").unlink()
    (target / "photos").rmdir()
    try:
        (target / "photos").symlink_to(outside, target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make links")
    publish_folder(build, target, "preview")

    assert content(outside) == {"a.webp": "précieux", "b": "précieux"}
    assert content(target) == SITE
    assert not (target / "photos").is_symlink()


ACCIDENT = """
import resource, signal, sys
from pathlib import Path
from aivm.publish.targets import publish_folder
if sys.argv[3] == "kill":
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    publish_folder(Path(sys.argv[1]), Path(sys.argv[2]), "production")
except OSError as error:
    sys.exit(f"OSError {error.errno}")
"""


def accident(build: Path, target: Path, kind: str) -> subprocess.CompletedProcess[str]:
    """Publish in a process that may not write more than 50 kB to a file: it fails there, or is killed there."""
    return subprocess.run(
        [sys.executable, "-c", ACCIDENT, str(build), str(target), kind],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=False,
    )


CHANGED = {"a.webp": "nouvelle photo", "m.webp": "x" * 90_000, "z.webp": "photo", "index.html": "<p>Bonsoir"}


@posix_only
def test_a_full_disk(build: Path, target: Path) -> None:
    """An OSError goes to the caller: the site is the previous one, all of it, without a temporary; it can be redone."""
    write(build, CHANGED)
    (build / "agenda.ics").unlink()
    result = accident(build, target, "error")

    assert "OSError" in result.stderr
    assert content(target) == SITE
    publish_folder(build, target, "production")
    assert content(target) == content(build)


@posix_only
def test_a_killed_run_is_repaired_by_the_next(build: Path, target: Path) -> None:
    """Killed in the middle of a file, a run leaves the site and temporaries; the next one, the new site alone."""
    write(build, CHANGED)
    result = accident(build, target, "kill")
    left = content(target)

    assert result.returncode == -signal.SIGXFSZ
    whole = {path: text for path, text in left.items() if not path.endswith(".tmp")}
    assert whole == SITE
    assert len(left) == len(whole) + 2  # a.webp, and the beginning of m.webp
    assert publish_folder(build, target, "production")[1] == []
    assert content(target) == content(build)


@posix_only
def test_a_killed_first_run_is_still_ours(tmp_path: Path, build: Path) -> None:
    """Killed before it ever finished, the first run leaves a folder that the next one recognises and finishes."""
    write(build, CHANGED)
    accident(build, tmp_path / "output", "kill")

    assert "index.html" not in content(tmp_path / "output")
    assert publish_folder(build, tmp_path / "output", "preview")[1] == []
    assert content(tmp_path / "output") == content(build)


def test_half_a_preview_is_never_called_production(build: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first change on, a folder that held production does not say so any more."""
    publish_folder(build, target, "production")
    write(build, CHANGED)
    move = Path.replace

    def stopped(self: Path, place: Path) -> Path:
        if place.name == "m.webp":
            raise OSError(errno.EIO, "Input/output error", str(place))
        return move(self, place)

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(OSError, match="Input/output"):
        publish_folder(build, target, "preview")
    manifest = read_manifest(target)

    assert manifest is not None
    assert manifest.mode == "en cours"
    assert content(target) == SITE | {"a.webp": "nouvelle photo"}  # and no temporary stays


def test_a_folder_without_permission(build: Path, target: Path) -> None:
    """A read-only folder raises, and all the files are the previous ones, those of other folders too."""
    if sys.platform == "win32" or os.geteuid() == 0:
        pytest.skip("this user may write everywhere")
    write(build, {"agenda.ics": "autre", "photos/a.webp": "autre"})
    (target / "photos").chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            publish_folder(build, target, "preview")
        assert content(target) == SITE
    finally:
        (target / "photos").chmod(0o700)


def test_four_hundred_files_are_quick(tmp_path: Path) -> None:
    """Finding that nothing changed in 400 files of 30 kB takes a fraction of a second (the bound leaves a margin)."""
    files = {f"{number % 40}/{number}.webp": str(number) * 10_000 for number in range(400)}
    folder = write(tmp_path / "build", files)
    publish_folder(folder, tmp_path / "output", "preview")
    start = time.process_time()
    publish_folder(folder, tmp_path / "output", "preview")

    assert time.process_time() - start < 0.3


def test_the_disk_is_believed_not_the_manifest(build: Path, target: Path) -> None:
    """A manifest that promises what is not there is corrected from the disk: only bytes are believed."""
    (target / "photos/a.webp").unlink()
    write_manifest(of_folder(build, "preview"), target)
    plan, _ = publish_folder(build, target, "preview")

    assert plan is not None
    assert plan.copies == ("photos/a.webp",)


@pytest.mark.parametrize("damage", [b"", b"\0" * 400, b"{", b'{"version": 1}'])
def test_a_list_damaged_by_a_power_cut_is_told_for_what_it_is(build: Path, target: Path, damage: bytes) -> None:
    """The site did put these files there: the refusal does not say that it did not, and its remedy works."""
    (target / ".manifest.json").write_bytes(damage)
    plan, (problem,) = publish_folder(build, target, "preview")

    assert plan is None
    assert "abîmé : rien n’a été touché" in problem.message
    for path in target.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert publish_folder(build, target, "preview")[1] == []


def test_what_no_check_has_read_is_not_copied(build: Path, target: Path) -> None:
    """A file changed, added or taken away since: the target stays as it was."""
    checked = of_folder(build, "production")
    before = content(target)
    for path in ("index.html", "de-plus.html"):
        (build / path).write_text("un nom", encoding="utf-8")
        with pytest.raises(ChangedError):
            publish_folder(build, target, "production", checked=checked)
        (build / "de-plus.html").unlink(missing_ok=True)

    assert content(target) == before
