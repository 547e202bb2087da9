"""What lies beside a page for whoever can read it."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest
from aivm.output.manifest import ChangedError, Manifest, of_folder
from aivm.output.weight import brotli_size
from aivm.serving import compress
from aivm.serving.compress import compress_folder, gzip_bytes
from hypothesis import given
from hypothesis import strategies as st

PAGE = b"<!doctype html><title>Une page</title>" + b"<p>Des mots, encore des mots.</p>" * 40


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A page, a photo, and a text too short to be worth it."""
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "index.html").write_bytes(PAGE)
    (folder / "a" / "photo.webp").write_bytes(PAGE)
    (folder / "robots.txt").write_bytes(b"Allow: /\n")
    return folder


def names(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_a_text_has_both_copies_and_a_photo_none(site: Path, tmp_path: Path) -> None:
    """Each gives the page back; what would hardly be lighter has none."""
    heard: list[tuple[int, int]] = []
    compress_folder(site, tmp_path / "cache", lambda done, total: heard.append((done, total)))
    br, gz = ((site / f"a/index.html{suffix}").read_bytes() for suffix in (".br", ".gz"))

    assert names(site) == {"a/index.html", "a/index.html.br", "a/index.html.gz", "a/photo.webp", "robots.txt"}
    assert brotli.decompress(br) == gzip.decompress(gz) == PAGE
    assert heard == [(1, 2), (2, 2)]


def test_the_brotli_copy_weighs_what_weights_say(site: Path, tmp_path: Path) -> None:
    """One setting for both: what a page is said to weigh is what is sent."""
    compress_folder(site, tmp_path / "cache")

    assert (site / "a/index.html.br").stat().st_size == brotli_size(PAGE)


def test_what_did_not_change_is_not_compressed_again(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy comes from the cache, even for a page that moved; what no page needs any more leaves it."""
    compress_folder(site, tmp_path / "cache")
    first = {name: (site / name).read_bytes() for name in names(site)}
    (tmp_path / "cache" / "ancien.br").write_bytes(b"x")
    (site / "a" / "index.html").rename(site / "a" / "moved.html")
    refuse = [compress.Format(form.suffix, lambda data: b"made again", form.undo) for form in compress.FORMATS]
    monkeypatch.setattr(compress, "FORMATS", tuple(refuse))
    compress_folder(site, tmp_path / "cache")

    assert (site / "a/moved.html.br").read_bytes() == first["a/index.html.br"]
    assert len(names(tmp_path / "cache")) == 4


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b", b"n'importe quoi"])
def test_a_damaged_cache_is_made_again(damage: bytes, site: Path, tmp_path: Path) -> None:
    """A cut or foreign file never reaches a visitor."""
    compress_folder(site, tmp_path / "cache")
    before = {name: (site / name).read_bytes() for name in names(site)}
    for file in (tmp_path / "cache").iterdir():
        file.write_bytes(damage)
    compress_folder(site, tmp_path / "cache")

    assert {name: (site / name).read_bytes() for name in names(site)} == before


def test_a_copy_of_something_else_is_made_again(site: Path, tmp_path: Path) -> None:
    """Whole, readable, and not this page."""
    compress_folder(site, tmp_path / "cache")
    for file in (tmp_path / "cache").glob("*.br"):
        file.write_bytes(brotli.compress(b"une autre page"))
    compress_folder(site, tmp_path / "cache")

    assert brotli.decompress((site / "a/index.html.br").read_bytes()) == PAGE


@given(st.binary(max_size=300))
def test_our_gzip_is_gzip(data: bytes) -> None:
    """Any bytes come back, and no date, name or system is in the file."""
    packed = gzip_bytes(data)

    assert gzip.decompress(packed) == data
    assert packed[3:10] == b"\x00\x00\x00\x00\x00\x02\xff"


def test_a_text_that_no_check_has_read_is_not_compressed(site: Path, tmp_path: Path) -> None:
    """Changed since it was checked, it stops there; what is made of the others is told, byte for byte."""
    checked = of_folder(site, "production")
    made = compress_folder(site, tmp_path / "cache", checked=checked)
    assert Manifest("production", {**checked.files, **made}) == of_folder(site, "production")
    (site / "a" / "index.html").write_bytes(PAGE + b"Un nom de plus")
    with pytest.raises(ChangedError, match=r"a/index\.html"):
        compress_folder(site, tmp_path / "cache", checked=checked)
