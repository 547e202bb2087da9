"""A browser left open on the preview follows what is saved, without being touched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import PATIENCE, Served, minimal_project, serving

pytestmark = pytest.mark.browser

STORY = "content/recits/premier-recit/recit.md"
AGENDA = "content/data/evenements.csv"
SLUG = "plugins/aivm/people/letters.py"
PANEL = "plugins/aivm/preview/panel.py"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(minimal_project(tmp_path_factory.mktemp("serve") / "projet")) as served:
        yield served


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """The story, open in a small window."""
    context = browser.new_context(viewport={"width": 360, "height": 300})
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    page.goto(f"http://localhost:{served.port}/recits/premier-recit/")
    yield page
    context.close()


def test_an_edit_shows_where_the_reader_was(page: Page, served: Served) -> None:
    """The page reloads by itself and stays at the same height."""
    page.evaluate("scrollTo(0, 200)")
    served.edit(STORY, "le jardin", "MOTNEUF le jardin")
    expect(page.locator("main")).to_contain_text("MOTNEUF")
    height = page.evaluate("scrollY")
    served.edit(STORY, "MOTNEUF le jardin", "le jardin")
    expect(page.locator("main")).not_to_contain_text("MOTNEUF")

    assert height == 200


def test_the_policy_refuses_nothing_that_the_preview_adds(page: Page, served: Served) -> None:
    """The report is styled, the page follows, and a script that is not ours would not run, as on line."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    served.edit(AGENDA, "14/01/2027", "31/02/2027")
    report = page.get_by_role("status")
    expect(report).to_contain_text("31/02/2027")

    assert report.evaluate("panel => getComputedStyle(panel).position") == "fixed"
    assert said == []

    served.edit(AGENDA, "31/02/2027", "14/01/2027")
    expect(report).to_have_count(0)
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.pris = 1'}))")

    assert page.evaluate("window.pris") is None
    assert "Content Security Policy" in said[0]


def test_a_broken_file_shows_its_report_and_a_repair_takes_it_away(page: Page, served: Served) -> None:
    """A panel that a click folds away, until it says something else; the site is there behind it."""
    served.edit(AGENDA, "14/01/2027", "31/02/2027")
    report = page.get_by_role("status")
    expect(report).to_contain_text("31/02/2027")
    report.locator("summary").click()
    expect(report.locator("pre")).to_be_hidden()
    served.edit(STORY, "le jardin", "MOTNEUF le jardin")
    expect(page.locator("main")).to_contain_text("MOTNEUF")
    expect(report.locator("pre")).to_be_hidden()
    served.edit(AGENDA, "31/02/2027", "32/02/2027")
    expect(report.locator("pre")).to_contain_text("32/02/2027")
    expect(report.locator("pre")).to_be_visible()
    served.edit(AGENDA, "32/02/2027", "14/01/2027")
    served.edit(STORY, "MOTNEUF le jardin", "le jardin")
    expect(report).to_have_count(0)

    assert page.get_by_role("heading", level=1).count() == 1


@pytest.mark.parametrize(
    ("file", "old", "new"), [(SLUG, "def slug(", "def slug slug("), (PANEL, "SCRIPT = ", "SCRIPT == ")]
)
def test_a_broken_plugin_shows_its_report_and_a_repair_brings_the_site_back(
    file: str, old: str, new: str, page: Page, served: Served
) -> None:
    """The page becomes the report, then the story again, across the restart of the process."""
    served.edit(file, old, new)
    expect(page.get_by_role("status")).to_contain_text(file)
    served.edit(file, new, old)
    expect(page.get_by_role("heading", level=1)).to_have_text("Premier récit")
