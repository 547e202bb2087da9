"""The colours that keep the place of photos: the style sheet has those that the photos are matched with."""

from __future__ import annotations

import re

from aivm.media.images.palette import PALETTE

from tests.conftest import PROJECT


def test_the_sheet_has_a_class_for_each_colour_of_the_palette() -> None:
    """A photo without its class would leave a hole of the page's own colour; a class without colour is dead weight."""
    sheet = (PROJECT / "theme" / "css" / "components" / "figure.css").read_text(encoding="utf-8")

    assert re.findall(r"\.t([0-9a-f]) \{ background: (#[0-9a-f]{3}) \}", sheet) == [
        (f"{number:x}", colour) for number, colour in enumerate(PALETTE)
    ]
    assert len(PALETTE) == 16
