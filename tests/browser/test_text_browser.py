"""In w3m, which knows neither sheets nor scripts: every word, every date and every link of a page."""

from __future__ import annotations

import re
import shutil
import subprocess
from urllib.parse import unquote, urljoin
from urllib.request import urlopen

import pytest
from aivm.output.page import parse
from selectolax.lexbor import LexborHTMLParser

from tests.browser.templates import TEMPLATES

pytestmark = pytest.mark.browser

UNREAD = {"title", "script", "style"}
OPTIONS = ("-dump", "-cols", "200", "-O", "UTF-8", "-o", "display_link_number=1", "-o", "meta_refresh=0")
MARKS = re.compile(r"\[\d+\]|\[S:|:S\]")  # what w3m adds: the numbers of links, the ends of a struck text
NUMBERED = re.compile(r"^\[\d+\] (\S+)$", re.MULTILINE)


@pytest.fixture(scope="session")
def w3m() -> str:
    """The program."""
    program = shutil.which("w3m")
    if program is None:
        pytest.skip("w3m manque : les pages n’ont pas été lues dans un navigateur en mode texte (apt install w3m)")
    return program


def solid(text: str) -> str:
    """Text without its spaces: where a line ends is w3m's affair."""
    return "".join(text.split())


def plain(address: str) -> str:
    """An address however its accents and its end are written."""
    return unquote(address).rstrip("/")


def stretches(html: str) -> list[str]:
    """Each stretch of text between two tags of a page that is meant to be read."""
    texts = (node for node in LexborHTMLParser(html).root.traverse(include_text=True) if node.tag == "-text")
    found = (solid(node.text_content) for node in texts if node.parent.tag not in UNREAD)
    return [words for words in found if words]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_text_browser_shows_everything(w3m: str, sites: dict[str, str], name: str) -> None:
    """The words in their order (a date and its day are some of them), and every link, to be followed by its number."""
    host, address = TEMPLATES[name]
    url = sites[host] + address
    with urlopen(url) as answer:
        html = answer.read()
    dump = subprocess.run([w3m, *OPTIONS, url], capture_output=True, text=True, check=True, encoding="utf-8").stdout
    shown = solid(MARKS.sub("", dump))
    links = {urljoin(url, link.url) for link in parse(html, address).links if link.tag == "a"}

    place = 0
    for words in stretches(html.decode()):
        assert words in shown[place:], words
        place = shown.index(words, place) + len(words)
    assert {plain(link) for link in links} <= {plain(link) for link in NUMBERED.findall(dump)}
