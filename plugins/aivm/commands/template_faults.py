"""A template that cannot be read or rendered, told by its own line instead of as a fault of the program."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from aivm.problems import Problem, Severity, Where

HINT = "Corrigez cette ligne, ou reprenez la dernière version qui marchait."


def template_problem(error: Exception, root: Path) -> Problem | None:
    """The Problem of an error that a template made; None for one that comes from elsewhere.

    Jinja compiles templates under their own names: they are the frames whose file is no Python.
    """
    frames = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):  # the faulty line was read, not run
        frames.append((error.filename or "", error.lineno))
    templates = [frame for frame in frames if frame[0].endswith(".html")]
    if not templates or not (isinstance(error, TemplateError) or frames[-1] in templates):
        return None
    file, line = templates[-1]
    name = Path(file).relative_to(root).as_posix() if Path(file).is_relative_to(root) else file
    message = f"le gabarit ne se lit pas ({type(error).__name__} : {error_words(error)})."
    return Problem(Where(name, line), message, HINT, Severity.FATAL)


def error_words(error: Exception) -> str:
    """What Jinja or Python says, without a final full stop and on one line."""
    return " ".join(str(getattr(error, "message", None) or error).split()).rstrip(".")
