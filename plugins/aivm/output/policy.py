"""The Content-Security-Policy of every page: nothing but what the page holds itself (CSP Level 3).

One hash for the sheet, one for the script, both of the very bytes between their tags (CSP 3, 8.3): whatever else finds
its way into a page, a browser refuses to run it. The same words go in the page, for hosts without headers.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import lru_cache

HEADER = "Content-Security-Policy"
META = "content-security-policy"  # the http-equiv of the same words in a page
FRAMES = "frame-ancestors 'none'"  # only a header may say it: a page is read when it is framed already (CSP 3, 3.3)


@lru_cache(maxsize=64)  # the same sheet is in every page
def digest(code: str) -> str:
    """The hash-source of an inline sheet or script, as written between its tags."""
    return f"'sha256-{b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def page_policy(style: str, script: str) -> str:
    """The policy that a page carries, for its sheet and its script; photos, sounds and icons are our own files.

    Drawings are in the page itself. Nothing is fetched by a script, sent by a form, framed or embedded.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "img-src 'self'",
            "media-src 'self'",
            f"style-src {digest(style)}",
            f"script-src {digest(script)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def header_policy(policy: str) -> str:
    """The same policy as a header says it: nobody shows the page inside another."""
    return f"{policy}; {FRAMES}"


def admits(policy: str, tag: str, code: str) -> bool:
    """True where a policy lets an inline <style> or <script> of these bytes do something."""
    directives = (directive.split() for directive in policy.split(";"))
    return any(words[0] == f"{tag}-src" and digest(code) in words for words in directives if words)
