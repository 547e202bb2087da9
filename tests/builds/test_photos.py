"""Photos in whole builds: light, in a place that is kept for them, with what the sharp one weighs and costs."""

from __future__ import annotations

import csv
import random
import re
import shutil
from datetime import date
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from aivm.output.weight import brotli_size, printed, unfill
from aivm.problems import Report
from PIL import Image

from tests.conftest import SITES, TODAY, Build

pytestmark = pytest.mark.build

MINIMAL = SITES / "minimal" / "content"
STORY = "recits/premier-recit/index.html"
TARIFF = {"tariff_fcfa_per_mo": 1200.0, "tariff_source": "Opérateur, 1 Go", "tariff_date": date(2026, 11, 1)}


@pytest.fixture
def heavy(tmp_path: Path) -> Path:
    """The minimal site, its photo become what no encoder makes light."""
    content = Path(shutil.copytree(MINIMAL, tmp_path / "content"))
    noise = Image.frombytes("RGB", (1300, 1000), random.Random(1).randbytes(3 * 1300 * 1000))
    noise.save(content / "recits" / "premier-recit" / "jardin.jpg", quality=90)
    return content


def test_a_place_of_the_right_colour_and_size_waits_for_each_photo(minimal: tuple[Report, Path]) -> None:
    """Width and height keep the page from jumping, a class of the sheet gives the colour, no `style=` is needed."""
    _, output = minimal
    html = (output / STORY).read_text(encoding="utf-8")
    (image,) = re.findall(r"<img [^>]*>", html)
    colour = re.search(r"class=(t[0-9a-f]) ", image)

    assert colour
    assert f".{colour[1]}{{background:#" in html
    assert "width=240" in image  # half its pixels: its size where no sheet is read
    assert re.search(r"height=\d+", image)
    assert "style=" not in html.replace("<style>", "")


def test_the_sharp_photo_tells_its_weight_and_its_price_where_a_tariff_is_known(
    build_site: Build, minimal: tuple[Report, Path], tmp_path: Path
) -> None:
    """Francs only with the tariff, its source and its date in the settings, which the page on weight then tells."""
    content = Path(shutil.copytree(MINIMAL, tmp_path / "content"))
    about = "titre : Poids\ndescription : Ce que pèsent les pages.\ngabarit : ecoconception\n\nTexte.\n"
    (content / "pages" / "ecoconception.md").write_text(about, encoding="utf-8")
    _, output = build_site(content, AIVM={"today": TODAY, **TARIFF})
    told = unescape((output / STORY).read_text(encoding="utf-8"))
    without = unescape((minimal[1] / STORY).read_text(encoding="utf-8"))

    page = unescape((output / "ecoconception" / "index.html").read_text(encoding="utf-8"))

    assert re.search(r"Voir la photo nette \(\d+\sko, environ \d+\sFCFA\)", told)
    assert re.search(r"Voir la photo nette \(\d+\sko\)", without)
    assert re.search(r"À 1\s?200\sFCFA le mégaoctet \(Opérateur, 1\sGo, prix vu le 1er\snovembre\s2026\), ", page)


@pytest.mark.parametrize(("size", "figure"), [((900, 1200), "<figure class=tall>"), ((1200, 900), "<figure>")])
def test_a_photo_taller_than_wide_is_kept_narrow(
    build_site: Build, tmp_path: Path, size: tuple[int, int], figure: str
) -> None:
    """As wide as its column, a portrait from a phone would be taller than the window of a laptop."""
    content = Path(shutil.copytree(MINIMAL, tmp_path / "content"))
    Image.new("RGB", size, "#8a7").save(content / "recits" / "premier-recit" / "jardin.jpg")
    html = (build_site(content)[1] / STORY).read_text(encoding="utf-8")

    assert figure in html
    assert ".tall{max-width:24rem}" in html


def test_the_weight_of_every_page_is_published(minimal: tuple[Report, Path]) -> None:
    """One line a page in poids.csv, with the bytes that anybody finds, HTML to the hundred; ecoindex A everywhere."""
    _, output = minimal
    rows = list(csv.DictReader(StringIO((output / "poids.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
    story = next(row for row in rows if row["adresse"] == "/recits/premier-recit/")
    html = (output / STORY).read_text(encoding="utf-8")

    assert len(rows) == len(list(output.rglob("*.html")))
    assert int(story["octets_html"]) % 100 == 0
    assert 0 <= int(story["octets_html"]) - brotli_size(unfill(html).encode()) < 100
    assert 0 <= int(story["octets_html"]) + int(story["octets_photos"]) - (printed(html) or 0) < 100
    assert (story["sorte"], story["requetes"]) == ("Récits", "3")
    assert {row["note"] for row in rows} == {"A"}


def test_a_photo_too_heavy_stops_production_and_is_said_in_a_preview(build_site: Build, heavy: Path) -> None:
    """The photo is named where it was typed, with the remedy; the story that it makes too heavy is named too."""
    report, output = build_site(MINIMAL)
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    stopped, _ = build_site(heavy)
    after = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    shown, _ = build_site(heavy, "preview")

    for one in (stopped, shown):
        said = [str(problem) for problem in one]
        assert [line for line in said if "« jardin.jpg » pèse encore" in line and "recit.md, ligne" in line]
        assert [line for line in said if "le récit pèse" in line and "recits/premier-recit/index.html" in line]
    assert report.exit_code(strict=True) == 0
    assert stopped.exit_code(strict=True) == 1
    assert after == before
    assert shown.exit_code(strict=False) == 0
    assert (output / STORY).exists()
