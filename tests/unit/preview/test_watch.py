"""Which saves count, and what they call for."""

from __future__ import annotations

import queue
from pathlib import Path

import pytest
from aivm.preview import watch
from watchfiles import Change


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("content/recits/a/recit.md", True),
        ("content/data/evenements.csv", True),
        ("theme/css/base.css", True),
        ("content/recits/a/.recit.md.swp", False),
        ("content/recits/a/recit.md~", False),
        ("content/data/.~lock.evenements.csv#", False),
        ("content/data/~$evenements.xlsx", False),
        ("content/recits/a/photo.jpg.part", False),
        ("plugins/aivm/__pycache__/config.cpython-311.pyc", False),
    ],
)
def test_what_programs_leave_meanwhile_does_not_count(name: str, counts: bool) -> None:
    """Editors, office suites, browsers and Python write beside the file that a person saves."""
    assert watch.in_room(Change.modified, f"/projet/{name}") is counts


def test_at_the_top_only_the_settings_and_a_room_that_comes_back_count(tmp_path: Path) -> None:
    """.cache, output and .venv change all the time."""
    names = ("pelicanconf.py", "content", "output", ".cache", "README.md")

    assert [watch.on_surface(Change.added, str(tmp_path / name)) for name in names] == [True, True, False, False, False]
    assert not watch.on_surface(Change.modified, str(tmp_path / "content"))


def test_what_calls_for_a_new_process(tmp_path: Path) -> None:
    """The plugin and the settings are read at the start; words and templates at each build."""
    inside = {
        name: watch.is_program(tmp_path / name, tmp_path) for name in ("pelicanconf.py", "plugins/a.py", "theme/a")
    }

    assert inside == {"pelicanconf.py": True, "plugins/a.py": True, "theme/a": False}


def test_the_server_starts_again_for_its_own_code_only(tmp_path: Path) -> None:
    """Another file of the plugin concerns the process that builds; a room that came back is watched anew."""
    (tmp_path / "content").mkdir()

    assert watch.needs_restart(frozenset({Path(watch.__file__)}), tmp_path)
    assert watch.needs_restart(frozenset({tmp_path / "content"}), tmp_path)
    assert not watch.needs_restart(frozenset({tmp_path / "plugins" / "a.py", tmp_path / "theme"}), tmp_path)


def test_saves_made_during_a_build_are_one_burst() -> None:
    """One build follows, not one for each."""
    saved: watch.Saved = queue.SimpleQueue()
    for name in "abc":
        saved.put(frozenset({Path(name)}))

    assert watch.next_burst(saved) == {Path("a"), Path("b"), Path("c")}
    assert saved.empty()


def test_a_save_by_replacement_is_seen(tmp_path: Path) -> None:
    """Most editors write another file, then give it the name; a new folder is followed too."""
    (tmp_path / "content").mkdir()
    saved = watch.start(tmp_path)
    new = tmp_path / "content" / "recits" / "a.md"
    seen: set[Path] = set()
    for turn in range(100):
        new.parent.mkdir(exist_ok=True)
        draft = new.with_name(".a.md.swp")
        draft.write_text(str(turn), encoding="utf-8")
        draft.replace(new)
        try:
            seen |= saved.get(timeout=0.3)
        except queue.Empty:
            continue
        if new in seen:
            break

    assert new in seen
