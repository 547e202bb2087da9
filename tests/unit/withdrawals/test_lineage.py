"""A copy of the project knows the contents that it published or was given, and says when what is on line is none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from aivm.config import Config
from aivm.publish.state import State
from aivm.site.project import Project
from aivm.sources.removals import Removals, added, read_removals
from aivm.withdrawals.lineage import FILE, content_print, known, note, older

from tests.conftest import TERRITORY

NONE = Removals()


def copy_of(content: Path) -> Project:
    """A copy of the project."""
    return Project(content, content, content, content, content, "", Config(), date(2026, 11, 22), TERRITORY, {})


def write(content: Path, path: str, text: str) -> None:
    """A file of the content."""
    (content / path).parent.mkdir(parents=True, exist_ok=True)
    (content / path).write_text(text, encoding="utf-8")


def test_a_content_is_known_by_what_people_typed(tmp_path: Path) -> None:
    """Not by what machines write beside it, nor by examples and what a desktop leaves."""
    write(tmp_path, "recits/a/recit.md", "A")
    first = content_print(tmp_path)
    for path in ("data/recu/agenda.json", "data/revisions.json", f"data/{FILE}", "exemples/b.md", "recits/.DS_Store"):
        write(tmp_path, path, "x")
    assert content_print(tmp_path) == first
    write(tmp_path, "data/retraits.yaml", "x")
    second = content_print(tmp_path)
    write(tmp_path, "data/retraits.yaml", "y")

    assert len({first, second, content_print(tmp_path)}) == 3


def test_what_was_published_from_here_stays_known_after_an_edit(tmp_path: Path) -> None:
    """And a copy that was given neither the content nor the line of the file says so, with its day."""
    ours, other = tmp_path / "a", tmp_path / "b"
    for content in (ours, other):
        write(content, "recits/a/recit.md", "A")
    write(ours, "recits/b/recit.md", "B")
    project = copy_of(ours)
    note(project)
    note(project)
    state = State("liste", datetime(2026, 11, 22, 12, tzinfo=UTC), base=content_print(ours))
    write(ours, "recits/b/recit.md", "B, corrigé")

    assert (ours / "data" / FILE).read_text(encoding="utf-8").count("2026-11-22 ") == 1
    assert state.base in known(project)
    assert older(state, NONE, project) == []
    (told,) = older(state, NONE, copy_of(other))
    assert "publié le 22/11/2026" in told
    assert older(State("liste"), NONE, copy_of(other)) == []  # of a server that says nothing yet
    assert older(None, NONE, copy_of(other)) == []


def test_a_copy_without_a_withdrawal_says_so(tmp_path: Path) -> None:
    """By the tokens that the server keeps; more withdrawals here than there are no fault."""
    rows, _ = read_removals(added("", "photo", b"x", date(2026, 11, 22)).encode(), "")
    state = State("liste", removed=rows.tokens)

    assert older(state, rows, copy_of(tmp_path)) == []
    assert older(State("liste"), rows, copy_of(tmp_path)) == []
    assert "un retrait fait ailleurs" in older(state, NONE, copy_of(tmp_path))[0]
