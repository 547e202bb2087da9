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
        story.write("\n\nAppelez le 76 12 34 56, ou écrivez à awa@courriel.ml. Le puits : 14.4843, -4.1960.\n")
    report, _ = build_site(content)
    preview, _ = build_site(content, "preview")

    for said in (report.render(strict=True), preview.render(strict=False)):
        lines = said.replace("\u202f", " ").replace("\u00a0", " ").splitlines()
        for words in ("« 76 12 34 56 » (numéro de téléphone)", "« awa@courriel.ml »", "la position d’un lieu au Mali"):
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
