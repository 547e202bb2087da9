"""Pelican speaks English to a log; its warnings and errors become problems of the report."""

from __future__ import annotations

import logging

from aivm.problems import Problem, Report, Severity, Where


class Collector(logging.Handler):
    """A log handler that adds each record to a report, as advice or as a fatal fault."""

    def __init__(self, report: Report) -> None:
        super().__init__(logging.WARNING)
        self.report = report

    def emit(self, record: logging.LogRecord) -> None:
        fatal = record.levelno >= logging.ERROR
        severity = Severity.FATAL if fatal else Severity.ADVICE
        hint = "Envoyez ce message à la personne qui s’occupe du site."
        self.report.add(Problem(Where("Pelican"), f"« {record.getMessage()} ».", hint, severity))
