"""A page that passes a budget is named, with what weighs in it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from aivm.config import Config
from aivm.output.budgets import over_budget
from aivm.output.checks import run
from aivm.output.context import Context
from aivm.output.tree import Finding, read_tree
from aivm.output.weight import load_cache
from aivm.problems import Severity

PAGE = "<!doctype html><html lang=fr><title>Un titre</title><h1>Un titre</h1>"
NOISE = random.Random(1).randbytes(30_000).hex()  # brotli cannot make it lighter than a half


def found(folder: Path, address: str, body: str, photos: int = 0, size: int = 8_500, **settings: int) -> list[Finding]:
    """What the budgets say of one page and of the photos that it shows."""
    for number in range(photos):
        (folder / f"{number}.webp").write_bytes(bytes(size))
        body += f"<img src=/{number}.webp alt width=4 height=3>"
    path = folder / address.strip("/") / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE + body, encoding="utf-8")
    context = Context(config=Config(**settings), weights=load_cache(folder.parent / "cache.json"))
    return list(over_budget(read_tree(folder), context))


@pytest.mark.parametrize(
    ("address", "body", "photos", "words"),
    [
        ("/plan/", "<b>" * 350, 0, "éléments, pour 350 au plus"),
        ("/plan/", " " * 60_000, 0, "octets, pour 60000 au plus"),
        (
            "/plan/",
            f"<style>{NOISE[:7_900]}</style><header><a href=/>Ici</a>",
            0,
            "qu’après 4100 octets, pour 3800 au plus.",
        ),
        ("/plan/", NOISE[:28_200], 0, "octets une fois compressé, pour 14000 au plus."),
        ("/", NOISE[:20_200], 0, "pour 10000 au plus sur l’accueil, l’agenda et les écoles."),
        ("/agenda/2027-01/", NOISE[:20_200], 0, "pour 10000 au plus"),
        ("/ecoles/college/", NOISE[:20_200], 0, "pour 10000 au plus"),
        ("/plan/", "", 6, "la page demande 7 fichiers, dont 6 photos, pour 6 au plus"),
    ],
)
def test_each_budget(tmp_path: Path, address: str, body: str, photos: int, words: str) -> None:
    """One page over one budget is one finding, which says how much and how much is allowed."""
    (tmp_path / "site").mkdir()
    (finding,) = found(tmp_path / "site", address, body, photos)

    assert words in finding.message
    assert finding.hint
    assert finding.severity is Severity.BLOCKING


@pytest.mark.parametrize(("photos", "limit"), [(1, 16_500), (2, 25_000), (3, 33_500)])
def test_a_story_may_weigh_by_its_photos(tmp_path: Path, photos: int, limit: int) -> None:
    """25 000 bytes with two photos, 8 500 more or less for each; its photos are named, heaviest first."""
    (tmp_path / "site").mkdir()
    within = found(tmp_path / "site", "/recits/a/", "", photos, 9_900)
    (over,) = found(tmp_path / "site", "/recits/a/", NOISE[:17_000], photos, 9_900)

    assert within == []
    assert f"pour {limit} au plus avec {photos} photo" in over.message
    assert "0.webp 9900" in over.message


def test_the_photo_that_weighs_is_named_as_its_file_is(tmp_path: Path) -> None:
    """« Crop the heaviest » helps nobody who reads sixteen digits in the place of « foule.jpg »."""
    (tmp_path / "site").mkdir()
    found(tmp_path / "site", "/recits/a/", NOISE[:17_000], 2, 9_900)
    tree, cache = read_tree(tmp_path / "site"), load_cache(tmp_path / "cache.json")
    context = Context(weights=cache, originals={"0.webp": "foule.jpg", "1.webp": "puits.jpg"})
    (over,) = (problem for problem in run(tree, context) if "le récit pèse" in problem.message)

    assert "foule.jpg 9900, puits.jpg 9900." in over.message


def test_what_is_within_says_nothing(tmp_path: Path) -> None:
    """A page of the same size elsewhere, a theme's list, a sharper source, an icon, a player that waits."""
    (tmp_path / "site").mkdir()
    waiting = "<audio controls preload=none src=/a.mp3></audio><link rel=icon href=/i.svg>"
    sources = "".join(f"<picture><source srcset=/s{number}.webp></picture>" for number in range(9))

    assert found(tmp_path / "site", "/plan/", NOISE[:20_200] + waiting + sources, 4) == []
    assert found(tmp_path / "site", "/recits/themes/eau/", NOISE[:18_000], 2) == []


def test_the_budgets_are_settings_and_the_check_is_one_of_the_table(tmp_path: Path) -> None:
    """Another limit in the settings is another answer; the report names the page."""
    (tmp_path / "site").mkdir()
    assert found(tmp_path / "site", "/plan/", "", 0, page_elements=4) != []

    (problem,) = run(read_tree(tmp_path / "site"), Context(config=Config(page_elements=4)))
    assert problem.where.file == "output/plan/index.html"


def test_a_page_that_is_not_an_a(tmp_path: Path) -> None:
    """With budgets set aside, the ecoindex still speaks."""
    (tmp_path / "site").mkdir()
    wide = {"page_elements": 10_000, "page_requests": 500}
    (finding,) = found(tmp_path / "site", "/plan/", "<b>" * 600, **wide)

    assert "l’écoindex de la page est B" in finding.message
