"""Paper: a poster of an event, a notice for the staff room, a form: one sheet of A4 each, its code readable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from aivm.problems import Report
from PIL import Image
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SHEETS = (
    "/ecoles/elementaire/",
    "/ecoles/elementaire/broceliande/",
    "/ecoles/elementaire/2027-01/",
    "/ecoles/superieur/",
    "/ecoles/demande/",
)
FULL = {  # what an association may say to a teacher, about as long as it may be
    "Durée": "1 h 30 au collège et au lycée, 1 h en élémentaire, 45 minutes en maternelle",
    "Salle": "Une salle où l’on peut déplacer les tables, avec un tableau",
    "Matériel": "Un vidéoprojecteur, une rallonge, et du papier pour chaque élève",
    "Coût": "Gratuit ; l’établissement rembourse les frais de déplacement (0,40 € par kilomètre)",
    "Réponse": "Dix jours ouvrés, hors vacances scolaires",
}
FILL = "(told) => document.querySelectorAll('dt').forEach(term => { if (told[term.textContent]) \
term.nextElementSibling.textContent = told[term.textContent] })"


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """A page for the printer, JavaScript on."""
    page = browser.new_page()
    page.emulate_media(media="print")
    yield page
    page.close()


def sheets(page: Page) -> int:
    """How many sheets of A4 a page takes."""
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def events(output: Path) -> list[str]:
    """The addresses of the public events, from the one that says least to the one that says most."""
    pages = [file.parent for file in output.glob("agenda/*/evenement.ics")]
    ranked = sorted(pages, key=lambda page: (len((page / "index.html").read_text(encoding="utf-8")), page.name))
    return [f"/agenda/{page.name}/" for page in ranked]


@pytest.mark.parametrize("rank", [0, -1])
def test_an_event_is_one_poster(paper: Page, site: str, preview: tuple[Report, Path], rank: int) -> None:
    """The shortest and the longest of the examples: date, title, place, band and code on one sheet."""
    paper.goto(site + events(preview[1])[rank])
    day = paper.locator(".poster .date b").bounding_box() or {}

    assert sheets(paper) == 1
    assert day["height"] >= 70
    for part in (".band", ".poster h1", ".poster dl", ".qr"):
        assert paper.locator(part).first.is_visible(), part
    assert not paper.get_by_text("Ajouter à mon agenda").is_visible()


def test_the_longest_title_and_summary_are_still_one_poster(
    paper: Page, site: str, preview: tuple[Report, Path]
) -> None:
    """140 and 200 characters, as the agenda allows; the template marks a long title."""
    paper.goto(site + events(preview[1])[-1])
    paper.locator(".poster").evaluate("one => one.classList.add('long')")
    for part, length in (("h1", 140), (".lead", 200)):
        paper.locator(part).first.evaluate("(one, text) => { one.textContent = text }", ("mots " * 40)[:length])

    assert sheets(paper) == 1


@pytest.mark.parametrize("address", SHEETS)
def test_a_list_of_dates_is_one_notice(paper: Page, site: str, address: str) -> None:
    """Twenty dates, all that a teacher needs, in full, and the code."""
    paper.goto(site + address)
    paper.evaluate(FILL, FULL)

    assert sheets(paper) == 1
    assert paper.locator(".qr").is_visible()
    assert not paper.locator("details").first.is_visible()


@pytest.mark.parametrize("address", SHEETS[:2])
def test_dates_stay_in_their_column(paper: Page, site: str, address: str) -> None:
    """No tile is taller than its entry, which a new column would cut."""
    paper.goto(site + address)
    heights = paper.locator(".dates li").evaluate_all(
        "all => all.map(one => [one, one.querySelector('time')].map(box => box.getBoundingClientRect().bottom))"
    )

    assert len(heights) == 20
    assert [ends for ends in heights if ends[0] < ends[1]] == []


@pytest.mark.parametrize(
    ("address", "told"), [(SHEETS[0], SHEETS[0]), (SHEETS[1], SHEETS[1]), (SHEETS[4], "/ecoles/"), ("", "")]
)
def test_a_code_leads_to_the_page_it_stands_on(
    paper: Page, site: str, preview: tuple[Report, Path], address: str, told: str
) -> None:
    """As a telephone reads it from the sheet; the form leads to the dates."""
    event = events(preview[1])[-1]
    paper.goto(site + (address or event))
    picture = Image.open(BytesIO(paper.locator(".qr").screenshot()))
    (found,) = zxingcpp.read_barcodes(picture)

    assert found.text == f"https://site.example{told or event}"


def test_a_story_on_paper_says_who_made_its_photos_and_nothing_of_their_weight(paper: Page, site: str) -> None:
    """What a photo weighed, and a sharper one to tap, mean nothing on a sheet."""
    paper.goto(f"{site}/recits/un-seau-pour-toute-la-classe/")

    assert set(paper.locator("figcaption").evaluate_all("all => all.map(one => one.innerText.trim())")) == {
        "Photo\u00a0: Dessin d’exemple, AIVM."
    }
