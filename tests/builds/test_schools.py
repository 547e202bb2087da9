"""The pages for schools, really built: exactly the dates that are free, and a sentence where there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from aivm.agenda.half_days import by_half_day
from aivm.agenda.request import MAILTO_LIMIT
from aivm.config import Config
from aivm.host.render import prepare
from aivm.output.weight import brotli_size, unfill
from aivm.people.letters import slug
from aivm.problems import Report
from aivm.records.event import LEVELS
from aivm.site.site import Site

from tests.builds.school_pages import Shown, parsed, said, shown, words
from tests.conftest import PROJECT, SITES, TODAY, Build

pytestmark = pytest.mark.build

LIMIT = Config().slot_limit
NOT_BOOKED = "Cette demande ne réserve pas la date : l’association confirme par écrit."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """What the preview knows before it makes a page."""
    folders: dict[str, Any] = {"AIVM_CACHE": tmp_path_factory.mktemp("run"), "AIVM": {"today": TODAY}}
    site = prepare(PROJECT, "preview", Report(), folders)
    assert site is not None
    return site


@pytest.fixture
def schools(preview: tuple[Report, Path]) -> Path:
    """The folder of the pages for schools in the preview."""
    return preview[1] / "ecoles"


def months(folder: Path) -> list[Shown]:
    """The dates of all the month pages of a level, in order."""
    pages = sorted(folder.glob("20*/**/index.html"), key=lambda page: page.parent.as_posix())
    return [date for page in pages for date in shown(page)]


@pytest.mark.parametrize("level", LEVELS)
def test_pages_show_exactly_what_is_free(level: str, site: Site, schools: Path) -> None:
    """The next dates, every half-day of the months that go on, each sector: none lost, none invented, in order."""
    folder = schools / slug(level)
    half_days = by_half_day(site.offer.slots)
    sectors = {slot.sector_slug for slot in site.offer.slots}
    later = half_days[LIMIT].day.replace(day=1)  # the month where the page of the level stops

    assert [one.reference for one in shown(folder / "index.html")] == [slot.reference for slot in half_days[:LIMIT]]
    assert [one.reference for one in months(folder)] == [slot.reference for slot in half_days if slot.day >= later]
    assert {path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("20")} == sectors
    for sector in sectors:
        free = [slot for slot in site.offer.slots if slot.sector_slug == sector][:LIMIT]
        found = shown(folder / sector / "index.html")
        assert [one.reference for one in found] == [slot.reference for slot in free]
        assert [one.ends for one in found] == [slot.ends.isoformat() for slot in free]


def test_a_date_says_its_day_its_half_day_its_sector_and_its_state(site: Site, schools: Path) -> None:
    """The state is a word, an option says until when; the name of the link is the date."""
    found = shown(schools / "college" / "index.html")
    slots = by_half_day(site.offer.slots)[:LIMIT]

    assert found[0].name == "lun. 7 déc. Matin"
    assert found[0].line == "Libre · Brocéliande, Rennes, Saint-Malo ou Vitré"
    assert "option jusqu’au 4 décembre 2026" in [one.line.partition("Vitré ")[2] for one in found]
    assert [one.line.startswith("Libre · ") for one in found] == [slot.state == "libre" for slot in slots]


def test_links_of_one_page_that_say_the_same_lead_to_the_same_place(schools: Path) -> None:
    """A list of links read alone tells one date from another; so do the buttons that show a request."""
    for page in schools.glob("*/**/index.html"):
        links: dict[str, set[str]] = {}
        for link in parsed(page).xpath("//a[@href]"):
            links.setdefault(words(link), set()).add(link.get("href"))
        labels = [one.get("aria-label") for one in parsed(page).xpath("//summary")]

        assert {name: targets for name, targets in links.items() if len(targets) > 1} == {}, page
        assert all(label.startswith("Copier la demande : ") for label in labels)
        assert len(set(labels)) == len(labels)


def test_every_page_of_dates_is_a_link_away(schools: Path) -> None:
    """Months, their second parts and sectors, from the page of the level."""
    for level in LEVELS:
        start = schools / slug(level) / "index.html"
        reached, ahead = set(), [start]
        while ahead:
            page = ahead.pop()
            reached.add(page)
            targets = [schools.parent / link.lstrip("/") for link in parsed(page).xpath("//main//a/@href")]
            ahead += {target / "index.html" for target in targets if start.parent in target.parents} - reached

        assert reached == set(start.parent.glob("**/index.html"))


def test_a_page_of_dates_is_light(preview: tuple[Report, Path]) -> None:
    """Home, agenda and schools: at most 10 000 bytes with brotli, 60 000 without, and a script of at most 1 500."""
    _, output = preview
    scripts: set[str] = set()
    for page in [output / "index.html", output / "agenda" / "index.html", *output.glob("ecoles/**/index.html")]:
        text = page.read_text(encoding="utf-8")
        scripts.update(parsed(page).xpath("//script[not(@type)]/text()"))

        assert brotli_size(unfill(text).encode()) <= 10_000, page
        assert len(text.encode()) <= 60_000, page
    assert [len(script.encode()) <= 1500 for script in scripts] == [True]


def test_a_request_is_whole_wherever_it_is_read(preview: tuple[Report, Path]) -> None:
    """In the link, which is short enough for every mail program, and in the text to copy: the same words."""
    for page in preview[1].glob("ecoles/**/index.html"):
        for one in shown(page):
            assert len(one.mailto) <= MAILTO_LIMIT
            assert one.copied == one.body
            assert one.row.startswith(f"{one.reference};Animation;")


def test_no_contact_yet_and_the_page_still_says_that_nothing_is_booked(minimal: tuple[Report, Path]) -> None:
    """A site without contact.yaml: the message asks the teacher to whom, and the sentence is there."""
    page = minimal[1] / "ecoles" / "college" / "index.html"

    assert shown(page)[0].mailto.startswith("mailto:?subject=")
    assert NOT_BOOKED in said(page)
    assert "À COMPLÉTER" not in said(page)


def test_contacts_and_the_form_of_the_settings_stand_beside_the_dates(build_site: Build, tmp_path: Path) -> None:
    """Address and phone in full, an external form where there is one, the sheet to print, and the sentence on both."""
    content = copytree(SITES / "minimal" / "content", tmp_path / "content")
    told = {"courriel": "contact@exemple.invalid", "telephone": "+33 2 00 00 00 00"}
    lines = [f'{key}: {{valeur: "{value}", a_confirmer: false}}' for key, value in told.items()]
    (content / "data" / "contact.yaml").write_text("\n".join(lines), encoding="utf-8")
    (content / "pages" / "ecoles").mkdir()
    sheet = content / "pages" / "ecoles" / "demande.md"
    sheet.write_text("titre : Feuille\ngabarit : demande\n\nUne phrase.\n", encoding="utf-8")
    _, output = build_site(content, AIVM={"request_form": "https://formulaire.exemple.invalid/ecoles"})
    page = output / "ecoles" / "college" / "index.html"
    links = parsed(page).xpath("//main//a/@href")

    assert shown(page)[0].mailto.startswith("mailto:contact@exemple.invalid?")
    targets = ("https://formulaire.exemple.invalid/ecoles", "/ecoles/demande/")
    for sentence in (*told.values(), NOT_BOOKED):
        assert sentence in said(page)
    assert {*targets, "tel:+33200000000", "mailto:contact@exemple.invalid"} <= set(links)
    assert NOT_BOOKED in said(output / "ecoles" / "demande" / "index.html")


@pytest.mark.parametrize(
    ("today", "told", "untold"),
    [
        (date(2027, 9, 1), "Aucune date n’est libre en ce moment. Écrivez-nous", "Le calendrier scolaire de"),
        (date(2028, 5, 1), "Le calendrier scolaire de 2028-2029 n’est pas encore connu en entier", "Touchez une date"),
    ],
)
def test_an_empty_page_says_what_is_possible(build_site: Build, today: date, told: str, untold: str) -> None:
    """Between two missions, or in a school year that nobody knows: a sentence, the contacts, and no empty list."""
    _, output = build_site(SITES / "minimal" / "content", today=today)
    page = output / "ecoles" / "college" / "index.html"

    assert shown(page) == []
    assert told in said(page)
    assert untold not in said(page)
    assert "Et Mopti peut déjà entrer en classe par les récits." in said(page)
    assert NOT_BOOKED in said(page)
    assert parsed(page).xpath("//ul[not(*)]") == []
