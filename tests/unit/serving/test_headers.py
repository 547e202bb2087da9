"""One table, three files."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from aivm.output.privacy import SERVED, SERVED_NAMES
from aivm.serving.apache import ACCEPTED, htaccess
from aivm.serving.headers import headers_of, table
from aivm.serving.headers_file import headers_file
from aivm.serving.nginx import snippet
from aivm.serving.types import TYPES

RULES = table("default-src 'none'", 600, 30)
PATHS = ("index.html", "404.html", "agenda/index.html", "agenda/x/evenement.ics", "photos/a.webp", "agenda.ics")


@pytest.mark.parametrize(
    ("name", "age"),
    [
        ("0123456789abcdef-480.webp", "private, max-age=604800"),
        ("0123456789abcdef.mp3", "private, max-age=604800"),
        ("0123456789abcdef.svg", "max-age=31536000, immutable"),
        ("0123456789abcdeg.svg", "max-age=600"),
        ("evenement.ics", "max-age=600"),
        ("index.html", "max-age=600"),
        ("404.html", "no-cache"),
    ],
)
def test_what_is_kept_and_how_long(name: str, age: str) -> None:
    """For ever where the name is a hash of the content, a week where somebody is in it, a while elsewhere."""
    assert age in headers_of(name, RULES)["Cache-Control"]


def test_every_file_is_guarded_and_pages_more() -> None:
    """Each document says what it may do; a photo does not pay for that on EDGE."""
    page, photo = headers_of("index.html", RULES), headers_of("0123456789abcdef-480.webp", RULES)

    assert photo.keys() < page.keys()
    assert page["Strict-Transport-Security"] == photo["Strict-Transport-Security"] == "max-age=2592000"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "geolocation=()" in page["Permissions-Policy"]
    assert page["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize("file", [htaccess(RULES, ""), snippet(RULES, ""), headers_file(RULES, "", PATHS)])
def test_every_file_says_every_header_of_the_table(file: str) -> None:
    """None is forgotten on the way to a server."""
    for name, value in headers_of("index.html", RULES).items():
        assert name in file and value in file


def test_no_two_rules_of_a_headers_file_say_the_same_header() -> None:
    """Those hosts would join them: « max-age=600, max-age=31536000 »."""
    text = headers_file(RULES, "/mopti", PATHS)
    rules = dict(re.findall(r"^(/\S+)\n((?:  .+\n)+)", text, re.MULTILINE))

    assert list(rules) == [
        "/mopti/*",
        "/mopti/",
        "/mopti/404.html",
        "/mopti/agenda.ics",
        "/mopti/agenda/*",
        "/mopti/photos/*",
    ]
    assert "Cache-Control" not in rules.pop("/mopti/*")
    assert all(re.fullmatch(r"  Cache-Control: .+\n", said) for said in rules.values())
    assert "private, max-age=604800" in rules["/mopti/photos/*"]
    assert "no-cache" in rules["/mopti/404.html"]


def test_a_folder_of_the_host_is_in_every_address() -> None:
    """The page for wrong addresses is the site's, not the host's."""
    assert "ErrorDocument 404 /mopti/404.html" in htaccess(RULES, "/mopti")
    assert "location /mopti/ {" in snippet(RULES, "/mopti")
    assert 'location ~ "^/' not in snippet(RULES, "/mopti").replace("^/mopti/", "")


def test_what_was_removed_is_told_to_servers() -> None:
    """Each address where the site is; a site that removed nothing has no page to show for it, and says nothing."""
    gone = ("/recits/un-seau/", "/agenda/contes/")

    for address in ("/mopti/recits/un-seau", "/mopti/agenda/contes"):
        assert f'Redirect gone "{address}"' in htaccess(RULES, "/mopti", gone)
        assert f'location ~ "^{address}(?:/|$)"' in snippet(RULES, "/mopti", gone)
    for text in (htaccess(RULES, "/mopti", gone), snippet(RULES, "/mopti", gone)):
        assert re.search("^ *(ErrorDocument|error_page) 410 /mopti/410.html;?$", text, re.MULTILINE)
    assert "410" not in htaccess(RULES, "") + snippet(RULES, "")


def test_no_server_knows_a_kind_of_file_that_never_leaves() -> None:
    """What stops a production build (a .pdf, a .docx) is of no type here: nobody has to wonder which list is right."""
    named = {PurePosixPath(name).suffix for name in SERVED_NAMES}

    assert TYPES.keys() <= SERVED | named


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        ("br", True),
        ("gzip, deflate, br, zstd", True),
        ("gzip,br;q=0.5", True),
        ("br;q=0.01", True),
        ("br;q=0", False),
        ("br ; q=0.000, gzip", False),
        ("brotli", False),
        ("x-br", False),
        ("", False),
    ],
)
def test_what_a_browser_accepts(said: str, accepted: bool) -> None:
    """The words of RFC 9110, 12.5.3, as Apache's expression reads them."""
    assert bool(re.search(ACCEPTED.format(coding="br"), said)) == accepted


def test_nothing_is_said_of_the_tls_of_a_host_that_is_not_ours() -> None:
    """HSTS holds for a whole host (RFC 6797, 8.2): zero would undo that of its owner."""
    rules = table("default-src 'none'", 600, None)
    said = (htaccess(rules, ""), snippet(rules, ""), headers_file(rules, "", PATHS))

    assert not [text for text in said if "Strict-Transport-Security" in text]
    assert all("X-Content-Type-Options" in text for text in said)
