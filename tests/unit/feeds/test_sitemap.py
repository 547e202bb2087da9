from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

from aivm.feeds.sitemap import sitemap

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_pages_with_their_day() -> None:
    """Whole addresses in order, each once, the day only where it is known."""
    pages = [("/recits/", date(2027, 1, 2)), ("/", None), ("/recits/", date(2027, 1, 2))]
    urls = ET.fromstring(sitemap(pages, "https://exemple.invalid")).findall("s:url", NAMES)
    found = [(url.findtext("s:loc", namespaces=NAMES), url.findtext("s:lastmod", namespaces=NAMES)) for url in urls]

    assert found == [("https://exemple.invalid/", None), ("https://exemple.invalid/recits/", "2027-01-02")]


def test_same_bytes_whatever_the_order() -> None:
    """The order of the build does not show."""
    pages = [("/a/", None), ("/b/", date(2027, 1, 2))]

    assert sitemap(pages, "") == sitemap(pages[::-1], "")


def test_addresses_are_escaped() -> None:
    """An accent or an ampersand in a file name is written as sitemaps.org asks."""
    assert b"<loc>https://exemple.invalid/agenda/%C3%A9t%C3%A9%26co/</loc>" in sitemap(
        [("/agenda/été&co/", None)], "https://exemple.invalid"
    )
