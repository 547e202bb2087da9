"""What can be seen of tasks.py without making a .venv; whole runs are in tests/builds/test_bare_machine.py."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from aivm.lock import TURN, hold
from aivm.problems import Report

ROOT = Path(__file__).parents[2]


def load_tasks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("aivm_tasks", ROOT / "tasks.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tasks = load_tasks()


def pins(lock: str) -> dict[str, str]:
    """Name to version, as a lock file says."""
    return dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8")))


def test_tasks_is_parsed_by_old_pythons() -> None:
    """An old Python reads the whole file before it can say that it is too old: no syntax newer than it knows."""
    source = (ROOT / "tasks.py").read_text(encoding="utf-8")

    ast.parse(source, feature_version=(3, 7))
    assert "\nfrom __future__" not in source  # `annotations` is a SyntaxError for Python 3.6


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 1), (4, 0, 0)])
def test_a_recent_python_is_accepted(version: tuple[int, ...]) -> None:
    """3.11 and everything after it will do."""
    refusal = tasks.too_old(version, "linux")

    assert refusal == ""


@pytest.mark.parametrize(
    ("platform", "remedy"),
    [("linux", "apt install python3"), ("win32", "py tasks.py"), ("darwin", "brew"), ("freebsd14", "apt install")],
)
def test_an_old_python_is_told_what_to_install(platform: str, remedy: str) -> None:
    """The sentence names the version found, the one wanted, and the remedy of this system."""
    refusal = tasks.too_old((3, 10, 13, "final", 0), platform)

    assert refusal.startswith("Python 3.10.13 est trop ancien, il faut Python 3.11")
    assert remedy in refusal
    assert refusal.count("\n") == 0


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", tasks.DISK_FULL),
        ("OSError: [WinError 112] Espace insuffisant sur le disque", tasks.DISK_FULL),
        ("error: failed to write\n  cause: No space left on device (os error 28)", tasks.DISK_FULL),
        ("error: could not create directory\n cause: Permission denied (os error 13)", tasks.NO_RIGHT),
        ("OSError: [Errno 30] Read-only file system: '.venv'", tasks.NO_RIGHT),
        ("not created successfully because ensurepip is not available.  On Debian/Ubuntu", tasks.NO_ENSUREPIP),
        ("/usr/bin/python3: No module named venv", tasks.NO_ENSUREPIP),
        ("after connection broken by 'NewConnectionError(... [Errno 111] Connection refused", tasks.NO_NETWORK),
        ("ReadTimeoutError: Read timed out.\nERROR: No matching distribution found for x", tasks.NO_NETWORK),
        ("error: Request failed\n  cause: dns error\n  cause: Name or service not known", tasks.NO_NETWORK),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", tasks.WRONG_HASH),
        ("connection broken by X\n[Errno 28] No space left on device", tasks.DISK_FULL),
        ("ERROR: something nobody foresaw", tasks.UNKNOWN),
        ("", tasks.UNKNOWN),
    ],
)
def test_each_way_an_installation_fails_gets_its_sentence(output: str, sentence: str) -> None:
    """What pip, uv and venv print is told in one French sentence; the tool's own telling line follows in brackets."""
    explained = tasks.explain("pip", output)

    assert explained.startswith(sentence)
    assert explained.endswith("]") and "[pip : " in explained
    assert "\n" not in explained


def test_the_telling_line_is_kept_rather_than_the_last() -> None:
    """pip ends on « no matching distribution », which says nothing of the network: the line about it is shown."""
    explained = tasks.explain("pip", "WARNING: Retrying after connection broken by Z\nERROR: No matching distribution")

    assert "connection broken by Z" in explained
    assert "No matching" not in explained


def test_the_stamp_follows_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another lock is another stamp, so a stale .venv is made again."""
    lock = tmp_path / "requirements.txt"
    monkeypatch.setattr(tasks, "LOCK", lock)
    lock.write_text("a==1\n", encoding="utf-8")
    before = tasks.wanted_stamp()
    lock.write_text("a==2\n", encoding="utf-8")

    assert tasks.wanted_stamp() != before


def test_clean_deletes_all_unless_something_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a build is writing is not taken from under it."""
    monkeypatch.setattr(tasks, "ROOT", tmp_path)
    for name in ("output/a", ".cache/photos"):
        (tmp_path / name).mkdir(parents=True)
    builds = hold(tmp_path / ".cache" / TURN)
    assert builds is not None
    with pytest.raises(SystemExit, match="Une autre construction est en cours : rien n’a été effacé"):
        tasks.clean()
    assert (tmp_path / "output" / "a").is_dir() and (tmp_path / ".cache" / "photos").is_dir()
    os.close(builds)
    tasks.clean()

    assert not any(tmp_path.iterdir())
    assert capsys.readouterr().out == "output : effacé.\n.cache : effacé.\n"


def test_every_task_has_one_french_line() -> None:
    """The list is what a volunteer sees first: each task on a line that fits a terminal."""
    lines = tasks.listing().splitlines()[2:]

    assert [line.split()[0] for line in lines] == list(tasks.TASKS)
    assert {"build", "serve", "check", "new-story", "pull", "test", "bench", "clean"} <= set(tasks.TASKS)
    assert all(30 < len(line) <= 120 and line.endswith(".") for line in lines)


@pytest.mark.parametrize(
    ("argv", "answer"),
    [
        ("buidl", "Tâche inconnue : « buidl ». Vouliez-vous dire « build » ?"),
        ("zzz", "Tâche inconnue : « zzz ». « python3 tasks.py » les montre toutes."),
        ("build --prodution", "« build » ne connaît pas « --prodution ». Vouliez-vous dire « --production » ?"),
        ("build --prod", "« build » ne connaît pas « --prod ». « python3 tasks.py » les montre toutes."),
        ("bench --olny=x", "« bench » ne connaît pas « --olny ». Vouliez-vous dire « --only » ?"),
        ("build xyzw", "« build » ne connaît pas « xyzw ». « python3 tasks.py » les montre toutes."),
        ("remove un deux", "« remove » ne connaît pas « deux ». « python3 tasks.py » les montre toutes."),
        ("check --production", "« check » ne connaît pas « --production ». « python3 tasks.py » les montre toutes."),
        ("build --production=oui", "« --production » s’écrit seul, sans « = »."),
        ("bench --only", "« --only » attend un mot après lui."),
        ("bench --only --help", "« --only » attend un mot après lui."),
        ("serve --port", "« --port » attend un mot après lui."),
        ("test -k", "« -k » attend un mot après lui."),
        ("remove", f"« remove » attend un mot après lui. {tasks.TASKS['remove'].description}"),
        ("event-ics -- x", f"« event-ics » attend un mot après lui. {tasks.TASKS['event-ics'].description}"),
    ],
)
def test_a_mistyped_word_is_answered_in_french(argv: str, answer: str) -> None:
    """A task or option that does not exist gets the closest one, and none is guessed from its first letters."""
    with pytest.raises(SystemExit) as refusal:
        tasks.understand(argv.split())

    assert refusal.value.code == answer


@pytest.mark.parametrize(
    ("argv", "given"),
    [
        ("build --production --rehearsal --offline", {"production": True, "rehearsal": True, "offline": True}),
        ("bench --only warm_build -- --count 20", {"only": "warm_build"}),
        ("serve --port=8001", {"port": "8001"}),
        ("pull --explain un-jour --accept-shrink", {"explain": "un-jour", "accept_shrink": True}),
        ("remove récits/mopti", {"name": "récits/mopti"}),
        ("test --fast", {"fast": True}),
        ("test -- --maxfail=1", {}),
        ("test -- -k mail", {}),
        ("test tests/unit/people tests/rules -k mail", {"paths": ["tests/unit/people", "tests/rules"], "k": "mail"}),
        ("new-story", {}),
    ],
)
def test_what_is_typed_reaches_the_task(argv: str, given: dict[str, object]) -> None:
    """A word or an option is a parameter of the task; what follows « -- » is for the tool that it runs."""
    understood = tasks.understand(argv.split())

    assert {name: value for name, value in understood.items() if value and name != "function"} == given
    assert understood["function"].__name__ in (argv.split()[0].replace("-", "_"), "remove_page")


@pytest.mark.parametrize("name", tasks.TASKS)
def test_the_help_of_a_task_is_french_and_whole(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Its line, then each option with what it does; nothing of argparse's own English."""
    with pytest.raises(SystemExit) as end:
        tasks.understand([name, "--help"])
    first, told, *options = capsys.readouterr().out.splitlines()

    assert end.value.code == 0
    assert (first, told) == (f"python3 tasks.py {name}", tasks.TASKS[name].description)
    assert [line.split()[0] for line in options] == list(tasks.TASKS[name].options)


@pytest.mark.parametrize(
    ("flags", "mode"),
    [
        ({}, "preview"),
        ({"production": True}, "production"),
        ({"rehearsal": True}, "rehearsal"),
        ({"production": True, "rehearsal": True, "offline": True}, "rehearsal"),
    ],
)
def test_the_flags_of_build_choose_one_mode(flags: dict[str, bool], mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rehearsal is never the real production, in whichever order it is asked."""
    asked: list[tuple[str, bool]] = []

    def build(root: Path, mode: str, *, offline: bool, strict: bool) -> Report:
        asked.append((mode, offline))
        return Report()

    monkeypatch.setitem(sys.modules, "aivm.commands.build", SimpleNamespace(build=build))  # the real one takes seconds
    with pytest.raises(SystemExit) as end:
        tasks.build(**flags)

    assert asked == [(mode, flags.get("offline", False))]
    assert end.value.code == 0


@pytest.mark.parametrize(("code", "sentence"), [(28, tasks.DISK_FULL), (13, tasks.NO_RIGHT), (30, tasks.NO_RIGHT)])
def test_a_fault_of_the_machine_is_a_sentence(code: int, sentence: str) -> None:
    """A disk that fills up or a folder without rights, during any task, ends in the same sentences."""

    def half(argv: list[str]) -> int:
        raise OSError(code, "as the system says", "output/index.html")

    with pytest.raises(SystemExit) as end:
        tasks.guarded(half, [])

    assert str(end.value.code).startswith(sentence)
    assert "output/index.html" in str(end.value.code)


@pytest.mark.parametrize(
    ("wanted", "lock"),
    [(f"requirements{one}.in", f"requirements{one}.txt") for one in ("", "-publish", "-test")],
)
def test_the_locks_hold_all_that_is_asked_and_name_no_server(wanted: str, lock: str) -> None:
    """A lock is versions and hashes: everything asked for is in it, and no address or local path."""
    asked = re.findall(r"(?m)^([A-Za-z][\w.-]*)", (ROOT / wanted).read_text(encoding="utf-8"))
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert {name.lower() for name in asked} <= set(pins(lock))
    assert text.count("--hash=sha256:") >= len(pins(lock))
    assert not re.search(r"://|file:|--index|(?m:^-e )", text)


def test_the_test_lock_changes_nothing_of_the_site() -> None:
    """Tests run in the same .venv: what the site runs on must be the same versions in both locks."""
    site, whole = pins("requirements.txt"), pins("requirements-test.txt")

    assert (site | pins("requirements-publish.txt")).items() <= whole.items()


def test_the_browser_lock_names_no_server() -> None:
    """The npm lock says what and with which hash, not from where (`npm install --omit-lockfile-registry-resolved`)."""
    lock = json.loads((ROOT / "tests/browser/package-lock.json").read_text(encoding="utf-8"))
    packages = [package for path, package in lock["packages"].items() if path]

    assert packages
    assert all("integrity" in package and "resolved" not in package for package in packages)
