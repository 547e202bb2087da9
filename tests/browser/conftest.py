"""A real browser and a real web server, on loopback."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from aivm.output.tree import read_tree
from aivm.problems import Report
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.browser.survey import Visit, survey
from tests.browser.templates import TEMPLATES
from tests.conftest import PROJECT, SITES, TODAY, build_in
from tests.once import once

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SEASONS = {"templates": TODAY, "coming": date(2026, 9, 5), "none": date(2027, 9, 1)}  # site: the day it is built
NOON = int(datetime.combine(TODAY, time(12), UTC).timestamp() * 1000)  # milliseconds
SHORT_LIST = 3  # entries: the small site has few, and its lists too must go on elsewhere

Go = Callable[..., None]


class Quiet(SimpleHTTPRequestHandler):
    """The standard library's server, without its log."""

    def log_message(self, format: str, *args: object) -> None:  # its own name
        """Say nothing."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    program = next((path for path in CHROMIUM if Path(path).exists()), None)
    if program is None:
        pytest.skip("Chromium manque : la promenade dans le navigateur n’a pas eu lieu (apt install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, for as long as it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture(scope="session")
def site(preview: tuple[Report, Path]) -> Iterator[str]:
    """The address of the preview, served."""
    with served(preview[1]) as address:
        yield address


@pytest.fixture(scope="session")
def visits(
    browser: Browser, site: str, preview: tuple[Report, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Visit]:
    """What every page of the preview says and does, by its address."""
    addresses = [page.address for page in read_tree(preview[1]).pages.values()]

    def walk(_: Path) -> dict[str, Visit]:
        with opened(browser) as page:
            return survey(page, site, addresses)

    return once(tmp_path_factory, "visits", walk)


@pytest.fixture(scope="session")
def small_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The words of the minimal site, with the templates and the states that it lacks."""
    content = tmp_path_factory.mktemp("gabarits") / "content"
    for folder in (SITES / "minimal" / "content", SITES / "gabarits" / "content"):
        copytree(folder, content, dirs_exist_ok=True)
    copytree(PROJECT / "content" / "data" / "carte", content / "data" / "carte")
    return content


@pytest.fixture(scope="session")
def sites(site: str, small_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The address of each site of TEMPLATES: the one shipped, and the small one in the three seasons of a mission."""
    with ExitStack() as stack:
        addresses = {"shipped": site}
        for name, today in SEASONS.items():
            settings: dict[str, Any] = {"mode": "preview", "today": today, "AIVM": {"list_limit": SHORT_LIST}}
            _, output = once(tmp_path_factory, name, partial(build_in, content=small_content, **settings))
            addresses[name] = stack.enter_context(served(output))
        yield addresses


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[Page]:
    """A tab of its own, where a page that sends elsewhere at once can be looked at all the same."""
    context = browser.new_context(**options)
    context.set_default_timeout(10_000)  # milliseconds: a page here answers in 50
    context.add_init_script(f"Date.now = () => {NOON}")  # a page may compare its dates with the reader's
    context.route("**/recits/recit-zero/", without_refresh)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def still(browser: Browser) -> Iterator[Page]:
    """A tab without JavaScript: what holds here holds for every visitor."""
    with opened(browser, java_script_enabled=False) as page:
        yield page


@pytest.fixture(scope="module")
def lively(browser: Browser) -> Iterator[Page]:
    """A tab with JavaScript, for what only it can ask of a page."""
    with opened(browser) as page:
        yield page


@pytest.fixture(scope="session")
def go(sites: dict[str, str]) -> Go:
    """Open the page that stands for a template, by its name in TEMPLATES, on a screen so many pixels wide."""

    def open_page(page: Page, name: str, width: int = 320, height: int = 640) -> None:
        host, address = TEMPLATES[name]
        page.set_viewport_size({"width": width, "height": height})
        page.goto(sites[host] + address)

    return open_page


def without_refresh(route: Route) -> None:
    """The page as served, but for its « refresh »."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("http-equiv=refresh", "name=refresh"))
