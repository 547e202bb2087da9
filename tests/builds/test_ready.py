"""What a production build adds for the servers, and what a change of the theme does to it."""

from __future__ import annotations

import shutil
from pathlib import Path

import brotli
import pytest
from aivm.output.page import parse
from aivm.output.weight import brotli_size, printed, unfill
from aivm.problems import Report, Severity

from tests.conftest import PROJECT, SITES, Build

pytestmark = pytest.mark.build

NGINX = "cache/serveurs/nginx.conf"
MINIMAL = SITES / "minimal" / "content"


def test_a_preview_is_not_made_ready(preview: tuple[Report, Path]) -> None:
    """Only the browser of its author reads it: nothing is compressed, no server is told anything."""
    _, output = preview

    assert not (output / "index.html.br").exists()
    assert not (output / ".htaccess").exists()
    assert not (output.parent / NGINX).exists()
    assert parse((output / "index.html").read_bytes(), "/").policy


def test_the_copy_of_a_page_weighs_what_the_page_says(minimal: tuple[Report, Path]) -> None:
    """Within the fiftieth by which a page changes when its own weight is written in it (weight.py)."""
    _, output = minimal
    for file in output.rglob("*.html"):
        copy, page = file.with_name(f"{file.name}.br").read_bytes(), file.read_text(encoding="utf-8")

        assert len(copy) == brotli_size(file.read_bytes())
        assert brotli.decompress(copy) == file.read_bytes()
        assert printed(page)
        assert abs(len(copy) - brotli_size(unfill(page).encode())) <= len(copy) / 50, file


def test_a_server_file_that_cannot_be_written_does_not_hide_that_the_site_is_there(
    build_site: Build, tmp_path: Path
) -> None:
    """The site is built already when nginx.conf is refused: the report tells of that file, and of nothing else."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "serveurs").write_text("a file in the way", encoding="utf-8")
    report, output = build_site(MINIMAL)
    told = [problem for problem in report if "serveurs" in problem.where.file]

    assert (output / "index.html").exists()
    assert [problem.severity for problem in told] == [Severity.ADVICE]
    assert report.exit_code(strict=True) == 0


def test_another_sheet_is_another_policy_everywhere(build_site: Build, tmp_path: Path) -> None:
    """Pages, headers and copies follow; whoever looks after an nginx hears of it, once."""
    theme = Path(shutil.copytree(PROJECT / "theme", tmp_path / "theme"))
    first, output = build_site(MINIMAL, THEME=str(theme))
    before = parse((output / "index.html").read_bytes(), "/").policy
    (theme / "css" / "base.css").open("a", encoding="utf-8").write("\nb{color:red}\n")
    second, _ = build_site(MINIMAL, THEME=str(theme))
    third, _ = build_site(MINIMAL, THEME=str(theme))
    after = parse(brotli.decompress((output / "index.html.br").read_bytes()), "/").policy
    told = [
        [problem.severity for problem in report if problem.where.file.endswith("serveurs/nginx.conf")]
        for report in (first, second, third)
    ]

    assert before != after
    for file in (output / ".htaccess", output / "_headers", output.parent / NGINX):
        assert after in file.read_text(encoding="utf-8")
        assert before not in file.read_text(encoding="utf-8")
    assert told == [[], [Severity.ADVICE], []]


def test_a_page_that_goes_takes_its_copies_along(build_site: Build, tmp_path: Path) -> None:
    """No compressed page outlives the page."""
    content = Path(shutil.copytree(MINIMAL, tmp_path / "content"))
    page = content / "pages" / "passagere.md"
    page.write_text("titre : Passagère\n\nUne phrase.\n", encoding="utf-8")
    _, output = build_site(content)
    there = sorted(file.name for file in (output / "passagere").iterdir())
    page.unlink()
    build_site(content)

    assert there == ["index.html", "index.html.br", "index.html.gz"]
    assert not (output / "passagere").exists()


def test_a_style_put_in_a_template_stops_production(build_site: Build, tmp_path: Path) -> None:
    """The browser would refuse it: better to know before."""
    theme = Path(shutil.copytree(PROJECT / "theme", tmp_path / "theme"))
    template = theme / "templates" / "agenda.html"
    template.write_text(
        template.read_text(encoding="utf-8").replace("<script>{{ script }}", "<script>alert(1)"), encoding="utf-8"
    )
    report, output = build_site(MINIMAL, THEME=str(theme))
    said = [problem.message for problem in report if "refusera" in problem.message]

    assert said == ["le navigateur refusera ce <script> : « alert(1)… »."]
    assert not output.exists()


def test_icons_are_found_by_the_hash_of_their_content(minimal: tuple[Report, Path]) -> None:
    """One file, whose name changes with it."""
    _, output = minimal
    (icon,) = (output / "icones").glob("*.svg")

    assert icon.read_bytes() == (PROJECT / "theme" / "icons" / "favicon.svg").read_bytes()
    assert f"/icones/{icon.name}" in (output / "index.html").read_text(encoding="utf-8")
