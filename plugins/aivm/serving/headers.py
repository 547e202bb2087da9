"""What a server says beside each file: the one table from which the files for Apache, nginx and the others are made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from aivm.output.policy import HEADER, header_policy

DAY = 86_400  # seconds
# A hash of its content is its name: another content has another name, so nobody ever asks again (RFC 8246).
FOR_EVER = f"public, max-age={365 * DAY}, immutable"
# A face or a voice may be taken off: no cache on the way keeps it, and a browser asks again within a week. Whoever
# comes back sooner pays nothing, later 300 bytes in place of a photo: longer would save no more (docs/securite.md).
OF_PEOPLE = f"private, max-age={7 * DAY}"
STALE_DAYS = 30  # for a cache on the way whose server is down, an old page is better than none (RFC 5861)
NEVER_ASKED = ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics", "interest-cohort")


@dataclass(frozen=True)
class Rule:
    """Headers for the files whose whole name, without its folders, matches a pattern that every server understands."""

    pattern: str
    example: str  # one such name
    headers: Mapping[str, str]


PEOPLE = r"[0-9a-f]{16}[-.].+", "0123456789abcdef-480.webp"  # photos and sounds: 64 bits of their content
ICONS = r"[0-9a-f]{16}\.svg", "0123456789abcdef.svg"
FOLDERS = {"photos": PEOPLE, "sons": PEOPLE, "icones": ICONS}  # where they are, for hosts that only know addresses
PAGES = r".+\.html", "index.html"
MISSING = r"404\.html", "404.html"
ALL = r".*", "agenda.ics"
HIDDEN = r"/(?:.*/)?(?:\.(?!well-known/)|_headers$|_redirects$)"  # addresses for us, or for another kind of server
GONE = "410.html"  # what is shown, with this status, in the place of what was removed


def table(policy: str, page_age: int, hsts_days: int | None) -> tuple[Rule, ...]:
    """The rules, in the order in which a later one replaces an earlier one; `page_age` is in seconds.

    `policy` is what the pages say (policy.py). Without `hsts_days`, nothing is said of TLS: the host is not ours.
    """
    # RFC 6797. Neither the other names of the domain, which are not ours to decide, nor « preload », which takes months
    # to undo.
    tls = {} if hsts_days is None else {"Strict-Transport-Security": f"max-age={hsts_days * DAY}"}
    return (
        Rule(
            *ALL,
            {
                # Kept for a while, so that going back costs nothing and opens without a network; then asked again.
                "Cache-Control": f"public, max-age={page_age}, stale-if-error={STALE_DAYS * DAY}",
                **tls,
                "X-Content-Type-Options": "nosniff",
                # Nobody shows our photos in another site, on our readers' bandwidth and beside other words.
                "Cross-Origin-Resource-Policy": "same-origin",
            },
        ),
        Rule(*PEOPLE, {"Cache-Control": OF_PEOPLE}),
        Rule(*ICONS, {"Cache-Control": FOR_EVER}),
        Rule(
            *PAGES,
            {
                HEADER: header_policy(policy),
                # No site that a page links to learns who reads about what, nor even where they come from: for a reader
                # in the region of Mopti that may be a danger, and it brings the association nothing.
                "Referrer-Policy": "no-referrer",
                "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NEVER_ASKED),
                "Cross-Origin-Opener-Policy": "same-origin",
            },
        ),
        Rule(*MISSING, {"Cache-Control": "no-cache"}),  # the page may exist in a minute
    )


def headers_of(name: str, rules: tuple[Rule, ...]) -> dict[str, str]:
    """The headers of a file by its name, all rules put together."""
    found = (rule.headers for rule in rules if re.fullmatch(rule.pattern, name))
    return {name: value for headers in found for name, value in headers.items()}
