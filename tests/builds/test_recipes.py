"""The recipes of docs/architecture.md, followed on a copy of the project: a field, a kind of page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from tests.conftest import PROJECT

pytestmark = pytest.mark.build

EVENT = "causerie-tinteniac-2027"
PAGE_MODULE = '''"""/journal/: how many stories there are."""

from collections.abc import Iterator

from aivm.pages.page import Page, page
from aivm.site.project import Project
from aivm.site.view import View


def journal_pages(view: View, project: Project) -> Iterator[Page]:
    """One page."""
    yield page("journal", "/journal/", view, total=len(view.stories))
'''
TEMPLATE = """{% extends "base.html" %}
{% set heading = t("nav.recits") ~ " 2" %}
{% block main %}<h1>{{ heading }}</h1><p>{{ total }}</p>{% endblock %}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project where both recipes were followed, built once."""
    root = tmp_path_factory.mktemp("recettes")
    for folder in ("content", "theme", "plugins", "docs"):
        copytree(PROJECT / folder, root / folder, ignore=lambda _, names: [n for n in names if n == "__pycache__"])
    for file in ("pelicanconf.py", "publishconf.py"):
        (root / file).write_bytes((PROJECT / file).read_bytes())
    add_a_field(root)
    add_a_kind_of_page(root)
    script = (
        "from datetime import date; from pathlib import Path; from aivm.commands.build import build; "
        "settings = {'AIVM_QUICK': True, 'AIVM': {'today': date(2026, 11, 22)}}; "  # no brotli: weights are not tried
        f"r = build(Path({str(root)!r}), 'preview', offline=True, **settings); "
        "print(*r, sep='\\n'); raise SystemExit(r.exit_code(strict=False))"
    )
    done = run(root, "-c", script)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Python in the copy, with its own plugin."""
    settings = {**os.environ, "PYTHONPATH": str(root / "plugins"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([sys.executable, *command], cwd=root, env=settings, capture_output=True, text=True)


def replaced(file: Path, old: str, new: str) -> None:
    """The file with its one `old` changed."""
    text = file.read_bytes().decode()
    assert text.count(old) == 1, (file, old)
    file.write_bytes(text.replace(old, new).encode())


def add_a_field(root: Path) -> None:
    """A row, its words, the script; then somebody fills the column for one event."""
    last = '    registration: Text = detail("inscription")\n'
    replaced(root / "plugins/aivm/records/event.py", last, f'{last}    snack: Text = detail("gouter")\n')
    words = root / "theme/strings/fr.toml"
    replaced(words, "event.capacity =", 'event.snack = "Goûter"\nevent.capacity =')
    done = run(root, "docs/columns.py")
    assert done.returncode == 0, done.stderr
    table = root / "content/exemples/data/evenements.csv"
    rows = table.read_bytes().decode().split("\r\n")
    rows = [f"{row[: -len(';')]};Bouillie de mil" if row.startswith(f"{EVENT};") else row for row in rows]
    table.write_bytes("\r\n".join(rows).encode())


def add_a_kind_of_page(root: Path) -> None:
    """A module, a template, a line."""
    (root / "plugins/aivm/pages/journal.py").write_text(PAGE_MODULE, encoding="utf-8")
    (root / "theme/templates/journal.html").write_text(TEMPLATE, encoding="utf-8")
    kinds = root / "plugins/aivm/pages/all.py"
    replaced(kinds, "people_pages, gone_pages)", "people_pages, gone_pages, journal_pages)")
    replaced(
        kinds,
        "from aivm.pages.page import Page\n",
        "from aivm.pages.journal import journal_pages\nfrom aivm.pages.page import Page\n",
    )


def test_a_field_is_one_row_and_its_words(project: Path) -> None:
    """It is on the page of its event alone, in agenda.json, in the guide and in the header of the examples."""
    pages = {path.parent.name: path.read_text("utf-8") for path in (project / "output/agenda").glob("*/index.html")}
    agenda = json.loads((project / "output/agenda.json").read_text("utf-8"))

    assert [name for name, html in pages.items() if "<dt>Goûter<dd>Bouillie de mil" in html] == [EVENT]
    assert {event["snack"] for event in agenda["events"]} == {"", "Bouillie de mil"}
    assert "`gouter`" in (project / "docs/tenir-l-agenda.md").read_text("utf-8")
    assert date(2026, 11, 22).isoformat() == agenda["generated"]


def test_a_kind_of_page_is_a_module_a_template_and_a_line(project: Path) -> None:
    """It is written and checked as any other; nothing else has changed."""
    html = (project / "output/journal/index.html").read_text("utf-8")

    assert "<h1>Récits 2</h1>" in html
    assert "/journal/" in (project / "output/poids.csv").read_text("utf-8-sig")


def test_the_columns_are_written_where_people_look(tmp_path: Path) -> None:
    """`.venv/bin/python docs/columns.py` has nothing to change."""
    for folder in ("content/exemples/data", "docs", "plugins"):
        copytree(PROJECT / folder, tmp_path / folder, ignore=lambda _, names: [n for n in names if n == "__pycache__"])
    done = run(tmp_path, "docs/columns.py")

    assert done.returncode == 0, done.stderr
    for file in ("docs/tenir-l-agenda.md", "content/exemples/data/evenements.csv"):
        assert (tmp_path / file).read_bytes() == (PROJECT / file).read_bytes(), file
