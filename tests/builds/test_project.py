"""The site as shipped: examples in the preview, marked; without them, still a whole and dignified site."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from aivm.commands.build import build
from aivm.config import Config
from aivm.output.weight import load_cache
from aivm.problems import Report, Severity

from tests.conftest import PROJECT, TODAY

pytestmark = pytest.mark.build

EXAMPLES = PROJECT / "content" / "exemples"


def pages(output: Path) -> dict[str, str]:
    return {path.relative_to(output).as_posix(): path.read_text(encoding="utf-8") for path in output.rglob("*.html")}


def test_the_examples_are_as_many_as_promised() -> None:
    """At least 120 events over three school years, 30 of them ahead, 2 volunteers, 9 associations, 6 stories."""
    with (EXAMPLES / "data" / "evenements.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    days = [date(*reversed([int(part) for part in row["debut"].split()[0].split("/")])) for row in rows]

    assert len(rows) >= 120
    assert min(days) >= date(2025, 9, 1)
    assert max(days) <= date(2028, 8, 31)
    assert sum(day > TODAY for day in days) >= 30
    assert len(list((EXAMPLES / "recits").glob("*/recit.md"))) >= 6
    assert (EXAMPLES / "data" / "volontaires.yaml").read_text(encoding="utf-8").count("- id:") == 2
    assert (EXAMPLES / "data" / "associations.yaml").read_text(encoding="utf-8").count("- id:") == 9


def test_the_preview_has_nothing_to_mend(preview: tuple[Report, Path]) -> None:
    """The shipped content has no fault: only questions for drafts, and what the association has to complete."""
    report, _ = preview

    assert [str(problem) for problem in report if problem.severity in (Severity.FATAL, Severity.BLOCKING)] == []


def test_every_example_says_that_it_is_one(preview: tuple[Report, Path]) -> None:
    """Each page of an example carries the ribbon."""
    _, output = preview
    found = pages(output)
    ids = [path.name for path in (EXAMPLES / "recits").iterdir() if (path / "recit.md").exists()]

    assert [name for name in ids if "ribbon-example" not in found[f"recits/{name}/index.html"]] == []
    assert "ribbon-example" in found["volontaires/volontaire-a/index.html"]
    assert "ribbon-example" in found["associations/association-1/index.html"]


def test_the_rehearsal_holds_no_example(rehearsal: tuple[Report, Path]) -> None:
    """No page, feed or file of an example, and no word of one, in what would be published."""
    report, output = rehearsal
    files = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}

    for sign in (b"ribbon-example", b"volontaire-a", b"Volontaire A", b"association-1", b"(exemple)"):
        assert [name for name, data in files.items() if sign in data] == [], sign
    assert [str(problem) for problem in report if problem.severity in (Severity.FATAL, Severity.BLOCKING)] == []


def test_the_rehearsal_is_a_whole_site(rehearsal: tuple[Report, Path]) -> None:
    """Every standing page is there, and each empty list says so in words."""
    _, output = rehearsal
    found = pages(output)
    sources = PROJECT / "content" / "pages"

    for source in sources.rglob("*.md"):
        name = source.relative_to(sources).with_suffix("").as_posix()
        special = {"accueil": "index.html", "404": "404.html"}
        assert special.get(name, f"{name}/index.html") in found
    assert "Aucun rendez-vous public" in found["agenda/index.html"]
    assert "Aucun récit" in found["recits/index.html"]
    assert "Il n’y a pas de volontaire en mission" in found["volontaires/index.html"]


@pytest.mark.parametrize("mode", ["preview", "rehearsal"])
def test_the_first_words_of_every_page_come_in_its_first_record(mode: str, request: pytest.FixtureRequest) -> None:
    """On each page the name of the site is found, and is there early enough."""
    _, output = request.getfixturevalue(mode)
    weighed = load_cache(output.parent / "cache" / f"poids-{mode}.json").known
    first = sorted(page.first for page in weighed.values())

    assert len(first) >= len(pages(output))
    assert first[0] > 0
    assert first[-1] <= Config().first_words_bytes


def test_production_refuses_what_the_association_has_not_completed(tmp_path: Path) -> None:
    """The shipped content cannot be published as it is: the address of the site and the contacts are to be given."""
    report = build(PROJECT, "production", AIVM_CACHE=tmp_path / "cache", AIVM_OUTPUT=tmp_path / "output")

    assert report.exit_code(strict=True) == 1
    assert "SITEURL" in report.render(strict=True)
    assert not (tmp_path / "output").exists()
