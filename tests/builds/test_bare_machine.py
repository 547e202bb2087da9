"""`python3 tasks.py <task>` on a machine that has nothing but Python, and on machines where something is wrong.

Each run happens in a copy of the project reduced to tasks.py and a lock of one package, made here and served from a
folder as a wheel: no network is used, and what is slow stays out.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.build
ROOT = Path(__file__).parents[2]
PYTHON = getattr(sys, "_base_executable", sys.executable)
LINUX_ROOT = sys.platform == "linux" and os.geteuid() == 0
needs_mount = pytest.mark.skipif(
    not LINUX_ROOT, reason="NON ESSAYÉ : il faut être root sous Linux pour monter un disque"
)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel of a package of 600 kB, as large as a small real one."""
    folder = tmp_path_factory.mktemp("wheels")
    info = "onlyone-1.0.dist-info"
    files = {
        "onlyone.py": "#" * 600_000,
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: onlyone\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in (*files, f"{info}/RECORD"))
    with zipfile.ZipFile(folder / "onlyone-1.0-py3-none-any.whl", "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
    return folder


def fill(folder: Path, wheels: Path) -> Path:
    """The reduced project, in a folder with an accent and spaces as people have them."""
    project = folder / "Été à Mopti"
    (project / "tests" / "bench").mkdir(parents=True)
    (project / "tests" / "bench" / "seven.py").write_text("raise SystemExit(7)\n", encoding="utf-8")
    shutil.copy(ROOT / "tasks.py", project)
    package = project / "plugins" / "aivm"
    (package / "people").mkdir(parents=True)
    for name in ("__init__.py", "problems.py", "people/__init__.py", "people/letters.py"):  # what names a close word
        shutil.copy(ROOT / "plugins" / "aivm" / name, package / name)
    digest = hashlib.sha256(next(wheels.glob("*.whl")).read_bytes()).hexdigest()
    for lock in ("requirements.txt", "requirements-test.txt"):
        (project / lock).write_text(f"onlyone==1.0 --hash=sha256:{digest}\n", encoding="utf-8")
    return project


@pytest.fixture
def project(tmp_path: Path, wheels: Path) -> Path:
    return fill(tmp_path, wheels)


def environment(wheels: Path, **more: str) -> dict[str, str]:
    """A machine with pip and no uv, that finds packages in one folder and nowhere else."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": wheels.as_uri(), "PIP_CONFIG_FILE": os.devnull}
    uv = {"UV_OFFLINE": "1", "UV_FIND_LINKS": str(wheels), "UV_NO_CONFIG": "1"}
    return {**kept, **pip, "PIP_NO_CACHE_DIR": "1", **uv, "UV_NO_CACHE": "1", "PATH": os.defpath, **more}


def offline_environment(**more: str) -> dict[str, str]:
    """A machine whose package index does not answer: a port of this machine where nobody listens."""
    nobody = "http://127.0.0.1:9/simple"
    found = environment(Path.cwd(), PIP_INDEX_URL=nobody, PIP_RETRIES="1", UV_DEFAULT_INDEX=nobody, UV_HTTP_RETRIES="0")
    for name in ("PIP_NO_INDEX", "PIP_FIND_LINKS", "UV_OFFLINE", "UV_FIND_LINKS"):
        del found[name]
    return {**found, **more}


def run(project: Path, env: dict[str, str], *words: str, python: str = PYTHON) -> subprocess.CompletedProcess[str]:
    command = [python, str(project / "tasks.py"), *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", timeout=120)


def check_refusal(done: subprocess.CompletedProcess[str], beginning: str, project: Path) -> None:
    """One sentence, no traceback, an honest exit code, and nothing that a later run could take for a whole .venv."""
    last = done.stderr.strip().splitlines()[-1]

    assert done.returncode == 1
    assert last.startswith(beginning)
    assert "Traceback" not in done.stderr
    assert not (project / ".venv" / ".aivm-stamp").exists()


def with_uv() -> str:
    """A PATH that begins with the folder of uv (the lock of the tests brings it)."""
    beside = Path(sys.executable).with_name("uv")
    uv = str(beside) if beside.exists() else shutil.which("uv")
    if not uv:
        pytest.skip("NON ESSAYÉ : uv n’est pas sur cette machine")
    return os.pathsep.join([str(Path(uv).parent), os.defpath])


def test_a_bare_machine_runs_a_task_and_passes_its_exit_code(project: Path, wheels: Path) -> None:
    """The first command makes .venv and does its work; the second goes straight to it; exit codes come through."""
    env = environment(wheels)
    first = run(project, env, "bench", "--only", "seven")
    stamp = (project / ".venv" / ".aivm-stamp").stat().st_mtime_ns
    listed = run(project, env)
    wrong = run(project, env, "clena")

    assert (first.returncode, listed.returncode, wrong.returncode) == (7, 0, 1)
    assert "new-story" in listed.stdout and listed.stderr == ""
    assert "« clean »" in wrong.stderr
    assert (project / ".venv" / ".aivm-stamp").stat().st_mtime_ns == stamp


def test_uv_is_used_where_there_is_one(project: Path, wheels: Path) -> None:
    """With uv on the PATH the same command makes the same .venv, without pip."""
    done = run(project, environment(wheels, PATH=with_uv()), "bench")

    assert done.returncode == 7, done.stderr
    assert (project / ".venv" / ".aivm-stamp").exists()
    assert not list((project / ".venv").rglob("pip/__init__.py"))


def test_a_half_made_venv_heals(project: Path, wheels: Path) -> None:
    """Without its stamp a .venv is worth nothing, whatever is in it: it is made again, not completed."""
    env = environment(wheels, PATH=with_uv())
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").write_text("broken", encoding="utf-8")
    (project / ".venv" / "left-over").write_text("", encoding="utf-8")
    done = run(project, env, "bench")

    assert done.returncode == 7, done.stderr
    assert not (project / ".venv" / "left-over").exists()


@pytest.mark.parametrize("inside", [False, True])
def test_another_lock_makes_the_venv_again(inside: bool, project: Path, wheels: Path) -> None:
    """After an update of the lock the next command works with it, even when .venv's own Python is the one called."""
    env = environment(wheels, PATH=with_uv())
    run(project, env, "bench")
    lock = project / "requirements.txt"
    lock.write_text(lock.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    (project / ".venv" / "left-over").write_text("", encoding="utf-8")
    inner = project / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = run(project, env, "bench", python=str(inner) if inside else PYTHON)

    assert done.returncode == 7, done.stderr
    assert not (project / ".venv" / "left-over").exists()


@pytest.mark.skipif(os.name == "nt", reason="NON ESSAYÉ : signaux POSIX")
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGKILL])
def test_an_installation_cut_short_is_started_over(by: signal.Signals, project: Path, wheels: Path) -> None:
    """Ctrl-C says so in a sentence, a killed process says nothing; either way the next command starts from nothing."""
    env = environment(wheels)
    process = subprocess.Popen(
        [PYTHON, str(project / "tasks.py"), "bench"],
        env=env,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    until = time.monotonic() + 30
    while not list((project / ".venv").glob("lib*/python*/site-packages/pip")) and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(by)
    printed = process.communicate(timeout=60)[1]
    stamped = (project / ".venv" / ".aivm-stamp").exists()
    healed = run(project, env, "bench")

    assert not stamped
    assert process.returncode == (130 if by == signal.SIGINT else -9)
    assert "Traceback" not in printed and ("Interrompu" in printed) == (by == signal.SIGINT)
    assert healed.returncode == 7, healed.stderr


def test_an_old_python_says_so(project: Path, wheels: Path) -> None:
    """A real Python older than 3.11, where this machine has one, gives one sentence and leaves nothing behind."""
    for minor in range(10, 5, -1):
        old = shutil.which(f"python3.{minor}")
        if old and subprocess.run([old, "-c", ""], capture_output=True).returncode == 0:
            break
    else:
        pytest.skip("NON ESSAYÉ : pas de Python plus ancien que 3.11 sur cette machine")
    done = run(project, environment(wheels), "build", python=old)

    check_refusal(done, f"Python 3.{minor}.", project)
    assert len(done.stderr.splitlines()) == 1
    assert not (project / ".venv").exists()


def test_a_python_without_ensurepip_says_which_package(project: Path, wheels: Path, tmp_path: Path) -> None:
    """A bare Debian has Python without ensurepip; here it is hidden when the interpreter starts."""
    hiding = tmp_path / "hiding"
    hiding.mkdir()
    (hiding / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n", encoding="utf-8")
    done = run(project, environment(wheels, PYTHONPATH=str(hiding)), "build")

    check_refusal(done, "Ce Python est incomplet", project)
    assert "sudo apt install python3-venv" in done.stderr
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("tool", ["pip", "uv"])
def test_no_network_at_the_first_run_is_said(tool: str, project: Path) -> None:
    """The index does not answer: the sentence says that the network is needed once, then what the tool itself said."""
    path = with_uv() if tool == "uv" else os.defpath
    done = run(project, offline_environment(PATH=path), "build")

    check_refusal(done, "Première installation : il faut le réseau une fois", project)
    assert f"[{tool} : " in done.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk in memory, hardly larger than the project; it grows on demand."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("NON ESSAYÉ : cette machine ne laisse pas monter de disque en mémoire")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def remount(folder: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", str(folder)], check=True)


@needs_mount
@pytest.mark.parametrize("tool", ["pip", "uv"])
def test_a_full_disk_is_said_and_the_next_run_heals(tool: str, small_disk: Path, wheels: Path) -> None:
    """The disk fills up at each stage in turn (the folder, pip, the packages); once there is room, all is well."""
    env = environment(wheels, PATH=with_uv() if tool == "uv" else os.defpath)
    project = fill(small_disk, wheels)
    for size in ("256k", "3m", "14m") if tool == "pip" else ("256k", "500k"):
        remount(small_disk, f"size={size}")
        check_refusal(run(project, env, "bench"), "Le disque est plein", project)
    remount(small_disk, "size=200m")
    healed = run(project, env, "bench")

    assert healed.returncode == 7, healed.stderr


@needs_mount
def test_a_folder_that_cannot_be_written_is_named(small_disk: Path, wheels: Path) -> None:
    """A read-only disk (or a folder of someone else): the sentence names the folder and what to do."""
    project = fill(small_disk, wheels)
    remount(small_disk, "ro")
    done = run(project, environment(wheels), "build")

    check_refusal(done, f"Impossible d’écrire dans « {project} »", project)


@pytest.mark.skipif(LINUX_ROOT or os.name == "nt", reason="root écrit partout, Windows a d’autres droits")
def test_a_folder_without_rights_is_named(project: Path, wheels: Path) -> None:
    """The same for an ordinary user in a folder without the right to write."""
    project.chmod(0o555)
    done = run(project, environment(wheels), "build")
    project.chmod(0o755)

    check_refusal(done, "Impossible d’écrire dans", project)
