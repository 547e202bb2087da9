"""One stream of an OLE2 file (MS-CFB 2.2 to 2.6), the box of an .xls; chains that turn in a circle end.

Only what an .xls of a few megabytes needs: the sector table that the header names itself (109 sectors, 7 MB of file).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from aivm.sources.unreadable import damaged
from aivm.sources.zip_limits import too_big

HEADER = struct.Struct(
    "<30xH H10xII4xI II II"
)  # shifts; sectors of the table; directory; cutoff; mini table; more table
ENTRY = struct.Struct("<64sHBB12x36xII4x")  # a name, its length, kind; first sector, size (MS-CFB 2.6.1)
SHIFTS = (9, 12)  # sectors of 512 or 4 096 bytes
IN_HEADER = 109  # sectors of the table that the header names
LAST = 0xFFFFFFFA  # from here on a number is no sector


def stream(raw: bytes, names: Sequence[str]) -> bytes:
    """The bytes of the first stream that has one of these names; `damaged` when there is none or it cannot be read."""
    try:
        return _stream(raw, names)
    except (struct.error, IndexError, ValueError) as error:
        raise damaged() from error


def _stream(raw: bytes, names: Sequence[str]) -> bytes:
    shift, mini_shift, count, directory, cutoff, mini_first, _, _, _ = HEADER.unpack_from(raw)
    if shift not in SHIFTS or mini_shift > shift:
        raise damaged()
    if count > IN_HEADER:
        raise too_big(f"{len(raw) // 1_000_000} Mo")
    size = 1 << shift
    sectors = [raw[at : at + size] for at in range(size, len(raw), size)]  # the header has the first place
    table = _numbers(sectors, struct.unpack_from(f"<{count}I", raw, 76))
    entries = list(ENTRY.iter_unpack(_whole(_chain(sectors, table, directory), ENTRY.size)))
    found = {
        name[: max(length - 2, 0)].decode("utf-16-le", "replace"): (first, size)
        for name, length, _, _, first, size in entries
    }
    wanted = next((name for name in names if name in found), None)
    if wanted is None:
        raise damaged()
    first, length = found[wanted]
    if length >= cutoff:
        return _chain(sectors, table, first)[:length]
    box = _chain(sectors, table, entries[0][4])  # the root entry holds every small stream
    minis = [box[at : at + (1 << mini_shift)] for at in range(0, len(box), 1 << mini_shift)]
    mini_table = (
        list(struct.unpack(f"<{len(data) // 4}I", data)) if (data := _chain(sectors, table, mini_first)) else []
    )
    return _chain(minis, mini_table, first)[:length]


def _numbers(sectors: Sequence[bytes], at: Sequence[int]) -> list[int]:
    data = b"".join(sectors[rank] for rank in at)
    return list(struct.unpack(f"<{len(data) // 4}I", _whole(data, 4)))


def _chain(sectors: Sequence[bytes], table: Sequence[int], first: int) -> bytes:
    """The sectors of a chain one after the other, each at most once."""
    found: list[bytes] = []
    while first < LAST and len(found) <= len(sectors):
        found.append(sectors[first])
        first = table[first]
    return b"".join(found)


def _whole(data: bytes, unit: int) -> bytes:
    """Without what is left over at the end."""
    return data[: len(data) - len(data) % unit]
