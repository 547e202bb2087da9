"""The columns of the events table, written where people look for them: `.venv/bin/python docs/columns.py`.

They are those of plugins/aivm/records/event.py: the guide lists the ones that may be left out, and the example table
has them all in its header. A test fails where either is behind.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "plugins"))

from aivm.records.event import Event  # noqa: E402  # the package is found once its folder is on the path
from aivm.sources.load import columns, needed  # noqa: E402  # likewise

GUIDE = ROOT / "docs" / "tenir-l-agenda.md"
TABLE = ROOT / "content" / "exemples" / "data" / "evenements.csv"
LISTED = re.compile(r"(<!-- colonnes -->).*?(<!-- fin -->)")
TOLD = {"id", "commune", "lieu", "exemple"}  # elsewhere in the guide


def guide(text: str) -> str:
    """The guide with the columns that an event may do without."""
    optional = [name for name in columns(Event) if name not in {*needed(Event), *TOLD}]
    return LISTED.sub(lambda found: found[1] + ", ".join(f"`{name}`" for name in optional) + found[2], text)


def table(text: str) -> str:
    """The table with a cell in each row for every column, the new ones last."""
    header, *rows = text.splitlines()
    more = [name for name in columns(Event) if name not in header.lstrip("\ufeff").split(";")]
    if any('"' in row and row.count('"') % 2 for row in rows):
        raise SystemExit("une cellule de evenements.csv tient sur plusieurs lignes : ajoutez la colonne à la main")
    return "\r\n".join([";".join([header, *more]), *(row + ";" * len(more) for row in rows), ""])


if __name__ == "__main__":
    for file, write in ((GUIDE, guide), (TABLE, table)):
        file.write_bytes(write(file.read_bytes().decode()).encode())
