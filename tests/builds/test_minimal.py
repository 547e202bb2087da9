"""A small whole site, really built for production: what is there, and what must not be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from aivm.host import generator
from aivm.output.weight import brotli_size, printed, unfill
from aivm.pages.all import all_pages
from aivm.pages.page import Page
from aivm.problems import Report
from aivm.site.project import Project
from aivm.site.view import View
from pydantic import BaseModel

from tests.conftest import SITES, Build, build_in

pytestmark = pytest.mark.build

MINIMAL = SITES / "minimal" / "content"


def files_of(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def spoken(data: bytes) -> str:
    """A file as it is read: characters named or numbered are themselves, no-break spaces are spaces."""
    return unescape(data.decode("utf-8", errors="replace")).replace("\u202f", " ").replace("\u00a0", " ")


def test_production_succeeds(minimal: tuple[Report, Path]) -> None:
    """No fault stops it; what is worth a look is told."""
    report, output = minimal

    assert report.exit_code(strict=True) == 0
    assert (output / "index.html").exists()


def test_every_kind_of_page_and_feed_is_there(minimal: tuple[Report, Path]) -> None:
    """The addresses of the plan exist."""
    _, output = minimal
    found = set(files_of(output))

    assert found >= {
        "index.html",
        "agenda/index.html",
        "agenda/2027-01/index.html",
        "agenda/causerie-2027/index.html",
        "agenda/causerie-2027/evenement.ics",
        "agenda/archives/2026-2027/index.html",
        "recits/premier-recit/index.html",
        "recits/recit-zero/index.html",
        "recits/themes/maraichage/index.html",
        "volontaires/personne-a/index.html",
        "associations/association-a/index.html",
        "agenda.ics",
        "agenda.json",
        "flux/agenda.atom",
        "flux/recits.atom",
        "sitemap.xml",
        "robots.txt",
    }


def test_closed_events_and_people_without_consent_are_in_no_file(minimal: tuple[Report, Path]) -> None:
    """No title, place, day, hour or file of a closed event, no name of a person whose agreement has ended."""
    _, output = minimal
    files = {name: spoken(data) for name, data in files_of(output).items()}

    assert "14 h 30" in files["recits/premier-recit/index.html"]  # the search below would find an hour
    assert [name for name in files if "classe-secrete" in name or "reunion" in name] == []
    for secret in ("SECRET", "9h17", "9 h 17", "09:17", "T0917", "18:43", "T1843", "personne-b", "classe-secrete"):
        assert [name for name, text in files.items() if secret in text] == [], secret


def test_a_past_school_event_alone_tells_its_story_and_nothing_else(minimal: tuple[Report, Path]) -> None:
    """The story leads to the school year, and back: no month, level or commune beside « moins de trois »."""
    _, output = minimal
    archive = spoken((output / "agenda" / "archives" / "2026-2027" / "index.html").read_bytes())
    story = spoken((output / "recits" / "premier-recit" / "index.html").read_bytes())

    assert "Moins de trois animations en classe" in archive
    assert "Premier récit" in archive
    assert "Animation en classe, 2026-2027" in story
    assert [words for words in ("collège", "ctobre 2026") if words in archive] == []
    assert not (output / "agenda" / "2026-10").exists()


def test_volunteers_are_named_after_the_event_only(minimal: tuple[Report, Path]) -> None:
    """A coming event tells no one's timetable; once past it says who was there, and the person's page leads to it."""
    _, output = minimal
    coming = (output / "agenda" / "causerie-2027" / "index.html").read_text(encoding="utf-8")
    past = (output / "agenda" / "marche-2026" / "index.html").read_text(encoding="utf-8")
    person = (output / "volontaires" / "personne-a" / "index.html").read_text(encoding="utf-8")

    assert "Personne A" not in coming
    assert "Personne A" in past
    assert "/agenda/marche-2026/" in person
    assert "/agenda/causerie-2027/" not in person
    assert "mardi" not in person


def test_links_go_both_ways(minimal: tuple[Report, Path]) -> None:
    """Story to event, event to story, association to event, event to association."""
    _, output = minimal

    def text(path: str) -> str:
        return (output / path / "index.html").read_text(encoding="utf-8")

    assert "/agenda/marche-2026/" in text("recits/premier-recit")
    assert "/recits/premier-recit/" in text("agenda/marche-2026")
    assert "/agenda/causerie-2027/" in text("associations/association-a")
    assert "/associations/association-a/" in text("agenda/causerie-2027")


def test_when_consent_ends_the_person_disappears_by_themselves(build_site: Build) -> None:
    """The day after the agreement ends, no page, story or feed carries the name."""
    _, output = build_site(MINIMAL, today=date(2028, 9, 2))
    files = files_of(output)

    assert [name for name, data in files.items() if b"Personne A" in data or b"personne-a" in data] == []
    assert "recits/premier-recit/index.html" in files


def test_a_page_prints_its_own_weight(minimal: tuple[Report, Path]) -> None:
    """Anybody who weighs the page finds the bytes that it tells: brotli of the page, plus its default photos."""
    _, output = minimal
    html = (output / "recits" / "premier-recit" / "index.html").read_text(encoding="utf-8")
    photo = next(output.glob("photos/*-480.webp")).stat().st_size

    assert printed(html) == brotli_size(unfill(html).encode()) + photo


def test_photos_are_light_upright_and_bare(minimal: tuple[Report, Path]) -> None:
    """480 px and 1200 px WebP, turned upright, without EXIF, and never the original."""
    _, output = minimal
    photos = {path.name.rpartition("-")[2]: path.read_bytes() for path in (output / "photos").iterdir()}

    assert sorted(photos) == ["1200.webp", "480.webp"]
    for data in photos.values():
        assert data[8:12] == b"WEBP"
        assert b"EXIF" not in data
        assert b"XMP" not in data


def test_json_holds_public_events_only(minimal: tuple[Report, Path]) -> None:
    """/agenda.json lists the two events open to all."""
    _, output = minimal
    agenda = json.loads((output / "agenda.json").read_text(encoding="utf-8"))

    assert [event["id"] for event in agenda["events"]] == ["marche-2026", "causerie-2027"]


def test_a_site_with_nothing_to_tell_is_still_a_site(build_site: Build, tmp_path: Path) -> None:
    """No story, no event, no person: every page and feed stands, and says so in words."""
    content = tmp_path / "vide"
    for page in (MINIMAL / "pages").rglob("*.md"):
        target = content / "pages" / page.relative_to(MINIMAL / "pages")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.read_text(encoding="utf-8").replace("{fait: debut}", ""), encoding="utf-8")
    report, output = build_site(content)
    agenda = (output / "agenda" / "index.html").read_text(encoding="utf-8")

    assert report.exit_code(strict=True) == 0
    assert "Aucun rendez-vous public" in agenda
    assert b"BEGIN:VTIMEZONE" in (output / "agenda.ics").read_bytes()
    assert b"<feed" in (output / "flux" / "recits.atom").read_bytes()


def test_templates_can_reach_nothing_that_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The values of a page hold no record, no row, no part of the build, and no name of a person without consent."""
    seen: list[Page] = []

    def look(view: View, project: Project) -> Iterator[Page]:
        for page in all_pages(view, project):
            seen.append(page)
            yield page

    monkeypatch.setattr(generator, "all_pages", look)
    build_in(tmp_path, MINIMAL)
    told = [repr(dict(page.values)) for page in seen]
    kinds = {kind for page in seen for kind in kinds_in(page.values)}

    assert {page.template for page in seen} >= {
        "article",
        "event",
        "agenda_archive",
        "volunteer",
        "association",
        "page",
    }
    for secret in ("SECRET", "classe-secrete", "personne-b", "disponibilites"):
        assert [text for text in told if secret in text] == [], secret
    assert kinds >= {"PublicEvent", "PublicStory", "ToldStory", "StandingPage"}
    assert kinds & {"Event", "Volunteer", "Story", "RawRecord", "Records", "Data", "Site", "Report", "Project"} == set()


def kinds_in(value: object) -> Iterator[str]:
    """The names of the types of everything that can be reached from a value."""
    yield type(value).__name__
    inside: Iterable[object] = ()
    if isinstance(value, Mapping):
        inside = (*value.keys(), *value.values())
    elif isinstance(value, (tuple, list, set, frozenset)):
        inside = value
    elif is_dataclass(value):
        inside = vars(value).values()
    elif isinstance(value, BaseModel):
        inside = dict(value).values()
    for one in inside:
        yield from kinds_in(one)
