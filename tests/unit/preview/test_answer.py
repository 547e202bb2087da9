"""What the preview answers, as a real server of the site would, and the report where something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from aivm.preview.answer import answer
from aivm.preview.current import Shown
from aivm.problems import Problem, Report, Severity, Where

FATAL = Report([Problem(Where("pelicanconf.py"), "les <réglages> ne se lisent pas.", "Corrigez.", Severity.FATAL)])


def test_a_page_comes_with_the_script_that_reloads_it(shown: Shown) -> None:
    """The page as built, then our script with the version that is shown; the file on the disk is left alone."""
    found = answer("/agenda/?mois=1", shown)

    assert (found.status, found.kind) == (200, "text/html; charset=utf-8")
    assert found.body.startswith(b"<!doctype html><p>agenda/index.html<script>")
    assert b'"v1"' in found.body and b"/.apercu/suivre" in found.body


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/agenda.ics", "text/calendar; charset=utf-8"),
        ("/flux.atom", "application/atom+xml"),
        ("/a.webp", "image/webp"),
        ("/a.svg", "image/svg+xml"),
        ("/a.json", "application/json"),
        ("/a.mp3", "audio/mpeg"),
        ("/a.m4a", "audio/mp4"),
        ("/a.ogg", "audio/ogg"),
        ("/a.inconnu", "application/octet-stream"),
    ],
)
def test_every_other_file_comes_as_it_is_with_its_kind(address: str, kind: str, shown: Shown) -> None:
    """The kinds are those of the web, whatever the system believes."""
    found = answer(address, shown)

    assert (found.status, found.kind, found.body) == (200, kind, b"0123456789")


@pytest.mark.parametrize(
    "address",
    ["/rien", "/rien/", "/agenda.ics/", "/vide", "/vide/", "/agenda/index.html/", f"/{'a' * 5000}", "/%00", "/%ff"],
)
def test_an_unknown_address_gets_the_404_page_of_the_site(address: str, shown: Shown) -> None:
    """With its status, and with the script: the page may exist after the next save."""
    found = answer(address, shown)

    assert found.status == 404
    assert found.body.startswith(b"<!doctype html><p>404.html<script>")


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.txt",
        "/agenda/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..\\secret.txt",
        "/%5c..%5csecret.txt",
        "//secret.txt",
        "/C:/secret.txt",
        "/lien.txt",
    ],
)
def test_nothing_outside_the_site_is_served(address: str, shown: Shown, site: Path) -> None:
    """Dots, backslashes, drives and links out of the folder lead to the 404 page."""
    (site / "lien.txt").symlink_to(site.parent / "secret.txt")
    found = answer(address, shown)

    assert found.status == 404
    assert b"secret" not in found.body


@pytest.mark.parametrize(
    ("address", "target"),
    [("/agenda", "/agenda/"), ("/agenda?a=1", "/agenda/?a=1"), ("//agenda", "/agenda/")],
)
def test_a_folder_is_shown_at_its_address_with_a_slash(address: str, target: str, shown: Shown) -> None:
    """A redirection within the site, never to another host."""
    found = answer(address, shown)

    assert found.status == 302
    assert found.headers["Location"] == target


def test_a_site_without_a_404_page_still_answers(shown: Shown, site: Path) -> None:
    """A plain page in French, which reloads as the others."""
    (site / "404.html").unlink()
    found = answer("/rien", shown)

    assert found.status == 404
    assert "n’existe pas" in found.body.decode()
    assert b"<script>" in found.body


def test_while_nothing_can_be_built_every_address_says_why() -> None:
    """The French report, escaped, with status 503 and the script by which the page recovers."""
    found = answer("/agenda.ics", Shown(None, FATAL))
    text = found.body.decode()

    assert (found.status, found.kind) == (503, "text/html; charset=utf-8")
    assert "pelicanconf.py : les &lt;réglages&gt; ne se lisent pas. Corrigez." in text
    assert "rien n’a été construit" in text
    assert "<script>" in text


def test_a_player_may_ask_for_a_part(shown: Shown) -> None:
    """Safari plays a sound only from a server that gives the part it asks for."""
    found = answer("/a.mp3", shown, "bytes=2-4")
    after = answer("/a.mp3", shown, "bytes=10-")

    assert (found.status, found.body, found.headers["Content-Range"]) == (206, b"234", "bytes 2-4/10")
    assert (after.status, after.body, after.headers["Content-Range"]) == (416, b"", "bytes */10")
