"""The rules of a host while pages are sent: those of the new site, that still admit the sheet of the pages before.

`.htaccess` says which sheet and which script pages may have, by their hashes. Where the sheet has changed, the rules of
either site would leave the pages of the other without style until all are there, or for good if the run is cut.
"""

from __future__ import annotations

import re

SOURCES = re.compile(rb"(style-src|script-src) ([^;\"]*)")  # CSP Level 3, 2.3.1: a directive ends at « ; »


def bridge(old: bytes, new: bytes) -> bytes:
    """`new`, whose pages may have the sheets and scripts of `old` too; `new` itself where they are the same."""
    admitted = dict(SOURCES.findall(old))

    def both(match: re.Match[bytes]) -> bytes:
        name, sources = match[1], match[2].split()
        return b" ".join([name, *dict.fromkeys((*sources, *admitted.get(name, b"").split()))])

    return SOURCES.sub(both, new)
