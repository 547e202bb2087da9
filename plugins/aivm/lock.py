"""A lock that ends with the process that holds it, however that process ends: the system keeps it, not the file."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

TURN = "construction.verrou"  # of .cache: whose turn it is (commands/turn.py)
TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}  # what systems answer where another holds it
UNKNOWN = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}  # a disk that knows no lock: each goes on as if alone
FAR = 1 << 30  # a byte that no text reaches: on Windows, nobody else may read the one that is locked

if sys.platform == "win32":
    import msvcrt

    def _hold(descriptor: int) -> None:
        os.lseek(descriptor, FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _hold(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def hold(path: Path) -> int | None:
    """A descriptor that holds the lock of `path` until `os.close`; None where somebody else holds it.

    The file is made where it is not, and stays. Raises OSError where it cannot be opened.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _hold(descriptor)
        except OSError as error:
            if error.errno in UNKNOWN:
                return descriptor
            os.close(descriptor)
            if error.errno in TAKEN:
                return None
            raise
        try:  # whoever held it may have deleted it, and somebody else made another since
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        except FileNotFoundError:
            pass
        os.close(descriptor)
