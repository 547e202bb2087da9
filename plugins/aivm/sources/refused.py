"""Why a source could not be read: raised inside `sources`, told as a Problem by whoever asked."""

from __future__ import annotations


class RefusedError(Exception):
    """One French sentence and its remedy. Neither holds an address in full, nor a secret."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class PassingError(RefusedError):
    """A refusal that may be over in a moment: worth another try."""

    def __init__(self, message: str, hint: str, wait: float = 0) -> None:
        super().__init__(message, hint)
        self.wait = wait  # seconds that the server asked for (Retry-After, RFC 9110 10.2.3)
