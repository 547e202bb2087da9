"""Why an address could not be read: raised inside, told as a Problem by whoever asked."""

from __future__ import annotations

from enum import Enum, auto


class Why(Enum):
    """What went wrong, for who says it in other words."""

    OTHER = auto()
    ADDRESS = auto()  # it is none
    NAME = auto()  # it leads nowhere
    CLOSED = auto()  # nobody listens there
    LATE = auto()
    TLS = auto()
    CERTIFICATE = auto()
    PACKED = auto()  # what came cannot be decompressed
    CIRCLE = auto()


class RefusedError(Exception):
    """One French sentence and its remedy. Neither holds an address in full, nor a secret."""

    def __init__(self, message: str, hint: str, why: Why = Why.OTHER, detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.why = why
        self.detail = detail  # of a certificate: what is wrong with it, in the words of the library
        self.url = ""  # where it happened, which may hold a secret: not to be told


class PassingError(RefusedError):
    """A refusal that may be over in a moment: worth another try."""
