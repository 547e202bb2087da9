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

    assert [words(table.find("caption")) for table in tables] == ["Animations par niveau", "Animations par commune"]
    for table in tables:
        rows = [(int(words(row.find("td"))), row.xpath(".//rect/@width")) for row in table.iter("tr")]
        longest = max(figure for figure, _ in rows)
        assert min(figure for figure, _ in rows) >= 3
        assert rows == [(figure, [str(round(figure / longest * 100))]) for figure, _ in rows]
        assert all(row.find("th").get("scope") == "row" for row in table.iter("tr"))


def test_figures_add_up_to_what_the_page_says(preview: tuple[Report, Path]) -> None:
    """The communes together are the animations of the year, which the list below tells one by one or by month."""
    page = preview[1] / YEAR
    communes = parsed(page).xpath("//table[@class='numbers']")[1]
    total = re.search(r"(\d+) animations en classe ont eu lieu", said(page))

    assert total
    assert sum(int(words(row.find("td"))) for row in communes.iter("tr")) == int(total[1])


def test_figures_lead_to_the_stories_told(preview: tuple[Report, Path]) -> None:
    """Those of the visits of each year, beside its figures."""
    linked = {
        page.parent.name: parsed(page).xpath("//section[h2[@id='chiffres']]//a/@href")
        for page in preview[1].glob("agenda/archives/*/index.html")
    }

    assert all(link.startswith("/recits/") for links in linked.values() for link in links)
    assert sum(len(links) for links in linked.values()) >= 1


def test_a_table_of_others_alone_is_not_shown(preview: tuple[Report, Path]) -> None:
    """In 2026-2027 no commune has three animations yet: « autres » would only repeat the total."""
    tables = parsed(preview[1] / YEAR.replace("2025-2026", "2026-2027")).xpath("//table[@class='numbers']")

    assert [words(table.find("caption")) for table in tables] == ["Animations par niveau"]


def test_a_year_of_one_or_two_animations_has_no_figures(minimal: tuple[Report, Path]) -> None:
    """One visit in the minimal site: the list tells it, and nothing counts it."""
    page = minimal[1] / "agenda" / "archives" / "2026-2027" / "index.html"

    assert parsed(page).xpath("//table") == []
    assert "collège · Rennes" in said(page)
