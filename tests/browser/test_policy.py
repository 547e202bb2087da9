"""What a browser gets from a real server, and what it refuses to do in a page of ours."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from aivm.config import Config
from aivm.output.manifest import files_of
from aivm.output.page import parse
from aivm.output.tree import address_of
from aivm.problems import Report
from aivm.serving.apache import htaccess
from aivm.serving.compress import compress_folder
from aivm.serving.headers import table
from aivm.serving.nginx import snippet
from playwright.sync_api import Browser, Page

from tests.browser.walking import follow
from tests.web_servers import apache, nginx

pytestmark = pytest.mark.browser

TRAP = "<h2 id=piege style=display:none>piège</h2><style>h1{display:none}</style><script>document.title='pris'</script>"
TRAP += "<img src=data:, alt onerror=document.title='pris'><form action=/pris><button>Envoyer</button></form>"

FILTERED = "/ecoles/elementaire/"  # a page whose list the script sorts


@pytest.fixture(scope="module")
def folder(preview: tuple[Report, Path]) -> Iterator[Path]:
    """The preview, which has every kind of page, made ready as production is, and one page that was tampered with."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        copy = Path(shutil.copytree(preview[1], Path(name) / "site"))
        home = (copy / "index.html").read_bytes()
        kept = {*one_of_each(copy), FILTERED}
        for path, file in files_of(copy).items():
            if path.endswith(".html") and address_of(path) not in kept:
                file.unlink()  # compressing two hundred more pages would take seconds and show nothing
        (copy / "piege").mkdir()
        (copy / "piege" / "index.html").write_bytes(home + TRAP.encode())
        rules = table(parse(home, "/").policy, Config().page_max_age, Config().hsts_days)
        (copy / ".htaccess").write_text(htaccess(rules, ""), encoding="utf-8")
        (copy.parent / "site.conf").write_text(snippet(rules, ""), encoding="utf-8")
        compress_folder(copy, copy.parent / "cache")
        yield copy


@pytest.fixture(scope="module", params=["nginx", "apache"])
def served(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Its address behind a real server."""
    place = folder.parent / request.param
    place.mkdir()
    text = (folder.parent / "site.conf").read_text(encoding="utf-8")
    with nginx(place, folder, text) if request.param == "nginx" else apache(place, folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window with nothing in its cache."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def one_of_each(folder: Path) -> list[str]:
    """A page of each kind: those that differ in their first folder and in their depth."""
    kinds = {}
    for path in files_of(folder):
        if path.endswith(".html") and not path.startswith("piege/"):
            kinds.setdefault((path.partition("/")[0], path.count("/")), address_of(path))
    return list(kinds.values())


def test_no_page_asks_for_what_its_policy_refuses(page: Page, served: str, folder: Path) -> None:
    """Every kind of page is styled, compressed, and says nothing in the console."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url} {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url} {error}"))
    addresses = one_of_each(folder)
    for address in addresses:
        answer = page.goto(served + address)

        assert answer is not None
        assert answer.headers["content-encoding"] == "br", address
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        font = page.locator("main").evaluate("main => getComputedStyle(main).fontFamily")

        assert font.startswith("system-ui"), address  # that of the sheet
    assert len(addresses) > 25
    assert said == []


def test_the_script_of_the_site_runs(page: Page, served: str) -> None:
    """The field that sorts the dates is there: its hash is the one of the policy."""
    page.clock.set_fixed_time(datetime(2026, 11, 22, 12))
    page.goto(served + FILTERED)

    assert page.locator("input[type=search]").count() == 1


def refuses_what_was_put_in(page: Page, address: str) -> None:
    """Nothing of the trap does anything: no script, no style, no form."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"{address}/piege/")
    page.get_by_role("button", name="Envoyer").dispatch_event("click")

    page.wait_for_timeout(200)

    assert "pris" not in page.title()
    assert "/pris" not in page.url
    assert page.get_by_role("heading", level=1).first.is_visible()
    assert page.get_by_role("heading", name="piège").is_visible()
    assert len(refused) >= 5
    assert all("Content Security Policy" in text for text in refused)


def test_what_was_put_in_a_page_does_nothing(page: Page, served: str) -> None:
    """With the headers and the policy of the page."""
    refuses_what_was_put_in(page, served)


def test_the_page_alone_refuses_it_too(page: Page, folder: Path) -> None:
    """On a host that says no header of ours, the policy in the page is enough."""
    place = folder.parent / "muet"
    place.mkdir()
    with nginx(place, folder, "index index.html;") as address:
        refuses_what_was_put_in(page, address)


def test_no_other_site_shows_a_page_inside_its_own(page: Page, served: str, folder: Path) -> None:
    """Only the header can say it (CSP 3, 3.3)."""
    page.goto(f"{served}/robots.txt")
    page.set_content(f"<iframe src='{served}/agenda/'></iframe>")
    page.wait_for_timeout(300)

    assert "chrome-error" in page.frames[1].url or page.frames[1].locator("main").count() == 0


def test_a_page_opens_again_without_the_network(page: Page, folder: Path) -> None:
    """Within the hour, after a power cut: from the cache, and by its links."""
    place = folder.parent / "coupure"
    place.mkdir()
    text = (folder.parent / "site.conf").read_text(encoding="utf-8")
    with nginx(place, folder, text) as address:
        page.goto(f"{address}/agenda/")
        follow(page.get_by_role("link", name="Récits", exact=True).first)
    follow(page.get_by_role("link", name="Agenda", exact=True).first)

    assert page.get_by_role("heading", level=1).is_visible()
