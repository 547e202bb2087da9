"""What is read before any page, and what of it production leaves aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from aivm.config import Config
from aivm.problems import Report
from aivm.site.data import read_data
from aivm.site.prepare import prepare
from aivm.site.project import Project
from aivm.sources.removals import Removals

from tests.conftest import TERRITORY

CLOSURE = "- du: 2027-01-14\n  motif: Grève\n  dit_par: La mairie\n"


def project(root: Path, mode: str) -> Project:
    """A folder with two closures, one of them marked as an example, and one more among the examples."""
    for folder, text in (("data", f"{CLOSURE}{CLOSURE}  exemple: oui\n"), ("exemples/data", CLOSURE)):
        (root / folder).mkdir(parents=True)
        (root / folder / "fermetures.yaml").write_text(text, encoding="utf-8")
    day, config = date(2026, 11, 22), Config(mode=mode)
    return Project(root, root, root / "out", root / "cache", root / "theme", "", config, day, TERRITORY, {})


@pytest.mark.parametrize(("mode", "kept"), [("preview", [False, True, True]), ("production", [False])])
def test_closures_are_read_without_examples_in_production(tmp_path: Path, mode: str, kept: list[bool]) -> None:
    """An example among the real ones stops production, as any example does."""
    report = Report()
    data = read_data(project(tmp_path, mode), Removals(), report)
    told = [str(problem) for problem in report]

    assert [closure.example for closure in data.closures] == kept
    assert told == (
        [
            "data/fermetures.yaml, ligne 4, « exemple » : « Grève » est un exemple : il ne se publie pas. "
            "Retirez-le, ou rangez-le dans content/exemples."
        ]
        if mode == "production"
        else []
    )


def test_the_offer_of_a_build_is_that_of_its_day(tmp_path: Path) -> None:
    """From the lead time on; nobody in this folder can come."""
    site = prepare(project(tmp_path, "preview"), Report())

    assert (site.offer.first, site.offer.slots) == (date(2026, 12, 6), ())
