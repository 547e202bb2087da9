"""A zip (ods, xlsx) is taken apart within limits before a library sees it: a few kilobytes can hold gigabytes.

Sizes that a zip declares can lie, so what counts is what comes out, chunk by chunk. Only the members that hold cells
are unpacked; photos, macros and embedded files are neither unpacked nor handed on. There is no limit on the ratio:
an honest sheet of blank rows is packed a hundred times, and the total is what fills a memory.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from aivm.sources.sheets.unreadable import UnreadableError, damaged

RAW_LIMIT = 50_000_000  # bytes as they are on the disk; a sheet with photos may weigh 20 MB
UNPACKED_LIMIT = 100_000_000  # bytes once unpacked, all members together; years of an agenda are 5 MB
ENTRIES_LIMIT = 2_000  # files in the zip; a workbook has about 20, and one more for each photo
CHUNK = 65_536
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that ODF 1.3 part 2 and ECMA-376 part 2 allow
ENTRY = b"PK\x01\x02"  # begins each line of a zip's directory (APPNOTE 4.3.12)
CELLS = (".xml", ".rels", "mimetype")  # the ends of the names that matter

Watch = Callable[[bytes], None]  # is given each chunk of a member, then b"" at its end


def too_big(what: str) -> UnreadableError:
    """Beyond a limit: told before memory or patience is gone."""
    hint = "Gardez-y la seule feuille de l’agenda, copiée dans un classeur neuf."
    return UnreadableError(f"le classeur est trop gros : {what}.", hint)


def names(raw: bytes) -> list[str]:
    """The members of a zip, in the order of its directory."""
    if len(raw) > RAW_LIMIT:
        raise too_big(f"{len(raw) // 1_000_000} Mo")
    if raw.count(ENTRY) > ENTRIES_LIMIT:  # before ZipFile makes an object of each
        raise too_big(f"plus de {ENTRIES_LIMIT} fichiers dedans")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return archive.namelist()
    except Exception as error:  # zipfile raises many types on bad bytes, struct.error and UnicodeDecodeError among them
        raise damaged() from error


def begins(raw: bytes, member: str) -> bytes:
    """The first bytes of one member; nothing when it is not there."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(member) as source:
            return source.read(CHUNK)
    except Exception:  # as above; the fault is told where the whole is read
        return b""


def repack(raw: bytes, watch: Callable[[str], Watch | None]) -> bytes:
    """The same zip with only its cells, every member read once within the limits and shown to its watch.

    Made anew so that the library that reads it can find nothing in it that was not counted here: two programs may
    understand one malformed zip in two ways.
    """
    names(raw)
    clean = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(clean, "w") as target:
            kept = {info.filename: info for info in archive.infolist() if info.filename.endswith(CELLS)}
            if sum(info.file_size for info in kept.values()) > UNPACKED_LIMIT:
                raise too_big(f"plus de {UNPACKED_LIMIT // 1_000_000} Mo une fois ouvert")
            left = UNPACKED_LIMIT
            for info in kept.values():
                left -= _copy(archive, info, target, watch(info.filename), left)
    except UnreadableError:
        raise
    except Exception as error:  # as above; zlib.error, RuntimeError (a password) and EOFError too
        raise damaged() from error
    return clean.getvalue()


def _copy(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: zipfile.ZipFile, watch: Watch | None, left: int
) -> int:
    """Copy one member, and return its size; `left` is how many bytes may still come out."""
    if info.compress_type not in METHODS:
        raise damaged()
    size = 0
    name = zipfile.ZipInfo(info.filename)
    name.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info) as source, target.open(name, "w", force_zip64=False) as copy:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > left:
                raise too_big(f"plus de {UNPACKED_LIMIT // 1_000_000} Mo une fois ouvert")
            copy.write(chunk)
            if watch:
                watch(chunk)
    if watch:
        watch(b"")
    return size
