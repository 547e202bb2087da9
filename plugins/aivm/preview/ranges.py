"""A part of a file, as sound players ask for it: one range of bytes (RFC 9110, 14.2)."""

from __future__ import annotations

import re

ONE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def span(header: str, size: int) -> range | None:
    """The bytes that a Range header asks for; empty when the file ends before; None where the whole file is the answer.

    Several ranges, or a header that is none, may be ignored: the whole file is always right.
    """
    match = ONE_RANGE.fullmatch(header.strip())
    if not match or match[0] == "bytes=-":
        return None
    first, last = match[1], match[2]
    if not first:  # « -500 »: the last 500 bytes
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(size, int(last) + 1 if last else size))
