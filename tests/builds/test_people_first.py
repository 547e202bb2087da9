"""No page, feed or slot tells a volunteer's timetable: every file of a build is searched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from aivm.host.render import prepare
from aivm.problems import Report
from aivm.site.site import Site

from tests.conftest import PROJECT, SITES, TODAY, Build

pytestmark = pytest.mark.build

PERSON = """
- id: {name}
  nom_affiche: {name}
  mission: {{debut: 2026-09-15, fin: 2027-07-10}}
  disponibilites:
    semaine: {{mardi: [matin], jeudi: [{thursday}]}}
    secteurs: [Vitré, Rennes]
  consentement: {{date: 2024-09-01, portee: [nom], expire_le: 2025-09-01}}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """All that was typed in the examples."""
    folders: dict[str, Any] = {"AIVM_CACHE": tmp_path_factory.mktemp("run"), "AIVM": {"today": TODAY}}
    site = prepare(PROJECT, "preview", Report(), folders)
    assert site is not None
    return site


def texts(output: Path, *patterns: str) -> dict[str, str]:
    """The files of a build by name, as they are read."""
    found = (path for pattern in patterns or ("**/*",) for path in output.glob(pattern) if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_text("utf-8", "replace") for path in found}


def holding(files: dict[str, str], words: str) -> list[str]:
    """The files where some words are."""
    return [name for name, text in files.items() if words in text]


def test_closed_events_are_in_no_file_before_their_date(preview: tuple[Report, Path], site: Site) -> None:
    """Neither the address of one, nor its school, in any file of the preview."""
    files = texts(preview[1])
    closed = [
        event for event in site.data.records.events if event.audience != "tout public" and event.last_day >= TODAY
    ]
    opened = {event.place for event in site.data.records.events if event.audience == "tout public"}

    assert len(closed) >= 10
    assert "causerie-tinteniac-2027" in " ".join(files)  # the search would find one
    for event in closed:
        assert holding(files, event.id) == [], event.id
        assert event.place in {"", *opened} or holding(files, event.place) == [], event.place


def test_no_list_of_dates_and_no_feed_names_a_volunteer(minimal: tuple[Report, Path]) -> None:
    """Pages for schools, calendars, JSON and Atom of the agenda, home; nor does the page of an event to come."""
    everything = texts(minimal[1])
    told = ("ecoles/", "flux/agenda", "agenda.", "index.html", "agenda/index.html", "agenda/causerie-2027/")
    files = {name: text for name, text in everything.items() if name.startswith(told) or name.endswith(".ics")}

    assert len(files) > 20
    for words in ("personne-a", "Personne A", "personne-b", "disponibilit"):
        assert holding(files, words) == [], words
    assert "agenda/marche-2026/index.html" in holding(everything, "Personne A")  # once it is over


def weeks(thursdays: list[str]) -> Iterator[str]:
    """A person for each, who goes out on Tuesday mornings, and on Thursdays when told."""
    for rank, thursday in enumerate(thursdays):
        yield PERSON.format(name=f"personne-{rank}", thursday=thursday)


def test_two_volunteers_and_one_give_the_same_pages(build_site: Build, tmp_path: Path) -> None:
    """Where the same half-days are free, no byte of any file tells how many people there are, or which."""
    built = []
    for rank, thursdays in enumerate((["matin"], ["matin", "matin"], ["", "matin"], ["matin", "", "matin"])):
        content = copytree(SITES / "minimal" / "content", tmp_path / f"content-{rank}")
        (content / "data" / "volontaires.yaml").write_text("".join(weeks(thursdays)), encoding="utf-8")
        (content / "data" / "evenements.csv").unlink()
        for story in content.glob("recits/*/recit.md"):
            story.unlink()
        _, output = build_site(content, today=date(2026, 11, 22))
        built.append(texts(output))

    assert len(holding(built[0], "2026-12-10-am")) > 10
    assert all(files == built[0] for files in built)
