"""/sitemap.xml, the list of pages for search engines (sitemaps.org, protocol 0.9: at most 50 000 addresses), and
/robots.txt, which tells them where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote
from xml.etree import ElementTree as ET

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(addresses: Sequence[tuple[str, date | None]], siteurl: str) -> bytes:
    """The pages by address (from the root of the site), each with the day it last changed, when known."""
    root = ET.Element("urlset", xmlns=NAMESPACE)
    for address, changed in sorted(dict(addresses).items()):
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = siteurl + quote(address)
        if changed:
            ET.SubElement(url, "lastmod").text = changed.isoformat()
    ET.indent(root, space="")
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def robots(siteurl: str) -> bytes:
    """Everything may be read (RFC 9309); the sitemap is told where the address of the site is known (sitemaps.org)."""
    lines = ["User-agent: *", "Allow: /", *([f"Sitemap: {siteurl}/sitemap.xml"] if siteurl else [])]
    return "\n".join([*lines, ""]).encode()
