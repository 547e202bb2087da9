"""A place in Mali, a telephone or an e-mail typed by somebody stops production, and the report says where it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import SITES, TODAY, Build

pytestmark = pytest.mark.build

MINIMAL = SITES / "minimal" / "content"
STORY = Path("recits/premier-recit/recit.md")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The minimal site, to add to."""
    return Path(shutil.copytree(MINIMAL, tmp_path / "content"))


def test_what_was_typed_is_named_and_production_stops(build_site: Build, content: Path) -> None:
    """The number, the point and the mailbox, each with the text that it comes from; a preview tells the same."""
    with (content / STORY).open("a", encoding="utf-8") as story:
        story.write("\n\nAppelez le 76 12 34 56, la mairie 6612 3456, ou 66 123 456, ou écrivez à awa@courriel.ml. ")
        story.write("Le puits : 14.4843, -4.1960.\n")
    report, _ = build_site(content)
    preview, _ = build_site(content, "preview")

    for said in (report.render(strict=True), preview.render(strict=False)):
        lines = said.replace("\u202f", " ").replace("\u00a0", " ").splitlines()
        numbers = ("« 76 12 34 56 » (numéro de téléphone)", "« 6612 3456 »", "« 66 123 456 »")
        for words in (*numbers, "« awa@courriel.ml »", "la position d’un lieu au Mali"):
            assert [line for line in lines if words in line and "recits/premier-recit" in line], words
    assert report.exit_code(strict=True) == 1
    assert preview.exit_code(strict=False) == 0


def test_the_contacts_of_the_settings_are_told(build_site: Build, content: Path) -> None:
    """The association's own, confirmed in contact.yaml, and those of an organism named in the settings."""
    (content / "data" / "contact.yaml").write_text(
        "courriel: bonjour@aivm.fr\ntelephone: +33 2 99 00 00 00\n", encoding="utf-8"
    )
    with (content / STORY).open("a", encoding="utf-8") as story:
        story.write("\n\nNotre numéro : 02 99 00 00 00, et bonjour@aivm.fr. La mairie : 02 99 11 11 11.\n")
    report, _ = build_site(content, AIVM={"today": TODAY, "public_contacts": ["Mairie, 02 99 11 11 11"]})

    assert report.exit_code(strict=True) == 0


def test_where_an_event_is_stands_beside_it_alone(build_site: Build, content: Path) -> None:
    """Its postal address is told with it, and nowhere else; somebody's home is asked about at its line."""
    table = content / "data" / "evenements.csv"
    header = table.read_text(encoding="utf-8-sig").splitlines()[0].split(";")
    row = {"id": "bal", "titre": "Bal", "debut": "05/12/2026 20h00", "public": "tout public", "commune": "Bruz"}
    row |= {"lieu": "Chez F., 12 rue du Puits", "texte": "En ligne : https://zoom.us/j/81234567890?pwd=abc"}
    with table.open("a", encoding="utf-8") as rows:
        rows.write("\n" + ";".join(row.get(column, "") for column in header) + "\n")
    with (content / STORY).open("a", encoding="utf-8") as story:
        story.write("\n\nAwa habite 12 rue du Puits. On se voit sur https://meet.jit.si/abcdef. L’école de Tiguila.\n")
    decided = content / "recits" / "lieu-dit" / "recit.md"
    decided.parent.mkdir()
    heading = "titre : Dit\nécrit le : 24/05/2026\npublié le : 02/06/2026\nlieu public : oui\n"
    decided.write_text(f"{heading}\nL’école de Koubewel, au Mali.\n", encoding="utf-8")
    report, output = build_site(content, "rehearsal")
    said = report.render(strict=False).replace("\u202f", " ").replace("\u00a0", " ").splitlines()

    assert [line for line in said if "(adresse)" in line and "recits/premier-recit" in line]
    assert not [line for line in said if "(adresse)" in line and "recits/premier-recit" not in line]
    assert [line for line in said if "est-ce chez quelqu’un" in line and "evenements.csv" in line]
    assert len([line for line in said if "ouvre une réunion" in line]) == 2  # each told once, where it was typed
    assert [line for line in said if "« école de Tiguila » : est-ce un lieu précis au Mali ?" in line]
    assert not [line for line in said if "Koubewel" in line]  # its heading says that the association decided
    files = [path for path in output.rglob("*") if path.suffix in (".html", ".ics", ".json", ".atom", ".xml")]
    texts = "".join(path.read_text(encoding="utf-8") for path in files)
    assert "81234567890" not in texts
    assert "abcdef" not in texts
