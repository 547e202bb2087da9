"""What pages say of the season, of history, of a section; what a story offers around its text."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from aivm.commands.build import build
from aivm.problems import Report

from tests.conftest import PROJECT, TODAY, Build

pytestmark = pytest.mark.build


def page(output: Path, address: str) -> str:
    """A page as it is read: characters named or numbered are themselves."""
    return unescape((output / address.strip("/") / "index.html").read_text(encoding="utf-8"))


SEASONS = [  # the example missions run until July 2026, then from September 2026 to July 2027
    (date(2026, 11, 22), "Une date pour votre classe", "/ecoles/college/"),
    (date(2026, 8, 20), "La prochaine mission se prépare", "/ecoles/"),
    (date(2027, 8, 20), "Mopti dans votre classe", "/ecoles/"),
]


@pytest.mark.parametrize(("today", "heading", "target"), SEASONS)
def test_home_opens_on_the_action_of_its_season(build_site: Build, today: date, heading: str, target: str) -> None:
    """Running, to come, none: each has its own words and its own first link."""
    _, output = build_site(PROJECT / "content", "preview", today=today)
    main = page(output, "/").partition("<main")[2]

    assert f"<h2>{heading}</h2>" in main
    assert f"<a class=button href={target}>" in main


def test_home_tells_a_voice_and_who_we_are(preview: tuple[Report, Path]) -> None:
    """The first sentence of the latest story with a link and one photo; two dated facts with their sources."""
    _, output = preview
    main = page(output, "/").partition("<main")[2]

    assert "<p class=voice>Chez moi, on ne raconte pas le jour." in main
    assert main.count("<img") == 1
    assert "1984" in main
    assert "(<a href=/cooperation/sources/#departement>Département, 2019</a>)" in main


def test_the_cooperation_has_a_timeline_with_sources(preview: tuple[Report, Path]) -> None:
    """The facts that say « frise », in order of years, each with its source."""
    _, output = preview
    timeline = page(output, "/cooperation/").partition("<ol class=timeline")[2].partition("</ol>")[0]

    assert re.findall(r"<b>([\d–]+)</b>", timeline) == ["1984", "2012", "2019", "2021–2022", "2023"]
    assert timeline.count("/cooperation/sources/#") == 5


def test_a_page_of_a_section_leads_to_the_others(preview: tuple[Report, Path]) -> None:
    """And says which one it is."""
    _, output = preview
    beside = page(output, "/cooperation/lait/").partition("aria-labelledby=rubrique")[2].partition("</nav>")[0]

    assert "href=/cooperation/energies-renouvelables/" in beside
    assert re.search(r"<a aria-current=page href=/cooperation/lait/>", beside)


def test_a_story_can_be_sent_without_any_request_before_the_tap(preview: tuple[Report, Path]) -> None:
    """Plain links whose text is the title and the address of the story."""
    _, output = preview
    address = "/recits/la-planche-qui-se-repose/"
    html = page(output, address)
    whatsapp = re.search(r'href="?(https://wa\.me/[^">]+)', html)
    mail = re.search(r'href="?(mailto:\?[^">]+)', html)

    assert whatsapp and mail
    assert parse_qs(urlsplit(whatsapp[1]).query)["text"] == [f"La planche qui se repose https://site.example{address}"]
    assert parse_qs(urlsplit(mail[1]).query)["subject"] == ["La planche qui se repose"]
    assert f"https://site.example{address}" in parse_qs(urlsplit(mail[1]).query)["body"][0]


def test_stories_are_proposed_to_classes_by_level(preview: tuple[Report, Path]) -> None:
    """The page for schools lists them where their front matter says « niveaux »."""
    _, output = preview
    told = page(output, "/ecoles/").partition("id=recits")[2]

    assert told.index("Maternelle") < told.index("Le lièvre sous la lampe") < told.index("Élémentaire")


def test_the_page_on_weight_tells_this_very_build(preview: tuple[Report, Path]) -> None:
    """As many pages as there are, itself apart; the heaviest is a story with its photos."""
    _, output = preview
    html = page(output, "/ecoconception/").replace("\u202f", " ")
    pages = len(list(output.rglob("*.html"))) - 1

    assert f"compte {pages} pages, sans celle-ci" in html
    assert "/recits/" in html.partition("Les dix plus lourdes")[2].partition("<tbody>")[2].partition("</a>")[0]


def test_the_state_of_accessibility_comes_from_one_setting(tmp_path: Path) -> None:
    """The page, its title and the footer of every page say the same."""
    settings = {"today": TODAY, "accessibility": "partiellement conforme"}
    output = tmp_path / "output"
    build(PROJECT, "preview", AIVM=settings, AIVM_CACHE=tmp_path / "cache", AIVM_OUTPUT=output)
    said = "Accessibilité\u00a0: partiellement conforme"

    assert f"<title>{said} – " in page(output, "/accessibilite/")
    assert said in page(output, "/agir/").partition("<footer")[2]
    assert "audit à faire" not in page(output, "/accessibilite/")
