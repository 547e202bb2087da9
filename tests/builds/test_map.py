"""The page of the two territories, really built: with its map and whom it is from, or without."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from aivm.problems import Report

from tests.conftest import SITES, Build

pytestmark = pytest.mark.build

PAGE = "cooperation/deux-territoires/index.html"


def test_the_page_shows_the_map_and_its_credit(preview: tuple[Report, Path]) -> None:
    """The drawing is one picture with a name; sources and licences stand under it, as links."""
    page = (preview[1] / PAGE).read_text(encoding="utf-8")
    figure = page[page.index("<figure") : page.index("</figure>")]

    assert "role=img" in figure and "<title id=carte>" in figure
    assert "vol d’oiseau" in figure.partition("<figcaption>")[2]
    for credit in ("https://www.naturalearthdata.com/", "VictorCazanave/svg-maps", "geonames.org", "licenses/by/4.0"):
        assert credit in figure, credit


@pytest.mark.parametrize("outlines", [None, b"{}"])
def test_without_outlines_the_page_has_no_map(build_site: Build, tmp_path: Path, outlines: bytes | None) -> None:
    """One Problem names the file, and the text of the page is there."""
    content = copytree(SITES / "minimal" / "content", tmp_path / "content")
    page = content / "pages" / "cooperation" / "deux-territoires.md"
    page.write_text("titre : Deux territoires\ngabarit : territoires\n\nDeux lieux.\n", encoding="utf-8")
    if outlines is not None:
        (content / "data" / "carte").mkdir()
        (content / "data" / "carte" / "contours.geojson").write_bytes(outlines)

    report, output = build_site(content, "preview")

    assert ["carte/contours.geojson" in problem.where.file for problem in report].count(True) == 1
    built = (output / PAGE).read_text(encoding="utf-8")
    assert "Deux lieux." in built and "role=img" not in built
