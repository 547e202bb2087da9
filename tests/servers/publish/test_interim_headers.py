"""A new sheet while pages are sent: those of before and those of after both keep their style."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from aivm.output.policy import admits, header_policy, page_policy
from aivm.publish.interim_headers import bridge
from aivm.publish.server import Server
from aivm.serving.apache import htaccess
from aivm.serving.headers import Rule

from tests.servers.publish.conftest import content, publish
from tests.unit.publish.conftest import write

OLD, NEW = "p{color:red}", "p{color:blue}"
SHEET = re.compile("<style>(.*?)</style>")


def rules(sheet: str) -> str:
    """`.htaccess` as a build writes it for pages with that sheet."""
    policy = header_policy(page_policy(sheet, "1"))
    return htaccess((Rule(r".+\.html", "index.html", {"Content-Security-Policy": policy}),), "")


def site_with(sheet: str) -> dict[str, str]:
    """Two pages with a sheet, and the rules that admit it."""
    page = f"<style>{sheet}</style>"
    return {"index.html": page, "recits/index.html": page, ".htaccess": rules(sheet), "sitemap.xml": sheet}


def admitted(place: Path) -> bool:
    """Whether the server's rules let every page that is there have its style."""
    policy = (place / ".htaccess").read_text(encoding="utf-8").split('Content-Security-Policy "')[1].split('"')[0]
    sheets = SHEET.findall("".join(page.read_text(encoding="utf-8") for page in place.rglob("*.html")))
    return all(admits(policy, "style", sheet) for sheet in sheets)


def test_both_sheets_are_admitted_until_all_pages_are_there(folder: tuple[Server, Path], build: Path) -> None:
    """At each file that arrives, no page is without style; in the end only the new sheet is admitted."""
    to, place = folder
    publish(to, write(build, site_with(OLD)))
    seen: list[bool] = []
    publish(to, write(build, site_with(NEW)), told=lambda path: seen.append(admitted(place)))

    assert len(seen) == 4
    assert all(seen)
    assert content(place) == content(build)


def test_a_run_cut_between_two_pages_leaves_both_with_their_style(folder: tuple[Server, Path], build: Path) -> None:
    """And the next run takes these rules for its own, not for an edit by hand."""
    to, place = folder
    publish(to, write(build, site_with(OLD)))

    def cut(path: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(to, write(build, site_with(NEW)), told=cut)

    assert admitted(place)
    assert publish(to, build).by_hand == ()
    assert content(place) == content(build)


def test_the_same_sheet_needs_no_bridge() -> None:
    """Nor do rules that speak of no sheet."""
    assert bridge(rules(OLD).encode(), rules(OLD).encode()) == rules(OLD).encode()
    assert bridge(b"Options -Indexes", rules(OLD).encode()) == rules(OLD).encode()
