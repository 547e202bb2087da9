"""A file that cannot be read at all: raised far inside a reader, turned into one Problem at its door."""

from __future__ import annotations

from aivm.problems import Problem, Where

DAMAGED_HINT = "Ouvrez-le dans LibreOffice, enregistrez-le de nouveau en .ods, et recommencez."


class UnreadableError(Exception):
    """A French sentence that says why nothing can be read, and its remedy."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint

    def problem(self, file: str) -> Problem:
        """The same as a Problem of the whole file."""
        return Problem(Where(file), self.message, self.hint)


def damaged() -> UnreadableError:
    """A workbook cut by a download, or changed by something else than a spreadsheet."""
    return UnreadableError("le classeur est abîmé ou coupé.", DAMAGED_HINT)
