"""Workbooks made to harm: whatever the bytes, a French sentence, in bounded time and memory."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from aivm.problems import Problem
from aivm.sources.options import Options
from aivm.sources.sheets import workbook
from aivm.sources.sheets.rows import fill_down
from aivm.sources.sheets.spreadsheet import read
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import PROJECT, TERRITORY

TABLES = PROJECT / "tests" / "data" / "table"
WINDOW = Options(first=date(2025, 9, 1), last=date(2027, 8, 31), territory=TERRITORY)
SECONDS = 30  # a bound against an endless reading, not a measure: half of what a build may lose
DAMAGED, BIG = "le classeur est abîmé ou coupé.", "le classeur est trop gros"


def inside(name: str, change: Callable[[str, bytes], bytes]) -> bytes:
    """A workbook of ours with each member changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(TABLES / name) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(info.filename, change(info.filename, source.read(info)))
    return made.getvalue()


def with_body(name: str, body: bytes) -> bytes:
    """An ods whose only sheet, or an xlsx whose first, has these rows."""
    mark = b"<table:table-row" if name.endswith("ods") else b"<row "
    ends = b"</table:table>" if name.endswith("ods") else b"</sheetData>"

    def change(member: str, data: bytes) -> bytes:
        if member not in ("content.xml", "xl/worksheets/sheet1.xml"):
            return data
        return data[: data.index(mark)] + body + data[data.index(ends) :]

    return inside(name, change)


def refused(raw: bytes) -> Problem:
    """The one sentence that a workbook is worth, said soon."""
    begins = time.monotonic()
    records, problems = read(raw, "agenda", WINDOW)

    assert records == []
    assert len(problems) == 1
    assert time.monotonic() - begins < SECONDS
    return problems[0]


def ods_cell(text: str, across: int = 1) -> bytes:
    kind = f'office:value-type="string" table:number-columns-repeated="{across}"'
    return f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>".encode()


@pytest.mark.parametrize("member", ["content.xml", "styles.xml", "META-INF/manifest.xml"])
def test_a_zip_bomb_is_refused_before_it_fills_the_memory(member: str) -> None:
    """150 MB of blanks in 150 kB, wherever they are."""
    raw = inside("header-alone.ods", lambda name, data: data + b" " * 150_000_000 if name == member else data)

    assert len(raw) < 1_000_000
    assert refused(raw).message.startswith(BIG)


def test_a_size_that_lies_changes_nothing() -> None:
    """The directory says 10 bytes; what comes out is what counts."""
    raw = inside("header-alone.ods", lambda name, data: data + b" " * 150_000_000 if name == "content.xml" else data)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        size = archive.getinfo("content.xml").file_size.to_bytes(4, "little")
    lying = raw.replace(size, (10).to_bytes(4, "little"))

    assert refused(lying).message in (DAMAGED, BIG)


def test_thousands_of_members_are_not_even_listed() -> None:
    """Each would be an object in memory."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for rank in range(2_500):
            archive.writestr(f"{rank}.xml", "")

    assert refused(made.getvalue()).message.startswith(BIG)


def test_photos_in_a_sheet_are_no_bomb() -> None:
    """They are not unpacked."""
    made = io.BytesIO(inside("half-typed-rows.ods", lambda _, data: data))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Pictures/photo.png", bytes(120_000_000))

    assert len(read(made.getvalue(), "agenda.ods", WINDOW)[0]) == 1


@pytest.mark.parametrize("name", ["header-alone.ods", "header-alone.xlsx"])
def test_deep_nesting_is_refused(name: str) -> None:
    """No parser here may be called a million levels deep."""
    assert refused(with_body(name, b"<a>" * 100_000 + b"</a>" * 100_000)).message.startswith(BIG)


def test_a_tag_with_a_million_attributes_is_refused() -> None:
    """They would all be in memory at once."""
    tag = b"<a " + b" ".join(b'a%d=""' % rank for rank in range(1_000_000)) + b"/>"

    assert refused(with_body("header-alone.ods", tag)).message.startswith(BIG)


def test_entities_are_refused() -> None:
    """« A billion laughs »: no spreadsheet declares an entity."""
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    raw = inside("header-alone.ods", lambda name, data: data.replace(b"?>", b"?>" + laughs, 1))

    assert refused(raw).message == DAMAGED


FAR_XLSX = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
FAR_ODS = b'<table:table-row table:number-rows-repeated="1048576">' + ods_cell("x", 16_384) + b"</table:table-row>"


@pytest.mark.parametrize(("name", "body"), [("header-alone.xlsx", FAR_XLSX), ("header-alone.ods", FAR_ODS)])
def test_a_stray_cell_at_the_far_corner_is_named(name: str, body: bytes) -> None:
    """calamine would make room for 17 billion cells, and Rust ends a process that has no memory left."""
    problem = refused(with_body(name, body))

    assert problem.message == "la feuille va jusqu’à la case XFD1048576."


def test_a_sheet_of_blank_formatted_rows_is_read() -> None:
    """What LibreOffice writes when a whole column is coloured: a million rows that hold nothing."""
    empty = b'<table:table-cell table:number-columns-repeated="16384"/>'
    blank = b'<table:table-row table:number-rows-repeated="1048570">' + empty + b"</table:table-row>"
    row = b"<table:table-row>" + ods_cell("Titre") + ods_cell("Date") + b"</table:table-row>"
    event = b"<table:table-row>" + ods_cell("Eau") + ods_cell("3/11/26") + b"</table:table-row>"

    assert len(read(with_body("header-alone.ods", row + event + blank), "agenda.ods", WINDOW)[0]) == 1


def test_one_long_text_in_every_cell_is_refused() -> None:
    """A megabyte written once, and named by nine thousand cells: 9 GB."""
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, 9_000))
    raw = with_body("header-alone.xlsx", cells)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info)
            long = data.replace(b"Titre", b"x" * 1_000_000) if info.filename == "xl/sharedStrings.xml" else data
            target.writestr(info.filename, long)

    assert refused(made.getvalue()).message.startswith(BIG)


def test_a_sheet_of_too_many_rows_is_refused() -> None:
    """An agenda has hundreds."""
    rows = b"<table:table-row table:number-rows-repeated='20000'>" + ods_cell("x") + b"</table:table-row>"

    assert refused(with_body("header-alone.ods", rows)).message.startswith(BIG)


def test_merges_over_everything_cost_no_more_than_the_cells() -> None:
    """Ten thousand of them, each over the whole sheet."""
    begins = time.monotonic()
    rows = [["x"] * 50 for _ in range(2_000)]

    assert fill_down(rows, [(0, 0, 1_048_575, 16_383)] * 10_000) == rows
    assert time.monotonic() - begins < SECONDS


@pytest.mark.parametrize("junk", [b"\0", b"\xff\xfe\xfd", b"\r\r\n\x1a", "\ud800".encode("utf-8", "surrogatepass")])
@pytest.mark.parametrize("name", ["header-alone.ods", "header-alone.xlsx"])
def test_bytes_that_are_no_text_are_told(name: str, junk: bytes) -> None:
    """NUL, invalid UTF-8, half a character: in a cell they break the XML."""
    raw = with_body(name, b"<row r='1'><c r='A1'><v>" + junk + b"</v></c></row>")

    assert refused(raw).message == DAMAGED


def test_a_reader_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever calamine does, the site is built."""
    monkeypatch.setattr(workbook, "SECONDS", 0.001)

    assert "secondes" in refused((TABLES / "header-alone.ods").read_bytes()).message


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "@SUM(1)", "+33 6", "<script>alert(1)</script>"])
def test_a_formula_typed_as_a_text_stays_a_text(text: str) -> None:
    """It is data: nothing here computes, and templates escape."""
    escaped = text.replace("<", "&lt;")
    rows = (ods_cell("Titre") + ods_cell("Date"), ods_cell(escaped) + ods_cell("3/11/26"))
    body = b"".join(b"<table:table-row>" + row + b"</table:table-row>" for row in rows)
    (record,), problems = read(with_body("header-alone.ods", body), "agenda.ods", WINDOW)

    assert (record.values["titre"], problems) == (text, [])


SOUND = [path.read_bytes() for path in sorted(TABLES.iterdir()) if path.suffix in (".ods", ".xlsx")]
MEMBERS = (
    "content.xml",
    "mimetype",
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
)


def changed(raw: bytes, changes: list[tuple[float, bytes]]) -> bytes:
    """The same bytes with some others written over them, each at a place between 0 and 1."""
    for place, junk in changes:
        at = int(place * len(raw))
        raw = raw[:at] + junk + raw[at + len(junk) :]
    return raw


CHANGES = st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6)
TYPED = st.sampled_from(
    [b"9999999", b"-1", b"0", b'"', b"<", b">", b"&#1;", b"e", b"PT99H", b"2026-99-99", b"1e999", b"AAA1"]
)
WRITTEN = st.lists(st.tuples(st.floats(0, 0.999), TYPED), min_size=1, max_size=4)


@given(st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>"]), st.binary(max_size=2_000))
@settings(max_examples=50)
def test_no_bytes_end_in_an_exception(begins: bytes, raw: bytes) -> None:
    """Whatever is dropped there."""
    assert refused(begins + raw).hint


@given(st.sampled_from(SOUND), CHANGES)
@settings(max_examples=80)
def test_no_damage_to_a_real_file_ends_in_an_exception(raw: bytes, changes: list[tuple[float, bytes]]) -> None:
    """A bad disk, a bad line: some rows may still be there, and every fault is a sentence."""
    _, problems = read(changed(raw, changes), "agenda", WINDOW)

    assert all(problem.message and problem.hint for problem in problems)


@given(
    st.sampled_from(["dates-and-hours.ods", "formulas.xlsx", "hidden.xlsx", "idem-and-merges.ods"]),
    st.sampled_from(MEMBERS),
    WRITTEN,
)
@settings(max_examples=80)
def test_no_damage_inside_the_zip_ends_in_an_exception(
    name: str, member: str, changes: list[tuple[float, bytes]]
) -> None:
    """What a careless or a hostile program writes, in a zip that is sound."""
    raw = inside(name, lambda found, data: changed(data, changes) if found == member else data)
    _, problems = read(raw, "agenda", WINDOW)

    assert all(problem.message and problem.hint for problem in problems)
