"""A request becomes an option, then a booking, as docs/tenir-l-agenda.md tells the coordinator to do it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
from aivm.problems import Severity

from tests.builds.school_pages import shown
from tests.conftest import PROJECT, SITES, Build

pytestmark = pytest.mark.build

MINIMAL = SITES / "minimal" / "content"
HEADER = (PROJECT / "content" / "data" / "evenements.csv").read_text(encoding="utf-8-sig").strip()


@dataclass
class Office:
    """The coordinator's copy of the site: a table of events as shipped, and the page of a level."""

    content: Path
    build: Build

    def dates(self, *rows: str) -> dict[str, str]:
        """What the page offers once the rows are in the table: reference -> its line."""
        (self.content / "data" / "evenements.csv").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
        report, output = self.build(self.content)
        assert [str(problem) for problem in report if problem.severity is Severity.BLOCKING] == []
        self.page = output / "ecoles" / "college" / "index.html"
        return {one.reference: one.line for one in shown(self.page)}


@pytest.fixture
def office(tmp_path: Path, build_site: Build) -> Office:
    """The minimal site, without its events and its stories, which tell of them."""
    content = copytree(MINIMAL, tmp_path / "content")
    for story in content.glob("recits/*/recit.md"):
        story.unlink()
    return Office(content, build_site)


def filled(row: str, **cells: str) -> str:
    """A row with some cells typed over."""
    values = dict(zip(HEADER.split(";"), row.split(";"), strict=True))
    return ";".join({**values, **cells}.values())


@pytest.mark.parametrize(
    ("sectors", "reference"), [("[Vitré]", "2026-12-08-am-vitre"), ("[Rennes, Vitré]", "2026-12-08-am")]
)
def test_a_request_becomes_an_option_then_a_booking_and_comes_back(
    office: Office, sectors: str, reference: str
) -> None:
    """The row of the built page is pasted as it is; of one sector or of all, the half-day follows its state."""
    people = office.content / "data" / "volontaires.yaml"
    people.write_text(people.read_text(encoding="utf-8").replace("[Vitré]", sectors), encoding="utf-8")
    before = office.dates()
    row = shown(office.page)[0].row
    asked = office.dates(row)
    held = office.dates(filled(row, option_jusqu_au="01/12/2026", commune="Vitré", volontaires="personne-a"))
    booked = office.dates(filled(row, statut="prévu", lieu="École", commune="Vitré", volontaires="personne-a"))
    expired = office.dates(filled(row, option_jusqu_au="21/11/2026"))
    cancelled = office.dates(filled(row, statut="annulé"))

    assert next(iter(before)) == reference
    assert before[reference].startswith("Libre")
    assert asked == {**before, reference: asked[reference]}
    assert asked[reference].endswith("en option")
    assert held[reference].endswith("option jusqu’au 1er décembre 2026")
    assert booked == {name: line for name, line in before.items() if name != reference}
    assert expired == cancelled == before


def test_a_pasted_request_appears_nowhere_else(office: Office) -> None:
    """Neither as a page, nor in a feed: the reference is only that of the date still offered as an option."""
    office.dates()
    row = filled(shown(office.page)[0].row, lieu="ECOLE-SECRETE", commune="Vitré", volontaires="personne-a")
    office.dates(row)
    output = office.page.parents[2]
    files = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    about = [name for name, data in files.items() if b"2026-12-08-am-vitre" in data]

    assert about
    assert [name for name in about if not name.startswith("ecoles/")] == []
    assert [name for name, data in files.items() if b"ECOLE-SECRETE" in data] == []
