"""What /ecoconception/ says of the pages of a build."""

from __future__ import annotations

import pytest
from aivm.rendering.finish import PageWeight, title_of
from aivm.rendering.weights import HEAVIEST, kind_of, tables


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "home"),
        ("/recits/", "pages"),
        ("/recits/un-seau/", "stories"),
        ("/recits/themes/eau/", "themes"),
        ("/agenda/", "pages"),
        ("/agenda/2027-01/2/", "months"),
        ("/agenda/archives/2025-2026/", "months"),
        ("/agenda/2027-causerie/", "events"),
        ("/ecoles/college/rennes/", "schools"),
        ("/volontaires/a/", "people"),
        ("/404.html", "pages"),
    ],
)
def test_an_address_tells_the_kind_of_its_page(address: str, kind: str) -> None:
    """The first pattern of the table that fits."""
    assert kind_of(address) == kind


def test_both_tables_count_photos_in() -> None:
    """A row for each kind there is, and the heaviest pages first, then by address."""
    found = tables(
        {
            "recits/b/index.html": PageWeight("B", 5000, 20_000),
            "recits/a/index.html": PageWeight("A", 6000, 19_000),
            "agir/index.html": PageWeight("Agir", 4000, 0),
        }
    )

    assert [(row.kind, row.pages, row.median, row.heaviest) for row in found.kinds] == [
        ("stories", 2, 25_000, 25_000),
        ("pages", 1, 4000, 4000),
    ]
    assert [row.address for row in found.heaviest] == ["/recits/a/", "/recits/b/", "/agir/"]
    assert found.pages == 3


def test_the_second_table_is_short() -> None:
    """Ten rows, however many pages."""
    pages = {f"agenda/{rank}/index.html": PageWeight(str(rank), rank, 0) for rank in range(40)}

    assert len(tables(pages).heaviest) == HEAVIEST
    assert tables({}).kinds == ()


def test_a_title_is_told_without_the_name_of_the_site() -> None:
    """Entities are read, and what has no title is empty."""
    assert title_of("<title>L&#39;eau – et le vent – Site</title>") == "L'eau – et le vent"
    assert title_of("<p>") == ""
