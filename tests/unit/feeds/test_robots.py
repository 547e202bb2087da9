"""What search engines may read."""

from __future__ import annotations

from aivm.feeds.sitemap import robots


def test_robots_tell_the_sitemap_of_a_site_that_has_an_address() -> None:
    """A preview and a rehearsal have none yet: an address that leads nowhere helps nobody."""
    assert robots("https://site.example/mopti").endswith(b"\nSitemap: https://site.example/mopti/sitemap.xml\n")
    assert robots("") == b"User-agent: *\nAllow: /\n"
