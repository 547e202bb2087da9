"""A school year in numbers: the same figures drawn and written, none of which points at a class."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from aivm.problems import Report

from tests.builds.school_pages import parsed, said, words

pytestmark = pytest.mark.build

YEAR = "agenda/archives/2025-2026/index.html"


def test_a_bar_says_what_its_row_says(preview: tuple[Report, Path]) -> None:
    """Each table has a name, each row a header, a figure of three or more, and a bar of that length."""
    tables = parsed(preview[1] / YEAR).xpath("//table[@class='numbers']")

    assert [words(table.find("caption")) for table in tables] == [
        f"Animations par {what}" for what in ("niveau", "commune", "mois")
    ]
    for table in tables:
        rows = [(int(words(row.find("td"))), row.xpath(".//rect/@width")) for row in table.iter("tr")]
        longest = max(figure for figure, _ in rows)
        assert min(figure for figure, _ in rows) >= 3
        assert rows == [(figure, [str(round(figure / longest * 100))]) for figure, _ in rows]
        assert all(row.find("th").get("scope") == "row" for row in table.iter("tr"))


def test_figures_add_up_to_what_the_page_says(preview: tuple[Report, Path]) -> None:
    """The communes together are the animations of the year."""
    page = preview[1] / YEAR
    communes = parsed(page).xpath("//table[@class='numbers']")[1]
    total = re.search(r"(\d+) animations en classe ont eu lieu", said(page))

    assert total
    assert sum(int(words(row.find("td"))) for row in communes.iter("tr")) == int(total[1])


def test_visits_are_in_figures_and_in_no_list(preview: tuple[Report, Path]) -> None:
    """By month too, first to last; the list below, and the pages of months, tell what is open to all."""
    page = parsed(preview[1] / YEAR)
    lists = [words(section) for section in page.xpath("//section[not(h2[@id])]")]
    months = [words(row.find("th")) for row in page.xpath("//table[@class='numbers']")[2].iter("tr")]

    assert months == ["septembre 2025", "novembre 2025", "janvier 2026", "mars 2026", "juin 2026", "autres"]
    assert lists
    assert [text for text in lists if "nimation" in text] == []
    assert [path for path in preview[1].glob("agenda/20*/index.html") if "nimation en classe" in said(path)] == []


def test_figures_lead_to_the_stories_told(preview: tuple[Report, Path]) -> None:
    """Those of the visits of each year, beside its figures."""
    linked = {
        page.parent.name: parsed(page).xpath("//section[h2[@id='chiffres']]//a/@href")
        for page in preview[1].glob("agenda/archives/*/index.html")
    }

    assert all(link.startswith("/recits/") for links in linked.values() for link in links)
    assert sum(len(links) for links in linked.values()) >= 1


def test_a_table_of_others_alone_is_not_shown(preview: tuple[Report, Path]) -> None:
    """In November 2026 no level and no commune has three animations yet: « autres » would only repeat the total."""
    page = preview[1] / YEAR.replace("2025-2026", "2026-2027")

    assert parsed(page).xpath("//table[@class='numbers']") == []
    assert "5 animations en classe ont eu lieu" in said(page)


def test_a_year_of_one_or_two_animations_has_no_figures(minimal: tuple[Report, Path]) -> None:
    """One visit in the minimal site: nothing counts it, nothing lists it."""
    page = minimal[1] / "agenda" / "archives" / "2026-2027" / "index.html"

    assert parsed(page).xpath("//table") == []
    assert "Moins de trois animations en classe" in said(page)
