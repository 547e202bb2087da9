"""Makes the workbooks of this folder: `python make.py`, with openpyxl and LibreOffice on the machine (not in CI).

openpyxl writes each sheet; LibreOffice opens it, computes it and saves it, so that what is read is what it writes.
Passwords are set by LibreOffice through UNO, in the Python of the system (Debian: python3-uno), and for xlsx by
msoffcrypto-tool.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent


def fill(sheet: Worksheet, *rows: list[object]) -> None:
    """Rows one under the other, from the first."""
    for row in rows:
        sheet.append(row)


def titles_and_two_header_rows(book: Workbook) -> None:
    """An association's calendar: a title, a blank row, groups over columns, a month between the rows."""
    sheet = book.active
    sheet.title = "Agenda 2026-2027"
    fill(
        sheet,
        ["Calendrier des interventions — année 2026-2027"],
        ["Date de mise à jour : 12/09/2026", None, None, "Public : écoles"],
        [],
        ["", "Quand", "", "", "Titre", "Où", "", "Public"],
        ["", "Date", "Début", "Fin", "", "Lieu", "Commune", ""],
        ["NOVEMBRE 2026"],
        ["", date(2026, 11, 3), time(14, 30), time(16, 0), "Le voyage de l’eau  ", "École\u00a0", "Bruz", "scolaire"],
        [],
        ["Vacances de Noël"],
        ["", "Date", "Début", "Fin", "", "Lieu", "Commune", ""],
        ["", "5/1/27", "9h", "10h30", "Le jeu des ODD", "Collège", "Fougères", "scolaire"],
    )
    for merge in ("A1:H1", "B4:D4", "F4:G4", "E4:E5", "H4:H5", "A9:H9"):
        sheet.merge_cells(merge)


def dates_and_hours(book: Workbook) -> None:
    """Each way of saying the same afternoon of Tuesday 3 November 2026."""
    sheet = book.active
    fill(
        sheet,
        ["Titre", "Date", "Horaires"],
        ["cellules de date et d’heure", date(2026, 11, 3), time(14, 30)],
        ["date et heure en une", datetime(2026, 11, 3, 14, 30), None],
        ["à la française", "3/11/26", "14h30-16h"],
        ["jour sans année", "mar. 3 nov.", "14h30 – 16h"],
        ["en toutes lettres", "mardi 3 novembre 2026", "de 14 h 30 à 16 h"],
        ["tout en une case", "mar. 3/11 14h30-16h", None],
        ["la journée", date(2026, 11, 3), "toute la journée"],
        ["mauvais jour", "mercredi 3 novembre", "14h30"],
    )


def idem_and_merges(book: Workbook) -> None:
    """A date over two rows, and what people write under a value to repeat it."""
    sheet = book.active
    fill(
        sheet,
        ["Titre", "Date", "Heure", "Lieu", "Commune"],
        ["Eau", date(2026, 11, 3), "14h30", "École", "Bruz"],
        ["Déchets", None, "16h", "idem", '"'],
        [],
        ["Contes", date(2026, 11, 5), "//", "Idem", "〃"],
        ["Rien au-dessus", "idem", "idem", "", ""],
        ["Un titre qui déborde", None, "10h", "idem", "Rennes"],
    )
    sheet.merge_cells("B2:B3")
    sheet.merge_cells("B6:B7")
    sheet.merge_cells("D5:E5")


def hidden(book: Workbook) -> None:
    """Private notes: in hidden sheets, in a hidden column, in a hidden row, in a comment."""
    notes = book.active
    notes.title = "Notes"
    fill(notes, ["Titre", "Date"], ["SECRET", "3/11/26"])
    notes.sheet_state = "hidden"
    secret = book.create_sheet("Comptes")
    fill(secret, ["Titre", "Date"], ["SECRET", "3/11/26"])
    secret.sheet_state = "veryHidden"
    sheet = book.create_sheet("Agenda")
    fill(
        sheet,
        ["Titre", "Date", "Téléphone", "Commune"],
        ["Eau", "3/11/26", "SECRET", "Bruz"],
        ["SECRET", "4/11/26", "SECRET", "Rennes"],
        ["Contes", "5/11/26", "SECRET", "Rennes"],
    )
    sheet["A2"].comment = Comment("SECRET", "moi")
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    book.active = 2


def formulas(book: Workbook) -> None:
    """A computed title and date, an error, an error repeated."""
    sheet = book.active
    fill(
        sheet,
        ["Titre", "Date", "Places", "Exemple", "Statut"],
        ['="Eau "&"à Bruz"', "=DATE(2026,11,3)", "=6*2", "=TRUE()", "prévu"],
        ["Panne", date(2026, 11, 4), "=1/0", None, "annulé"],
        ["Contes", date(2026, 11, 5), "idem", None, "prévu"],
        ["Décimale", date(2026, 11, 6), 12.5, None, "prévu"],
        ["=cmd", date(2026, 11, 7), "12.0", None, "prévu"],
    )
    sheet["A6"].data_type = "s"  # text that begins as a formula does
    sheet["B2"].number_format = "DD/MM/YYYY"


def renamed_columns(book: Workbook) -> None:
    """Names of the association's own, one typing error, one mapped by options.columns."""
    sheet = book.active
    fill(
        sheet,
        ["Intitulé ", "  DATE", "Comune", "Adhérents\n(nombre)"],
        ["Eau", "3/11/26", "Bruz", 12],
    )


def half_typed_rows(book: Workbook) -> None:
    """Rows that someone is still typing, and a note under the table."""
    sheet = book.active
    fill(
        sheet,
        ["Titre", "Date", "Commune"],
        ["Eau", "3/11/26", "Bruz"],
        ["Sans date", None, "Bruz"],
        [None, "4/11/26", "Rennes"],
        [],
        [None, None, "* sous réserve"],
    )


def header_alone(book: Workbook) -> None:
    """The first day of a calendar."""
    fill(book.active, ["Titre", "Date", "Commune"])


def empty(book: Workbook) -> None:
    """Not even that."""


def two_sheets(book: Workbook) -> None:
    """A sheet of advice first, the calendar second."""
    book.active.title = "Lisez-moi"
    fill(book.active, ["Ne pas toucher aux colonnes."])
    fill(book.create_sheet("Agenda"), ["Titre", "Date"], ["Eau", "3/11/26"])


MADE: tuple[tuple[Callable[[Workbook], None], tuple[str, ...]], ...] = (
    (titles_and_two_header_rows, ("ods", "xlsx")),
    (dates_and_hours, ("ods", "xlsx", "xls")),
    (idem_and_merges, ("ods", "xlsx")),
    (hidden, ("ods", "xlsx")),
    (formulas, ("ods", "xlsx")),
    (renamed_columns, ("ods",)),
    (half_typed_rows, ("ods",)),
    (header_alone, ("ods", "xlsx")),
    (empty, ("ods", "xlsx")),
    (two_sheets, ("ods",)),
)
UNO = """
import sys, time, uno
from com.sun.star.beans import PropertyValue
source, target = sys.argv[1:]
context = uno.getComponentContext()
resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
for _ in range(60):
    try:
        office = resolver.resolve("uno:pipe,name=aivm;urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
desktop = office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
document = desktop.loadComponentFromURL("file://" + source, "_blank", 0, (PropertyValue("Hidden", 0, True, 0),))
options = (PropertyValue("FilterName", 0, "calc8", 0), PropertyValue("Password", 0, "mopti", 0))
document.storeToURL("file://" + target, options)
document.close(True)
try:
    desktop.terminate()
except Exception:
    pass
"""


def save(make: Callable[[Workbook], None], suffixes: tuple[str, ...], work: Path) -> Path:
    """One workbook in each format, by LibreOffice."""
    name = make.__name__.replace("_", "-")
    book = Workbook()
    make(book)
    source = work / f"{name}.xlsx"
    book.save(source)
    for suffix in suffixes:
        command = ["soffice", "--headless", "--convert-to", suffix, "--outdir", str(HERE), str(source)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return source


def drop_picture(path: Path) -> None:
    """Take the thumbnail out of an ods: half of its weight, and nothing of its sense."""
    with zipfile.ZipFile(path) as archive:
        members = [(info, archive.read(info)) for info in archive.infolist() if "Thumbnails" not in info.filename]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in members:
            archive.writestr(info, data)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for make, suffixes in MADE:
            source = save(make, suffixes, work)
            if make is formulas:  # as a program writes them, without results
                (HERE / "formulas-never-computed.xlsx").write_bytes(source.read_bytes())
        office = subprocess.Popen(["soffice", "--headless", "--accept=pipe,name=aivm;urp", "--norestore"])
        words = [str(work / "header-alone.xlsx"), str(HERE / "password.ods")]
        subprocess.run(["/usr/bin/python3", "-c", UNO, *words], check=True)
        office.wait(60)
        locked = io.BytesIO()
        OOXMLFile(io.BytesIO((HERE / "header-alone.xlsx").read_bytes())).encrypt("mopti", locked)
        (HERE / "password.xlsx").write_bytes(locked.getvalue())
    for path in HERE.glob("*.ods"):
        drop_picture(path)


if __name__ == "__main__":
    sys.exit(main())
